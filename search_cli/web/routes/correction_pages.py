"""Corrections in place: what a person says of a thing, looked at before it is made, and taken back at any time."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.errors import QueryError
from search_cli.web.desk import follow
from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of

router = APIRouter(include_in_schema=False)


@router.get("/korjaukset")
async def corrections(request: Request) -> Response:
    """Every correction in force, the latest first, each with its undo."""

    def look(index: Any) -> list[Any]:
        from index.corrections.correction_log import standing

        return list(reversed(standing(index.store)))

    return draw(request, "corrections", title="Korjaukset", standing=await request.app.state.desk.ask(look))


@router.post("/korjaukset/esikatselu")
async def preview(request: Request) -> Response:
    """What a correction of a thing would change: both sides, which name stays, how many mentions and documents."""
    fields = await form_of(request)

    def look(index: Any) -> dict[str, Any]:
        from index.corrections.thing_corrections import held_thing, preview

        one = made(index, fields)
        other = held_thing(index.store, fields["toinen"]) if fields.get("toiminto") == "merge" else None
        thing = held_thing(index.store, fields.get("kohde", ""))
        return {"one": one, "thing": thing, "other": other, "changes": preview(index.store, one)}

    return draw(request, "preview", title="Korjaus", fields=fields, **await request.app.state.desk.ask(look))


@router.post("/korjaukset")
async def correct(request: Request) -> Response:
    """Make a correction of a thing."""
    fields = await form_of(request)

    def change(index: Any) -> str:
        from index.corrections.correction_log import correct
        from index.corrections.thing_corrections import held_thing

        thing = held_thing(index.store, fields.get("kohde", ""))
        one = made(index, fields)
        if (failed := correct(index.store, one)) is not None:
            raise QueryError(failed, subject=thing.name)
        follow(index)
        return f"/korjaukset#{one.id}"

    return back_to(await request.app.state.desk.ask(change))


@router.post("/korjaukset/kumoa")
async def undo(request: Request) -> Response:
    """Take a correction back."""
    fields = await form_of(request)

    def change(index: Any) -> None:
        from index.corrections.correction_log import undo

        undo(index.store, fields.get("korjaus", ""))
        follow(index)

    await request.app.state.desk.ask(change)
    return back_to("/korjaukset")


def made(index: Any, fields: dict[str, str]) -> Any:
    """The correction that a form asks for; raises StoreError for a thing that is not there."""
    from index.corrections.thing_corrections import merge_things, reject_thing, rename_thing, split_thing

    action, key = fields.get("toiminto", ""), fields.get("kohde", "")
    by, note = fields.get("kuka", "").strip()[:100], fields.get("huomautus", "").strip()[:1000]
    if action == "rename":
        return rename_thing(index.store, key, fields.get("nimi", "").strip(), by=by, note=note)
    if action == "merge":
        key, into = (
            (fields.get("toinen", ""), key) if fields.get("suunta") == "tama" else (key, fields.get("toinen", ""))
        )
        return merge_things(index.store, key, into, by=by, note=note)
    if action == "split":
        parts = fields.get("osa", "").split()
        return split_thing(index.store, key, parts, fields.get("nimi", "").strip(), by=by, note=note)
    if action == "reject":
        return reject_thing(index.store, key, by=by, note=note)
    raise HTTPException(400, "a correction is rename, merge, split or reject")
