"""Commands that list records across the corpus: people, bodies, roles, dates and so on, and the timeline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractors.model.value_kinds import AmountKind, RoleStatus
from search_cli.commands.options import HomeOption, Json, filtered, out, print_json, show, store_of

if TYPE_CHECKING:
    from pathlib import Path

    from index.store.filters import Condition, Filter

app = typer.Typer()

Ids = Annotated[bool, typer.Option("--ids", help="Show ids too, to copy.")]
Name = Annotated[str | None, typer.Argument(help="Only those whose name or value holds these words.")]
Sort = Annotated[str, typer.Option(help="What to sort by; see the columns. A minus before it turns the order round.")]
Limit = Annotated[int, typer.Option(help="The most rows; 0 for all.")]


Explain = Annotated[bool, typer.Option("--explain", help="Say why mentions in several documents are one.")]


def _list(
    kind: str, home: Path | None, json: bool, wanted: Filter, ids: bool, explain: bool = False, **chosen: Any
) -> None:
    from index.outputs.tables.tables import TABLES, table_rows
    from search_cli.render.rows_in_width import RowsInWidth

    with store_of(home) as store:
        rows, total = table_rows(store, kind, wanted, **chosen)
    if json:
        print_json(rows)
        return
    columns = [column for column in TABLES[kind] if column != "document"]
    columns += ["day", "title"] if "document" in TABLES[kind] else []
    columns += [("document" if "document" in TABLES[kind] else "id")] if ids else []
    dated = [{**row, "day": (row.get("published") or "")[:10], "title": _titled(row)} for row in rows]
    show(RowsInWidth(kind.capitalize(), columns, dated, total))
    for row in rows if explain else ():
        out().print(f"\n{row['name']} ({row['id']})", *(f"   {line}" for line in row["why"]), sep="\n", markup=False)


def _titled(row: dict[str, Any]) -> str:
    """The title of a row's document, and when it was gone from its last address.

    >>> _titled({"title": "Avustukset", "vanished": "2026-11-02T10:00:00+02:00"}), _titled({"title": "Talousarvio"})
    ('Avustukset (vanished 2026-11-02)', 'Talousarvio')
    """
    gone = row.get("vanished")
    return f"{row.get('title') or ''} (vanished {gone[:10]})".lstrip() if gone else row.get("title") or ""


def _command(kind: str, said: str, example: str, sort: str) -> None:
    @app.command(name=kind, help=f"{said}\n\nExample: `{example}`")
    @filtered
    def run(
        wanted: Any,
        name: Name = None,
        home: HomeOption = None,
        json: Json = False,
        sort: Sort = sort,
        limit: Limit = 50,
        ids: Ids = False,
    ) -> None:
        _list(kind, home, json, wanted, ids, name=name, sort=sort, limit=limit)


def _linked_command(kind: str, said: str, example: str) -> None:
    """A command over records that are one across documents where there is evidence for it."""

    @app.command(name=kind, help=f"{said}\n\nExample: `{example}`")
    @filtered
    def run(
        wanted: Any,
        name: Name = None,
        home: HomeOption = None,
        json: Json = False,
        sort: Sort = "-documents",
        limit: Limit = 50,
        ids: Ids = False,
        explain: Explain = False,
    ) -> None:
        _list(kind, home, json, wanted, ids, explain, name=name, sort=sort, limit=limit)


_linked_command(
    "people",
    "The people the corpus names, with their roles and where they are named.",
    "louhi people harjula --body sosiaali",
)
_linked_command(
    "bodies",
    "The bodies the corpus names, with their kinds, aliases and where they are named.",
    "louhi bodies ministeriö --explain",
)


@app.command()
@filtered
def roles(
    wanted: Any,
    name: Name = None,
    status: Annotated[RoleStatus | None, typer.Option(help="Only roles that stand so on the document's day.")] = None,
    home: HomeOption = None,
    json: Json = False,
    sort: Sort = "person",
    limit: Limit = 50,
    ids: Ids = False,
) -> None:
    """Who holds which role where and when, or is proposed for it, or held it before.

    Example: `louhi roles --status proposed`
    """
    from index.outputs.tables.record_conditions import roles_that

    _list("roles", home, json, wanted, ids, name=name, sort=sort, limit=limit, having=roles_that(status))


@app.command()
@filtered
def dates(
    wanted: Any,
    name: Name = None,
    deadlines: Annotated[bool, typer.Option("--deadlines", help="Only days by which something is to be done.")] = False,
    since: Annotated[
        str | None, typer.Option("--from", help="Only times from then on: today, 28.11.2026, 2027.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Only times up to then.")] = None,
    home: HomeOption = None,
    json: Json = False,
    sort: Sort = "edtf",
    limit: Limit = 50,
    ids: Ids = False,
) -> None:
    """The times the corpus speaks of, with the sentence.

    Example: `louhi dates --deadlines --from today`
    """
    from index.outputs.tables.record_conditions import dates_that

    _list(
        "dates", home, json, wanted, ids, name=name, sort=sort, limit=limit, having=dates_that(deadlines, since, until)
    )


@app.command()
@filtered
def amounts(
    wanted: Any,
    name: Name = None,
    of: Annotated[
        AmountKind | None, typer.Option("--of", help="Only money, percent, duration, count or measure.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Only in this unit: EUR, %, year, asukas.")] = None,
    over: Annotated[str | None, typer.Option(help="Only this much or more: 1M, 200 000, 10%.")] = None,
    under: Annotated[str | None, typer.Option(help="Only this much or less.")] = None,
    plot: Annotated[
        bool, typer.Option("--plot", help="Draw how many there are by month or year, and how much, for each unit.")
    ] = False,
    sums: Annotated[
        bool, typer.Option("--sum", help="Add them up, each fact of a document once, by unit and qualifier.")
    ] = False,
    home: HomeOption = None,
    json: Json = False,
    sort: Sort = "document",
    limit: Limit = 50,
    ids: Ids = False,
) -> None:
    """Money, percentages, durations, counts and measures, with the sentence.

    Example: `louhi amounts --unit EUR --over 1M --sort -high`

    Example: `louhi amounts --of money --plot`

    Example: `louhi amounts --of money --sum`
    """
    from index.outputs.tables.record_conditions import amounts_that

    having = amounts_that(of, unit, over, under)
    if plot:
        _plot(home, json, wanted, name, having)
        return
    if sums:
        _sums(home, json, wanted, name, having)
        return
    _list("amounts", home, json, wanted, ids, name=name, sort=sort, limit=limit, having=having)


def _plot(home: Path | None, json: bool, wanted: Filter, name: str | None, having: list[Condition]) -> None:
    from index.outputs.tables.amounts_over_time import amounts_over_time
    from search_cli.render.bars import AmountBars

    with store_of(home) as store:
        units = amounts_over_time(store, wanted, name, having)
    if json:
        print_json([{**one._asdict(), "periods": [period._asdict() for period in one.periods]} for one in units])
    else:
        show(AmountBars(units))


def _sums(home: Path | None, json: bool, wanted: Filter, name: str | None, having: list[Condition]) -> None:
    from index.outputs.tables.amount_sums import AmountSum, amount_sums
    from search_cli.render.rows_in_width import RowsInWidth

    with store_of(home) as store:
        rows = [one._asdict() for one in amount_sums(store, wanted, name, having)]
    if json:
        print_json(rows)
    else:
        show(RowsInWidth("Sums", AmountSum._fields, rows, len(rows)))


_command("contacts", "Phone numbers and addresses, and whose they are.", "louhi contacts --person harjula", "person")
_command("identifiers", "Numbers of matters, bills, statutes and companies.", "louhi identifiers 'HE '", "value")


@app.command()
def timeline(
    words: Annotated[str | None, typer.Argument(help="Only times whose words, title or publisher hold these.")] = None,
    home: HomeOption = None,
    json: Json = False,
    first: Annotated[str | None, typer.Option("--from", help="From this time on: 2026, 2026-05, 1.5.2026.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Up to this time, included.")] = None,
    limit: Limit = 50,
    ids: Ids = False,
) -> None:
    """What is due and what happened, in order of time, with the sentence.

    Example: `louhi timeline --from 2026 --to 2027-06`
    """
    from index.outputs.tables.timeline import times
    from search_cli.render.rows_in_width import RowsInWidth

    start, end = _time_of("--from", first, 0), _time_of("--to", last, 1)
    with store_of(home) as store:
        rows, total = times(store, start, end, words or "", limit, 0)
    if json:
        print_json(rows)
        return
    for row in rows:
        row |= {"when": told_time(row["edtf"]), "sense": row["sense"] if row["sense"] != "date" else None}
    columns = ["when", "sense", "event", "title", "sentence", *(["document"] if ids else [])]
    show(RowsInWidth("Timeline", columns, rows, total))


PLAIN_TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d.*)?)?")
"""A year, a month, a day or a minute as ISO 8601 writes it, which needs no words."""


def told_time(edtf: str) -> str:
    """A time for a table: a day as it is, what only EDTF has a code for in words.

    >>> [told_time(one) for one in ("2026-03-01", "2021-21", "202X", "2026/2028")]
    ['2026-03-01', 'spring 2021', 'the 2020s', '2026–2028']
    """
    from search_cli.web.phrasing import time_in

    return edtf if PLAIN_TIME.fullmatch(edtf) else time_in("en", edtf)


def _time_of(option: str, said: str | None, end: int) -> str:
    """An end of a time a person writes; ends the command with status 2 where it is none."""
    from extractors.model.errors import QueryError
    from index.query.times import span

    try:
        return (span(said, 0, said)[end] or "") if said else ""
    except QueryError as error:
        raise typer.BadParameter(f"{error.reason}. {error.advice}", param_hint=option) from error
