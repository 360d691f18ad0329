"""Whether the watch is there, for a monitor: `/health` and `/metrics` on a port, in a thread of its process.

Neither says what is watched or how much is held, for whoever reaches the port may ask: that stands behind the page's
password.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from extractors.model.errors import LouhiError, SetupError
from index.home import Home
from index.store.run_log import recent_runs
from index.store.store import Store
from pipeline.runs.reports.measures import PROMETHEUS, Sample, exposed, of_run

HANGS = 10.0
"""Seconds after which who asks and says no more is left."""


@contextmanager
def health_served(home: Home, port: int | None) -> Iterator[None]:
    """Answer a monitor for as long as the block runs; nothing where there is no port.

    Raises SetupError where another listens there.
    """
    if port is None:
        yield
        return
    try:
        server = ThreadingHTTPServer(("", port), _answering(home))
    except OSError as error:
        said = f"nothing can listen on this port ({error.strerror})"
        raise SetupError(said, subject=str(port), advice="Give another port with --health.") from error
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def watch_samples(home: Home) -> list[Sample]:
    """That the watch is there, and when the last run began and ended.  Raises StoreError."""
    out: list[Sample] = [("louhi_watching", {}, 1)]
    if not home.holds_something():
        return out
    with Store.open(home) as store:
        for run in recent_runs(store, 1):
            out += of_run(run)
    return out


def _answering(home: Home) -> type[BaseHTTPRequestHandler]:
    class MonitorAnswers(BaseHTTPRequestHandler):
        timeout = HANGS
        server_version, sys_version = "louhi", ""

        def do_GET(self) -> None:
            if self.path == "/health":
                self._say(200, "watching\n")
            elif self.path == "/metrics":
                try:
                    self._say(200, exposed(watch_samples(home)), PROMETHEUS)
                except LouhiError:  # which names the database
                    self._say(503, "the store does not answer\n")
            else:
                self._say(404, "only /health and /metrics are here\n")

        def _say(self, status: int, text: str, kind: str = "text/plain; charset=utf-8") -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a monitor asks four times a minute."""

    return MonitorAnswers
