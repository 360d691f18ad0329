"""A server that misbehaves in every way: each outcome is right, and no request is made that is not allowed."""

from __future__ import annotations

import gzip

import pytest

from pipeline.fetching.fetch import Fetched, FetchSettings
from tests.pipeline.conftest import Site, release, reply
from tests.pipeline.fetching.answers import (
    OPEN,
    PATIENT,
    QUICK,
    bomb,
    chunk_cut,
    dripping_headers,
    endless,
    fetcher,
    garbled,
    huge,
    many_headers,
    moved,
    no_http,
    refused,
    short,
    silent,
    status,
    twice_packed,
)


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
    said = refused(site, "/sivu", QUICK if "too long" in reason else PATIENT)
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


def test_a_chain_of_redirects_has_an_end(site: Site) -> None:
    site.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(20)}
    assert "more than 5 times" in str(refused(site, "/0"))
    assert len(site.asked()) == 6


def test_a_moved_page_is_followed(site: Site) -> None:
    site.pages |= {"/vanha": moved("/uusi"), "/uusi": release("Uusi paikka")}
    got = fetcher().get(f"{site.url}/vanha")
    assert got.address == f"{site.url}/uusi"
    assert b"Uusi paikka" in got.content


def test_conditions_are_sent_and_not_modified_is_understood(site: Site) -> None:
    site.pages["/a"] = release("Sama")
    one = fetcher()
    got = one.get(f"{site.url}/a")
    again = one.get(f"{site.url}/a", etag=got.etag)
    assert again == Fetched(f"{site.url}/a", etag=got.etag, not_modified=True)
    assert site.log[-1].conditional


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
