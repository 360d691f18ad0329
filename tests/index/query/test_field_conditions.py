"""Demands on records, against a walk over every record of every document: who, which body, when, how much."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from extractors.model.document import Document
from extractors.model.edtf import bounds
from extractors.model.records import Amount, Body, DateMention, Entry, Evidence, Person, Records
from index import Index

NAMES = ("Aino Kivelä", "Maija Aho-Kivelä", "Kari Malli", "Ari Ahola", "Kauko Harjula")
BODIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Lehdon kaupunki", ()),
    ("Keuruun kunta", ()),
    ("Valtiovarainministeriö", ("VM",)),
    ("Suomen EU-edustusto", ()),
)
TIMES = (
    "2021",
    "2021-02",
    "2021-21",
    "2022-05-03",
    "2020/2023",
    "../2019-06-30",
    "2024-01-01/..",
    "202X",
    "XXXX-12-06",
)
SUMS = (
    ("money", "1000000", "1000000", "EUR"),
    ("money", "9400000", None, "EUR"),
    ("money", None, "250000", "EUR"),
    ("percent", "10", "15", "%"),
    ("percent", "50", "50", "%"),
    ("duration", "6", "6", "month"),
    ("count", "14", "14", "kunta"),
)


def _entry(dice: random.Random, i: int) -> Entry:
    name, (body, aliases), time = dice.choice(NAMES), dice.choice(BODIES), dice.choice(TIMES)
    kind, low, high, unit = dice.choice(SUMS)
    kept = [dice.random() < 0.8 for _ in range(4)]
    text = f"Kohta {i}: nimi, elin, aika ja summa."

    def at(word: str) -> tuple[Evidence, ...]:
        start = text.index(word)
        return (Evidence(start=start, end=start + len(word), quote=word),)

    records = Records(
        people=(Person(id="p", name=name, evidence=at("nimi")),) if kept[0] else (),
        bodies=(Body(id="b", name=body, aliases=aliases, evidence=at("elin")),) if kept[1] else (),
        dates=(DateMention(edtf=time, evidence=at("aika")),) if kept[2] else (),
        amounts=(
            Amount(
                kind=kind,  # type: ignore[arg-type]
                low=Decimal(low) if low else None,
                high=Decimal(high) if high else None,
                unit=unit,
                qualifier="exact" if low and high else "over" if low else "under",
                evidence=at("summa"),
            ),
        )
        if kept[3]
        else (),
    )
    return Entry(document=Document(id=f"r{i:02}", text=text), records=records)


ENTRIES = [_entry(random.Random(i), i) for i in range(60)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add(ENTRIES)
        yield opened


def found(index: Index, query: str, word: str) -> set[str]:
    """The documents found, each with the word that proves it highlighted."""
    hits = index.search(query, limit=100).hits
    assert all([hit.passage[a:b] for a, b in hit.highlights] == [word] for hit in hits), query
    return {hit.document_id for hit in hits}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("person:kivelä", {"Aino Kivelä", "Maija Aho-Kivelä"}),
        ('person:"Aino Kivelän"', {"Aino Kivelä"}),
        ("person:aho", {"Maija Aho-Kivelä"}),
        ("person:aho*", {"Maija Aho-Kivelä", "Ari Ahola"}),
        ("person:ari", {"Ari Ahola"}),
        ("person:mall", {"Kari Malli"}),
        ("person:alli", set()),
        ('henkilö:"Kauko Harjulalle"', {"Kauko Harjula"}),
    ],
)
def test_people(index: Index, query: str, names: set[str]) -> None:
    expected = {e.document.id for e in ENTRIES if any(p.name in names for p in e.records.people)}
    assert found(index, query, "nimi") == expected


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("body:EU", {"Suomen EU-edustusto"}),
        ("body:VM", {"Valtiovarainministeriö"}),
        ("taho:VM:n", {"Valtiovarainministeriö"}),
        ("taho:valtiovarainministeriön", {"Valtiovarainministeriö"}),
        ("taho:ministeriö", {"Valtiovarainministeriö"}),
        ('taho:"Lehdon kaupungille"', {"Lehdon kaupunki"}),
        ('taho:"suomen EU-edustustossa"', {"Suomen EU-edustusto"}),
        ("body:kunta", {"Keuruun kunta"}),
        ("body:om", set()),
    ],
)
def test_bodies(index: Index, query: str, names: set[str]) -> None:
    expected = {e.document.id for e in ENTRIES if any(b.name in names for b in e.records.bodies)}
    assert found(index, query, "elin") == expected


DAYS = ("2019-01-01", "2019-07-01", "2021-02-17", "2021-03-01", "2022-05-03", "2022-12-31", "2024-06-01", "2031-01-01")


@pytest.mark.parametrize(("first", "last"), [(a, b) for i, a in enumerate(DAYS) for b in DAYS[i:]])
def test_times_overlap(index: Index, first: str, last: str) -> None:
    expected = set()
    for entry in ENTRIES:
        for date in entry.records.dates:
            low, high = bounds(date.edtf)
            if (low or high) and (low or "0") <= last and (high or "9") >= first:
                expected.add(entry.document.id)
    assert found(index, f"mentions:{first}..{last}", "aika") == expected


@pytest.mark.parametrize(
    ("query", "kinds", "low", "high"),
    [
        ("amount:>1M€", ("money",), "1000000.01", None),
        ("amount:>=1M€", ("money",), "1000000", None),
        ("amount:<1M€", ("money",), None, "999999"),
        ("amount:200000€..300000€", ("money",), "200000", "300000"),
        ("amount:12%..20%", ("percent",), "12", "20"),
        ("amount:50", ("money", "percent", "duration", "count"), "50", "50"),
        ("amount:14..15", ("money", "percent", "duration", "count"), "14", "15"),
        ('summa:"vähintään 5 kuukautta"', ("duration",), "5", None),
        ('summa:"alle 20 kuntaa"', ("count",), None, "19"),
    ],
)
def test_amounts_overlap(index: Index, query: str, kinds: tuple[str, ...], low: str | None, high: str | None) -> None:
    expected = set()
    for entry in ENTRIES:
        for one in entry.records.amounts:
            named_low, named_high = one.low or one.high, one.high or one.low  # "over a million" is the million it names
            assert named_low is not None and named_high is not None
            if (
                one.kind in kinds
                and (not low or named_high >= Decimal(low))
                and (not high or named_low <= Decimal(high))
            ):
                expected.add(entry.document.id)
    assert found(index, query, "summa") == expected
