"""What answers of the API share: pages with a cursor, problem details, ETags from the store's change number."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import Depends, FastAPI, Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from extractors.model.errors import QueryError
from extractors.text.showing import shown_value

T = TypeVar("T")
MOST = 200
"""Items of one answer."""


class Problem(BaseModel):
    """What went wrong (RFC 9457 in spirit): a sentence, what to try, what it is about, and the spot in a query."""

    reason: str
    advice: str | None = None
    subject: str | None = None
    at: int | None = None


PROBLEM = "application/problem+json"
"""What a problem is told as."""


def problem(
    status: int, reason: str, advice: str | None = None, subject: str | None = None, at: int | None = None
) -> Response:
    """A problem as the API tells it."""
    said = Problem(reason=reason, advice=advice, subject=subject, at=at)
    return JSONResponse(said.model_dump(), status, media_type=PROBLEM)


def declared(app: FastAPI) -> dict[str, Any]:
    """The schema of the API, problems declared as what they are told as."""
    if app.openapi_schema is None:
        for operation in (one for path in FastAPI.openapi(app)["paths"].values() for one in path.values()):
            for status, said in operation["responses"].items():
                if int(status) in PROBLEMS and "application/json" in said.get("content", {}):
                    said["content"] = {PROBLEM: said["content"]["application/json"]}
    return FastAPI.openapi(app)


class PageOf(BaseModel, Generic[T]):
    """Some items of a list; `next` is the cursor of those after them, null at the end; `total` counts all."""

    items: list[T]
    total: int
    next: str | None = None


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": said}
    for code, said in {
        400: "a query, cursor or change that cannot be meant, or text that cannot be kept",
        401: "a token is needed",
        403: "a change that comes from another site",
        404: "nothing of that name is held",
        409: "a run holds the home; come back in a moment",
        413: "a body of more than a megabyte",
        414: "an address of more than 8,000 characters",
        421: "a host name that is not served here",
        422: "a parameter that cannot be",
        503: "the index is being opened",
    }.items()
}

Limit = Annotated[int, Query(ge=1, le=MOST, description="Items of this answer.")]
Cursor = Annotated[str | None, Query(max_length=2000, description="`next` of the answer before.")]
Id = Annotated[str, Path(max_length=200, pattern=r"^[A-Za-z0-9_.:-]+$")]
Words = Annotated[str, Query(max_length=2000, description="As on the page; empty finds everything.")]
ListWords = Annotated[str, Query(max_length=200, description="Only those that hold these words.")]
Key = Annotated[str, Query(max_length=200, description="Only of documents that name this person or body, by its id.")]
Time = Annotated[str, Query(max_length=40, description="2026, 2026-03, 17.2.2021 or today.")]
Sum = Annotated[str, Query(max_length=40, description="1M, 2 M€, 50 %.")]
Year = Annotated[int | None, Query(ge=1000, le=9999)]
FacetName = Literal["kind", "year", "body", "person", "publisher", "language"]
Values = Annotated[list[str], Query(max_length=50)]


def chosen_values(
    kind: Values = [],  # noqa: B006 - FastAPI copies it
    year: Values = [],  # noqa: B006
    body: Values = [],  # noqa: B006
    person: Values = [],  # noqa: B006
    publisher: Values = [],  # noqa: B006
    language: Values = [],  # noqa: B006
) -> dict[str, tuple[str, ...]]:
    """What narrows a search: values of one facet are alternatives."""
    given = {"kind": kind, "year": year, "body": body, "person": person, "publisher": publisher, "language": language}
    return {facet: tuple(values) for facet, values in given.items() if values}


Chosen = Annotated[dict[str, tuple[str, ...]], Depends(chosen_values)]


def cursor(*key: Any) -> str:
    """A place in a list as an address carries it.

    >>> place(cursor(0.5, "doc-1"))
    [0.5, 'doc-1']
    """
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def place(said: str | None) -> list[Any] | None:
    """The place a cursor stands for; raises QueryError for one that is none of ours."""
    if said is None:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(one, (str, int, float)) for one in found):
        raise QueryError("the cursor is not one of ours", advice="Take `next` of the answer before as it is.")
    return found


def offset_of(after: str | None) -> int:
    """How many items of a list the answers before have given; raises QueryError for a cursor of another list."""
    at = place(after)
    if at is not None and (len(at) != 1 or not isinstance(at[0], int) or not 0 <= at[0] <= 10**9):
        raise QueryError("the cursor is not one of this list", advice="Take `next` of the answer before as it is.")
    return int(at[0]) if at else 0


def paged(items: Sequence[T], total: int, limit: int, key: Any) -> PageOf[T]:
    """The first `limit` of some items, with the cursor of the last of them where more follow."""
    some = list(items[:limit])
    return PageOf(items=some, total=total, next=cursor(*key(some[-1])) if len(items) > limit and some else None)


def page_at(items: Sequence[T], total: int, at: int) -> PageOf[T]:
    """The items of a list after `at` of them, with the cursor of their number where more follow."""
    reached = at + len(items)
    return PageOf(items=list(items), total=total, next=cursor(reached) if items and reached < total else None)


def tag_of(change: int) -> str:
    """The ETag of everything that is made from the store as it was after a change."""
    return f'W/"{change}"'


def tagged(request: Request, change: int, value: BaseModel) -> Response:
    """An answer with its ETag, or 304 where the one who asks has it."""
    tag = tag_of(change)
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return answered(value, headers)


def answered(value: BaseModel, headers: Mapping[str, str] | None = None) -> Response:
    """An answer, fit to be shown: what hangs on more than the store's changes has no ETag."""
    return JSONResponse(shown_value(value.model_dump(mode="json", by_alias=True)), headers=dict(headers or {}))
