"""Small questions of the role rules: is a line a title, a detail, a task alone; which agency is a word."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.roles.context import Scene
from extractors.roles.lists import _is_detail, _titles_alone
from extractors.roles.officers import _below_label, _is_title
from extractors.roles.title_phrases import _lemma, agency_in_genitive


@pytest.mark.parametrize(
    ("line", "alone", "detail", "whole"),
    [
        ("Sihteeri", True, True, True),
        ("Pysyvä asiantuntijajäsen", True, True, True),
        ("Pysyvä johtaja", False, True, True),
        ("Uusi hieno iso oma johtaja", False, True, False),
        ("Kelan johtaja kertoo", False, True, False),
        ("Yhteystiedot", False, False, False),
        ("puh. 040 123 4567", False, True, False),
        ("maija.malli(at)kela.example", False, True, False),
        ("", False, False, False),
    ],
)
def test_what_a_line_of_a_list_is(line: str, alone: bool, detail: bool, whole: bool) -> None:
    assert (_titles_alone(line.split()), _is_detail(line), _is_title(line)) == (alone, detail, whole)


@pytest.mark.parametrize(
    ("word", "agency"),
    [("Tullin", "Tulli"), ("tullin", None), ("Tulli", None), ("Tulleja", None), ("Hankkeen", None)],
)
def test_an_agency_by_its_genitive(word: str, agency: str | None) -> None:
    assert agency_in_genitive(word) == agency


@pytest.mark.parametrize(("word", "lemma"), [("yhteisen", "yhteinen"), ("xyzzy", "xyzzy")])
def test_the_base_form_of_a_word_before_a_title(word: str, lemma: str) -> None:
    assert _lemma(word) == lemma


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("Lisätietoja:\nMaija Malli", True),
        ("Lisätietoja:\n\njohtaja\n040 123 4567\nMaija Malli", True),
        ("Hakemus:\n\nEhdotukset\nMaija Malli", False),
        ("Maija Malli", False),
        ("\n\nMaija Malli", False),
    ],
)
def test_a_line_in_a_list_under_a_label_of_officers(text: str, below: bool) -> None:
    scene = Scene(Document(id="d", text=text, language="fi"), [], [])
    assert _below_label(scene, text.index("Maija")) is below
