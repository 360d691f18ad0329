"""Whether the server is well, and what a monitor counts of it and of the home."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pipeline.runs.reports.measures import PROMETHEUS, Sample, exposed, moment, of_run
from search_cli.web.guard import Next, RequestGuard

router = APIRouter(include_in_schema=False)


class Traffic:
    """What this server has answered since it started, itself or by its guard."""

    def __init__(self, guard: RequestGuard) -> None:
        self._guard = guard
        self.answers: dict[int, int] = {}
        self.seconds = 0.0

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request and count it."""
        begun = perf_counter()
        answer = await self._guard(request, call_next)
        self.seconds += perf_counter() - begun
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        return answer

    def samples(self) -> Iterator[Sample]:
        """What is told of it."""
        for status, count in sorted(self.answers.items()):
            yield "louhi_requests_total", {"status": str(status)}, count
        yield "louhi_request_seconds_total", {}, self.seconds


@router.get("/terve")
async def healthy(request: Request) -> Response:
    """200 once searches are answered, 503 before."""
    ready = request.app.state.desk.is_ready
    return JSONResponse({"ready": ready}, 200 if ready else 503)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """The measures of this server, and once it is ready those of the home: its runs and its watched sources."""
    desk = request.app.state.desk
    samples: list[Sample] = [("louhi_ready", {}, float(desk.is_ready)), *request.app.state.traffic.samples()]
    if desk.is_ready:
        samples += await desk.ask(of_the_home)
    return PlainTextResponse(exposed(samples), media_type=PROMETHEUS)


def of_the_home(index: Any) -> list[Sample]:
    """How much is held, how the last run went, how the watched sources fare."""
    from index.store.status import status
    from pipeline.runs.reports.health import health_of
    from pipeline.runs.watch import load

    held = status(index.store, index.home)
    out: list[Sample] = [
        ("louhi_documents", {}, held.documents),
        ("louhi_failures", {}, len(held.failed)),
        ("louhi_needs", {}, len(held.needs)),
    ]
    if held.last_run is not None:
        out += of_run(held.last_run)
    for source in health_of(index.home, load(index.home)):
        named = {"source": source.name}
        out += moment("louhi_source_last_pass_timestamp_seconds", source.last_pass, named)
        out.append(("louhi_source_failures", named, source.failing))
    return out
