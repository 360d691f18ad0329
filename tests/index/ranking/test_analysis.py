"""The terms of words, and what a stream holds of a document."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import Document, Passage
from index.query.variants import abbreviations, long_forms, undotted, within
from index.ranking.analysis import keys, terms, words
from index.ranking.stream import FREQUENT, analysed, code


@pytest.mark.parametrize(
    ("word", "bases", "parts"),
    [
        ("hyvinvointialueitten", {"hyvinvointialue"}, {"alue", "hyvinvointi"}),
        ("tiekarttaan", {"tiekarsi", "tiekartta"}, {"tie", "kartta"}),
        ("kuntayhtymämalleja", {"kuntayhtymämalli"}, {"kuntayhtymä", "malli"}),
        ("kuntayhtymä", {"kuntayhtymä"}, {"kunta", "yhtymä"}),
        ("sote-maakuntauudistuksesta", {"sote-maakuntauudistus"}, {"uudistus", "maakunta"}),
        ("rahoitetun", {"rahoitettu", "rahoittaa"}, set()),
        ("STM:ssä", {"stm"}, set()),
        ("VM:lle", {"vm"}, set()),
        ("POSOTE20-hankkeen", {"posote20-hanke"}, {"hanke"}),
        ("HYVINVOINTIALUEEN", {"hyvinvointialue"}, {"alue"}),
        ("kunnaksesta", {"kunnas"}, set()),  # a surname in lower case
        ("hevosenlihaa", {"hevosenliha"}, {"hevonen", "liha"}),
        ("2021", {"2021"}, set()),
    ],
)
def test_keys(word: str, bases: set[str], parts: set[str]) -> None:
    found = keys(word)
    assert set(found.bases) == bases
    assert parts <= set(found.parts)
    assert not set(found.bases) & set(found.parts)


def test_dots_are_never_folded() -> None:
    assert terms("määrä")[0] != terms("maara")[0]
    assert set(keys("sääri").bases).isdisjoint(keys("saari").bases)


@given(st.text(max_size=60))
def test_any_text_is_cut_into_words_that_stand_there(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert terms(word.text)[0].startswith("w:")


@given(st.lists(st.sampled_from("kunta kuntayhtymän tiekarttaan STM:ssä 2021 Mikkelissä".split()), max_size=20))  # noqa: SIM905
def test_a_stream_has_a_surface_for_each_word(said: list[str]) -> None:
    found = analysed(Document(id="a", text=" ".join(said)))
    stream = np.frombuffer(found.stream, np.uint32)
    assert int((stream >> 30 == 0).sum()) == len(said) == found.length
    assert [int(c) for c in stream[stream >> 30 == 0]] == [code("w:" + word.lower()) for word in said]
    assert len(stream) == sum(often for term, often in found.counts.items() if not term.startswith(FREQUENT))


def test_a_passage_is_read_in_its_own_language() -> None:
    text = "Kunnan päätös.\n\nKommunernas beslut."
    passages = (Passage(kind="paragraph", start=0, end=14), Passage(kind="paragraph", start=16, end=35, language="sv"))
    found = analysed(Document(id="a", text=text, passages=passages))
    assert {"b:kunta", "s:kommun"} <= set(found.counts)
    assert np.frombuffer(found.breaks, np.int32).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kuntayhtyma", "kuntayhtymä"),
        ("paatos", "päätös"),
        ("valiaikainen", "väliaikainen"),
        ("terveysministerio", "terveysministeriö"),
    ],
)
def test_undotted(typed: str, written: str) -> None:
    assert written in list(undotted(typed))


def test_a_word_with_dots_has_no_variants() -> None:
    assert list(undotted("yhtymä")) == []


@pytest.mark.parametrize(
    ("other", "distance", "near"), [("kunta", 0, True), ("kanta", 1, True), ("kannat", 1, False), ("hunta", 1, False)]
)
def test_within(other: str, distance: int, near: bool) -> None:
    assert within("kunta", other, distance) is near


def test_names_of_bodies() -> None:
    assert ("Sosiaali", "ja", "terveysministeriö") in long_forms("STM:lle")
    assert "stm" in abbreviations("Sosiaali- ja terveysministeriölle")
    assert long_forms("kunta") == []
