"""Listings made to stumble over: what can be taken of them is, and the rest is refused in one sentence."""

from __future__ import annotations

import gzip

import pytest

from extractors.model.errors import LouhiError
from pipeline.sources.discover import named_on_page
from pipeline.sources.kinds.listing_task import listed_safely
from pipeline.sources.kinds.source_kinds import KINDS, ListingKind
from pipeline.sources.listed_items import MOST

BASE = "https://kunta.example.fi/tiedotteet/"
MANY = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(30_000)) + b"><a href='/rss'>Syote</a>"


def feed(*days: str) -> bytes:
    items = (f"<item><title>T</title><link>/{n}</link><pubDate>{day}</pubDate></item>" for n, day in enumerate(days))
    return f"<rss version='2.0'><channel><title>t</title>{''.join(items)}</channel></rss>".encode()


def kind(name: str) -> ListingKind:
    found = KINDS[name]
    assert isinstance(found, ListingKind)
    return found


MAP = b"<urlset><url><loc>https://kunta.example.fi/1</loc></url></urlset>"


@pytest.mark.parametrize(
    ("name", "content", "addresses"),
    [
        ("list", b"<base href='http://['><a href='yksi'>Tiedote</a>", [f"{BASE}yksi"]),
        ("list", b"<base href='javascript:1'><a href='yksi'>Tiedote</a>", [f"{BASE}yksi"]),
        ("list", "<a href='yksi'>Tiedote</a>".encode("utf-16"), [f"{BASE}yksi"]),
        ("sitemap", gzip.compress(MAP), ["https://kunta.example.fi/1"]),
        ("sitemap", gzip.compress(gzip.compress(MAP)), ["https://kunta.example.fi/1"]),
    ],
    ids=["a broken base", "a script as base", "UTF-16", "a packed map", "packed twice"],
)
def test_what_it_lists_is_taken(name: str, content: bytes, addresses: list[str]) -> None:
    assert [item.address for item in kind(name).listed(content, BASE)] == addresses


def test_one_impossible_day_takes_no_other_entry_with_it() -> None:
    said = feed("Fri, 31 Dec 9999 23:59:59 GMT", "2026-13-45", "Fri, 27 Nov 2026 10:00:00 EET", "99999999999999999999")
    assert [item.hints.published for item in kind("feed").listed(said, BASE)] == [
        None,
        None,
        "2026-11-27T10:00:00+02:00",
        None,
    ]


@pytest.mark.slow
def test_a_feed_of_a_hundred_thousand_entries_gives_what_louhi_takes() -> None:
    """In a process of its own, within the bounds of any listing."""
    items = b"".join(b"<item><title>T</title><link>/%d</link></item>" % n for n in range(100_000))
    content = b"<rss version='2.0'><channel><title>t</title>" + items + b"</channel></rss>"
    found = listed_safely(kind("feed"), content, BASE, seconds=60.0, memory=700_000_000)
    assert [one.address for one in (found[0], found[-1])] == [
        "https://kunta.example.fi/0",
        f"https://kunta.example.fi/{MOST - 1}",
    ]
    assert len(found) == MOST


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list", MANY, f"{BASE}: an element has more than 10000 attributes. Do not open it."),
        ("list", b"", f"{BASE}: the page cannot be parsed"),
        (
            "feed",
            b"<!DOCTYPE html><title>Uusi</title>",
            f"{BASE}: it is a web page, and was to be a feed.",
        ),
        ("sitemap", b"\n<!-- x --><html><p>Hei", f"{BASE}: it is a web page, and was to be a sitemap."),
        ("sitemap", gzip.compress(MAP)[:-9], f"{BASE}: it is packed and cut short. Fetch it again."),
        ("sitemap", gzip.compress(bytes(20_000_000)), f"{BASE}: it unpacks to more than 10 MB."),
    ],
    ids=["attributes", "nothing", "a page", "another page", "cut short", "a bomb"],
)
def test_what_cannot_be_is_refused_in_one_sentence(name: str, content: bytes, said: str) -> None:
    with pytest.raises(LouhiError) as caught:
        kind(name).listed(content, BASE)
    assert str(caught.value).startswith(said)


def test_a_page_of_endless_attributes_names_no_feed() -> None:
    assert named_on_page({"address": BASE}, MANY) == b"[]"
