"""Whether the server is well, and what a monitor counts: Prometheus' text format, made here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from time import perf_counter
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from search_cli.web.guard import Next, RequestGuard

router = APIRouter(include_in_schema=False)

TEXT = "text/plain; version=0.0.4; charset=utf-8"
WHAT = {
    "louhi_ready": ("gauge", "Whether searches are answered."),
    "louhi_requests_total": ("counter", "Requests answered by this server, by status."),
    "louhi_request_seconds_total": ("counter", "Seconds they took together."),
    "louhi_documents": ("gauge", "Documents held."),
    "louhi_failures": ("gauge", "Addresses that failed and nobody dismissed."),
    "louhi_needs": ("gauge", "What only a person can mend."),
    "louhi_last_run_started_timestamp_seconds": ("gauge", "When the last run began."),
    "louhi_last_run_ended_timestamp_seconds": (
        "gauge",
        "When it ended; absent while it works or where it was killed.",
    ),
    "louhi_source_last_pass_timestamp_seconds": ("gauge", "When the last whole pass over a watched source ended."),
    "louhi_source_failures": ("gauge", "Addresses of a watched source that failed."),
}
"""Every measure: its type, and what it says."""

Sample = tuple[str, Mapping[str, str], float]


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
    return PlainTextResponse(exposed(samples), media_type=TEXT)


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
        out += _moment("louhi_last_run_started_timestamp_seconds", held.last_run.started)
        out += _moment("louhi_last_run_ended_timestamp_seconds", held.last_run.ended)
    for source in health_of(index.home, load(index.home)):
        named = {"source": source.name}
        out += _moment("louhi_source_last_pass_timestamp_seconds", source.last_pass, named)
        out.append(("louhi_source_failures", named, source.failing))
    return out


def _moment(name: str, said: str | None, labels: Mapping[str, str] | None = None) -> list[Sample]:
    """A time as a sample; none where there is none, or where a pass has not ended."""
    try:
        return [(name, labels or {}, datetime.fromisoformat(said or "").timestamp())]
    except ValueError:
        return []


def exposed(samples: list[Sample]) -> str:
    r"""Samples in Prometheus' text format.

    >>> print(exposed([("louhi_source_failures", {"source": 'a"b'}, 2)]), end="")
    # HELP louhi_source_failures Addresses of a watched source that failed.
    # TYPE louhi_source_failures gauge
    louhi_source_failures{source="a\"b"} 2
    """
    lines: list[str] = []
    for name, (kind, said) in WHAT.items():
        found = [(labels, value) for one, labels, value in samples if one == name]
        if found:
            lines += [f"# HELP {name} {said}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{_labelled(labels)} {value:.15g}" for labels, value in found]
    return "\n".join(lines) + "\n"


def _labelled(labels: Mapping[str, str]) -> str:
    each = (f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{','.join(each)}}}" if labels else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
