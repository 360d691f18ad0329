"""People and bodies: the list of each, and the page of one with its roles over time and every mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search_cli.web.charts import ChartSpan, time_chart
from search_cli.web.drawing import address, draw
from search_cli.web.handing_over import TABLES, check, offered, sent, table_file
from search_cli.web.routes.document_pages import number, place_of

if TYPE_CHECKING:
    from index.outputs.columns import ColumnType
    from index.store.store import Store
    from index.things.evidence import ThingKind
    from index.things.lookup import Thing
    from index.things.roster import Order

router = APIRouter(include_in_schema=False)

Named = tuple[str, str | None]
PER_PAGE = 50
"""Names of a list, and documents of a thing, that a page shows."""
CHARTED = 40
"""Roles that the picture shows; the table holds all."""
PATHS = {"person": "/henkilo", "body": "/taho"}
COLUMNS: tuple[tuple[str, ColumnType, str, str], ...] = (
    ("id", "text", "henkilön tai tahon tunnus", "id of the person or body"),
    ("name", "text", "nimi", "name"),
    ("type", "text", "tahon laji", "kind of body"),
    ("aliases", "text", "muut nimet", "other names"),
    ("known", "text", "tunnus sanastossa", "id in the lexicon"),
    ("documents", "whole", "asiakirjoja, joissa se mainitaan", "documents that name it"),
    ("mentions", "whole", "mainintoja", "mentions"),
)
"""The columns of a list of people or bodies as a file."""
TITLES = {"person": "Henkilöt", "body": "Tahot"}


@router.get("/henkilot")
async def people(request: Request) -> Response:
    """All people."""
    return await _list(request, "person")


@router.get("/tahot")
async def bodies(request: Request) -> Response:
    """All bodies."""
    return await _list(request, "body")


@router.get("/henkilot.{ending}")
async def people_file(request: Request, ending: str) -> Response:
    """All people of the list, as a file."""
    return await listed_file(request, "person", ending, *_asked(request))


@router.get("/tahot.{ending}")
async def bodies_file(request: Request, ending: str) -> Response:
    """All bodies of the list, as a file."""
    return await listed_file(request, "body", ending, *_asked(request))


def _asked(request: Request) -> tuple[str, Order]:
    """The words that names of a list hold, and its order."""
    given = request.query_params
    return given.get("q", ""), "name" if given.get("jarjestys") == "nimi" else "documents"


async def listed_file(request: Request, kind: ThingKind, ending: str, words: str, order: Order) -> Response:
    """A list of people or bodies as a file, all of it; 404 for a form that there is none of."""
    check(ending, TABLES)

    def write(index: Any) -> Path:
        from index.outputs.columns import Column
        from index.things.roster import roster

        found, _ = roster(index.store, kind, words, order=order, limit=0)
        columns = [Column(*one) for one in COLUMNS]
        return table_file(ending, columns, ({**one.model_dump(), "aliases": "; ".join(one.aliases)} for one in found))

    path: Path = await request.app.state.desk.ask(write)
    return sent(path, f"louhi-{'people' if kind == 'person' else 'bodies'}", ending)


async def _list(request: Request, kind: ThingKind) -> Response:
    page = number(request, "sivu") or 1
    words, order = _asked(request)

    def look(index: Any) -> Any:
        from index.things.roster import roster

        return roster(index.store, kind, words, order=order, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)

    by = "nimi" if order == "name" else None
    found, total = await request.app.state.desk.ask(look)
    return draw(
        request,
        "things",
        title=TITLES[kind],
        kind=kind,
        path=PATHS[kind],
        things=found,
        total=total,
        words=words,
        order=order,
        page=page,
        pages=max(1, -(-total // PER_PAGE)),
        turned=lambda n: address(request.url.path, {"q": words, "jarjestys": by, "sivu": n}),
        endings=[(e, address(f"{request.url.path}.{e}", {"q": words, "jarjestys": by})) for e in offered(*TABLES)],
    )


@router.get("/henkilo/{thing_id}")
async def person(request: Request, thing_id: str) -> Response:
    """A person."""
    return await _one(request, thing_id, "person")


@router.get("/taho/{thing_id}")
async def body(request: Request, thing_id: str) -> Response:
    """A body."""
    return await _one(request, thing_id, "body")


TOLD = 200
"""A body may be named in thousands of documents: its page tells at first what so many of them say, the latest."""


async def _one(request: Request, thing_id: str, kind: str) -> Response:
    page = number(request, "sivu") or 1
    latest = 0 if request.query_params.get("roolit") == "kaikki" else TOLD

    def look(index: Any) -> dict[str, Any]:
        from index.things.histories import tenures_of
        from index.things.lookup import named_in, thing

        found = thing(index.store, thing_id)
        if found is None or found.kind != kind:
            raise HTTPException(404, "there is no such thing")
        named = proven(index.store, named_in(index.store, found.id, PER_PAGE, (page - 1) * PER_PAGE))
        near = near_names(index, found)
        more = about_body(index.store, found) if kind == "body" and page == 1 else NOTHING_MORE
        tenures = tenures_of(index.store, found, latest)
        return {"thing": found, "named": named, "tenures": tenures, "alike": near, **more}

    found = await request.app.state.desk.ask(look)
    one = found["thing"]
    if one.id != thing_id:  # it was merged into another: its page is where it is now
        return RedirectResponse(f"{PATHS[kind]}/{one.id}", 301)
    return draw(
        request,
        "thing",
        title=one.name,
        **found,
        kind=kind,
        latest=latest if one.documents > latest else 0,
        chart=time_chart(list(islice(bars_of(found["tenures"], kind), CHARTED)), date.today()),
        place=place_of,
        page=page,
        pages=max(1, -(-one.documents // PER_PAGE)),
        turned=lambda n: address(f"{PATHS[kind]}/{one.id}", {"sivu": n}),
    )


SENTENCES = 10
"""Sentences of one document that are shown; the document's own page marks every mention."""
LOOKED_AT = 3 * SENTENCES
"""Mentions of one document whose sentences are looked at: a name stands several times in one."""


