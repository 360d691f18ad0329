"""When a host is asked: one request at a time, with its delay, after the rest it asks for, not when it is silent."""

from __future__ import annotations

import email.utils
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.fetching.fetch import FetchSettings
from pipeline.fetching.http_errors import FetchFailed
from tests.pipeline.conftest import Clock, Site, release, reply
from tests.pipeline.fetching.answers import (
    OPEN,
    QUICK,
    fetcher,
    moved,
    silent,
    status,
)


def test_a_site_that_is_silent_twice_in_a_row_is_down(site: Site) -> None:
    site.pages |= {**OPEN, "/a": silent, "/b": release("B"), "/c": silent, "/d": silent}
    one, down = fetcher(QUICK), []
    for path in ("/a", "/b", "/c", "/d", "/a"):
        try:
            one.get(site.url + path)
        except FetchFailed as failed:
            down.append((failed.down, failed.reason))
    assert down == [
        (False, "the answer took too long"),
        (False, "the answer took too long"),
        *[(True, "the site's answers take too long, so it is left alone for now")] * 2,
    ]


def test_the_delay_is_kept_between_any_two_requests_of_a_host(site: Site, clock: Clock) -> None:
    times: list[float] = []

    def page(to: BaseHTTPRequestHandler) -> None:
        times.append(clock.now())
        reply(to, 200, release("Sivu").encode(), Content_Type="text/html")

    site.pages |= {"/robots.txt": page, "/a": page, "/b": moved("/c"), "/c": page}
    site.pages["/robots.txt"] = lambda to: (
        times.append(clock.now()),
        reply(to, 200, b"User-agent: *\nCrawl-delay: 3"),
    )[0]
    one = fetcher(FetchSettings(delay=2.0), clock)
    one.get(f"{site.url}/a")
    clock.at += 0.5
    one.get(f"{site.url}/b")
    assert site.asked(robots=True) == ["/robots.txt", "/a", "/b", "/c"]
    assert [round(slept, 3) for slept in clock.slept] == [3.0, 2.5, 3.0]


def test_a_retry_after_is_waited_for_or_left_for_another_run(site: Site, clock: Clock) -> None:
    answers = iter([status(429, Retry_After="20"), status(503, Retry_After="7200")])
    site.pages |= {**OPEN, "/a": lambda to: next(answers)(to)}
    one = fetcher(FetchSettings(delay=0.0), clock)
    with pytest.raises(FetchFailed) as caught:
        one.get(f"{site.url}/a")
    assert caught.value.after == 20
    with pytest.raises(FetchFailed):
        one.get(f"{site.url}/a")
    assert sum(clock.slept) == pytest.approx(20, abs=0.1)
    with pytest.raises(FetchFailed, match="come back in 2 hours"):
        one.get(f"{site.url}/b")
    assert site.asked() == ["/a", "/a"]


@pytest.mark.parametrize(("days", "rests"), [(-3, False), (400, True)])
def test_a_retry_after_that_is_a_date(site: Site, clock: Clock, days: int, rests: bool) -> None:
    when = email.utils.formatdate(clock.at + days * 86_400, usegmt=True)
    site.pages |= {**OPEN, "/a": status(503, Retry_After=when), "/b": release("B")}
    one = fetcher(FetchSettings(delay=0.0), clock)
    with pytest.raises(FetchFailed, match="in trouble"):
        one.get(f"{site.url}/a")
    if rests:
        with pytest.raises(FetchFailed, match="come back in 7 days"):
            one.get(f"{site.url}/b")
        clock.at += 8 * 86_400
    assert one.get(f"{site.url}/b").content


def test_one_request_at_a_time(site: Site) -> None:
    running, most = [0], [0]
    lock = threading.Lock()

    def page(to: BaseHTTPRequestHandler) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.02)
        with lock:
            running[0] -= 1
        reply(to, 200, b"<p>sivu</p>")

    site.pages |= {**OPEN, **{f"/{n}": page for n in range(5)}}
    one = fetcher()
    for n in range(5):
        one.get(f"{site.url}/{n}")
    assert most[0] == 1
