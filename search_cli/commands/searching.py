"""The search commands: search, similar, saved."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.query.fields import FIELDS
from search_cli.commands.facet_options import choosing
from search_cli.commands.options import HomeOption, Json, held_home, print_json, say, show

if TYPE_CHECKING:
    from extractors.model.errors import LouhiError
    from index import Index
    from index.search.results import Results

app = typer.Typer()

Engine = Annotated[str | None, typer.Option(help="whoosh, tantivy or opensearch; else what the home keeps to.")]
Limit = Annotated[int, typer.Option(min=0, help="The most hits.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say which form matched which word, and the score's parts.")]


_FIELDS = " ".join(f"`{name}:{field.example}`" for name, field in FIELDS.items())
_FINNISH = ", ".join(f"`{field.finnish[0]}:`" for field in FIELDS.values())
HELP = f"""Find documents: any word form, any part of a compound; ranked, with the best passage.

Words side by side are ranked; `"a phrase"`, `'as written'`, `"near these"~5`, `AND OR NOT ( )`, `begin*`, `about~`.

Fields: {_FIELDS}; in Finnish {_FINNISH}.

The values of facets are chosen by their ids or codes: `--body ID`, `--year 2021..2023`; several of one are OR.

Example: `louhi search "hyvinvointialueen rahoitus published:2021..2023"`
"""


@app.command(help=HELP)
@choosing
def search(
    chosen: Any,
    query: Annotated[
        str | None, typer.Argument(help='Words, "phrases", AND OR NOT, prefix*, field:value; see the README.')
    ] = None,
    home: HomeOption = None,
    json: Json = False,
    limit: Limit = 10,
    offset: Annotated[int, typer.Option(min=0, help="Skip this many hits.")] = 0,
    sort: Annotated[str, typer.Option(help="score, newest, oldest or title.")] = "score",
    fold: Annotated[
        bool, typer.Option(help="Forms of one document (a deck as PPTX and as PDF) as one hit, the others below it.")
    ] = True,
    engine: Engine = None,
    explain: Explain = False,
    save: Annotated[str | None, typer.Option(help="Keep the query under this name.")] = None,
    new: Annotated[str | None, typer.Option(help="Only what is new for this saved search since the last look.")] = None,
    queries: Annotated[
        str | None, typer.Option(help="Search each line of this file (- reads standard input); # begins a comment.")
    ] = None,
) -> None:
    """Find documents for a query, with what is chosen of each facet."""
    from index import Index
    from index.search.search import SORTS

    if sum(one is not None for one in (query, new, queries)) != 1:
        raise typer.BadParameter("give a query, or --new with the name of a saved search, or --queries with a file")
    if new is not None and (chosen or offset or sort != "score"):
        raise typer.BadParameter("--new takes neither --offset, --sort nor facets")
    if query is None and save is not None:
        raise typer.BadParameter("there is no one query to keep", param_hint="--save")
    if sort not in SORTS:
        raise typer.BadParameter(f"{sort!r} is none of {', '.join(SORTS)}", param_hint="--sort")
    with Index.open(held_home(home), engine=engine) as index:

        def ask(words: str) -> Results:
            return index.search(words, limit=limit, offset=offset, sort=sort, fold=fold, chosen=chosen)

        if queries is not None:
            _show_many([(words, _found(ask, words)) for words in lines_of(queries)], json, explain)
            return
        if query is None:
            results = _new(index, str(new), limit)
        else:
            results = ask(query)
            if save is not None:
                _save(index, save, query)
        _show(results, json, explain, _hints(index, query, results))


def lines_of(file: str) -> list[str]:
    """The queries of a file, one a line; blank lines and what begins with # are none."""
    from pathlib import Path

    from extractors.model.errors import QueryError

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        advice = "Name a file of text in UTF-8, a query on each line."
        raise QueryError("the file of queries cannot be read", subject=file, advice=advice) from error
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _found(ask: Callable[[str], Results], words: str) -> Results | LouhiError:
    """What one of many queries finds, or why it cannot be meant: the others are searched all the same."""
    from extractors.model.errors import QueryError

    try:
        return ask(words)
    except QueryError as error:
        return error


def _show_many(some: list[tuple[str, Results | LouhiError]], json: bool, explain: bool) -> None:
    """The results of many queries; ends the command with status 1 where one could not be meant."""
    from rich.console import Group
    from rich.text import Text

    from extractors.model.errors import LouhiError
    from search_cli.render.json_values import results_value
    from search_cli.render.terminal import results_text

    def value(words: str, found: Results | LouhiError) -> dict[str, Any]:
        if isinstance(found, LouhiError):
            return {"query": words, "error": {"reason": found.reason, "advice": found.advice}}
        return {"query": words, **results_value(found, ())}

    def drawn(words: str, found: Results | LouhiError) -> Group:
        told = Text(str(found), style="red") if isinstance(found, LouhiError) else results_text(found, explain=explain)
        return Group(Text(f"== {words}", style="bold"), told, Text())

    if json:
        print_json([value(*one) for one in some])
    else:
        show(Group(*(drawn(*one) for one in some)))
    if any(isinstance(found, LouhiError) for _, found in some):
        raise typer.Exit(1)


def _new(index: Index, name: str, limit: int) -> Results:
    from index.search.saved import saved_searches, whats_new

    before = saved_searches(index.home).get(name)
    results = whats_new(index, name, limit=limit)
    if before is not None and before.looked:
        say(f"{before.query}: new since {before.looked[:16].replace('T', ' ')}")
    return results


def _save(index: Index, name: str, query: str) -> None:
    from index.search.saved import save, saved_searches

    replaced = name in saved_searches(index.home)
    save(index, name, query)
    say(f"{'Saved anew' if replaced else 'Saved'} as {name}; `louhi search --new {name}` tells what is new for it.")


@app.command()
def similar(
    document: Annotated[str, typer.Argument(help="A document's id, or the path or address it came from.")],
    home: HomeOption = None,
    json: Json = False,
    limit: Limit = 10,
    engine: Engine = None,
    explain: Explain = False,
) -> None:
    """Find documents that speak of the same things as this one.

    Example: `louhi similar doc-1a2b3c4d5e6f7a8b`
    """
    from index import Index

    with Index.open(held_home(home), engine=engine) as index:
        _show(index.similar(document, limit=limit), json, explain)


@app.command()
def saved(
    home: HomeOption = None,
    json: Json = False,
    forget: Annotated[str | None, typer.Option(help="Forget the search of this name.")] = None,
) -> None:
    """List the saved searches, or forget one.

    Example: `louhi saved`
    """
    from index.search.saved import forget as let_go
    from index.search.saved import saved_searches
    from search_cli.render.terminal import table

    kept = held_home(home)
    if forget is not None:
        let_go(kept, forget)
    rows = [
        {"name": one.name, "query": one.query, "documents": len(one.seen), "looked": one.looked}
        for one in saved_searches(kept).values()
    ]
    if json:
        print_json(rows)
    else:
        show(table("Saved searches", ["name", "query", "documents", "looked"], rows))


def _hints(index: Index, query: str | None, results: Results) -> tuple[str, ...]:
    if query is None or results.total:
        return ()
    from index.search.suggest import hints

    return hints(index.opened, query)


def _show(results: Results, json: bool, explain: bool, hints: tuple[str, ...] = ()) -> None:
    if json:
        from search_cli.render.json_values import results_value

        print_json(results_value(results, hints))
    else:
        from search_cli.render.terminal import results_text

        show(results_text(results, hints, explain=explain))