def proven(store: Any, named: list[Any]) -> list[dict[str, Any]]:
    """Each document that names a thing as the page draws it, with every sentence that does, each where it stands."""
    from index.outputs.tables.witness import sentence_around
    from index.store.loading import documents_now

    with store.reading() as db:
        documents = {one.id: one for one in documents_now(db, {one.document for one in named})}
    out = []
    for one in named:
        said: dict[str, tuple[str, int, int]] = {}
        for start, end in one.spans[:LOOKED_AT] if one.document in documents else ():
            sentence = sentence_around(documents[one.document], start, end)
            said.setdefault(sentence, (sentence, start, end))
        sentences = list(said.values())[:SENTENCES] or [(one.quote, one.start, one.end)]
        out.append({**one.model_dump(), "sentences": sentences})
    return out


FEW = 5
"""Sums and times that a body's page shows; the lists they lead to hold all."""


NOTHING_MORE: dict[str, Any] = {"before": [], "after": [], "sums": [], "coming": []}
"""What a page says beside roles and mentions where it is not the first of a body."""


def about_body(store: Any, body: Any) -> dict[str, Any]:
    """What came before and after a body, and the largest sums and the next times of the documents that name it."""
    from index.outputs.tables.record_conditions import amounts_that, of_thing
    from index.outputs.tables.tables import table_rows
    from index.outputs.tables.timeline import times
    from index.store.filters import Filter

    here = of_thing(body.id)
    money = [*amounts_that("money", None, None, None), here]
    before, after = kin_of(store, body)
    sums, all_sums = table_rows(store, "amounts", Filter(), sort="-value", limit=FEW, having=money)
    coming, all_times = times(store, date.today().isoformat(), "", "", FEW, 0, [here])
    return {
        "before": before,
        "after": after,
        "sums": sums,
        "all_sums": all_sums,
        "coming": coming,
        "all_times": all_times,
    }


def kin_of(store: Store, body: Thing) -> tuple[list[Named], list[Named]]:
    """What came before and after a body: names, each with the id of the thing where the corpus names it."""
    from extractors.lexicon.known_bodies import before_and_after
    from index.things.lookup import by_known

    before, after = before_and_after(body.known) if body.known else ([], [])
    where = by_known(store, [one.id for one in (*before, *after)])
    return [(one.name, where.get(one.id)) for one in before], [(one.name, where.get(one.id)) for one in after]


NEAR = 30
"""Things that may be the same as this one, to choose from."""


def near_names(index: Any, thing: Any) -> list[Any]:
    """Things of its kind that share a word of its name, those in most documents first: perhaps the same."""
    from index.things.lookup import by_name

    found = {one.id: one for word in thing.name.split() for one in by_name(index.store, word, thing.kind, NEAR)}
    return sorted((one for one in found.values() if one.id != thing.id), key=lambda one: (-one.documents, one.name))[
        :NEAR
    ]


def bars_of(tenures: Iterable[Any], kind: str) -> Iterator[ChartSpan]:
    """Roles as bars: of a person where it is held, of a body who holds it; one that no day is known of has none."""
    from index.things.histories import span_of

    for tenure in tenures:
        first, last = span_of(tenure)
        if first or last:
            who = tenure.body if kind == "person" else tenure.person
            label = f"{tenure.role}, {who}" if who else tenure.role
            proof = tenure.proofs[0]
            link = place_of(proof.document, None, proof.start, proof.end)
            yield ChartSpan(label, first, last, tenure.status, link, proof.quote)
