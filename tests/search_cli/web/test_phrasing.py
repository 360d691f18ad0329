"""Times and amounts in words of each language."""

from __future__ import annotations

import pytest

from search_cli.web.phrasing import amount_in, time_in

TIMES = [
    ("fi", "", ""),
    ("fi", "2021-02-17T14:26:00+02:00", "17.2.2021"),
    ("en", "2021-02-17", "17 February 2021"),
    ("fi", "../2022-12-31", "–31.12.2022"),
    ("fi", "2021-21", "kevät 2021"),
    ("en", "2026-24", "winter 2026"),
    ("fi", "2027-36", "IV neljännes 2027"),
    ("sv", "2027-41", "halvår II 2027"),
    ("fi", "[2026,2027]", "2026 ja 2027"),
    ("fi", "2026-13", "2026-13"),
    ("fi", "202X", "2020-luku"),
    ("fi", "-0044", "-0044"),
    ("en", "2026~", "about 2026"),
]

AMOUNTS = [
    ("fi", ("money", "780000", "780000", "EUR", "at most", None), "enintään 780 000 €"),
    ("sv", ("money", "1.25", "1.25", "EUR", "exact", None), "1,25 €"),
    ("en", ("money", "1500000", "1900000", "EUR", "exact", None), "1,500,000–€1,900,000"),
    ("fi", ("money", "2000000", None, "EUR", "over", "year"), "yli 2 000 000 € / vuosi"),
    ("fi", ("money", "5", None, "EUR", "exact", None), "5 €–"),
    ("fi", ("money", None, "5", "EUR", "exact", None), "–5 €"),
    ("fi", ("money", "5", "5", "XQX", "exact", None), "5 XQX"),
    ("fi", ("percent", "15", "15", "%", "exact", None), "15 %"),
    ("en", ("percent", "15.5", "15.5", "%", "exact", None), "15.5%"),
    ("fi", ("duration", "1", "1", "year", "exact", None), "1 vuosi"),
    ("sv", ("duration", "2.5", "2.5", "month", "about", None), "cirka 2,5 månader"),
    ("fi", ("count", "28", "28", "hanke", "exact", None), "28 hanke"),
    ("fi", ("count", "1234567.125", "1234567.125", None, "exact", "kunta"), "1 234 567,125 / kunta"),
]


@pytest.mark.parametrize(("language", "edtf", "words"), TIMES)
def test_times(language: str, edtf: str, words: str) -> None:
    assert time_in(language, edtf) == words


@pytest.mark.parametrize(("language", "row", "words"), AMOUNTS)
def test_amounts(language: str, row: tuple[str | None, ...], words: str) -> None:
    amount = dict(zip(("kind", "low", "high", "unit", "qualifier", "per"), row, strict=True))
    assert amount_in(language, amount).replace("\xa0", " ").replace("\u202f", " ") == words
