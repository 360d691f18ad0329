"""Corrections in place: what a person says of a thing, looked at before it is made, and taken back at any time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from search_cli.web.desk import follow, keep_correction
from search_cli.web.drawing import draw
from search_cli.web.forms import back_to, form_of

if TYPE_CHECKING:
    from index.corrections.corrections import Correction

router = APIRouter(include_in_schema=False)

BY, NOTE = 100, 1000
"""Characters that are kept of who says a correction, and of the note to it."""


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
        from index.corrections.thing_corrections import held_thing

        thing = held_thing(index.store, fields.get("kohde", ""))
        one = made(index, fields)
        keep_correction(index, one, thing.name)
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


def made(index: Any, fields: dict[str, str]) -> Correction:
    """The correction that a form asks for; raises StoreError for a thing that is not there."""
    key, into = fields.get("kohde", ""), fields.get("toinen", "")
    if fields.get("toiminto") == "merge" and fields.get("suunta") == "tama":
        key, into = into, key
    return thing_correction(
        index.store,
        fields.get("toiminto", ""),
        key,
        name=fields.get("nimi", "").strip(),
        into=into,
        items=fields.get("osa", "").split(),
        by=fields.get("kuka", "").strip(),
        note=fields.get("huomautus", "").strip(),
    )


def thing_correction(
    store: Any, action: str, key: str, *, name: str, into: str, items: Sequence[str], by: str, note: str
) -> Correction:
    """The correction of a thing that a form or a script asks for: of the values, those that its action needs."""
    from index.corrections.thing_corrections import merge_things, reject_thing, rename_thing, split_thing

    who = {"by": by[:BY], "note": note[:NOTE]}
    if action == "rename":
        return rename_thing(store, key, name, **who)
    if action == "merge":
        return merge_things(store, key, into, **who)
    if action == "split":
        return split_thing(store, key, items, name, **who)
    if action == "reject":
        return reject_thing(store, key, **who)
    raise HTTPException(400, "a correction is rename, merge, split or reject")
