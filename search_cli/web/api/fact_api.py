"""Facts of one document, corrected by scripts: right, wrong, another name, the same as another, or split."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request

from extractors.model.errors import QueryError
from extractors.text.showing import shown_value
from search_cli.web.api.document_api import Difference
from search_cli.web.api.envelope import PROBLEMS, Id
from search_cli.web.desk import follow
from search_cli.web.routes.document_pages import held

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
        from extractors.model.errors import UnfitRequest
        from index.corrections.correction_log import correct
        from index.corrections.record_corrections import changed, record_at, record_correction
        from pipeline.runs.comparison.changes import fact_changes

        entry, span = held(index, document_id, None).entry, (wanted.start, wanted.end)
        try:
            record = record_at(entry, wanted.kind, wanted.name, span)
        except UnfitRequest as error:
            raise HTTPException(404, "there is no such fact") from error
        tied = wanted.only or wanted.action == "split" or len(record.evidence) == 1
        one = record_correction(
            entry,
            wanted.action,
            wanted.kind,
            wanted.name,
            value=wanted.value,
            span=span if tied else None,
            by=wanted.by[:100],
            note=wanted.note[:1000],
        )
        after = changed(entry, one)
        told = [Difference(kind=f.kind, before=f.before, after=f.after) for f in fact_changes(entry, after)]
        if not dry_run:
            if (failed := correct(index.store, one)) is not None:
                raise QueryError(failed, subject=wanted.name)
            follow(index)
        return FactCorrected(id=one.id, changes=told, made=not dry_run)

    made: FactCorrected = await request.app.state.desk.ask(change)
    return shown_value(made.model_dump(mode="json"))
