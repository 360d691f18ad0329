"""Feeds and site maps that are broken or hostile; whole ones are in the golden files."""

from __future__ import annotations

import pytest

from extractors.model.errors import DamagedDocument, EmptyDocument, HostileDocument, ReadError
from extractors.reading import read

RSS = '<?xml version="1.0"?>%s<rss version="2.0"><channel><title>Syöte</title>%s</channel></rss>'
BOMB = '<!DOCTYPE rss [<!ENTITY a "haa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
CYCLE = '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'


@pytest.mark.parametrize("prologue", [BOMB, OUTSIDE, CYCLE])
def test_entities_are_refused(prologue: str) -> None:
    with pytest.raises(HostileDocument):
        read((RSS % (prologue, "<item><title>&a;</title></item>")).encode())


def test_entities_hidden_in_utf16_are_refused() -> None:
    with pytest.raises(HostileDocument):
        read((RSS % (BOMB, "")).replace("1.0", "1.0").encode("utf-16"))


def test_a_cut_feed_gives_what_it_has() -> None:
    whole = RSS % ("", "<item><title>Eka</title><link>https://a.example/1</link></item><item><title>Tok")
    document = read(whole[: whole.index("Tok") + 3].encode())
    assert [link.url for link in document.links] == ["https://a.example/1"]
    assert "not well-formed" in document.issues[0].reason


def test_an_undeclared_prefix_is_damage() -> None:
    with pytest.raises(DamagedDocument):
        read(b'<rss version="2.0"><channel><itunes:subtitle>x</itunes:subtitle></channel></rss>')


def test_a_cut_site_map_gives_what_it_has() -> None:
    document = read(b"<urlset><url><loc>https://a.example/1</loc></url><url><lo")
    assert [link.url for link in document.links] == ["https://a.example/1"]


def test_a_site_map_index_names_site_maps() -> None:
    document = read(
        b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc><lastmod>2024-01-02</lastmod></sitemap></sitemapindex>"
    )
    assert [(link.kind, link.published) for link in document.links] == [("sitemap", "2024-01-02")]
    assert document.listing


@pytest.mark.parametrize("content", [b"<urlset></urlset>", b"<urlset>" + b"<url>" * 300])
def test_no_address_is_an_error(content: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read(content)


def test_a_feed_of_nothing_is_an_error() -> None:
    with pytest.raises(ReadError):
        read(b"<rss><channel>" + b"<item>" * 200)
