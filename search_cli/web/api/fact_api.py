"""Facts of one document, corrected by scripts: right, wrong, another name, the same as another, or split."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request

from extractors.text.showing import shown_value
from search_cli.web.api.document_api import Difference
from search_cli.web.api.envelope import PROBLEMS, Id
from search_cli.web.desk import keep_correction
from search_cli.web.routes.fact_pages import changes_by, fact_correction, fact_of

router = APIRouter(prefix="/api/v1/documents", tags=["documents"], responses=PROBLEMS)
FactKind = Literal["people", "roles", "bodies", "dates", "amounts", "contacts", "identifiers"]


class WantedFactCorrection(BaseModel):
    """A correction of the record of a kind and name that is told at `start`..`end`.

    `value` is the new name, EDTF or value, or the name of the record it is the same as; with `only`, it is about that
    mention alone.
    """

    action: Literal["accept", "reject", "rename", "merge", "split"]
    kind: FactKind
    name: str = Field(max_length=500)
    start: int = Field(ge=0, le=10**9)
    end: int = Field(ge=0, le=10**9)
    value: str | None = Field(default=None, max_length=500)
    only: bool = False
    by: str = ""
    note: str = ""


class FactCorrected(BaseModel):
    """A correction, what it changes in the document, and whether it was made or only looked at."""

    id: str
    changes: list[Difference]
    made: bool


@router.post("/{document_id}/corrections", response_model=FactCorrected, operation_id="correct_fact")
async def correct_fact(request: Request, document_id: Id, wanted: WantedFactCorrection, dry_run: bool = False) -> Any:
    """Correct a record of a document; with `dry_run=1` only say what it would change."""

    def change(index: Any) -> FactCorrected:
        span = (wanted.start, wanted.end)
        fact = fact_of(index, document_id, wanted.kind, wanted.name, span)
        alone = wanted.only or wanted.action == "split"
        one = fact_correction(
            fact, wanted.action, span if alone else None, value=wanted.value, by=wanted.by, note=wanted.note
        )
        told = [Difference(kind=f.kind, before=f.before, after=f.after) for f in changes_by(fact, one)]
        if not dry_run:
            keep_correction(index, one, wanted.name)
        return FactCorrected(id=one.id, changes=told, made=not dry_run)

    made: FactCorrected = await request.app.state.desk.ask(change)
    return shown_value(made.model_dump(mode="json"))
