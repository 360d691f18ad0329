"""A small web site that a test owns: it logs every request and misbehaves on demand."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.home import Home
from tests.servers.postgresql import settled


@dataclass
class Asked:
    """One request as the server saw it."""

    path: str
    headers: Mapping[str, str]
    when: float

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Pages by path (bytes with an ETag of their content), or functions that answer as they like."""

    pages: dict[str, bytes | str | Answer] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    url: str = ""

    def asked(self, *, robots: bool = False) -> list[str]:
        """The paths asked for, in order."""
        return [one.path for one in self.log if robots or one.path != "/robots.txt"]

    def forget(self) -> None:
        self.log.clear()


def type_of(path: str) -> str:
    return (
        "application/xml"
        if path.endswith(".xml")
        else "text/plain"
        if path.endswith(".txt")
        else "text/html; charset=utf-8"
    )


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.log.append(Asked(self.path, headers, time.monotonic()))
            page = site.pages.get(self.path)
            if callable(page):
                page(self)
            elif page is None:
                reply(self, 404, b"ei ole")
            else:
                body = page.encode() if isinstance(page, str) else page
                etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
                if headers.get("if-none-match") == etag:
                    reply(self, 304, b"", ETag=etag)
                else:
                    kind = site.types.get(self.path) or type_of(self.path)
                    reply(self, 200, body, ETag=etag, Content_Type=kind)

        def do_POST(self) -> None:
            page = site.pages.get(self.path)
            assert callable(page), self.path
            page(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


def reply(to: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """Answer with a status, a body and headers (underscores stand for hyphens)."""
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name.replace("_", "-"), value)
    if status != 304:
        to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    to.wfile.write(body)


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of those who hang up on it."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    yield from served("127.0.0.1")


@pytest.fixture
def inner() -> Iterator[Site]:
    """A second site, on a private address that nobody names."""
    yield from served("127.0.0.2")


def served(host: str) -> Iterator[Site]:
    made = Site()
    server = Quiet((host, 0), handler(made))
    server.daemon_threads = True
    made.url = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A home that waits for nobody; its store on PostgreSQL where a test asks for that."""
    made = Home(tmp_path / "koti")
    made.settings.write_text("[fetch]\ndelay = 0.01\nseconds = 5\nsilence = 2\n[run]\nworkers = 1\n", encoding="utf-8")
    return settled(made, request)


class Clock:
    """Time that moves only when somebody sleeps."""

    def __init__(self, at: float = 1_790_000_000.0) -> None:
        self.at, self.slept = at, list[float]()

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


RELEASE = """<!DOCTYPE html><html lang="fi"><head><title>{title}</title>
<meta property="article:published_time" content="{published}"></head><body><main><article><h1>{title}</h1>
<p>Hallanmaan liitto tiedottaa {published}.</p>
<p>{text} Hanketta johtaa kehitysjohtaja Aino Lehtovaara Hallanmaan liitosta, ja rahoitus on {money} euroa.</p>
<p>Valmistelu jatkuu syksyllä kuntien ja hyvinvointialueen yhteisessä ryhmässä, joka kokoontuu kuukausittain.</p>
</article></main></body></html>"""


def release(
    title: str, money: str = "1,5 miljoonaa", *, published: str = "2026-03-24", text: str = "Lähitorit avataan."
) -> str:
    """A press release of our own writing."""
    return RELEASE.format(title=title, money=money, published=published, text=text)


def feed(url: str, items: Mapping[str, str], *, changed: Mapping[str, str] | None = None) -> str:
    """An RSS feed that lists path -> title."""
    entries = "".join(
        f"<item><title>{title}</title><link>{url}{path}</link><pubDate>Tue, 24 Mar 2026 08:30:00 GMT</pubDate>"
        + (f"<atom:updated>{changed[path]}</atom:updated>" if changed and path in changed else "")
        + "</item>"
        for path, title in items.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>Hallanmaan tiedotteet</title><language>fi</language>{entries}</channel></rss>"
    )
