"""Commands that look after the home: status, reindex."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.options import HomeOption, Json, home_of, out, print_json, say

app = typer.Typer()


@app.command()
def status(home: HomeOption = None, json: Json = False) -> None:
    """What is held, what failed and why, what needs a person.

    Example: `louhi status`
    """
    from index.status import status as sum_up
    from index.store import Store
    from search_cli.render import status_text

    kept = home_of(home)
    with Store.open(kept) as store:
        found = sum_up(store, kept)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        out().print(status_text(found))


@app.command()
def reindex(
    home: HomeOption = None,
    engine: Annotated[str | None, typer.Option(help="whoosh or tantivy; the home keeps to it from then on.")] = None,
) -> None:
    """Throw the full-text index away and make it anew from the store.

    Example: `louhi reindex --engine tantivy`
    """
    from index import Index

    with Index.open(home_of(home).root, engine=engine) as index:
        count = index.rebuild()
    say(f"{count} documents are indexed.")
