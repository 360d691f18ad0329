"""Names by their words alone: stems and endings, what a first word may be, titles, and what a name was known by."""

from __future__ import annotations

import pytest

from extractors.people.candidates import FullName, rule_of
from extractors.people.name_forms import _stem_weight
from extractors.people.name_spelling import name_signs
from extractors.people.titles import _foreign_title, _stem
from extractors.people.word_scoring import _model
from tests.extractors.people.test_people import people


@pytest.mark.parametrize(
    ("stem", "ending", "base", "weight"),
    [
        ("Virta", "sen", "nen", 1.4),
        ("Virta", "ista", "nen", 0.4),
        ("Vrt", "sen", "nen", 0.0),
        ("Serlachiu", "ksen", "s", 1.4),
        ("Sandelin", "in", "", 1.4),
        ("Sandel", "in", "", 1.2),
        ("Sazonov", "ilta", "", 1.6),
        ("Harjul", "ilta", "", 0.6),
        ("Hakuli", "lle", "", 1.5),
        ("Hkl", "lle", "", 0.0),
        ("Hakuli", "n", "", 1.3),
        ("Ståhle", "n", "", 0.9),
        ("Hkl", "n", "", 0.0),
        ("Saari", "a", "", 0.6),
        ("Li", "a", "", 0.0),
        ("Guze", "na", "", 0.5),
        ("Gz", "na", "", 0.0),
    ],
)
def test_how_likely_a_stem_is(stem: str, ending: str, base: str, weight: float) -> None:
    assert _stem_weight(stem, ending, base) == weight


@pytest.mark.parametrize(
    ("words", "model", "signs"),
    [
        ("Kari Malli", None, ["given also a word"]),
        ("Kari von Malli", None, ["given also a word"]),
        ("Kari Xyz Malli", None, []),
        ("Kari Xyz Malli", "model exact", ["given also a word"]),
        ("Kari Kokous Malli", "model exact", []),
        ("Ja Malli", None, []),
        ("K Zzxq", None, ["initial"]),
        ("K Kokous", None, []),
        ("Virtanen Kari", None, ["surname first", "given"]),
        ("Kokouksen Malli", None, []),
        ("Xanth Malli", None, ["foreign given"]),
        ("Xanth Helsingissä", None, []),
        ("Kokous Malli", "model exact", ["unlikely given"]),
        ("Kokous Malli", None, []),
    ],
)
def test_what_the_words_of_a_name_say(words: str, model: str | None, signs: list[str]) -> None:
    assert name_signs(words.split(), model) == signs


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("direktören", "direktör"),
        ("generaldirektör", "generaldirektör"),
        ("sekreteraren", "sekreterare"),
        ("kaplanen", "kaplan"),
        ("ordförande", "ordförande"),
        ("ordföranden", "ordförande"),
        ("statsministern", "statsminister"),
        ("hallintoministeri", None),
        ("tavla", None),
    ],
)
def test_swedish_titles(word: str, base: str | None) -> None:
    found = _foreign_title(word)
    assert (found and found.base) == base


@pytest.mark.parametrize(
    ("head", "stem"),
    [("valtuutettu", "valtuute"), ("neuvos", "neuvo"), ("päällikkö", "päälli"), ("johtaja", "johtaj"), ("mies", "m")],
)
def test_what_the_case_forms_of_a_title_share(head: str, stem: str) -> None:
    assert _stem(head) == stem


@pytest.mark.parametrize(
    ("labels", "signs"),
    [
        (set(), []),
        ({"PERSON", "ORG"}, ["model"]),
        ({"GPE"}, ["model says place"]),
        ({"ORG", "FAC"}, ["model says place"]),
        ({"ORG"}, ["model says other"]),
    ],
)
def test_what_the_model_says_of_a_word(labels: set[str], signs: list[str]) -> None:
    assert _model(labels) == signs


@pytest.mark.parametrize(
    ("score", "signs", "rule"),
    [
        (3.0, ("given",), "full, words, weak"),
        (4.0, ("given",), "full, words, strong"),
        (3.0, ("model",), "full, model, weak"),
        (5.0, ("model exact", "given"), "full, model, strong"),
        (3.0, ("title before",), "full, context, weak"),
        (4.0, ("address",), "full, context, strong"),
        (5.0, ("lower case", "title before"), "full, lower case"),
    ],
)
def test_what_a_full_name_was_known_by(score: float, signs: tuple[str, ...], rule: str) -> None:
    assert rule_of(FullName(0, 10, ("Kari",), "Malli", score, signs)) == rule


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # two of one name whose brackets give them different posts are two people
        (
            "Paikalla: Kari Vuorimaa (rehtori), Kari Vuorimaa (lukkari).",
            [("Kari Vuorimaa", 1), ("Kari Vuorimaa", 1)],
        ),
        ("Paikalla: Kari Vuorimaa (rehtori), Kari Vuorimaa (rehtori).", [("Kari Vuorimaa", 2)]),
        ("Paikalla: Kari Vuorimaa (rehtori).\n\nKari Vuorimaa (lukkari) puhui.", [("Kari Vuorimaa", 2)]),
    ],
)
def test_who_are_two_people(text: str, found: list[tuple[str, int]]) -> None:
    from extractors.model.document import Document
    from extractors.people import find_people

    assert [(p.name, len(p.evidence)) for p in find_people(Document(id="d", text=text), (), ())] == found


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Lisätietoja antaa johtaja Esko Malli. Malli kertoi asiasta.", {"Esko Malli": ["Esko Malli", "Malli"]}),
        (
            "Puhuja oli johtaja Esko Juhani Vuorimaa.\n\nTilaisuuden avasi johtaja Esko Vuorimaa.",
            {"Esko Juhani Vuorimaa": ["Esko Juhani Vuorimaa", "Esko Vuorimaa"]},
        ),
    ],
)
def test_shorter_names_join_the_longer_one(text: str, given: dict[str, list[str]]) -> None:
    assert people(text) == given
