"""Pages that only look like documents are told in time that grows with their length, whatever they are made of."""

from __future__ import annotations

import pytest

from pipeline.fetching.soft_errors import is_missing, moved_to, soft_error
from tests.endless import broken_off

MADE = {
    "spaces in a title": b"<title>" + b" " * 59_000,
    "titles without end": b"<title>" * 8_000,
    "title tags without end": b"<title" * 9_000,
    "scripts without end": b"<script" * 8_000,
    "script elements without end": b"<html><script>" * 4_000,
    "angles": b"<" * 60_000,
    "metas without end": b"<meta " * 3_300,
    "refreshes without end": b"<meta http-equiv=refresh " + b"content " * 2_400 + b">",
    "spaces in a refresh": b"<meta http-equiv=refresh content=" + b" " * 19_000 + b">",
    "digits in a refresh": b"<meta http-equiv=refresh content=" + b"1" * 19_000 + b">",
}


@pytest.mark.parametrize("name", MADE)
def test_no_page_stalls_a_run(name: str) -> None:
    with broken_off():
        assert soft_error(MADE[name], "text/html") is None
        assert not is_missing(MADE[name], "text/html")
        assert moved_to(MADE[name], "text/html") is None


def test_a_page_that_leads_on() -> None:
    page = b'<META content=\'0 ; url = "https://a.example.fi/uusi?a=1&amp;b=2"\' HTTP-EQUIV = "Refresh">'
    assert moved_to(page.replace(b"'", b""), "text/html") == "https://a.example.fi/uusi?a=1&b=2"
    assert moved_to(b"<meta http-equiv=refresh content='60; url=/uusi'>", "text/html") is None
