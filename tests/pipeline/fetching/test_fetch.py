"""A server that misbehaves in every way: each outcome is right, and no request is made that is not allowed."""

from __future__ import annotations

import email.utils
import gzip
import itertools
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.fetching.fetch import Fetched, Fetcher, FetchSettings
from pipeline.fetching.http_errors import FetchFailed
from pipeline.fetching.robots import Rules
from tests.pipeline.conftest import Clock, Site, release, reply

QUICK = FetchSettings(delay=0.0, seconds=2.0, silence=0.6, bytes=300_000)
OPEN = {"/robots.txt": "User-agent: *\nDisallow: /kielletty/\n"}


def fetcher(settings: FetchSettings = QUICK, clock: Clock | None = None, named: str = "127.0.0.1") -> Fetcher:
    more = {"now": clock.now, "sleep": clock.sleep} if clock else {}
    return Fetcher(settings, named=[named], **more)  # type: ignore[arg-type]


def refused(site: Site, path: str, settings: FetchSettings = QUICK) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetcher(settings).get(site.url + path)
    return caught.value


def bomb(to: BaseHTTPRequestHandler) -> None:
    reply(to, 200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip", Content_Type="text/html")


def twice_packed(to: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(gzip.compress(bytes(30_000_000)))
    reply(to, 200, body, Content_Encoding="gzip, gzip", Content_Type="text/html")


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


def short(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "1000")
    to.end_headers()
    to.wfile.write(b"vain alku")
    to.close_connection = True


def garbled(to: BaseHTTPRequestHandler) -> None:
    reply(to, 200, b"this is no gzip", Content_Encoding="gzip")


def chunk_cut(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    to.wfile.write(b"400\r\n<html>")
    to.close_connection = True


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


@pytest.mark.parametrize(
    ("answer", "reason", "passing", "gone"),
    [
        (bomb, "larger than 0.3 MB", False, False),
        (huge, "larger than 0.3 MB", False, False),
        (endless, "took too long", True, False),
        (silent, "took too long", True, False),
        (short, "cut short", True, False),
        (garbled, "cannot be unpacked", True, False),
        (moved("/sivu"), "in a circle", False, False),
        (moved("ftp://example.fi/a"), "ftp:", False, False),
        (moved("http://[::1]:1/"), "private network", False, False),
        (moved("http://10.1.2.3/"), "private network", False, False),
        (status(403), "refuses", False, False),
        (status(401), "login", False, False),
        (status(404), "nothing", False, True),
        (status(410), "taken away", False, True),
        (status(429), "fewer requests", True, False),
        (status(500), "in trouble", True, False),
        (status(418), "status 418", False, False),
        (chunk_cut, "cut short", True, False),
        (many_headers, "malformed", True, False),
        (dripping_headers, "took too long", True, False),
        (no_http, "malformed", True, False),
        (status(304), "status 304", False, False),
        (status(206), "status 206", False, False),
        (moved("http://[rikki/"), "address that cannot be asked", False, False),
        (moved("http://127.0.0.1:99999/"), "address that cannot be asked", False, False),
        (moved("http://127.0.0.1/\x01"), "address that cannot be asked", False, False),
        (moved("/fi/kirjaudu?paluu=/sivu"), "asks for a login", False, False),
        (moved("file:///etc/passwd"), "file:", False, False),
        (moved("http://[::ffff:10.0.0.1]/"), "private network", False, False),
        (moved("http://[64:ff9b::a00:1]/"), "private network", False, False),
        (moved("http://167772161/"), "private network", False, False),
        (moved("http://0.0.0.0/"), "private network", False, False),
        (moved("http://localhost/"), "private network", False, False),
        (status(429, Retry_After="-5"), "fewer requests", True, False),
        (lambda to: reply(to, 200, b"abc", Content_Encoding="br"), "cannot be unpacked", True, False),
        (lambda to: reply(to, 200, b"abc", Content_Encoding="gzip, gzip"), "packed more than once", False, False),
        (twice_packed, "packed more than once", False, False),
        (lambda to: reply(to, 200, gzip.compress(b"a" * 999)[:-9], Content_Encoding="gzip"), "cut short", True, False),
        ('<html><meta http-equiv="Refresh" content="0; url=/sivu">', "in a circle", False, False),
        ("<html><title>Sivua ei löytynyt | Hallanmaan liitto</title></html>", "nothing at that address", False, True),
        ("<html><title>404 - Sidan hittades inte</title></html>", "nothing at that address", False, True),
        ("<html><title>Hallanmaan liitto</title><p>Hyväksy evästeet jatkaaksesi.</p>", "cookies", False, False),
        ("<html><title>Just a moment...</title></html>", "human", False, False),
        ('<html><body><div class="cf-challenge"></div></body></html>', "human", False, False),
    ],
)
def test_what_went_wrong_is_said(site: Site, answer: object, reason: str, passing: bool, gone: bool) -> None:
    site.pages |= {**OPEN, "/sivu": answer}  # type: ignore[dict-item]
    said = refused(site, "/sivu")
    assert reason in str(said)
    assert (said.passing, said.gone) == (passing, gone)


@pytest.mark.parametrize(
    "page",
    [
        release("404 miljoonaa euroa torjuntaan"),
        release("Sivistyslautakunta: koulua ei löytynyt"),
        release("Evästeet", text="Sivusto kysyy, hyväksytkö evästeet. Hyväksy evästeet jatkaaksesi. " + "Ohje. " * 600),
        '<html><meta http-equiv="refresh" content="300; url=/toinen"><p>Etusivu</p>',
        '<html><meta http-equiv="refresh" content="0; url=/toinen"><p>' + "Asiaa riittää. " * 50,
    ],
)
def test_what_only_looks_like_a_refusal_is_taken(site: Site, page: str) -> None:
    site.pages |= {**OPEN, "/sivu": page}
    assert fetcher().get(f"{site.url}/sivu").content == page.encode()


def test_a_page_that_only_names_its_new_address_is_followed(site: Site) -> None:
    page = "<html><head><META content=\"0;URL='/uusi?a=1&amp;b=2'\" http-equiv=refresh></head>Siirretty</html>"
    site.pages |= {**OPEN, "/vanha": page, "/uusi?a=1&b=2": release("Uusi")}
    assert fetcher().get(f"{site.url}/vanha").address == f"{site.url}/uusi?a=1&b=2"


def test_a_name_that_leads_home_is_refused_whatever_else_it_leads_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.url.rpartition(":")[2])
    ips = ["193.166.3.2", "127.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (ip, port)) for ip in ips])
    with pytest.raises(FetchFailed, match=r"private network \(127"):
        fetcher(named="muu.example.fi").get(f"http://kunta.example.fi:{port}/a")
    assert site.log == []


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", False),
        ("User-agent: *\nDisallow: /a\n".encode("utf-16"), False),
        (b"User-agent: *\rDisallow: /a\r", False),
        (b"User-agent: *\nDisallow: /a\n" + b"# tyhjaa\n" * 200_000, False),
        (b"User-agent: louhi\nDisallow: /a\n", False),
        (b"<html><body>Etusivu</body></html>", True),
        (b"", True),
        (b"\x00" * 1000, True),
        (b"User-agent: *\nCrawl-delay: paljon\n", True),
    ],
)
def test_robots_of_all_sorts(site: Site, robots: bytes, allowed: bool) -> None:
    site.pages |= {"/robots.txt": robots, "/a": release("A")}
    if allowed:
        assert fetcher().get(f"{site.url}/a").content
    else:
        assert refused(site, "/a").skipped
        assert site.asked() == []


def test_a_chain_of_redirects_has_an_end(site: Site) -> None:
    site.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(20)}
    assert "more than 5 times" in str(refused(site, "/0"))
    assert len(site.asked()) == 6


