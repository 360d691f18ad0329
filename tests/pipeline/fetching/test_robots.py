"""What a site asks of robots, in every writing of it: asked first, obeyed, and nothing read where it cannot be had."""

from __future__ import annotations

import pytest

from pipeline.fetching.http_errors import FetchFailed
from tests.pipeline.conftest import Site, release
from tests.pipeline.fetching.answers import (
    OPEN,
    fetcher,
    moved,
    refused,
    status,
)


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
