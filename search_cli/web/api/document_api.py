"""Documents, their versions, changes and citations, by scripts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.outputs.citations import Citation, many
from search_cli.web.api.envelope import PROBLEMS, Id, tagged
from search_cli.web.routes.citation_pages import cited
from search_cli.web.routes.document_pages import held

router = APIRouter(prefix="/api/v1/documents", tags=["documents"], responses=PROBLEMS)
Number = Annotated[int | None, Query(ge=1, le=1_000_000, description="An earlier version, counted from 1.")]


class HeldDocument(BaseModel):
    """A document with its records, as `louhi show --json` prints it; without contacts unless they are asked for."""

    document: dict[str, Any]
    people: list[dict[str, Any]]
    roles: list[dict[str, Any]]
    bodies: list[dict[str, Any]]
    dates: list[dict[str, Any]]
    amounts: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    identifiers: list[dict[str, Any]]
    version: int
    addresses: list[str]


class Version(BaseModel):
    """One version of a document: `fetched` is when its bytes came."""

    number: int
    sha256: str
    title: str | None
    published: str | None
    fetched: str | None


class Versions(BaseModel):
    """The versions of a document, oldest first."""

    items: list[Version]


class Difference(BaseModel):
    """A fact or a passage as it was and as it is; null where it came or went."""

    kind: str
    before: str | None
    after: str | None


class Differences(BaseModel):
    """What changed from one version to another."""

    facts: list[Difference]
    words: list[Difference]


class Cited(BaseModel):
    """A citation, and its text in the form asked for."""

    citation: Citation
    text: str


@router.get("/{document_id}", response_model=HeldDocument, operation_id="document")
async def document(request: Request, document_id: Id, version: Number = None, contacts: bool = False) -> Response:
    """A document and all that was found in it."""

    def look(index: Any) -> tuple[int, HeldDocument]:
        from index.outputs.export_rows import entry_value

        found = held(index, document_id, version)
        said = entry_value(found.entry.document, found.entry.records)
        if not contacts:
            said["contacts"] = []
        return index.store.last_change(), HeldDocument(
            **said, version=found.row["number"], addresses=list(found.addresses)
        )

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/{document_id}/versions", response_model=Versions, operation_id="versions")
async def versions(request: Request, document_id: Id) -> Response:
    """The versions of a document."""

    def look(index: Any) -> tuple[int, Versions]:
        history = index.store.history(document_id)
        if not history:
            raise HTTPException(404, "no such document is held")
        names = Version.model_fields
        rows = [Version.model_validate({name: row[name] for name in names}) for row in history]
        return index.store.last_change(), Versions(items=rows)

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/{document_id}/changes", response_model=Differences, operation_id="changes")
async def changes(
    request: Request,
    document_id: Id,
    before: Annotated[int, Query(alias="from", ge=1, le=1_000_000)],
    after: Annotated[int, Query(alias="to", ge=1, le=1_000_000)],
) -> Response:
    """What changed from one version to another, in facts and in words."""

    def look(index: Any) -> tuple[int, Differences]:
        from pipeline.runs.comparison.changes import fact_changes, word_changes

        old, new = (held(index, document_id, number).entry for number in (before, after))
        facts = [Difference(kind=f.kind, before=f.before, after=f.after) for f in fact_changes(old, new)]
        words = word_changes(old.document, new.document)
        said = [Difference(kind="words", before=w.before, after=w.after) for w in words]
        return index.store.last_change(), Differences(facts=facts, words=said)

    return tagged(request, *await request.app.state.desk.ask(look))


@router.get("/{document_id}/cite", response_model=Cited, operation_id="cite")
async def cite(
    request: Request,
    document_id: Id,
    version: Number = None,
    start: Annotated[int | None, Query(ge=0, le=10**9)] = None,
    end: Annotated[int | None, Query(ge=0, le=10**9)] = None,
    form: Literal["teksti", "bibtex", "csl", "ris"] = "teksti",
) -> Response:
    """The citation of a document, or of its words from `start` to `end`."""
    span = (start, end) if start is not None and end is not None else None

    def look(index: Any) -> tuple[int, Cited]:
        one = cited(index, document_id, version, span)
        return index.store.last_change(), Cited(citation=one, text=many([one], form))

    return tagged(request, *await request.app.state.desk.ask(look))
