"""How a server answers that misbehaves, and the fetcher that asks it."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.fetching.fetch import Fetcher, FetchSettings
from pipeline.fetching.http_errors import FetchFailed
from tests.pipeline.conftest import Clock, Site, reply

PATIENT = FetchSettings(delay=0.0, seconds=60.0, silence=30.0, bytes=300_000)
"""What no answer of ours takes, however busy the machine."""
QUICK = FetchSettings(delay=0.0, seconds=2.0, silence=0.6, bytes=300_000)
"""For answers that never end by themselves: they are given up soon."""
OPEN = {"/robots.txt": "User-agent: *\nDisallow: /kielletty/\n"}


def fetcher(settings: FetchSettings = PATIENT, clock: Clock | None = None, named: str = "127.0.0.1") -> Fetcher:
    more = {"now": clock.now, "sleep": clock.sleep} if clock else {}
    return Fetcher(settings, named=[named], **more)  # type: ignore[arg-type]


def refused(site: Site, path: str, settings: FetchSettings = PATIENT) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetcher(settings).get(site.url + path)
    return caught.value


@cache
def packed_zeros(times: int) -> bytes:
    """Thirty megabytes of nothing, packed so many times."""
    content = bytes(30_000_000)
    for _ in range(times):
        content = gzip.compress(content)
    return content


def bomb(to: BaseHTTPRequestHandler) -> None:
    reply(to, 200, packed_zeros(1), Content_Encoding="gzip", Content_Type="text/html")


def twice_packed(to: BaseHTTPRequestHandler) -> None:
    reply(to, 200, packed_zeros(2), Content_Encoding="gzip, gzip", Content_Type="text/html")


def endless(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "text/html")
    to.end_headers()
    try:
        for _ in range(200):
            to.wfile.write(b"x")
            to.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass
    to.close_connection = True


def huge(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Connection", "close")
    to.end_headers()
    try:
        for _ in range(1000):
            to.wfile.write(b"x" * 10_000)
    except OSError:
        pass
    to.close_connection = True


def silent(to: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)
    to.close_connection = True


def _cut_off(to: BaseHTTPRequestHandler, header: str, value: str, body: bytes) -> None:
    to.send_response(200)
    to.send_header(header, value)
    to.end_headers()
    to.wfile.write(body)
    to.close_connection = True


def short(to: BaseHTTPRequestHandler) -> None:
    _cut_off(to, "Content-Length", "1000", b"vain alku")


def garbled(to: BaseHTTPRequestHandler) -> None:
    reply(to, 200, b"this is no gzip", Content_Encoding="gzip")


def chunk_cut(to: BaseHTTPRequestHandler) -> None:
    _cut_off(to, "Transfer-Encoding", "chunked", b"400\r\n<html>")


def many_headers(to: BaseHTTPRequestHandler) -> None:
    reply(to, 200, b"", **{f"X_{n}": "y" * 8_000 for n in range(50)})


def dripping_headers(to: BaseHTTPRequestHandler) -> None:
    try:
        to.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(200):
            to.wfile.write(f"X-{n}: y\r\n".encode())
            time.sleep(0.1)
    except OSError:
        pass
    to.close_connection = True


def no_http(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"\x00\xff no answer at all\r\n\r\n")
    to.close_connection = True


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda to: reply(to, code, b"", **headers)


def moved(where: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return status(302, Location=where)
