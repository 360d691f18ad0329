"""Roles, times and amounts of the whole corpus: a picture that narrows, the rows behind it, the same rows as a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.errors import QueryError
from search_cli.web.charts import column_chart
from search_cli.web.drawing import address, draw
from search_cli.web.handing_over import TABLES, check, offered, sent, table_file, whole_file
from search_cli.web.routes.document_pages import number, place_of

if TYPE_CHECKING:
    from index.outputs.export_rows import Exported

router = APIRouter(include_in_schema=False)

PER_PAGE = 50
"""Rows of a page."""
YEAR = re.compile(r"\d{4}")
NARROWED_BY = {"dates": ("alku", "loppu"), "amounts": ("laji", "yli")}
"""What narrows records beside words, and beside the person or body that their documents name."""
THINGS = {"taho": "/taho", "henkilo": "/henkilo"}
"""What an address names a body and a person by, and where its page is."""
CHARTED = 12
"""Years in the picture when nothing narrows it: five back, six ahead."""
MOST_YEARS = 60
"""Years in the picture of a longer span: the first of them."""


class Listed(NamedTuple):
    """One kind of record as a page: its address, title, the columns it shows and how it is ordered."""

    kind: str
    path: str
    title: str
    columns: tuple[str, ...]
    sort: str


LISTS = {
    "roolit": Listed("roles", "/roolit", "Roolit", ("person", "role", "body", "status"), "person"),
    "aikajana": Listed("dates", "/aikajana", "Aikajana", ("edtf", "sense", "sentence"), "edtf"),
    "maarat": Listed("amounts", "/maarat", "Määrät", ("value", "purpose", "sentence"), "-value"),
}
LABELS = {
    "person": "Henkilö",
    "role": "Rooli",
    "body": "Taho",
    "status": "Tila",
    "edtf": "Aika",
    "sense": "Merkitys",
    "sentence": "Virke",
    "value": "Määrä",
    "purpose": "Tarkoitus",
}


AMOUNT_KINDS = {
    "raha": "money",
    "prosentti": "percent",
    "kesto": "duration",
    "lukumäärä": "count",
    "mitta": "measure",
    "kaikki": None,
}
"""The kinds of amounts as an address names them; without any it is the first."""


@router.get("/{name}")
async def rows(request: Request, name: str) -> Response:
    """A page of records, or the records as a file where the address ends so."""
    stem, _, ending = name.partition(".")
    if stem not in LISTS:
        raise HTTPException(404, "there is no such page")
    one = LISTS[stem]
    asked = asked_of(request, one)
    if ending:
        return await rows_as_file(request, one, asked, ending)
    page = number(request, "sivu") or 1

    def look(index: Any) -> tuple[list[dict[str, Any]], int, list[tuple[str, int, str]], list[dict[str, str]]]:
        found, total = listed(index, one, asked, PER_PAGE, (page - 1) * PER_PAGE)
        counts = COUNTED[one.kind](index, asked) if one.kind in COUNTED else []
        return found, total, counts, list(about_things(index, one, asked))

    found, total, counts, about = await request.app.state.desk.ask(look)
    kept = {key: value for key, value in asked.items() if value}
    return draw(
        request,
        "records",
        title=one.title,
        one=one,
        labels=LABELS,
        amount_kinds=tuple(AMOUNT_KINDS),
        rows=found,
        total=total,
        this_year=date.today().year,
        asked=asked,
        about=about,
        chart=column_chart(counts) if counts else None,
        place=place_of,
        page=page,
        pages=max(1, -(-total // PER_PAGE)),
        turned=lambda n: address(one.path, {**kept, "sivu": n}),
        endings=[(e, address(f"{one.path}.{e}", kept)) for e in offered(*endings_of(one))],
    )


async def rows_as_file(request: Request, one: Listed, asked: dict[str, str], ending: str) -> Response:
    """The rows of a list as a file, all of them; 404 for a form that there is none of."""
    check(ending, endings_of(one))
    path: Path = await request.app.state.desk.ask(lambda index: written(index, one, asked, ending))
    return sent(path, f"louhi-{one.kind}", ending)


def endings_of(one: Listed) -> tuple[str, ...]:
    """The forms of file that a list is given in: times are a calendar too."""
    return (*TABLES, "ics") if one.kind == "dates" else TABLES


def asked_of(request: Request, one: Listed) -> dict[str, str]:
    """What narrows the rows: words, for times a span of years, for amounts their kind and the least of them."""
    given = request.query_params
    asked = {key: given.get(key, "").strip()[:200] for key in ("q", *NARROWED_BY.get(one.kind, ()), *THINGS)}
    for key in ("alku", "loppu"):
        if asked.get(key) and not YEAR.fullmatch(asked[key]):
            raise HTTPException(400, "a year has four figures")
    if one.kind == "amounts":
        asked["laji"] = asked["laji"] or next(iter(AMOUNT_KINDS))
        if asked["laji"] not in AMOUNT_KINDS:
            raise QueryError(f"there is no laji {asked['laji']}", advice=f"There are: {', '.join(AMOUNT_KINDS)}.")
    return asked


def listed(index: Any, one: Listed, asked: dict[str, str], limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    """Rows of one kind, and how many there are."""
    from index.outputs.tables.tables import table_rows
    from index.outputs.tables.timeline import times

    if one.kind == "dates":
        return times(index.store, asked["alku"], asked["loppu"], asked["q"], limit, offset, kept_by(asked))
    from index.store.filters import Filter

    name, having = asked["q"] or None, kept_by(asked)
    return table_rows(
        index.store, one.kind, Filter(), name=name, sort=one.sort, limit=limit, offset=offset, having=having
    )


def kept_by(asked: dict[str, str]) -> list[Any]:
    """The conditions on records that an address asks for: whom their documents name, what kind of amount, how much."""
    from index.outputs.tables.record_conditions import amounts_that, of_thing

    about = [of_thing(asked[name]) for name in THINGS if asked[name]]
    if "laji" not in asked:
        return about
    return [*about, *amounts_that(AMOUNT_KINDS[asked["laji"]], None, asked["yli"] or None, None)]


def about_things(index: Any, one: Listed, asked: dict[str, str]) -> Iterator[dict[str, str]]:
    """The person or body that the rows are narrowed to: its name, its page, and the address without it."""
    from index.things.lookup import thing

    for name, path in THINGS.items():
        if asked[name]:
            found = thing(index.store, asked[name])
            rest = address(one.path, {key: value for key, value in asked.items() if key != name})
            label = found.name if found else asked[name]
            yield {"label": label, "page": f"{path}/{quote(asked[name], safe='')}", "without": rest}


def amounts_counted(index: Any, asked: dict[str, str]) -> list[tuple[str, int, str]]:
    """How many amounts each month or year tells, each with the search that finds their documents."""
    from index.outputs.tables.amounts_over_time import amounts_over_time
    from index.store.filters import Filter

    counts: Counter[str] = Counter()
    for unit in amounts_over_time(index.store, Filter(), asked["q"] or None, kept_by(asked)):
        for period in unit.periods:
            counts[period.period] += period.amounts
    kind = asked["laji"] if AMOUNT_KINDS[asked["laji"]] else ""
    wanted = f'summa:"{asked["yli"]}.."' if asked["yli"] else f"summa:{kind}" if kind else ""

    def found_by(period: str) -> str:
        words = " ".join(one for one in (asked["q"], wanted, f"julkaistu:{period}") if one)
        return address("/haku", {"q": words, **{name: asked[name] for name in THINGS}})

    return [(period, counts[period], found_by(period)) for period in sorted(counts)]


def charted(first: int, last: int) -> tuple[int, int]:
    """The years of the picture, for a span of which an end may be 0: then it is counted from this year."""
    this = date.today().year
    low = first or this - CHARTED // 2 + 1
    return low, min(last or max(low, this) + CHARTED // 2, low + MOST_YEARS)


def counted(index: Any, asked: dict[str, str]) -> list[tuple[str, int, str]]:
    """How many times begin in each year of the picture, each year with the address that narrows to it."""
    from index.outputs.tables.timeline import by_year

    low, high = charted(int(asked["alku"] or 0), int(asked["loppu"] or 0))
    counts = by_year(index.store, low, high, kept_by(asked))
    return [
        (str(y), counts.get(y, 0), address("/aikajana", {**asked, "alku": y, "loppu": y})) for y in range(low, high + 1)
    ]


COUNTED = {"dates": counted, "amounts": amounts_counted}
"""What a picture above the rows counts."""


def written(index: Any, one: Listed, asked: dict[str, str], ending: str) -> Path:
    """A file of its own with exactly the rows of a page and those it is turned to."""
    from index.outputs.columns import Column, columns_of

    found, _ = listed(index, one, asked, 0, 0)
    if ending == "ics":
        return whole_file(ending, dated(index, found))
    known = {column.name: column for column in columns_of(one.kind)}
    where = ("document", "title", "published", "source", "page")
    more = (n for n in ("quote", "low", "high", "unit", "from", "until") if n in known and n not in one.columns)
    names = (*one.columns, *more)
    columns = [known.get(name, Column(name, "text", name, name)) for name in (*names, *where)]
    return table_file(ending, columns, found)


def dated(index: Any, rows: list[dict[str, Any]]) -> Iterator[Exported]:
    """The documents of some rows of times, each with these times alone."""
    from extractors.model.records import Records
    from index.outputs.export_rows import exported

    told = {(row["document"], row["edtf"], row["evidence"][0]["start"]) for row in rows}
    for one in exported(index.store, list(dict.fromkeys(row["document"] for row in rows))):
        key = one.entry.document.id
        kept = tuple(d for d in one.entry.records.dates if (key, d.edtf, d.evidence[0].start) in told)
        yield one._replace(entry=one.entry.model_copy(update={"records": Records(dates=kept)}))