def test_a_moved_page_is_followed(site: Site) -> None:
    site.pages |= {"/vanha": moved("/uusi"), "/uusi": release("Uusi paikka")}
    got = fetcher().get(f"{site.url}/vanha")
    assert got.address == f"{site.url}/uusi"
    assert b"Uusi paikka" in got.content


def test_a_name_nobody_gave_may_not_lead_home(site: Site) -> None:
    with pytest.raises(FetchFailed, match="private network"):
        fetcher(named="kunta.example.fi").get(f"{site.url}/a")
    assert site.log == []


def test_an_unknown_host_and_a_closed_port_are_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}/", "http://ei-ole.invalid/"):
        for rules in ({}, {address.rstrip("/"): Rules(text="", fetched=time.time())}):
            with pytest.raises(FetchFailed, match="cannot be reached") as caught:
                Fetcher(QUICK, named=["127.0.0.1"], rules=rules).get(address)
            assert caught.value.down


def test_a_site_that_is_silent_twice_in_a_row_is_down(site: Site) -> None:
    site.pages |= {**OPEN, "/a": silent, "/b": release("B"), "/c": silent, "/d": silent}
    one, down = fetcher(), []
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


def test_robots_are_asked_first_and_obeyed(site: Site) -> None:
    site.pages |= {**OPEN, "/kielletty/a": "salaisuus", "/avoin": release("Avoin"), "/ohje": moved("/kielletty/a")}
    one = fetcher()
    assert one.get(f"{site.url}/avoin").content
    for path in ("/kielletty/a", "/ohje"):
        with pytest.raises(FetchFailed, match=r"robots\.txt asks not") as caught:
            one.get(site.url + path)
        assert caught.value.skipped
    assert site.asked(robots=True) == ["/robots.txt", "/avoin", "/ohje"]


