"""One fact of a document on a page: its words, how it was found, its citation, and what a person can say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.records import RECORD_KINDS, Entry, Record
from search_cli.web.desk import keep_correction
from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of
from search_cli.web.routes.correction_pages import BY, NOTE
from search_cli.web.routes.document_pages import PATHS, fact_address, held, place_of, said_of, span_in

if TYPE_CHECKING:
    from index.corrections.corrections import Action, Correction
    from pipeline.runs.comparison.changes import FactChange

router = APIRouter(include_in_schema=False)

MENTIONS = 200
"""Mentions of a record that are listed with their sentences."""


class Fact(NamedTuple):
    """A record of a document, as an address names it."""

    entry: Entry
    kind: str
    name: str
    span: tuple[int, int]
    record: Record


def fact_of(index: Any, document_id: str, kind: str, name: str, span: tuple[int, int] | None) -> Fact:
    """The fact that an address, a form or a script names; 404 where it is not held, or no longer."""
    from extractors.model.errors import UnfitRequest
    from index.corrections.record_corrections import record_at

    if span is None or kind not in RECORD_KINDS:
        raise HTTPException(404, "there is no such fact")
    entry = held(index, document_id, None).entry
    try:
        return Fact(entry, kind, name, span, record_at(entry, kind, name, span))
    except UnfitRequest as error:
        raise HTTPException(404, "there is no such fact") from error


def fact_correction(
    fact: Fact, action: Action, mention: tuple[int, int] | None, *, value: str | None, by: str, note: str
) -> Correction:
    """The correction of a fact that a form or a script asks for; a mention that is chosen is corrected alone."""
    from index.corrections.record_corrections import record_correction

    if mention is None and len(fact.record.evidence) == 1:
        mention = fact.span  # the words say which it is, where several are called so
    return record_correction(
        fact.entry, action, fact.kind, fact.name, value=value, span=mention, by=by[:BY], note=note[:NOTE]
    )


def changes_by(fact: Fact, one: Correction) -> list[FactChange]:
    """What a correction would change in the document; raises UnfitRequest for one that does not fit."""
    from index.corrections.record_corrections import changed
    from pipeline.runs.comparison.changes import fact_changes

    return list(fact_changes(fact.entry, changed(fact.entry, one)))


@router.get("/asiakirja/{document_id}/tieto")
async def fact(request: Request, document_id: str) -> Response:
    """A fact with every sentence that tells it, and the forms that correct it."""
    given = request.query_params

    def look(index: Any) -> dict[str, Any]:
        from index.corrections.corrections import name_of
        from index.outputs.tables.witness import sentence_around
        from index.things.lookup import things_in

        one = fact_of(index, document_id, given.get("laji", ""), given.get("nimi", ""), span_in(given.get("m", "")))
        mentions = one.record.evidence[:MENTIONS]
        others = dict.fromkeys(name_of(r, one.kind) for r in getattr(one.entry.records, one.kind))
        return {
            "fact": one,
            "mentions": [(e, sentence_around(one.entry.document, e.start, e.end)) for e in mentions],
            "others": [name for name in others if name != one.name] if one.kind in PATHS else [],
            "thing": things_in(index.store, document_id).get(getattr(one.record, "id", "")),
        }

    found = await request.app.state.desk.ask(look)
    return draw(
        request,
        "fact",
        title=said_of(found["fact"].record),
        said=said_of(found["fact"].record),
        document=found["fact"].entry.document,
        place=lambda e: place_of(document_id, None, e.start, e.end),
        **found,
    )


@router.post("/korjaukset/tieto/esikatselu")
async def preview(request: Request) -> Response:
    """What a correction of a fact would change in its document."""
    fields = await form_of(request)

    def look(index: Any) -> dict[str, Any]:
        about, one = correction_of(index, fields)
        return {"one": one, "fact": about, "changes": changes_by(about, one)}

    found = await request.app.state.desk.ask(look)
    back = fact_address(found["fact"].entry.document.id, found["fact"].kind, found["fact"].record)
    return draw(request, "fact_preview", title="Korjaus", fields=fields, back=back, **found)


@router.post("/korjaukset/tieto")
async def correct(request: Request) -> Response:
    """Make a correction of a fact."""
    fields = await form_of(request)

    def change(index: Any) -> str:
        about, one = correction_of(index, fields)
        keep_correction(index, one, about.name)
        return f"/korjaukset#{one.id}"

    return back_to(await request.app.state.desk.ask(change))


def correction_of(index: Any, fields: dict[str, str]) -> tuple[Fact, Correction]:
    """The fact and the correction that a form asks for."""
    from index.corrections.corrections import Action

    action = fields.get("toiminto", "")
    if action not in get_args(Action):
        raise HTTPException(400, "a correction is accept, reject, rename, merge or split")
    document_id, kind, name, where = (fields.get(field, "") for field in ("asiakirja", "laji", "nimi", "m"))
    about = fact_of(index, document_id, kind, name, span_in(where))
    one = fact_correction(
        about,
        action,  # type: ignore[arg-type]
        span_in(fields.get("maininta", "")),
        value=fields.get("arvo", "").strip() or None,
        by=fields.get("kuka", "").strip(),
        note=fields.get("huomautus", "").strip(),
    )
    return about, one
