"""Amounts: the example table, rendered amounts read back, tables, and any text at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.amounts import amount_doubts, find_amounts
from extractors.model.document import Document, Passage
from extractors.model.records import Amount, plain_number
from tests.extractors.finnish import FORMS, say
from tests.extractors.marked import Example, examples


def told(amount: Amount) -> str:
    low, high = plain_number(amount.low), plain_number(amount.high)
    value = low if low == high else f"{low or ''}..{high or ''}"
    qualifier = "" if amount.qualifier == "exact" else amount.qualifier
    per = f"/{amount.per}" if amount.per else ""
    return " ".join(x for x in (amount.kind, value, amount.unit, qualifier, per) if x)


def found(document: Document) -> list[tuple[str, str]]:
    spans = [(e.start, e.quote, told(a)) for a in find_amounts(document) for e in a.evidence]
    return [(quote, value) for _, quote, value in sorted(spans)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.text, marks=[pytest.mark.xfail(strict=True, reason="a known gap")] if row.gap else [])
        for row in examples("amounts")
    ],
)
def test_amounts(row: Example) -> None:
    document = Document(id="a", text=row.text, language=row.language)
    assert found(document) == list(zip(row.quotes, row.values, strict=True))


def test_the_table_is_large() -> None:
    assert len(examples("amounts")) >= 200


def table(caption: str, *rows: tuple[str, ...]) -> Document:
    text, passages = caption, [Passage(kind="paragraph", start=0, end=len(caption))]
    for row in rows:
        text += "\n"
        start, cells = len(text), []
        for i, cell in enumerate(row):
            text += "\t" if i else ""
            cells.append((len(text), len(text) + len(cell)))
            text += cell
        passages.append(Passage(kind="table row", start=start, end=len(text), cells=tuple(cells)))
    return Document(id="a", text=text, passages=tuple(passages))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            table("Avustukset", ("Hakija", "Myönnetty, euroa"), ("Lahti", "12 500"), ("Hollola", "8 000")),
            [("12 500", "money 12500 EUR"), ("8 000", "money 8000 EUR")],
        ),
        (
            table("Tuloslaskelma (1 000 euroa)", ("", "TP2020", "TA2021"), ("Verotulot", "612 400", "750 100")),
            [("612 400", "money 612400000 EUR"), ("750 100", "money 750100000 EUR")],
        ),
        (
            table("Menot", ("Menolaji", "milj. euroa", "%"), ("Palkat", "12,5", "61"), ("Vuokrat", "-0,4", "2")),
            [
                ("12,5", "money 12500000 EUR"),
                ("61", "percent 61 %"),
                ("-0,4", "money -400000 EUR"),
                ("2", "percent 2 %"),
            ],
        ),
        (
            table("Kertymä", ("Vuosi", "2019", "2020"), ("Euroa", "812 345,67", "1 210 987,65")),
            [("812 345,67", "money 812345.67 EUR"), ("1 210 987,65", "money 1210987.65 EUR")],
        ),
        (
            table("Ennuste", ("Kuukausi", "Työlliset, 1 000 henkeä"), ("toukokuu", "2 641"), ("kesäkuu", "2 680")),
            [("2 641", "count 2641000 henki"), ("2 680", "count 2680000 henki")],
        ),
        (
            table("Muutos, milj. €", ("", "Muutos"), ("Hoito", "−290"), ("Hallinto", "13")),
            [("−290", "money -290000000 EUR"), ("13", "money 13000000 EUR")],
        ),
        (
            Document(id="a", text="Menot, milj. €\n\n\t2024\t2025\nHoito\t5 980\t6 450\nHallinto\t1 121\t1 134"),
            [
                ("5 980", "money 5980000000 EUR"),
                ("6 450", "money 6450000000 EUR"),
                ("1 121", "money 1121000000 EUR"),
                ("1 134", "money 1134000000 EUR"),
            ],
        ),
        (table("Asiat", ("Pykälä", "Otsikko"), ("12", "Talousarvio"), ("13", "Muut asiat")), []),
        (
            Document(id="a", text="Vuosi Euroa\n\n2010 812 345,67\n\n2011 1 210 987,65\n\n2012 1 187 654,32"),
            [
                ("812 345,67", "money 812345.67 EUR"),
                ("1 210 987,65", "money 1210987.65 EUR"),
                ("1 187 654,32", "money 1187654.32 EUR"),
            ],
        ),
        (
            Document(id="a", text="Vuosi 2010 2011\n\nEuroa 431 508 512 640"),
            [("431 508", "money 431508 EUR"), ("512 640", "money 512640 EUR")],
        ),
    ],
)
def test_tables(document: Document, expected: list[tuple[str, str]]) -> None:
    assert found(document) == expected


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Kunnalle myönnettiin 2 miljoonan euron avustus.", "avustus"),
        ("Kunnalle myönnettiin 20 000 euron suuruinen määräraha.", "määräraha"),
        ("Tuotosta ohjataan 90 miljoonaa euroa veteraanien kuntoutukseen.", "veteraanien kuntoutukseen"),
        ("Summasta jaetaan 3 M€ Hollolan kunnalle.", "Hollolan kunnalle"),
        ("Summasta jaetaan 3 M€ vuonna 2022 kuntien hankkeisiin.", "kuntien hankkeisiin"),
        ("Hankkeen kokonaisbudjetti on 2,5 miljoonaa euroa.", "Hankkeen kokonaisbudjetti"),
        ("Kunnan ostopalvelujen loppusumma oli noin 48 miljoonaa euroa.", "Kunnan ostopalvelujen loppusumma"),
        ("Saimme 500 euroa.", None),
    ],
)
def test_purposes(text: str, purpose: str | None) -> None:
    assert [a.purpose for a in find_amounts(Document(id="a", text=text))] == [purpose]


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("Menot nousivat 12,4 miljoonasta eurosta 15,8 miljoonaan euroon.", ["change from", "change to"]),
        ("Korko laski 4,25 prosentista 3,75 prosenttiin.", ["change from", "change to"]),
        ("Vienti kasvoi edelleen 2,1 prosenttia.", ["change by"]),
        ("Maksua korotetaan 35 eurolla.", ["change by"]),
        ("Tulot vähenivät 300 miljoonan euron verran.", ["change by"]),
        ("Avustuksia jaetaan yhteensä 4 miljoonaa euroa.", ["total"]),
        ("Avustuksia jaetaan 4 miljoonaa euroa yhteensä.", ["total"]),
        ("Hankkeen kokonaiskustannukset ovat 4 miljoonaa euroa.", ["total"]),
        ("Kohde on yksi 17 hyvinvointialueesta.", ["amount"]),
        ("Lautakunta myönsi 4 miljoonaa euroa.", ["amount"]),
        ("Korotus koskee 35 kuntaa.", ["amount"]),
        ("Kurssi kasvaa ja kestää 35 päivää.", ["amount"]),
    ],
)
def test_totals_and_changes(text: str, senses: list[str]) -> None:
    assert [a.sense for a in find_amounts(Document(id="a", text=text))] == senses


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Joka viides vastaaja oli tyytymätön.", "20"),
        ("Kymmenesosa vastaajista oli tyytymättömiä.", "10"),
        ("Puolet vastaajista oli tyytymättömiä.", "50"),
        ("Kolmasosa vastaajista oli tyytymättömiä.", "33.33"),
    ],
)
def test_shares_are_written_without_powers_of_ten(text: str, share: str) -> None:
    assert [str(a.low) for a in find_amounts(Document(id="a", text=text))] == [share]


def test_a_table_written_with_tabs_has_a_unit_for_each_column() -> None:
    text = (
        "Tarjoaja\tLeipä €/kg\tPisteet\tYhteensä €\nAittala Oy\t3,42\t27\t118 240\nPakari Oy\t3,18\t30\t114 905\n\n"
        "Maakunta\tKulut, milj. €\tMuutos, %\nKainuu\t301,7\t-0,6"
    )
    found = [(e.quote, str(a.low), a.unit) for a in find_amounts(Document(id="a", text=text)) for e in a.evidence]
    assert found == [
        ("3,42", "3.42", "EUR"),
        ("118 240", "118240", "EUR"),
        ("3,18", "3.18", "EUR"),
        ("114 905", "114905", "EUR"),
        ("301,7", "301700000.0", "EUR"),
        ("-0,6", "-0.6", "%"),
    ]


def test_one_record_a_value_with_every_mention() -> None:
    document = Document(id="a", text="Saimme 500 euroa. He saivat 500 €. Toiset saivat noin 500 euroa.")
    assert [(told(a), len(a.evidence)) for a in find_amounts(document)] == [
        ("money 500 EUR", 2),
        ("money 500 EUR about", 1),
    ]


def spaced(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


@given(
    st.integers(1, 10**9),
    st.integers(0, 99),
    st.sampled_from([" ", "\u00a0", "."]),
    st.sampled_from(["euroa", "euron", "€", "eurolla"]),
)
def test_money_in_figures_reads_back(euros: int, cents: int, mark: str, unit: str) -> None:
    said = spaced(euros, mark) + (f",{cents:02d}" if cents else "") + " " + unit
    wanted = plain_number(Decimal(euros) + Decimal(cents) / 100)
    assert found(Document(id="a", text=f"Summa oli {said} kaikkiaan.")) == [(said, f"money {wanted} EUR")]


@given(
    st.integers(1, 999),
    st.integers(1, 9),
    st.sampled_from([("miljoonaa euroa", 6), ("milj. euroa", 6), ("mrd. euroa", 9), ("M€", 6), ("t€", 3)]),
)
def test_scaled_money_reads_back(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    said = f"{whole},{tenth} {scale[0]}"
    wanted = plain_number(Decimal(f"{whole}.{tenth}") * 10 ** scale[1])
    assert found(Document(id="a", text=f"Summa oli {said} kaikkiaan.")) == [(said, f"money {wanted} EUR")]


NOUNS = {
    "nominative": "hanketta",
    "genitive": "hankkeen",
    "essive": "hankkeena",
    "translative": "hankkeeksi",
    "inessive": "hankkeessa",
    "elative": "hankkeesta",
    "illative": "hankkeeseen",
    "adessive": "hankkeella",
    "ablative": "hankkeelta",
    "allative": "hankkeelle",
}


@given(st.integers(2, 9999), st.sampled_from(sorted(NOUNS)))
def test_a_count_in_words_of_any_case_reads_back(value: int, case: str) -> None:
    said = f"{say(value, case)} {NOUNS[case]}"
    assert found(Document(id="a", text=f"Tukea annettiin {said} yhteensä.")) == [(said, f"count {value} hanke")]


@given(
    st.integers(1, 120),
    st.sampled_from([("päivää", "day"), ("viikkoa", "week"), ("kuukautta", "month"), ("vuotta", "year")]),
)
def test_a_duration_reads_back(value: int, unit: tuple[str, str]) -> None:
    for number in (str(value), say(value, "nominative")):
        if value > 1 or number.isdigit():
            said = f"{number} {unit[0]}"
            assert found(Document(id="a", text=f"Työ kestää {said}.")) == [(said, f"duration {value} {unit[1]}")]


PIECES = st.sampled_from(
    [
        "1",
        "000",
        "384,5",
        "–",
        "-",
        "milj.",
        "euroa",
        "€",
        "%",
        "noin",
        "kaksi",
        "puoli",
        "kolmannes",
        "miljoonaa",
        "hanketta",
        "21",
        "(",
        ")",
        "enintään",
        "vuoden",
        "\n",
        "\t",
        "M€",
        "n.",
        "oli",
        "3087.",
        "eri",
        "sosiaali-",
        "ja",
        "+",
        "Euroa",
        "/vuosi",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=20).map(" ".join)))
def test_any_text_gives_only_what_it_says(text: str) -> None:
    for amount in find_amounts(Document(id="a", text=text)):
        assert amount.low is not None or amount.high is not None
        assert 0 < amount.confidence <= 1
        for e in amount.evidence:
            assert text[e.start : e.end] == e.quote
            assert e.quote.strip() == e.quote


def test_every_number_word_has_eleven_forms() -> None:
    assert all(len(forms) == 11 for forms in FORMS.values())


@pytest.mark.parametrize(
    ("said", "low"),
    [
        ("9 999 999 999 999 999 999 999,55 euroa", "9999999999999999999999.55"),
        ("12 345 678 901 234 567 890 123 euroa", None),
        ("12345678901234567890123456789012,50 €", None),
        ("99 999 999 999 999 999 miljoonaa euroa", None),
    ],
)
def test_an_amount_keeps_every_digit_or_is_told_to_be_left_out(said: str, low: str | None) -> None:
    document = Document(id="a", text=f"Hankkeen hinnaksi arvioitiin {said} tänä vuonna.")
    assert [plain_number(amount.low) for amount in find_amounts(document)] == ([low] if low else [])
    left_out = [issue.reason for issue in amount_doubts(document)]
    assert left_out == ([] if low else ["an amount of more than 22 digits is not read"])
