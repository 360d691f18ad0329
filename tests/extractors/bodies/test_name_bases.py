"""Coined names in base form: (the word, the word after it, other words of the document, the name)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.bodies.name_bases import NameForm, name_base
from extractors.text.inflection import forms

ROWS = [
    # what it owns stands after it
    ("Finpron", "toimitusjohtaja", (), "Finpro"),
    ("Tevellan", "uusi", (), "Tevella"),
    ("Tevellan", "mukaan", (), "Tevella"),
    ("Tevellan", "kanssa", (), "Tevella"),
    ("Finpron", "ohella", (), "Finpro"),
    ("Tevellan", "sekä", (), "Tevellan"),
    ("Tevellan", "", (), "Tevellan"),
    # a verb, a name or an end: it may be the name itself
    ("Kraken", "kertoo", (), "Kraken"),
    ("Amazon", "Finland", (), "Amazon"),
    ("Verizon", "", (), "Verizon"),
    # a binding vowel
    ("Logisticsin", "henkilöstöpäällikkö", (), "Logistics"),
    ("Kajonixin", "", (), "Kajonix"),
    ("Kajonixille", "myytiin", (), "Kajonix"),
    ("Gasumille", "", (), "Gasum"),
    ("Gradia", "", (), "Gradia"),
    ("Gradia", "kouluttaa", (), "Gradia"),
    ("Merlin", "kertoo", (), "Merlin"),
    ("Martin", "", (), "Martin"),
    ("Umbrella", "", (), "Umbrella"),
    # local cases
    ("Sampossa", "", (), "Sampo"),
    ("Tevellalta", "ostettiin", (), "Tevella"),
    ("Kajonixista", "", (), "Kajonix"),
    # the other forms of the document
    ("Tevellan", "", ("Tevellalle", "Tevellassa"), "Tevella"),
    ("Tevellan", "", ("Tevella",), "Tevella"),
    ("Kraken", "", ("Krakenin", "Krakenille"), "Kraken"),
    # nothing is taken off a short or a bare name
    ("Elon", "tuotto", (), "Elon"),
    ("Kajonix", "toimitusjohtaja", (), "Kajonix"),
    ("Tevella", "", (), "Tevella"),
]


@pytest.mark.parametrize(("word", "after", "written", "name"), ROWS)
def test_coined_names(word: str, after: str, written: tuple[str, ...], name: str) -> None:
    assert name_base(NameForm(word, after, written)) == name


@given(st.text(alphabet="aeiknrstxlo", min_size=4, max_size=12), st.sampled_from(["", "toimitusjohtaja", "kertoo"]))
def test_a_base_form_is_one_the_word_can_stand_for(word: str, after: str) -> None:
    assert word in forms(name_base(NameForm(word.title(), after))) | {word} or word.title() in forms(
        name_base(NameForm(word.title(), after))
    )
