"""Single words: titles in base form, given names in any case, how much a word looks like a surname."""

from __future__ import annotations

import pytest

from extractors.people.name_forms import bases
from extractors.people.name_words import given_base, is_adjective, is_finite_verb, stands_for_anybody, surname_weight
from extractors.people.titles import title


@pytest.mark.parametrize(
    ("word", "base", "case", "language"),
    [
        ("pj", "puheenjohtaja", "nominative", "fi"),
        ("Toimitusjohtajana", "toimitusjohtaja", "essive", "fi"),
        ("TOIMITUSJOHTAJA", "toimitusjohtaja", "nominative", "fi"),
        ("hallintopäälliköksi", "hallintopäällikkö", "translative", "fi"),
        ("growthjohtajalla", "growthjohtaja", "adessive", "fi"),
        ("CEO-johtajaksi", "CEO-johtaja", "translative", "fi"),
        ("digineuvoksena", "digineuvos", "essive", "fi"),
        ("robottineuvokselle", "robottineuvos", "allative", "fi"),
        ("kryptolääkärin", "kryptolääkäri", "genitive", "fi"),
        ("Xyzkoordinaattorilla", "xyzkoordinaattori", "adessive", "fi"),
        ("Stadsdirektören", "stadsdirektör", "nominative", "sv"),
        ("kanslichef", "kanslichef", "nominative", "sv"),
        ("Director", "director", "nominative", "en"),
    ],
)
def test_titles_in_base_form(word: str, base: str, case: str, language: str) -> None:
    assert title(word) == (base, case, language)


@pytest.mark.parametrize("word", ["STM", "johtajat", "kunnassa", "x", "johtaja-", "vastuujohtajien"])
def test_words_that_are_no_titles(word: str) -> None:
    assert title(word) is None


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("Anni", "Anni"),
        ("Annille", "Anni"),
        ("Pirjolta", "Pirjo"),
        ("Mohamedille", "Mohamed"),
        ("Kallelle", "Kalle"),
        ("kallelle", None),
        ("Talouden", None),
    ],
)
def test_given_names_in_base_form(word: str, base: str | None) -> None:
    assert given_base(word) == base


@pytest.mark.parametrize(
    ("word", "weight"),
    [
        ("Virtanen", 2.0),
        ("Kivi", 2.0),
        ("Xyzzy", 1.0),
        ("Knuts", 2.0),
        ("Häggblom-Ek", 1.0),
        ("Tampere", 1.0),
        ("Ala-Virta", 0.5),
        ("Keltainen", 0.5),
        ("Perustuslakivaliokunta", -0.3),
        ("Yli-Malli", -0.5),
        ("Pöly", -0.5),
        ("Uudistuksen", -1.5),
    ],
)
def test_how_much_a_word_looks_like_a_surname(word: str, weight: float) -> None:
    assert surname_weight(word) == weight


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (is_finite_verb, ("kysyi", "voitti", "esittelee", "eivät"), ("mukaan", "johtajaksi", "ehdotus", "xyz")),
        (is_adjective, ("Arktinen",), ("Aurora", "Kivi", "Xyzzy")),
        (stands_for_anybody, ("Meikäläinen", "Meikäläisen", "Mallikas"), ("Mallinen", "Mallikkaan2")),
    ],
)
def test_kinds_of_words(rule: object, yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    assert [w for w in yes if not rule(w)] == []  # type: ignore[operator]
    assert [w for w in no if rule(w)] == []  # type: ignore[operator]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Ojanteen", "Ojanne"),
        ("Harjanne", "Harjanne"),
        ("Malinin", "Malin"),
        ("Sazonovilta", "Sazonov"),
        ("Guzenina", "Guzenina"),
        ("Kuusvuorta", "Kuusvuori"),
        ("Niemi-", "Niemi-"),
        ("Luoma-ahon", "Luoma-aho"),
        ("Klein", "Klein"),
        ("VIRTASEN", "Virtanen"),
    ],
)
def test_surnames_that_look_inflected(word: str, form: str) -> None:
    assert bases(word)[0].form == form
