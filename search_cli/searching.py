"""The search command."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.options import HomeOption, Json, home_of, out, print_json

app = typer.Typer()


@app.command()
def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", AND OR NOT, prefix*, field:value; see the README.')],
    home: HomeOption = None,
    json: Json = False,
    limit: Annotated[int, typer.Option(help="The most hits.")] = 10,
    offset: Annotated[int, typer.Option(help="Skip this many hits.")] = 0,
) -> None:
    """Find documents: any word form, any part of a compound; ranked, with the best passage.

    Example: `louhi search "hyvinvointialueen rahoitus published:2021..2023"`
    """
    from index import Index
    from search_cli.render import results_text, results_value

    with Index.open(home_of(home).root) as index:
        results = index.search(query, limit=limit, offset=offset)
    if json:
        print_json(results_value(results))
    else:
        out().print(results_text(results))
