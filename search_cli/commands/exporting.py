"""The export command: the corpus or a part of it, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_cli.commands.options import Codes, HomeOption, Json, filtered, held_home, out, print_json

if TYPE_CHECKING:
    from index.store.filters import Filter

app = typer.Typer()


@app.command()
@filtered
def export(
    wanted: Filter,
    folder: Annotated[Path, typer.Argument(help="Where the files go; made where it is not there.")],
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            help="csv, jsonl, xlsx, sqlite, parquet, datapackage, ftm, ics, bibtex, csl, ris, graphml, marked.",
        ),
    ] = None,
    query: Annotated[str | None, typer.Option(help="Only what this search finds, best first.")] = None,
    for_: Annotated[
        str | None, typer.Option("--for", help="excel: semicolons, decimal commas and a byte order mark in CSV.")
    ] = None,
    codes: Codes = False,
    home: HomeOption = None,
    json: Json = False,
) -> None:
    """Write documents and records as CSV and JSON Lines; filters and a query say which.

    Example: `louhi export tulokset --format csv --query hyvinvointialue --published 2021..2023`
    """
    from extractors.text.showing import codes_shown
    from index.outputs.exports import EXPORTERS
    from index.outputs.exports import export as write
    from index.store.store import Store

    formats = format or ["csv", "jsonl"]
    if unknown := set(formats) - set(EXPORTERS):
        raise typer.BadParameter(
            f"{', '.join(sorted(unknown))}: no such format; there are {', '.join(EXPORTERS)}", param_hint="--format"
        )
    if for_ not in (None, "excel"):
        raise typer.BadParameter(f"{for_}: no such program; there is excel", param_hint="--for")
    kept = held_home(home)
    ids = None
    if query is not None:
        from index import Index

        with Index.open(kept) as index:
            ids = index.matches(query)
    with Store.open(kept) as store, codes_shown(codes):
        count, paths = write(store, folder, formats, wanted, ids, excel=for_ == "excel")
    if json:
        print_json({"documents": count, "files": [str(path) for path in paths]})
    else:
        out().print(f"{count} documents in {len(paths)} files in {folder}", markup=False)
