"""The server of the samples answers as a real one does: tags, 304 for what is unchanged, 404 for what is not there."""

from __future__ import annotations

import httpx

from tests.servers.serving import SampleServer


def test_its_feed_leads_back_to_it(sample_server: SampleServer) -> None:
    feed = httpx.get(f"{sample_server.address}/feed.xml")
    assert feed.text.count(f"<link>{sample_server.address}/releases/") == 3
    assert "tiedotteet.example" not in feed.text


def test_what_is_unchanged_is_not_sent_again(sample_server: SampleServer) -> None:
    address = f"{sample_server.address}/releases/2026-03-24-rahoitus.html"
    tag = httpx.get(address).headers["ETag"]
    assert httpx.get(address, headers={"If-None-Match": tag}).status_code == 304
    sample_server.edit("releases/2026-03-24-rahoitus.html", "15 prosenttia", "16 prosenttia")
    again = httpx.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, "16 prosenttia" in again.text) == (200, True)
    assert [(asked.status, asked.conditional) for asked in sample_server.asked()] == [
        (200, False),
        (304, True),
        (200, True),
    ]


def test_what_is_not_there(sample_server: SampleServer) -> None:
    assert httpx.get(f"{sample_server.address}/../pyproject.toml").status_code == 404
    assert httpx.get(f"{sample_server.address}/robots.txt").status_code == 404
    assert [asked.path for asked in sample_server.asked()] == ["/pyproject.toml"]
