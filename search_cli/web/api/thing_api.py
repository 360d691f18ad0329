"""People and bodies of the whole corpus, and corrections of them, by scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.things.histories import Tenure
from index.things.lookup import NamingDocument, Thing
from index.things.roster import Order
from search_cli.web.api.envelope import PROBLEMS, Cursor, Id, Limit, ListWords, PageOf, offset_of, page_at, tagged
from search_cli.web.desk import follow, keep_correction
from search_cli.web.routes.correction_pages import thing_correction
from search_cli.web.routes.thing_pages import kin_of, near_names

router = APIRouter(prefix="/api/v1", tags=["people and bodies"], responses=PROBLEMS)


class Kin(BaseModel):
    """A body before or after another; `thing` is its id where the corpus names it."""

    name: str
    thing: str | None


class WholeThing(BaseModel):
    """A person or body: what it is called, its roles or people over time, who may be the same, who came before it."""

    thing: Thing
    tenures: list[Tenure]
    alike: list[Thing]
    before: list[Kin]
    after: list[Kin]


class WantedCorrection(BaseModel):
    """A correction of a person or body: rename to `name`, merge into `into`, split `items` off, or reject.

    `items` are documents, or "document/record", that speak of another, who is called `name`.
    """

    action: Literal["rename", "merge", "split", "reject"]
    thing: str
    name: str = ""
    into: str = ""
    items: list[str] = []
    by: str = ""
    note: str = ""


class Made(BaseModel):
    """A correction, how much it changes, and whether it was made or only looked at."""

    id: str
    mentions: int
    documents: int
    made: bool


class CorrectionMade(BaseModel):
    """A correction in force."""

    id: str
    when: str
    by: str
    action: str
    kind: str
    name: str
    value: str | None
    note: str
    failed: str | None


class Corrections(BaseModel):
    """All corrections in force, oldest first."""

    items: list[CorrectionMade]


def _listed(kind: Literal["person", "body"]) -> Callable[..., Any]:
    async def things(
        request: Request, q: ListWords = "", order: Order = "documents", limit: Limit = 50, after: Cursor = None
    ) -> Response:
        """Those in most documents first, or by name."""
        at = offset_of(after)

        def look(index: Any) -> tuple[int, PageOf[Thing]]:
            from index.things.roster import roster

            found, total = roster(index.store, kind, q, order=order, limit=limit, offset=at)
            return index.store.last_change(), page_at(found, total, at)

        return tagged(request, *await request.app.state.desk.ask(look))

    return things


router.get("/people", response_model=PageOf[Thing], operation_id="people")(_listed("person"))
router.get("/bodies", response_model=PageOf[Thing], operation_id="bodies")(_listed("body"))


def held_of(index: Any, key: str, kind: str) -> Thing:
    """A thing of a kind; 404 where there is none."""
    from index.things.choosing import nearest
    from index.things.lookup import thing

    found = thing(index.store, key)
    if found is None or found.kind != kind:
        raise HTTPException(404, f"there is no such person or body. {nearest(index.store, key)}")
    return found


def _one(kind: Literal["person", "body"]) -> Callable[..., Any]:
    async def whole(request: Request, thing_id: Id) -> Response:
        """What it is called, and its roles, or its people, over time; who may be the same; before and after a body."""

        def look(index: Any) -> tuple[int, WholeThing]:
            from index.things.histories import tenures_of

            found = held_of(index, thing_id, kind)
            before, after = kin_of(index.store, found)
            whole = WholeThing(
                thing=found,
                tenures=tenures_of(index.store, found),
                alike=near_names(index, found),
                before=[Kin(name=name, thing=key) for name, key in before],
                after=[Kin(name=name, thing=key) for name, key in after],
            )
            return index.store.last_change(), whole

        return tagged(request, *await request.app.state.desk.ask(look))

    return whole


def _mentions(kind: Literal["person", "body"]) -> Callable[..., Any]:
    async def mentions(request: Request, thing_id: Id, limit: Limit = 50, after: Cursor = None) -> Response:
        """The documents that name it, the latest first, and why each mention is of it."""
        at = offset_of(after)

        def look(index: Any) -> tuple[int, PageOf[NamingDocument]]:
            from index.things.lookup import named_in

            found = held_of(index, thing_id, kind)
            named = named_in(index.store, found.id, limit, at)
            return index.store.last_change(), page_at(named, found.documents, at)

        return tagged(request, *await request.app.state.desk.ask(look))

    return mentions


for _path, _kind in (("people", "person"), ("bodies", "body")):
    router.get(f"/{_path}/{{thing_id}}", response_model=WholeThing, operation_id=_kind)(_one(_kind))  # type: ignore[arg-type]
    router.get(
        f"/{_path}/{{thing_id}}/mentions", response_model=PageOf[NamingDocument], operation_id=f"{_kind}_mentions"
    )(
        _mentions(_kind)  # type: ignore[arg-type]
    )


@router.get("/corrections", response_model=Corrections, operation_id="corrections")
async def corrections(request: Request) -> Response:
    """The corrections in force."""

    def look(index: Any) -> tuple[int, Corrections]:
        from index.corrections.correction_log import standing

        names = ("id", "when", "by", "action", "kind", "name", "value", "note")
        rows = [
            CorrectionMade(**{name: getattr(one.correction, name) for name in names}, failed=one.failed)
            for one in standing(index.store)
        ]
        return index.store.last_change(), Corrections(items=rows)

    return tagged(request, *await request.app.state.desk.ask(look))


@router.post("/corrections", response_model=Made, operation_id="correct")
async def correct(request: Request, wanted: WantedCorrection, dry_run: bool = False) -> Made:
    """Correct a person or body once for all documents; with `dry_run=1` only say how much it would change."""

    def change(index: Any) -> Made:
        from index.corrections.thing_corrections import preview

        one = thing_correction(
            index.store,
            wanted.action,
            wanted.thing,
            name=wanted.name,
            into=wanted.into,
            items=wanted.items,
            by=wanted.by,
            note=wanted.note,
        )
        changes = preview(index.store, one)
        if not dry_run:
            keep_correction(index, one, wanted.thing)
        return Made(id=one.id, mentions=changes.mentions, documents=changes.documents, made=not dry_run)

    made: Made = await request.app.state.desk.ask(change)
    return made


@router.delete("/corrections/{correction_id}", status_code=204, operation_id="undo")
async def undo(request: Request, correction_id: Id) -> Response:
    """Take a correction back."""

    def change(index: Any) -> bool:
        from index.corrections.correction_log import standing
        from index.corrections.correction_log import undo as take_back

        held = any(one.correction.id == correction_id for one in standing(index.store))
        if held:
            take_back(index.store, correction_id)
            follow(index)
        return held

    if not await request.app.state.desk.ask(change):
        raise HTTPException(404, "there is no such correction")
    return Response(status_code=204)
