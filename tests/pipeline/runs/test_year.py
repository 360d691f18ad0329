"""A simulated year: twelve sources, thousands of items, faults at random, a clock that the test moves."""

from __future__ import annotations

import random
import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from index.home import Home
from index.store.run_log import standing_failures
from index.store.store import Store
from pipeline.runs.watch import pass_over
from pipeline.sources.sources import Source
from pipeline.sources.watched import save
from tests.pipeline.conftest import Clock, Quiet, release, reply
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import Killing, light, picture

__all__ = ["light"]
DAY = 86_400.0
SHOWN = 20
START = 1_790_000_000.0
SETTINGS = "[fetch]\ndelay = 0.5\n[alerts]\nkinds = ['new document', 'changed facts']\n"


class World:
    """Sites that publish by the clock and fail at random; what they offered and were asked is written down."""

    def __init__(self, clock: Clock, *, items: int, days: int, faults: bool, hosts: int = 4) -> None:
        self.clock, self.days, self.faults, self.dice = clock, days, faults, random.Random(1917)
        self.kinds = ["feed", "feed", "sitemap", "feed", "feed", "list"] * 2
        self.servers = [Quiet(("127.0.0.1", 0), self._handler()) for _ in range(hosts)]
        self.urls = [f"http://127.0.0.1:{server.server_port}" for server in self.servers]
        self.out: dict[int, list[tuple[float, int]]] = {
            n: [] for n in range(12)
        }  # source -> (time, item), oldest first
        for number in range(items):
            when = START + self.dice.uniform(0.0, days - 1) * DAY
            self.out[number % 12].append((when, number))
        for some in self.out.values():
            some.sort()
        self.edited = {n: self.dice.uniform(1, 9) * DAY for n in range(items) if self.dice.random() < 0.05}
        self.broken = {n for n in range(items) if self.dice.random() < 0.006} if faults else set()
        self.offered: set[str] = set()
        self.asked: Counter[str] = Counter()
        self._when = {number: when for some in self.out.values() for when, number in some}

    def sources(self) -> list[Source]:
        return [
            Source(
                name=f"s{n}",
                address=f"{self.urls[n % len(self.urls)]}/s{n}/{kind}.xml",
                kind=kind,  # type: ignore[arg-type]
                recheck="when listed anew",
                links="/tiedote/" if kind == "list" else None,
            )
            for n, kind in enumerate(self.kinds)
        ]

    def changed(self, number: int) -> float | None:
        """When an item was edited, None where it has not been: a list page cannot tell."""
        after = self.edited.get(number)
        when = self._when[number] + after if after and self.kinds[number % 12] != "list" else None
        return when if when and when <= self.clock.at else None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 65_536  # an answer in one packet
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                world.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        parts = to.path.strip("/").split("/")
        self.asked["robots" if parts[0] == "robots.txt" else "item" if parts[0] == "tiedote" else "poll"] += 1
        if parts[0] == "robots.txt":
            reply(to, 200, b"User-agent: *\nDisallow: /salainen/\n", Cache_Control="max-age=2592000")
        elif self.faults and self.dice.random() < 0.03:
            self.fail(to)
        elif parts[0] == "tiedote":
            self.item(to, int(parts[1]))
        else:
            self.listing(to, int(parts[0][1:]))

    def fail(self, to: BaseHTTPRequestHandler) -> None:
        kind = self.dice.choice(["trouble", "busy", "cut", "closed"])
        if kind == "trouble":
            reply(to, 500, b"")
        elif kind == "busy":
            reply(to, 429, b"", Retry_After="30")
        elif kind == "cut":
            to.send_response(200)
            to.send_header("Content-Length", "5000")
            to.end_headers()
            to.wfile.write(b"<html>")
            to.close_connection = True
        else:
            to.close_connection = True

    def item(self, to: BaseHTTPRequestHandler, number: int) -> None:
        if number in self.broken:
            reply(to, (403, 404, 200)[number % 3], b"" if number % 3 < 2 else b"%PDF-1.4 rikki")
            return
        money = f"{number + 2 + (100_000 if self.changed(number) else 0)} miljoonaa"
        text = f"Lähitorit avataan kuntaan {number}. Asia {number} käsiteltiin liiton kokouksessa {number % 31 + 1}."
        reply(to, 200, release(f"Tiedote {number}", money, text=text).encode(), Content_Type="text/html; charset=utf-8")

    def listing(self, to: BaseHTTPRequestHandler, source: int) -> None:
        url, kind = self.urls[source % len(self.urls)], self.kinds[source]
        shown = [number for when, number in self.out[source] if when <= self.clock.at]
        if kind != "sitemap":
            shown = shown[::-1][:SHOWN]
        links = {number: f"{url}/tiedote/{number}" for number in shown}
        self.offered |= set(links.values())
        if kind == "feed":
            body = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>' + "".join(
                f"<item><title>Tiedote {n}</title><link>{link}</link>"
                f"<atom:updated>{self.changed(n) or 0}</atom:updated></item>"
                for n, link in links.items()
            )
            body += "</channel></rss>"
        elif kind == "sitemap":
            body = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + "".join(
                f"<url><loc>{link}</loc><lastmod>{self.changed(n) or 0}</lastmod></url>" for n, link in links.items()
            )
            body += "</urlset>"
        else:
            body = (
                "<html><body><p>Uusimmat</p>"
                + "".join(f'<a href="{link}">x</a> ' for link in links.values())
                + "</body></html>"
            )
        reply(to, 200, body.encode(), Content_Type="text/html" if kind == "list" else "application/xml")


