"""The report command: a corpus, or what a query finds in it, as one page of HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_cli.commands.options import Codes, HomeOption, filtered, found_by, held_home, say

if TYPE_CHECKING:
    from index.store.filters import Filter

app = typer.Typer()


@app.command()
@filtered
def report(
    wanted: Filter,
    file: Annotated[Path, typer.Argument(help="The page to write, for example lähitori.html.")],
    query: Annotated[str | None, typer.Option(help="Only what this search finds.")] = None,
    title: Annotated[str, typer.Option(help="What stands at its head.")] = "Louhi",
    tongue: Annotated[str, typer.Option("--in", help="The language of its own words: fi, sv or en.")] = "fi",
    limit: Annotated[int, typer.Option(min=1, help="The most rows of each kind.")] = 500,
    codes: Codes = False,
    home: HomeOption = None,
) -> None:
    """Write people, bodies, roles, dates, amounts and documents as one page that needs nothing else: to mail or print.

    Example: `louhi report lähitori.html --query lähitori --published 2026`
    """
    from datetime import date

    from extractors.text.showing import codes_shown
    from index.home import write_whole
    from index.store.store import Store
    from pipeline.runs.extractor_version import extractor
    from search_cli.render.report_page import report_page
    from search_cli.web.languages import LANGUAGES

    if tongue not in LANGUAGES:
        raise typer.BadParameter(f"{tongue!r} is none of {', '.join(LANGUAGES)}", param_hint="--in")
    kept = held_home(home)
    if (found := found_by(kept, query)) is not None:
        within = set(wanted.documents) if wanted.documents is not None else None
        wanted = wanted.model_copy(update={"documents": tuple(one for one in found if within is None or one in within)})
    with Store.open(kept) as store, codes_shown(codes):
        page = report_page(
            store,
            wanted,
            title=title,
            query=query or "",
            version=extractor(),
            made=date.today().isoformat(),
            language=tongue,
            limit=limit,
        )
    write_whole(file, page.encode())
    say(f"{file}: {len(page.encode()) // 1024} kB")
