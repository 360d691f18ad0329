"""What real feeds and site maps of Finnish sites list: no entry is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.sources.kinds.source_kinds import KINDS, ListingKind

FEEDS = Path(__file__).parents[3].parent / "shared" / "documents" / "feeds"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not FEEDS.exists(), reason="the real files are not beside the checkout"),
]


@pytest.mark.parametrize(
    ("name", "kind", "count", "maps"),
    [
        ("helsinki_lupapiste_kuulutukset_fi.rss.xml", "feed", 2, 0),
        ("hel_fi_sitemapindex.xml", "sitemap", 9, 9),
        ("trafilatura_sitemap.xml", "sitemap", 84, 0),
        ("trafilatura_feed1.atom", "feed", 1, 0),
    ],
)
def test_every_entry_is_listed(name: str, kind: str, count: int, maps: int) -> None:
    how = KINDS[kind]
    assert isinstance(how, ListingKind)
    found = how.listed((FEEDS / name).read_bytes(), "https://kunta.example.fi/listaus.xml")
    usable = [item for item in found if item.why is None]
    assert (len(usable), sum(item.is_map for item in usable)) == (count, maps)
