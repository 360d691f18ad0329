"""The application: routes, guards and errors put together over one home."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from importlib import import_module, resources

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from extractors.model.errors import HomeBusy, LouhiError, QueryError, UnfitRequest, UnkeepableText
from index.home import Home
from search_cli.web.api.envelope import declared, problem
from search_cli.web.desk import Desk, NotReady
from search_cli.web.drawing import draw
from search_cli.web.guard import Access, RequestGuard, session_key
from search_cli.web.retrying import Retrying
from search_cli.web.routes.metrics_pages import Traffic

ROUTES = (
    "routes.search_pages",
    "routes.value_pages",
    "routes.fact_pages",
    "routes.document_pages",
    "routes.comparing_pages",
    "routes.front_pages",
    "routes.metrics_pages",
    "routes.source_pages",
    "routes.saved_pages",
    "routes.citation_pages",
    "routes.thing_pages",
    "routes.download_pages",
    "routes.login_pages",
    "routes.correction_pages",
    "routes.collection_pages",
    "api.search_api",
    "api.document_api",
    "api.original_api",
    "api.fact_api",
    "api.collection_api",
    "api.run_api",
    "api.thing_api",
    "api.record_api",
    "routes.record_pages",
)
"""The modules that answer, each with a `router`."""


OF_THE_CALLER = (QueryError, UnfitRequest, UnkeepableText)
"""What is wrong with a request itself: nothing of it was done, and it is answered with 400."""


def create_app(home: Home, access: Access | None = None) -> FastAPI:
    """The page and the API of a home; opening its index begins when the server starts."""
    desk, key = Desk(home), session_key(home)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        desk.open()
        yield
        desk.close()

    app = FastAPI(title="Louhi", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=life)
    app.state.desk, app.state.guard = desk, RequestGuard(key, access or Access())
    app.state.retrying = Retrying(home)
    app.state.traffic = Traffic(app.state.guard)
    app.add_middleware(BaseHTTPMiddleware, dispatch=app.state.traffic)
    app.mount("/static", StaticFiles(directory=str(resources.files("search_cli.web") / "static")), name="static")
    for name in ROUTES:
        app.include_router(import_module(f"search_cli.web.{name}").router)
    app.openapi = partial(declared, app)  # type: ignore[method-assign]
    app.add_exception_handler(LouhiError, _problem)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(RequestValidationError, _unfit)
    return app


def status_of(error: LouhiError) -> int:
    """The HTTP status that an error of ours stands for."""
    if isinstance(error, NotReady):
        return 503
    if isinstance(error, HomeBusy):
        return 409
    return 400 if isinstance(error, OF_THE_CALLER) else 500


async def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return problem(422, str(first["msg"]), "See /api/v1/openapi.json.", ".".join(map(str, first["loc"])))


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, LouhiError)
    status = status_of(error)
    if request.url.path.startswith("/api/"):
        return problem(status, error.reason, error.advice, error.subject, getattr(error, "position", None))
    answer = draw(request, "problem", status, error=error, status=status, title="Louhi")
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["retry-after"] = "3"
    return answer


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        return problem(error.status_code, str(error.detail), subject=request.url.path)
    gone = LouhiError(str(error.detail), subject=request.url.path)
    return draw(request, "problem", error.status_code, error=gone, status=error.status_code, title="Louhi")
