"""Commands about documents: ingest, retry, extract, show, changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_cli.commands.options import (
    Codes,
    HomeOption,
    Json,
    end_with,
    home_of,
    print_json,
    say,
    span_of,
    store_of,
)
from search_cli.commands.options import show as display
from search_cli.render.progress import telling

app = typer.Typer()
Explain = Annotated[bool, typer.Option("--explain", help="Say by which rule each record was found, and what decided.")]


@app.command()
def ingest(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, web addresses, feeds, sitemaps.")
    ],
    home: HomeOption = None,
    json: Json = False,
    workers: Annotated[int | None, typer.Option(help="Processes that read and understand.")] = None,
    seconds: Annotated[float | None, typer.Option(help="The longest one file may take to be read.")] = None,
) -> None:
    """Bring files, folders, web addresses, feeds and sitemaps in; what is unchanged is left alone.

    Example: `louhi ingest samples https://www.example.fi/tiedotteet/rss`
    """
    import os

    from pipeline.orchestration.flow_runs import run_ingest
    from pipeline.runs.run_settings import run_settings

    kept = home_of(home)
    given = {"workers": workers, "seconds": seconds}
    settings = run_settings(kept).model_copy(update={k: v for k, v in given.items() if v is not None})
    with telling() as tell:
        report = run_ingest(kept, sources, environ=os.environ, tell=tell, settings=settings)
    end_with(report, json)


@app.command()
def retry(
    home: HomeOption = None,
    json: Json = False,
    source: Annotated[str | None, typer.Option(help="Only what this watched source gave.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only failures with these words in their reason.")] = None,
    older: Annotated[bool, typer.Option("--older", help="Read again what another version of Louhi read.")] = False,
) -> None:
    """Try again what failed, or read again what an older Louhi read.

    Example: `louhi retry --reason password`
    """
    import os

    from pipeline.orchestration.flow_runs import run_retry

    if older and reason is not None:
        raise typer.BadParameter("what an older Louhi read did not fail: --older takes no --reason")
    with telling() as tell:
        report = run_retry(home_of(home), environ=os.environ, source=source, reason=reason, older=older, tell=tell)
    end_with(report, json)


@app.command()
def changes(
    document: Annotated[str | None, typer.Argument(help="Only this document.")] = None,
    home: HomeOption = None,
    json: Json = False,
    since: Annotated[str | None, typer.Option(help="Only since this day: 2026-11-01, 1.11.2026, 2026-11.")] = None,
) -> None:
    """Show what changed between the versions of documents, in words and in facts.

    Example: `louhi changes --since 2026-11-01`
    """
    from pipeline.runs.comparison.changes import changed, gone, moment_of, recent
    from search_cli.render.terminal import changes_text

    after = moment_of(since) if since else ""
    with store_of(home) as store:
        if document:
            wanted = store.meant(document)
            found = [*changed(store, wanted, after), *(one for one in gone(store, after) if one.document_id == wanted)]
        else:
            found = recent(store, after)
    if json:
        print_json([one.model_dump(mode="json") for one in found])
    else:
        display(changes_text(found))


@app.command()
def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="A document's id or address; with @1 its version 1.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The other document or version.")],
    home: HomeOption = None,
    json: Json = False,
    codes: Codes = False,
) -> None:
    """Show two documents, or two versions of one, side by side: in facts and in words.

    Example: `louhi compare doc-1a2b3c4d5e6f7a8b@1 doc-1a2b3c4d5e6f7a8b@2`
    """
    from extractors.text.showing import codes_shown
    from pipeline.runs.comparison.comparing import compared
    from search_cli.render.side_by_side import comparison_text

    with store_of(home) as store:
        found = compared(store, before, after)
    with codes_shown(codes):
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            display(comparison_text(found))


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(help="A file to read.")],
    json: Json = False,
    min_confidence: Annotated[float, typer.Option(help="Only records at least this sure (0-1).")] = 0.0,
    explain: Explain = False,
    codes: Codes = False,
    home: HomeOption = None,
) -> None:
    """Read one document and extract its records; store nothing.

    Example: `louhi extract samples/esitys.pptx --json`
    """
    from extractors.readers.sandbox.reading_safely import entered_safely
    from extractors.reading import raw_document
    from extractors.text.showing import codes_shown
    from index.outputs.export_rows import entry_value
    from index.outputs.exports import sure_enough
    from search_cli.render.terminal import entry_text

    entry = entered_safely(raw_document(source))
    records = sure_enough(entry.records, min_confidence)
    with codes_shown(codes):
        if json:
            print_json(entry_value(entry.document, records))
        else:
            display(entry_text(entry.document, records, explain=explain))


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="A document's id, or the path or address it came from.")],
    home: HomeOption = None,
    json: Json = False,
    version: Annotated[int | None, typer.Option(help="An earlier version, counted from 1.")] = None,
    text: Annotated[bool, typer.Option("--text", help="The whole text instead of the records.")] = False,
    at: Annotated[str | None, typer.Option(help="Only the passages round these words: start-end, 790-801.")] = None,
    explain: Explain = False,
    codes: Codes = False,
) -> None:
    """Show one document: where it came from, its versions, its passages and its records.

    Example: `louhi show doc-1a2b3c4d5e6f7a8b --explain`
    """
    from rich.console import Group
    from rich.text import Text

    from extractors.model.errors import StoreError
    from extractors.text.showing import codes_shown
    from index.outputs.export_rows import entry_value
    from search_cli.render.terminal import entry_text, history_text, spot_text

    span = span_of(at) if at else None
    with store_of(home) as store:
        wanted = store.meant(document)
        history = store.history(wanted)
        if version is not None:
            chosen = next((row["id"] for row in history if row["number"] == version), None)
            entry = store.version(chosen) if chosen else None
        else:
            entry = store.entry(wanted)
        if entry is None:
            raise StoreError(
                "no such document or version is held",
                subject=document,
                advice="`louhi search` and `louhi status` list ids.",
            )
        addresses = store.addresses(wanted)
    with codes_shown(codes):
        if json:
            print_json(
                {
                    **entry_value(entry.document, entry.records),
                    "versions": history,
                    "addresses": [a.model_dump() for a in addresses],
                }
            )
        elif span:
            display(spot_text(entry.document, *span))
        elif text:
            display(Text(entry.document.text))
        else:
            told = entry_text(entry.document, entry.records, explain=explain)
            display(Group(history_text(history, addresses), told))
    if not json and not span:
        say(f"{len(entry.document.passages)} passages; --text prints them, --json everything.")
