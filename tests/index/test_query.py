"""Queries as trees, and the spot a wrong one is pointed at."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import QueryError
from index.query import And, FieldIs, Fuzzy, Node, Not, Or, Phrase, Prefix, Word, parse
from index.query_fields import AmountRange, amount_range, span


def plain(node: Node) -> object:
    """A tree without its offsets, as short as can be."""
    match node:
        case Word(text):
            return text
        case Phrase(said, exact, slop):
            return ("exact" if exact else "phrase", *said) + ((slop,) if slop else ())
        case Prefix(text):
            return text + "*"
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case FieldIs(name, value):
            return f"{name}={value}"
        case Not(part):
            return ("not", plain(part))
        case And(parts):
            return ("and", *map(plain, parts))
        case Or(parts, free):
            return ("row" if free else "or", *map(plain, parts))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("kunta", "kunta"),
        ("kunta rahoitus", ("row", "kunta", "rahoitus")),
        ("STM:ssä", "STM:ssä"),
        ("tulevaisuuden sote-keskus -ohjelma", ("row", "tulevaisuuden", "sote-keskus", "ohjelma")),
        ("sosiaali- ja terveysministeriö", ("row", "sosiaali", "ja", "terveysministeriö")),
        ('"väliaikainen hallinto"', ("phrase", "väliaikainen", "hallinto")),
        ('"kunta rahoitus"~5', ("phrase", "kunta", "rahoitus", 5)),
        ("'sote-uudistus'", ("exact", "sote-uudistus")),
        ("kunta AND rahoitus", ("and", "kunta", "rahoitus")),
        ("kunta OR valtio AND rahoitus", ("or", "kunta", ("and", "valtio", "rahoitus"))),
        ("(kunta OR valtio) AND rahoitus", ("and", ("or", "kunta", "valtio"), "rahoitus")),
        ("kunta NOT valtio", ("row", "kunta", ("not", "valtio"))),
        ('NOT "väliaikainen hallinto"', ("not", ("phrase", "väliaikainen", "hallinto"))),
        ("hyvinvoint*", "hyvinvoint*"),
        ("kuntayhtimä~", "kuntayhtimä~2"),
        ("kunti~", "kunti~1"),
        ("kunti~2", "kunti~2"),
        ("laji:tiedote", "kind=tiedote"),
        ('henkilö:"Kauko Harjula" lausunto', ("row", "person=Kauko Harjula", "lausunto")),
        ("julkaistu:2021-02..2021-06", "published=2021-02..2021-06"),
        ("Mitä (esim. kunnissa) tehdään? :)", ("row", "Mitä", "esim", "kunnissa", "tehdään")),
        ("klo 14:30 kokous", ("row", "klo", "14:30", "kokous")),
        ("https://www.esimerkki.fi/sivu", ("row", "https", "www", "esimerkki", "fi", "sivu")),
        ('Kuka sanoi että rahaa on 5" verran?', ("row", "Kuka", "sanoi", "että", "rahaa", "on", "5", "verran")),
    ],
)
def test_tree(query: str, tree: object) -> None:
    assert plain(parse(query)) == tree


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("", 0, "nothing to search for"),
        ("?!", 0, "nothing to search for"),
        ("kunta AND", 6, "nothing after AND"),
        ("OR kunta", 0, "nothing before OR"),
        ("kunta NOT", 6, "nothing after NOT"),
        ("(kunta OR valtio", 0, "bracket is opened here"),
        ("kunta) AND valtio", 5, "without its ("),
        ('"väliaikainen hallinto', 0, "quote is opened here"),
        ("otsiko:kunta", 0, "Did you mean otsikko:"),
        ("titel:kunta", 0, "Did you mean title:"),
    ],
)
def test_a_wrong_query_is_pointed_at(query: str, position: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert said in str(caught.value)
    assert caught.value.position == position


@given(st.text(alphabet="kuntaä 'ABN\"()~*:-?.,5ORDT\n", max_size=40))
def test_any_text_is_parsed_or_refused_with_a_spot(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", ("2021", "2021")),
        ("2021-02..2021-06", ("2021-02", "2021-06")),
        ("2021-02..", ("2021-02", None)),
        ("..2021", (None, "2021")),
        (">2021-02", ("2021-03-01", None)),
        (">=2021-02", ("2021-02", None)),
        ("<2021", (None, "2020-12-31")),
        ("17.2.2021", ("2021-02-17", "2021-02-17")),
    ],
)
def test_span(value: str, expected: tuple[str | None, str | None]) -> None:
    assert span(value, 0, value) == expected


@pytest.mark.parametrize("value", ["abc", "2021-13", "2021-02-40", "..x", ""])
def test_a_time_that_is_none(value: str) -> None:
    with pytest.raises(QueryError, match="is not a date"):
        span(value, 0, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20%", AmountRange("percent", "%", Decimal(20), Decimal(20))),
        ("10%..20%", AmountRange("percent", "%", Decimal(10), Decimal(20))),
        (">=1M€", AmountRange("money", "EUR", Decimal(1_000_000), None)),
        ("<=9,4milj", AmountRange(None, None, None, Decimal(9_400_000))),
        ("1..2M€", AmountRange("money", "EUR", Decimal(1_000_000), Decimal(2_000_000))),
        ("500000..1M€", AmountRange("money", "EUR", Decimal(500_000), Decimal(1_000_000))),
        ("6kk", AmountRange("duration", "month", Decimal(6), Decimal(6))),
        ("5000", AmountRange(None, None, Decimal(5000), Decimal(5000))),
    ],
)
def test_amount_range(value: str, expected: AmountRange) -> None:
    assert amount_range(value, 0, value) == expected


@pytest.mark.parametrize("value", ["paljon", ">", "5 hevosta", ""])
def test_an_amount_that_is_none(value: str) -> None:
    with pytest.raises(QueryError, match="is not an amount"):
        amount_range(value, 0, value)
