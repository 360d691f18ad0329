"""One fact of a document on a page: its words, how it was found, its citation, and what a person can say of it."""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.records import RECORD_KINDS, Entry, Record
from search_cli.web.desk import follow
from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of
from search_cli.web.routes.document_pages import SPAN, fact_address, held, place_of, said_of

router = APIRouter(include_in_schema=False)

MERGED = ("people", "bodies")
"""Kinds of which two may be one, and one may be two."""
MENTIONS = 200
"""Mentions of a record that are listed with their sentences."""


class Fact(NamedTuple):
    """A record of a document, as an address names it."""

    entry: Entry
    kind: str
    name: str
    span: tuple[int, int]
    record: Record


def fact_of(index: Any, document_id: str, kind: str, name: str, where: str) -> Fact:
    """The fact that an address or a form names; 404 where it is not held, or no longer."""
    from extractors.model.errors import UnfitRequest
    from index.corrections.record_corrections import record_at

    found = SPAN.fullmatch(where)
    if found is None or kind not in RECORD_KINDS:
        raise HTTPException(404, "there is no such fact")
    entry, span = held(index, document_id, None).entry, (int(found[1]), int(found[2]))
    try:
        return Fact(entry, kind, name, span, record_at(entry, kind, name, span))
    except UnfitRequest as error:
        raise HTTPException(404, "there is no such fact") from error


@router.get("/asiakirja/{document_id}/tieto")
async def fact(request: Request, document_id: str) -> Response:
    """A fact with every sentence that tells it, and the forms that correct it."""
    given = request.query_params

    def look(index: Any) -> dict[str, Any]:
        from index.corrections.corrections import name_of
        from index.outputs.tables.witness import sentence_around
        from index.things.lookup import things_in

        one = fact_of(index, document_id, given.get("laji", ""), given.get("nimi", ""), given.get("m", ""))
        mentions = one.record.evidence[:MENTIONS]
        others = dict.fromkeys(name_of(r, one.kind) for r in getattr(one.entry.records, one.kind))
        return {
            "fact": one,
            "mentions": [(e, sentence_around(one.entry.document, e.start, e.end)) for e in mentions],
            "others": [name for name in others if name != one.name] if one.kind in MERGED else [],
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
        from index.corrections.record_corrections import changed
        from pipeline.runs.comparison.changes import fact_changes

        held_fact, one = correction_of(index, fields)
        after = changed(held_fact.entry, one)
        return {"one": one, "fact": held_fact, "changes": list(fact_changes(held_fact.entry, after))}

    found = await request.app.state.desk.ask(look)
    back = fact_address(found["fact"].entry.document.id, found["fact"].kind, found["fact"].record)
    return draw(request, "fact_preview", title="Korjaus", fields=fields, back=back, **found)


@router.post("/korjaukset/tieto")
async def correct(request: Request) -> Response:
    """Make a correction of a fact."""
    fields = await form_of(request)

    def change(index: Any) -> str:
        from extractors.model.errors import QueryError
        from index.corrections.correction_log import correct

        _, one = correction_of(index, fields)
        if (failed := correct(index.store, one)) is not None:
            raise QueryError(failed, subject=one.name)
        follow(index)
        return f"/korjaukset#{one.id}"

    return back_to(await request.app.state.desk.ask(change))


def correction_of(index: Any, fields: dict[str, str]) -> tuple[Fact, Any]:
    """The fact and the correction that a form asks for; a mention that is chosen is corrected alone."""
    from index.corrections.corrections import Action
    from index.corrections.record_corrections import record_correction

    action = fields.get("toiminto", "")
    if action not in get_args(Action):
        raise HTTPException(400, "a correction is accept, reject, rename, merge or split")
    said = (fields.get(name, "") for name in ("asiakirja", "laji", "nimi", "m"))
    one = fact_of(index, *said)
    only = SPAN.fullmatch(fields.get("maininta", ""))
    whole = len(one.record.evidence) > 1 and not only
    # of a record with one mention the words say which it is, where several are called so
    span = (int(only[1]), int(only[2])) if only else None if whole else one.span
    by, note = fields.get("kuka", "").strip()[:100], fields.get("huomautus", "").strip()[:1000]
    value = fields.get("arvo", "").strip() or None
    return one, record_correction(one.entry, action, one.kind, one.name, value=value, span=span, by=by, note=note)  # type: ignore[arg-type]
