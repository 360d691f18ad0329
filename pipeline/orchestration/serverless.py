"""What Prefect's engine asks of a server during one run, answered within the process.

Where the person has no Prefect server, starting one for every run would cost more than most runs (seconds of work,
its log and tracebacks on the screen) and be thrown away after it.  The engine itself needs little: to be told the
run's id, and that its states are accepted.  These answers are all of that; the run is a Prefect flow run like any
other, with its tasks, states and retries, only that nobody else can look at it.  What Louhi wants to remember of a
run stands in its own store.
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx

URL = "http://alone.invalid/api"


class InProcessServer:
    """Answers the engine's requests; knows the runs it was told of."""

    def __init__(self) -> None:
        self._runs: dict[str, dict[str, Any]] = {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request; 404 to what the engine can do without."""
        asked = json.loads(request.content or b"{}")
        path = request.url.path.removeprefix("/api")
        if request.method == "POST" and path == "/flows/":
            return httpx.Response(201, json={**_new(), "name": asked["name"]})
        if request.method == "POST" and path == "/flow_runs/":
            run = {**asked, **_new(), "name": asked.get("name") or "run", "state": _state(asked.get("state"))}
            self._runs[run["id"]] = run
            return httpx.Response(201, json=run)
        if found := re.fullmatch(r"/flow_runs/([^/]+)(/\w+)?", path):
            return self._of_run(request.method, found[1], found[2], asked)
        return httpx.Response(404)

    def _of_run(self, method: str, run: str, what: str | None, asked: dict[str, Any]) -> httpx.Response:
        if run not in self._runs:
            return httpx.Response(404)
        if what == "/set_state":
            state = self._runs[run]["state"] = _state(asked["state"])
            accepted = {"state": state, "status": "ACCEPT", "details": {"type": "accept_details"}}
            return httpx.Response(201, json=accepted)
        if method == "PATCH":
            self._runs[run].update(asked)
            return httpx.Response(204)
        return httpx.Response(200, json=self._runs[run]) if method == "GET" and what is None else httpx.Response(404)


def _new() -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid.uuid4()), "created": now, "updated": now}


def _state(said: dict[str, Any] | None) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid.uuid4()), "timestamp": now, "type": "PENDING", "name": "Pending", **(said or {})}
