"""Where a name may lead: to no private address, by no proxy that was not asked for, and nowhere at all."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from pipeline.fetching.fetch import Fetcher, FetchSettings
from pipeline.fetching.http_errors import FetchFailed
from pipeline.fetching.robots import Rules
from tests.pipeline.conftest import Site
from tests.pipeline.fetching.answers import (
    PATIENT,
    fetcher,
)
from tests.pipeline.fetching.name_server import name_server
from tests.servers.ports import free_port


def fetch_four_times(
    site: Site, monkeypatch: pytest.MonkeyPatch, looked_up: Callable[[str], str], connecting: Callable[[str], None]
) -> None:
    """Fetch a name that `looked_up` gives addresses to; `connecting` is told each that is connected to."""
    port, real = int(site.url.rpartition(":")[2]), socket.create_connection

    def resolve(host: str, at: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (looked_up(host) if host.endswith(".example.fi") else host, at))]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connecting(address[0])
        return real(("127.0.0.1", port))

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    for _ in range(4):
        with suppress(FetchFailed):
            Fetcher(PATIENT).get(f"http://vaihtuva.example.fi:{port}/a")


def test_a_name_that_leads_home_is_refused_whatever_else_it_leads_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.url.rpartition(":")[2])
    ips = ["193.166.3.2", "127.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (ip, port)) for ip in ips])
    with pytest.raises(FetchFailed, match=r"private network \(127"):
        fetcher(named="muu.example.fi").get(f"http://kunta.example.fi:{port}/a")
    assert site.log == []


def test_a_name_nobody_gave_may_not_lead_home(site: Site) -> None:
    with pytest.raises(FetchFailed, match="private network"):
        fetcher(named="kunta.example.fi").get(f"{site.url}/a")
    assert site.log == []


def test_an_unknown_host_and_a_closed_port_are_unreachable() -> None:
    for address in (f"http://127.0.0.1:{free_port()}/", "http://ei-ole.invalid/"):
        for rules in ({}, {address.rstrip("/"): Rules(text="", fetched=time.time())}):
            with pytest.raises(FetchFailed, match="cannot be reached") as caught:
                Fetcher(PATIENT, named=["127.0.0.1"], rules=rules).get(address)
            assert caught.value.down


def test_a_name_that_changes_its_meaning_reaches_no_private_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resolver that says a public address first and a private one after: what is connected to is what was checked."""
    answers, connected = itertools.cycle(["193.166.3.2", "127.0.0.2"]), list[str]()
    fetch_four_times(site, monkeypatch, lambda _: next(answers), connected.append)
    assert "193.166.3.2" in connected
    assert "127.0.0.2" not in connected


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/a"] = "<title>Tiedote</title>"
    assert b"Tiedote" in fetcher().get(site.url + "/a").content
    proxied = FetchSettings(**{**PATIENT.model_dump(), "proxy": site.url})
    with suppress(FetchFailed):  # the proxy has no such page
        fetcher(proxied).get("http://toinen.example.fi/a")
    assert [one.path for one in site.log][-1] == "http://toinen.example.fi/a"


@pytest.mark.parametrize(
    ("addresses", "reached"),
    [
        (("193.166.3.2", "127.0.0.2"), {"193.166.3.2"}),
        (("127.0.0.2", "193.166.3.2"), {"193.166.3.2"}),
        (("169.254.169.254", "10.0.0.1", "192.168.1.1", "100.64.0.1"), set()),
        (("193.166.3.2",), {"193.166.3.2"}),
    ],
    ids=["private after", "private first", "private alone", "public"],
)
def test_a_name_server_that_changes_its_mind_leads_nowhere_private(
    site: Site, monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...], reached: set[str]
) -> None:
    """A real name server of the test's own: an address is asked for once, checked, and connected to, with no question
    in between at which the name could come to mean another.
    """
    connected = list[tuple[str, int]]()
    with name_server(*addresses) as server:
        fetch_four_times(
            site, monkeypatch, server.looked_up, lambda address: connected.append((address, len(server.asked)))
        )
    assert {ip for ip, _ in connected} == reached
    assert all(server.addresses[(asked - 1) % len(addresses)] == ip for ip, asked in connected)
    assert set(server.asked) == {"vaihtuva.example.fi"}
