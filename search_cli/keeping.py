"""Commands that look after the home: status, reindex, verify, backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_cli.options import HomeOption, Json, held_home, out, print_json, say

app = typer.Typer()


@app.command()
def status(home: HomeOption = None, json: Json = False) -> None:
    """What is held, what failed and why, what needs a person.

    Example: `louhi status`
    """
    from index import Index
    from index.growth import outgrown
    from index.status import status as sum_up
    from index.store import Store
    from search_cli.render import status_text

    kept = held_home(home)
    with Store.open(kept) as store:
        found = sum_up(store, kept)
    with Index.open(kept) as index:
        advice = outgrown(index)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        out().print(status_text(found))
    if advice:
        say(advice)


@app.command()
def reindex(
    home: HomeOption = None,
    engine: Annotated[str | None, typer.Option(help="whoosh or tantivy; the home keeps to it from then on.")] = None,
) -> None:
    """Throw the full-text index away and make it anew from the store.

    Example: `louhi reindex --engine tantivy`
    """
    from index import Index

    kept = held_home(home)
    with Index.open(kept, engine=engine) as index:
        count = index.rebuild() if index.rebuilt is None else index.rebuilt
    if engine is not None:
        kept.set_engine(engine)
    say(f"{count} documents are indexed.")


@app.command()
def verify(home: HomeOption = None, json: Json = False) -> None:
    """Check every stored hash, span, quote and count.

    Example: `louhi verify`
    """
    from index.store import Store
    from index.verify import verify as check
    from search_cli.progress import counting

    kept = held_home(home)
    with Store.open(kept) as store, counting("checking") as tell:
        faults = check(store, kept, tell)
    if json:
        print_json([fault.model_dump() for fault in faults])
    for fault in faults:
        say(f"{fault.subject}: {fault.reason}. {fault.advice}")
    if faults:
        raise typer.Exit(1)
    say("All is as it was stored.")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    home: HomeOption = None,
) -> None:
    """Copy the home, also while a run goes on.  The copy is itself a home: use it with --home, or move it back.

    Example: `louhi backup /mnt/varmuuskopiot/louhi-2026-11-22`
    """
    from index.backup import backup as copy

    copy(held_home(home), folder)
    say(f"{folder} is a copy of the home; `louhi verify --home {folder}` checks it.")
