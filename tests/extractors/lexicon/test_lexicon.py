"""The lexicon holds together: one entry an id, every successor there, every kind explained."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from extractors.lexicon.known_bodies import LISTS, known_bodies, known_body, municipality
from extractors.lexicon.wordlists import wordlist

EXTRACTORS = Path(__file__).parents[3] / "extractors"
BODIES = known_bodies()
KINDS = {kind for kind, _, _ in wordlist("kinds")["kinds"]}


@pytest.mark.parametrize("name", [*LISTS, "municipalities", "regions", "hosts", "issuers", "offices"])
def test_every_list_says_its_source_and_date(name: str) -> None:
    data = wordlist(name)
    assert data["source"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["as_of"])
    assert data["basis"] in ("looked up", "general knowledge"), "say whether each row was looked up in the source"


TO_LOOK_UP = re.compile(r"\b(?:Finlex \d{1,4}/\d{4}|HE \d{1,3}/\d{4} vp)|\Ageneral knowledge\Z")


@pytest.mark.parametrize("name", LISTS)
def test_years_and_successors_say_where_they_can_be_looked_up(name: str) -> None:
    data = wordlist(name)
    dated = [row for row in data["bodies"] if {"from", "until", "successor"} & row.keys()]
    sources = {row["id"]: row.get("source") or data.get("years", "") for row in dated}
    assert [key for key, source in sources.items() if not TO_LOOK_UP.search(source)] == []


def test_ids_are_unique() -> None:
    counts = Counter(row["id"] for name in LISTS for row in wordlist(name)["bodies"])
    assert [key for key, n in counts.items() if n > 1] == []


def test_successors_are_entries_and_end_after_their_predecessors() -> None:
    for entry in BODIES.values():
        for successor in entry.successor:
            assert successor in BODIES, entry.id
            assert successor != entry.id


def test_kinds_are_explained() -> None:
    assert {entry.kind for entry in BODIES.values()} - KINDS == set()
    assert {row["kind"] for row in wordlist("heads")["heads"]} - KINDS == set()


def test_no_long_name_means_two_bodies() -> None:
    owners: dict[str, set[str]] = {}
    for entry in BODIES.values():
        for name in entry.names:
            owners.setdefault(name.casefold(), set()).add(entry.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_short_form_means_two_bodies() -> None:
    owners: dict[str, set[str]] = {}
    for entry in BODIES.values():
        for short in entry.abbr:
            owners.setdefault(short, set()).add(entry.id)
    assert {short: ids for short, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("count", "kind"),
    [(21, "wellbeing services county"), (12, "ministry")],
)
def test_the_lists_are_whole(count: int, kind: str) -> None:
    assert len([e for e in BODIES.values() if e.kind == kind and e.until is None]) == count


def test_municipalities() -> None:
    rows = wordlist("municipalities")["municipalities"]
    assert len(rows) == 308
    assert [name for name, genitive, noun, *_ in rows if known_body(f"{genitive} {noun}") is None] == []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Tampereen kaupunki", "kunta-tampere"),
        ("Esbo stad", "kunta-espoo"),
        ("Ministry of Finance", "vm"),
        ("Pohjois-Savon liitto", "liitto-pohjois-savo"),
        ("Uudenmaan ELY-keskus", "ely-uudenmaan"),
        ("Opetusministeriö", "okm"),
        ("Kuopion soitonystävät", None),
    ],
)
def test_names_in_any_language_lead_to_the_entry(name: str, known: str | None) -> None:
    found = known_body(name)
    assert (found.id if found else None) == known


def test_a_place_leads_to_its_municipality() -> None:
    town = municipality("Siilinjärvi")
    assert town is not None
    assert town.name == "Siilinjärven kunta"


LONGEST_LIST = 20
"""Plain words in one expression from which they are a list, which lies in the lexicon with its source."""


def plain_lists(source: str) -> list[int]:
    """The lines where so many plain words stand as a collection, or as alternatives of a pattern and nothing else."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            found += [node.lineno] if len(words) >= LONGEST_LIST and all(map(str.islower, words)) else []
    return found


@pytest.mark.parametrize(
    "file", sorted(EXTRACTORS.rglob("*.py")), ids=lambda file: file.relative_to(EXTRACTORS).as_posix()
)
def test_lists_of_words_lie_in_the_lexicon(file: Path) -> None:
    assert plain_lists(file.read_text("utf-8")) == []


def test_the_test_sees_a_list_of_words() -> None:
    words = ", ".join(f'"sana{letter}"' for letter in "abcdefghijklmnopqrstuv")
    assert plain_lists(f"WORDS = frozenset(({words}))") == [1]
    assert plain_lists('WORDS = ("sana", "toinen")') == []
