"""Dates of feeds, as sites write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.readers.web.feeds.feed_dates import published

NOW = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("Tue, 24 Mar 2026 08:30:00 GMT", "2026-03-24T10:30:00+02:00"),
        ("Tue, 24 Mar 2026 10:30:00 +0200", "2026-03-24T10:30:00+02:00"),
        ("Tue, 24 Mar 2026 10:30:00 EET", "2026-03-24T10:30:00+02:00"),
        ("Wed, 24 Jun 2026 10:30:00 EEST", "2026-06-24T10:30:00+03:00"),
        ("Wed, 24 Jun 2026 10:30:00 CEST", "2026-06-24T11:30:00+03:00"),
        ("2026-03-24T08:30:00Z", "2026-03-24T10:30:00+02:00"),
        ("2026-03-24", "2026-03-24"),
        ("24.3.2026", "2026-03-24"),
        ("24.03.2026 klo 10.30", "2026-03-24T10:30:00+02:00"),
        ("24/03/2026", "2026-03-24"),
        ("03/24/2026", "2026-03-24"),
        ("03-24-2026 10:30", "2026-03-24T10:30:00+02:00"),
        ("2026/3/24", "2026-03-24"),
        ("4/3/2026", "2026-03-04"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("24.3.2062", None),
        ("32/13/2026", None),
        ("pian", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("31.12.9999 23:59 WET", None),
        ("1.1.20260", None),
        ("٢٤.٣.٢٠٢٦", "2026-03-24"),
    ],
)
def test_a_date_is_what_the_site_means(said: str, when: str | None) -> None:
    assert published(said, NOW) == when