def test_where_robots_cannot_be_had_nothing_is_read(site: Site) -> None:
    site.pages |= {"/robots.txt": status(503), "/avoin": release("Avoin")}
    said = refused(site, "/avoin")
    assert said.passing
    assert said.down
    assert site.asked() == []


def test_conditions_are_sent_and_not_modified_is_understood(site: Site) -> None:
    site.pages["/a"] = release("Sama")
    one = fetcher()
    got = one.get(f"{site.url}/a")
    again = one.get(f"{site.url}/a", etag=got.etag)
    assert again == Fetched(f"{site.url}/a", etag=got.etag, not_modified=True)
    assert site.log[-1].conditional


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


def test_no_cookie_is_kept_and_louhi_says_who_it_is(site: Site) -> None:
    site.pages |= {**OPEN, "/a": lambda to: reply(to, 200, b"<p>a</p>", Set_Cookie="seuranta=1; Path=/")}
    one = fetcher(FetchSettings(delay=0.0, contact="https://tutkija.example.fi"))
    one.get(f"{site.url}/a")
    site.pages |= {
        "/b": lambda to: reply(to, 302, b"", Location="/c", Set_Cookie="sid=1; Path=/"),
        "/c": site.pages["/a"],
    }
    site.pages["/robots.txt"] = lambda to: reply(to, 200, b"User-agent: *\n", Set_Cookie="robotti=1; Path=/")
    one = fetcher(FetchSettings(delay=0.0, contact="https://tutkija.example.fi"))
    one.get(f"{site.url}/b")
    assert site.asked(robots=True)[-3:] == ["/robots.txt", "/b", "/c"]
    assert all("cookie" not in asked.headers for asked in site.log)
    assert {asked.headers["user-agent"] for asked in site.log} == {"Louhi/0.1 (+https://tutkija.example.fi)"}


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


def test_a_name_that_changes_its_meaning_reaches_no_private_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resolver that says a public address first and a private one after: what is connected to is what was checked."""
    port, connected, answers = int(site.url.rpartition(":")[2]), [], itertools.cycle(["193.166.3.2", "127.0.0.2"])
    real = socket.create_connection

    def resolve(host: str, at: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (next(answers) if host.endswith(".example.fi") else host, at))]

    def connect(address: tuple[str, int], *more: object, **named: object) -> socket.socket:
        connected.append(address[0])
        return real(("127.0.0.1", port))

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    for _ in range(4):
        with suppress(FetchFailed):
            Fetcher(QUICK).get(f"http://vaihtuva.example.fi:{port}/a")
    assert "193.166.3.2" in connected
    assert "127.0.0.2" not in connected


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/a"] = "<title>Tiedote</title>"
    assert b"Tiedote" in fetcher().get(site.url + "/a").content
    proxied = FetchSettings(**{**QUICK.model_dump(), "proxy": site.url})
    with suppress(FetchFailed):  # the proxy has no such page
        fetcher(proxied).get("http://toinen.example.fi/a")
    assert [one.path for one in site.log][-1] == "http://toinen.example.fi/a"
