"""Which rule finds a time, what decides its year, and times that no rule may find."""

from __future__ import annotations

import pytest

from extractors.dates import find_dates
from extractors.dates.anchors import Anchor
from extractors.dates.unresolved import Atom, Point
from extractors.model.document import Document, Passage

OWN = "the year is told from the document's own date (2021-02-17)"
BESIDE = "the year stands beside it in the sentence"
OTHERS = "the year is that of the document's other dates"


@pytest.mark.parametrize(
    ("text", "rule", "edtf"),
    [
        ("Työpaja on 24. tammikuuta 2022.", "full-date", "2022-01-24"),
        ("Työpaja on 24. tammikuuta.", "day-and-month", "2021-01-24"),
        ("Työpaja on tammikuun 24. päivänä 2022.", "full-date", "2022-01-24"),
        ("Työpaja on tammikuun 24. päivänä.", "day-and-month", "2021-01-24"),
        ("Maksu on tammikuun viimeisenä päivänä 2022.", "full-date", "2022-01-31"),
        ("Maksu on tammikuun viimeisenä päivänä.", "day-and-month", "2021-01-31"),
        ("Maksu on helmikuun ensimmäisenä päivänä.", "day-and-month", "2021-02-01"),
        ("Kertymä tammi–maaliskuussa 2022.", "month-and-year", "2022-01/2022-03"),
        ("Kertymä tammi–maaliskuussa.", "month", "2021-01/2021-03"),
        ("Kertymä tammi- ja maaliskuussa 2022.", "month-and-year", "{2022-01,2022-03}"),
        ("Kertymä tammi- ja maaliskuussa.", "month", "{2021-01,2021-03}"),
        ("Kertymä tammikuussa 2022.", "month-and-year", "2022-01"),
        ("Kertymä tammikuussa.", "month", "2021-01"),
        ("Haku on syksyllä 2022.", "season-and-year", "2022-23"),
        ("Haku on syksyllä.", "season", "2021-23"),
        ("Tuki jatkuu vuosina 2020–2022 loppuun.", "years", "2020/2022-12-31"),
        ("Ohjelma-asiakirja kattaa vuodet 2020–22.", "years", "2020/2022"),
    ],
)
def test_the_rule_of_a_time(text: str, rule: str, edtf: str) -> None:
    found = list(find_dates(Document(id="a", text=text, published="2021-02-17")))
    assert [(d.rule, d.edtf) for d in found] == [(f"dates.{rule}", edtf)]


@pytest.mark.parametrize(
    ("language", "text", "rule", "edtf"),
    [
        ("sv", "Mötet hålls i maj 2024.", "month-and-year", "2024-05"),
        ("sv", "Mötet hålls i slutet av maj.", "month", "2021-05"),
        ("sv", "Mötet hålls i mitten av 2024.", "year", "2024-06~"),
        ("sv", "Mötet hålls den 3 maj 2024.", "full-date", "2024-05-03"),
        ("sv", "Mötet hålls den 3 maj.", "day-and-month", "2021-05-03"),
        ("en", "The plan is valid until 2024.", "year", "../2024"),
        ("en", "The plan has been valid since 2019.", "year", "2019/.."),
        ("en", "The plan was made in 2019.", "year", "2019"),
    ],
)
def test_the_rule_of_a_swedish_or_english_time(language: str, text: str, rule: str, edtf: str) -> None:
    found = list(find_dates(Document(id="a", text=text, published="2021-02-17", language=language)))
    assert [(d.rule, d.edtf) for d in found] == [(f"dates.{rule}", edtf)]


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("Kokous oli 3.3.2021.", "2021-02-17", [("2021-03-03", None)]),
        ("Kokous pidettiin 11.2. etänä.", "2021-02-17", [("2021-02-11", OWN)]),
        ("Kokous pidettiin 11.2. etänä.", None, [("XXXX-02-11", None)]),
        ("Kausi on 1.3.–30.4. kaikilla.", "2021-02-17", [("2021-03-01/2021-04-30", OWN)]),
        ("Vuonna 2019 kokous pidettiin 11.2. etänä.", "2021-02-17", [("2019", None), ("2019-02-11", BESIDE)]),
        (
            "Viime vuonna kokouksia oli kaksi.",
            "2021-02-17",
            [("2020", "told from the document's own date (2021-02-17)")],
        ),
        ("Viime vuonna kokouksia oli kaksi.", "2021", [("2020", "told from the document's own date (2021)")]),
        ("Viime vuonna kokouksia oli kaksi.", None, [("XXXX", None)]),
        ("Muistio on 3.3.2021.\n\nKokous pidetään 11.2. etänä.", None, [("2021-03-03", None), ("2021-02-11", OTHERS)]),
        (
            "Muistio on 3.3.2020.\n\nLiite on 4.4.2021.\n\nKokous pidetään 11.2. etänä.",
            None,
            [("2020-03-03", None), ("2021-04-04", None), ("XXXX-02-11", OTHERS)],
        ),
        (
            "Muistio on 3.3.2020.\n\nLiite on 4.4.2021.\n\nKokous pidetään ti 13.9. etänä.",
            None,
            [("2020-03-03", None), ("2021-04-04", None), ("2022-09-13", OTHERS)],
        ),
        (
            "Muistio on 3.3.2010.\n\nLiite on 4.4.2021.\n\nKokous pidetään ti 13.9. etänä.",
            None,
            [("2010-03-03", None), ("2021-04-04", None), ("XXXX-09-13", OTHERS)],
        ),
        (
            "Muistio on 3.3.2021.\n\nHuoltopäivä on ma 29.2. aamulla.",
            None,
            [("2021-03-03", None), ("XXXX-02-29", OTHERS)],
        ),
        ("Avajaiset ovat ensi syksynä.", "2021-02-17", [("2021-23", "told from the document's own date (2021-02-17)")]),
        ("Avajaiset ovat ensi syksynä.", None, [("XXXX-23", None)]),
    ],
)
def test_what_decides_the_year(text: str, published: str | None, found: list[tuple[str, str | None]]) -> None:
    document = Document(id="a", text=text, published=published)
    assert [(d.edtf, d.reason) for d in find_dates(document)] == found


