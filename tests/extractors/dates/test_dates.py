"""Dates: the example table, rendered dates read back, and any text at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import find_dates
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document, Passage
from extractors.model.edtf import is_edtf
from tests.extractors.marked import Example, examples

STEMS = wordlist("months")["fi"]["stems"]


def found(text: str, published: str | None = None, language: str = "fi") -> list[tuple[str, str]]:
    document = Document(id="a", text=text, language=language, published=published)
    spans = [(e.start, e.quote, d.edtf) for d in find_dates(document) for e in d.evidence]
    return [(quote, edtf) for _, quote, edtf in sorted(spans)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.text, marks=[pytest.mark.xfail(strict=True, reason="a known gap")] if row.gap else [])
        for row in examples("dates")
    ],
)
def test_dates(row: Example) -> None:
    assert found(row.text, row.published, row.language) == list(zip(row.quotes, row.values, strict=True))


def test_the_table_is_large() -> None:
    assert len(examples("dates")) >= 300


def test_one_record_a_value_with_every_mention() -> None:
    document = Document(id="a", text="Kokous 1.2.2021. Muistio 3.2.2021. Kokous oli 1. helmikuuta 2021.")
    assert [(d.edtf, [e.quote for e in d.evidence]) for d in find_dates(document)] == [
        ("2021-02-01", ["1.2.2021", "1. helmikuuta 2021"]),
        ("2021-02-03", ["3.2.2021"]),
    ]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Vastaukset 15.3.2021 mennessä.", "deadline"),
        ("Vastaukset viimeistään 15.3.2021.", "deadline"),
        ("Hakuaika päättyy 15.3.2021.", "deadline"),
        ("Hakemus on jätettävä 15.3.2021.", "deadline"),
        ("Kokous pidettiin 15.3.2021.", "date"),
        ("Toimikausi jatkuu 15.3.2021 asti.", "date"),
    ],
)
def test_deadlines_are_told_apart(text: str, sense: str) -> None:
    assert [d.sense for d in find_dates(Document(id="a", text=text))] == [sense]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Laki tulee voimaan 1.1.2025.", ["in force"]),
        ("Asetuksen voimaantulosta 1.1.2025 tiedotetaan.", ["in force"]),
        ("Kuntavaalit toimitetaan 13.4.2025.", ["election"]),
        ("Ennakkoäänestys on 2.-8.4.2025.", ["election"]),
        ("Vaalikausi päättyy 31.5.2025.", ["end"]),
        ("Lautakunta kokoontuu 3.3.2025.", ["meeting"]),
        ("Valtuusto hyväksyi kaavan kokouksessaan 3.3.2025.", ["meeting"]),
        ("Haku alkaa 1.3.2025 ja päättyy 31.3.2025.", ["start", "end"]),
        ("Palvelu otetaan käyttöön 1.3.2025.", ["start"]),
        ("31.3.2025 päättyvä kokeilu arvioidaan.", ["end"]),
        ("Maksu on voimassa 31.12.2025 saakka.", ["end"]),
        ("Maksua korotetaan 1.1.2025 alkaen.", ["start"]),
        ("Vastaukset pyydetään 15.3.2025 mennessä.", ["deadline"]),
        ("Toimikausi on 1.1.2025 – 31.12.2026.", [None]),
        ("Muistio on päivätty 15.3.2025.", [None]),
        ("Kokous oli 1.2.2025. Muistio on päivätty 3.2.2025.", ["meeting", None]),
    ],
)
def test_what_happens_at_a_time(text: str, events: list[str | None]) -> None:
    assert [d.event for d in find_dates(Document(id="a", text=text))] == events


@pytest.mark.parametrize(
    ("text", "language", "event"),
    [
        ("Lagen träder i kraft den 1 januari 2025.", "sv", "in force"),
        ("Nämnden sammanträder den 5 mars 2025.", "sv", "meeting"),
        ("Projektet upphör den 5 mars 2025.", "sv", "end"),
        ("The act enters into force on 1 January 2025.", "en", "in force"),
        ("The call opens on 1 January 2025.", "en", "start"),
    ],
)
def test_events_in_swedish_and_english(text: str, language: str, event: str) -> None:
    assert [d.event for d in find_dates(Document(id="a", text=text, language=language))] == [event]


@pytest.mark.parametrize("row", examples("events"), ids=lambda row: row.text[:40])
def test_events(row: Example) -> None:
    document = Document(id="a", text=row.text, published=row.published, language=row.language)
    said = {e.quote: d.event or "nothing" for d in find_dates(document) for e in d.evidence}
    touching = (
        said.get(quote) or next((said[q] for q in said if q in quote or quote in q), None) for quote in row.quotes
    )
    assert list(touching) == list(row.values)


def test_no_date_joins_two_cells_or_two_passages() -> None:
    text = "1.2.2021\t3.2.2021\n\nVuoden\n\n2022"
    cells = Passage(kind="table row", start=0, end=17, cells=((0, 8), (9, 17)))
    passages = (cells, Passage(kind="paragraph", start=19, end=25), Passage(kind="paragraph", start=27, end=31))
    document = Document(id="a", text=text, passages=passages)
    assert [d.evidence[0].quote for d in find_dates(document)] == ["1.2.2021", "3.2.2021", "2022"]


def test_a_date_broken_by_a_line_is_one() -> None:
    assert found("Ohjelma jatkuu vuoden\n2023 loppuun.") == [("vuoden\n2023 loppuun", "../2023-12-31")]


DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31))
SPELLINGS = [
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    lambda d: f"{d.day}. {STEMS[d.month - 1]}kuuta {d.year}",
    lambda d: f"{d.day} päivänä {STEMS[d.month - 1]}kuuta {d.year}",
    lambda d: f"{STEMS[d.month - 1]}kuun {d.day} päivänä {d.year}",
    lambda d: d.isoformat(),
]


@given(DAYS, st.sampled_from(SPELLINGS))
def test_a_day_written_any_way_reads_back(day: date, spell: object) -> None:
    said = spell(day)  # type: ignore[operator]
    assert found(f"Asia päätettiin {said} kokouksessa.") == [(said, day.isoformat())]


@given(DAYS, st.integers(1, 2000), st.sampled_from(["-", "–", " - ", " – ", "\u00a0–\u00a0"]))
def test_a_span_of_days_reads_back(first: date, length: int, dash: str) -> None:
    last = first + timedelta(length)
    said = f"{first.day}.{first.month}.{first.year}{dash}{last.day}.{last.month}.{last.year}"
    if last.year <= 2099:
        assert found(f"Toimikausi on {said}.") == [(said, f"{first.isoformat()}/{last.isoformat()}")]


ENDINGS = [("ssa", "{}"), ("n aikana", "{}"), ("sta {y} alkaen", "{}/.."), ("hun {y} asti", "../{}")]


@given(st.integers(1600, 2099), st.integers(1, 12), st.sampled_from(ENDINGS))
def test_a_month_in_any_case_reads_back(year: int, month: int, ending: tuple[str, str]) -> None:
    form, wanted = ending
    said = f"{STEMS[month - 1]}kuu" + (
        form.format(y=year) if "{y}" in form else f"{form.split()[0]} {year}" + form[len(form.split()[0]) :]
    )
    assert found(f"Työ tehdään {said}.") == [(said, wanted.format(f"{year}-{month:02d}"))]


YEAR_FORMS = [
    ("vuonna {}", "{}"),
    ("vuodelle {}", "{}"),
    ("vuodesta {} alkaen", "{}/.."),
    ("vuoteen {} mennessä", "../{}"),
    ("vuoden {} loppuun", "../{}-12-31"),
    ("vuoden {} alusta", "{}-01-01/.."),
    ("vuoden {} alussa", "{}-01~"),
    ("keväällä {}", "{}-21"),
    ("syksystä {} lähtien", "{}-23/.."),
    ("Q3/{}", "{0}-07/{0}-09"),
]


@given(st.integers(1600, 2099), st.sampled_from(YEAR_FORMS))
def test_a_year_in_any_case_reads_back(year: int, form: tuple[str, str]) -> None:
    said = form[0].format(year)
    assert found(f"Uudistus on {said} esillä.") == [(said, form[1].format(year))]


PIECES = st.sampled_from(
    [
        "1.2.",
        "2021",
        "–",
        "-",
        " ",
        "vuosina",
        "ja",
        "31.12.2022",
        "saakka",
        "ensi",
        "kuussa",
        "kevät",
        "klo 10-14",
        "§",
        "1990-luvun",
        "Q1/",
        "vuoden",
        "alusta",
        "loppuun",
        "\n",
        "\t",
        "30. huhtikuuta",
        "ti",
        "mennessä",
        "viikolla 53",
        "0",
        "/",
    ]
)


@settings(max_examples=300)
@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=20).map(" ".join)),
    st.sampled_from([None, "2021-02-17", "2021"]),
)
def test_any_text_gives_only_what_it_says(text: str, published: str | None) -> None:
    document = Document(id="a", text=text, published=published)
    for mention in find_dates(document):
        assert is_edtf(mention.edtf)
        assert 0 < mention.confidence <= 1
        for e in mention.evidence:
            assert text[e.start : e.end] == e.quote
            assert e.quote.strip() == e.quote