@pytest.fixture
def year(request: pytest.FixtureRequest, clock: Clock) -> Iterator[World]:
    clock.at = START
    made = World(clock, **request.param)
    for server in made.servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    for server in made.servers:
        server.shutdown()
        server.server_close()


def watched(root: Path, world: World) -> Home:
    home = Home(root)
    home.settings.write_text(SETTINGS, encoding="utf-8")
    save(home, world.sources())
    return home


SHORT = {"items": 360, "days": 26, "faults": True}
WHOLE = {"items": 5_000, "days": 365, "faults": True}


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("year", [SHORT, pytest.param(WHOLE, marks=pytest.mark.slow)], indirect=True)
def test_nothing_is_lost_and_nothing_is_told_twice(year: World, clock: Clock, tmp_path: Path) -> None:
    home, polls = watched(tmp_path / "koti", year), 0
    for day in range(1, year.days + 12):
        clock.at = max(clock.at, START + day * DAY)
        pass_over(home, now=clock.now, sleep=clock.sleep)
        polls += 12
    with Store.open(home) as store:
        held = {one.address: one.document_id for one in store.addresses()}
        failures = {item.address: item for item in standing_failures(store)}
        versions = Counter({one: len(store.history(one)) for one in store.ids()})
    assert set(held) | set(failures) >= year.offered
    assert all(item.reason for item in failures.values())
    assert len(set(held.values())) == len(held) == len(versions)
    listings = {source.address for source in year.sources()}
    assert {int(address.rpartition("/")[2]) for address in set(failures) - listings} <= year.broken
    assert len(year.offered) >= 0.99 * sum(map(len, year.out.values()))

    told = logged_alerts(home)
    assert len({alert.id for alert in told}) == len(told)
    assert Counter(alert.kind for alert in told) == {
        "new document": len(versions),
        "changed facts": sum(versions.values()) - len(versions),
    }
    assert sum(versions.values()) > len(versions)
    assert sum(year.asked.values()) <= 1.2 * len(year.offered) + polls, year.asked


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("year", [{"items": 60, "days": 6, "faults": False}], indirect=True)
@pytest.mark.parametrize("rounds", [1, pytest.param(15, marks=pytest.mark.slow)])
def test_killed_in_the_middle_of_passes(year: World, clock: Clock, tmp_path: Path, rounds: int) -> None:
    def one_pass(home: Home) -> None:
        pass_over(home, now=clock.now, sleep=clock.sleep)

    def whole(home: Home) -> dict[str, object]:
        alerts = sorted((alert.id, alert.kind, alert.title, alert.text) for alert in logged_alerts(home))
        shown = sorted(re.findall("urn:louhi:(alert-\\w+)", (home.alerts / "alerts.atom").read_text("utf-8")))
        return {**picture(home, ["lähitori", "tiedote"]), "alerts": alerts, "feed": shown}

    calm, began = watched(tmp_path / "rauha", year), time.monotonic()
    for day in range(1, 9):
        clock.at = max(clock.at, START + day * DAY)
        one_pass(calm)
    takes = (time.monotonic() - began) / 8  # so that most passes are killed in their middle
    wanted, kill = whole(calm), Killing(takes, 3)
    for _ in range(rounds):
        clock.at = START
        home = watched(tmp_path / "koti", year)
        for day in range(1, 9):
            clock.at = START + day * DAY
            kill(lambda home=home: one_pass(home))  # type: ignore[misc]
            one_pass(home)
        assert whole(home) == wanted
        shutil.rmtree(home.root)
    assert kill.disturbed