def test_a_reason_is_given_where_it_holds_for_every_mention() -> None:
    """The second mention says the year itself, so that the value hangs on nothing."""
    document = Document(id="a", text="Kokous on 11.2. etänä.\n\nKokous 11.2.2021.", published="2021-02-17")
    assert [(d.edtf, len(d.evidence), d.reason) for d in find_dates(document)] == [("2021-02-11", 2, None)]


def test_a_quarter_of_no_year_is_none() -> None:
    assert [d.edtf for d in find_dates(Document(id="a", text="Kertymä kasvoi toisella neljänneksellä."))] == []
    assert [d.edtf for d in find_dates(Document(id="a", text="Kertymä kasvoi Q2/2021."))] == ["2021-04/2021-06"]


def test_a_passage_in_another_language_is_read_by_its_rules() -> None:
    text = "Mötet hålls den 3 maj 2024."
    passages = (Passage(start=0, end=len(text), kind="paragraph", language="sv"),)
    assert [d.edtf for d in find_dates(Document(id="a", text=text, passages=passages))] == ["2024-05-03"]
    assert [d.edtf for d in find_dates(Document(id="a", text=text))] == ["2024"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.2. Tausta\n\n2.3. Tavoitteet\n\n3.4. Aikataulu\n\nTaustaa kuvataan luvussa 1.2. tarkemmin.", []),
        ("1.2.\n\n2.3.\n\n3.4.\n\nAsiasta sanotaan 1.2. enemmän.", []),
        ("1.2. Kokous\n\n2.3. Kokous\n\nTilaisuus on 1.2. aamulla.", ["XXXX-02-01"]),
        ("Asia päätettiin. 7.4. PÖYTÄKIRJAN TARKASTAMINEN", []),
        ("Asia päätettiin. 17.4. PÖYTÄKIRJAN TARKASTAMINEN", ["XXXX-04-17"]),
    ],
)
def test_numbers_of_headings_are_no_dates(text: str, found: list[str]) -> None:
    assert [d.edtf for d in find_dates(Document(id="a", text=text))] == found


@pytest.mark.parametrize(
    ("published", "anchor"),
    [
        ("2021-02-17", (2021, 2, True)),
        ("2021-02", (2021, 2, False)),
        ("2021-02-30", (2021, None, False)),
        ("2021", (2021, None, False)),
        (None, (None, None, False)),
    ],
)
def test_the_day_that_times_are_told_from(published: str | None, anchor: tuple[int | None, int | None, bool]) -> None:
    found = Anchor.of(published)
    assert (found.year, found.month, found.day is not None) == anchor


@pytest.mark.parametrize(
    ("point", "grain"),
    [
        (Point("2021", 2, day=3), "day"),
        (Point("2021", 2), "month"),
        (Point("2021", season=21), "season"),
        (Point("2021"), "year"),
    ],
)
def test_how_fine_a_time_is(point: Point, grain: str) -> None:
    assert point.grain == grain


def test_an_atom_can_be_moved_at_either_end() -> None:
    atom = Atom(3, 9, "year", Point("2021"))
    assert (atom.moved(start=1).start, atom.moved(start=1).end) == (1, 9)
    assert (atom.moved(end=12).start, atom.moved(end=12).end) == (3, 12)
