"""The samples over HTTP: a copy on loopback whose addresses lead back to it.

The sample feed and pages name each other under https://tiedotteet.example/, a domain that does not exist; in the copy
that becomes the server's own address.  Conditional requests are answered with 304, and each request is kept.
"""

from __future__ import annotations

import hashlib
import mimetypes
import shutil
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

PLACEHOLDER = "https://tiedotteet.example"


@dataclass(frozen=True)
class Request:
    """One request: its path, the status it got, and whether it asked "only if it changed"."""

    path: str
    status: int
    conditional: bool


class SampleServer:
    """Serves a copy of a folder; `address` is its root and `requests` what was asked, in order."""

    def __init__(self, original: Path, folder: Path) -> None:
        self.folder, self.requests = folder, list[Request]()
        shutil.copytree(original, folder)
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        for file in [*folder.rglob("*.html"), *folder.rglob("*.xml")]:
            file.write_text(file.read_text("utf-8").replace(PLACEHOLDER, self.address), "utf-8")

    def __enter__(self) -> SampleServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def edit(self, name: str, old: str, new: str) -> None:
        """Change the words of one served file, as an editor corrects a release."""
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text, f"{name} does not say {old!r}"
        file.write_text(text.replace(old, new), "utf-8")

    def asked(self, *, robots: bool = False) -> list[Request]:
        """The requests so far, those for robots.txt only if wanted."""
        return [request for request in self.requests if robots or request.path != "/robots.txt"]


def _handler(server: SampleServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            conditional = bool(self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since"))
            file = (server.folder / self.path.split("?")[0].lstrip("/")).resolve()
            if not file.is_file() or not file.is_relative_to(server.folder.resolve()):
                return self.answer(404, conditional, b"not here", "text/plain")
            content = file.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == tag:
                return self.answer(304, conditional, b"", "", tag)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return self.answer(200, conditional, content, kind, tag)

        do_HEAD = do_GET

        def answer(self, status: int, conditional: bool, content: bytes, kind: str, tag: str = "") -> None:
            server.requests.append(Request(self.path, status, conditional))
            self.send_response(status)
            if tag:
                self.send_header("ETag", tag)
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the requests are kept."""

    return Handler
