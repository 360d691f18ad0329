"""What leaves the corpus: export writes it or a part of it as files, cite says how to refer to it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from search_cli.commands.facet_options import choosing
from search_cli.commands.options import (
    Codes,
    HomeOption,
    Json,
    filtered,
    found_by,
    held_home,
    out,
    print_json,
    span_of,
    store_of,
)
from search_cli.commands.serving import PORT

if TYPE_CHECKING:
    from index.outputs.citations import Citation
    from index.outputs.search_citations import SearchCitation
    from index.store.filters import Filter

app = typer.Typer()

HERE = f"http://127.0.0.1:{PORT}"
"""Where `louhi serve` answers when nothing else is said."""


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
    from index.store.maintenance.copies import note_copy
    from index.store.store import Store

    formats = format or ["csv", "jsonl"]
    if unknown := set(formats) - set(EXPORTERS):
        raise typer.BadParameter(
            f"{', '.join(sorted(unknown))}: no such format; there are {', '.join(EXPORTERS)}", param_hint="--format"
        )
    if for_ not in (None, "excel"):
        raise typer.BadParameter(f"{for_}: no such program; there is excel", param_hint="--for")
    kept = held_home(home)
    ids = found_by(kept, query)
    with Store.open(kept) as store, codes_shown(codes):
        count, paths = write(store, folder, formats, wanted, ids, excel=for_ == "excel")
    note_copy(kept, "export", folder)
    if json:
        print_json({"documents": count, "files": [str(path) for path in paths]})
    else:
        out().print(f"{count} documents in {len(paths)} files in {folder}", markup=False)


@app.command()
@choosing
def cite(
    chosen: Any,
    document: Annotated[str | None, typer.Argument(help="A document's id or address; with @1 its version 1.")] = None,
    home: HomeOption = None,
    json: Json = False,
    at: Annotated[str | None, typer.Option(help="The words from start to end, as records have them: 790-801.")] = None,
    query: Annotated[str | None, typer.Option(help="Cite this search instead, with what is chosen of facets.")] = None,
    base: Annotated[str, typer.Option(help="Where your page is, for the address of a search.")] = HERE,
    form: Annotated[str, typer.Option(help="teksti, bibtex, csl or ris.")] = "teksti",
    codes: Codes = False,
) -> None:
    """Cite a document, or words in it, with its address, day, version and hash; or a whole search.

    A search is cited with its address, what narrows it, the state of the corpus, and a hash of what it finds.

    Example: `louhi cite doc-1a2b3c4d5e6f7a8b --at 790-801 --form bibtex`

    Example: `louhi cite --query rahoitus --year 2026`
    """
    from extractors.text.showing import codes_shown, shown
    from index.outputs.citations import FORMS, many
    from index.outputs.search_citations import SEARCH_FORMS

    if form not in FORMS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMS)}", param_hint="--form")
    is_search = query is not None or bool(chosen)
    if is_search == (document is not None) or (is_search and at):
        raise typer.BadParameter("give a document, perhaps with --at, or --query, perhaps with facets")
    found: Any = _cited_search(home, query or "", chosen, base) if document is None else _cited(home, document, at)
    with codes_shown(codes):
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            sys.stdout.write(shown(SEARCH_FORMS[form](found) if document is None else many([found], form)))


def _cited(home: Path | None, document: str, at: str | None) -> Citation:
    """The citation of a document or of words in it; ends the command with status 2 for words that are not there."""
    from index.outputs.citations import cited_version
    from index.outputs.held_versions import held_version

    span = span_of(at) if at else None
    with store_of(home) as store:
        held = held_version(store, document)
    if span and span[1] > len(held.entry.document.text):
        raise typer.BadParameter(f"the document ends at {len(held.entry.document.text)}", param_hint="--at")
    return cited_version(held, span)


def _cited_search(home: Path | None, query: str, chosen: Any, base: str) -> SearchCitation:
    from index import Index
    from search_cli.web.narrowing import Narrowing
    from search_cli.web.search_citing import cited_search

    asked = Narrowing(query=query, chosen={facet: tuple(values) for facet, values in chosen.items()})
    with Index.open(held_home(home)) as index:
        return cited_search(index, asked, base.rstrip("/"))
