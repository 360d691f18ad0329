"""Coined names behind a kind of body, and phrases with the name they go by."""

from __future__ import annotations

import pytest

from extractors.bodies.body_words import words_of
from extractors.bodies.coined_names import coined_mentions, kind_of, with_coined_name
from extractors.bodies.head_nouns.head_phrases import head_mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OSUUSKUNTA POHJOLAN VILJA", ["Osuuskunta Pohjolan Vilja"]),
        ("OSUUSKUNTA A VILJA", ["Osuuskunta A Vilja"]),
        ("Teatteri Takapihan", ["Teatteri Takapiha"]),
        ("Museo Uusi", []),
        ("Museo Kajonix", ["Museo Kajonix"]),
    ],
    ids=str,
)
def test_a_kind_and_the_name_it_leads_on_to(text: str, names: list[str]) -> None:
    assert [m.name for m in coined_mentions(words_of(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hallanmaan palvelukeskus Palkeinen auttaa", ["Hallanmaan palvelukeskus Palkeinen"]),
        ("Hallanmaan palvelukeskus Uusi auttaa", ["Hallanmaan palvelukeskus"]),
        ("Hallanmaan palvelukeskus TALPA auttaa", ["Hallanmaan palvelukeskus"]),
        ("Hallanmaan museo Uusi", ["Hallanmaan museo"]),
        ("valtion kirjallisuustoimikunta", ["valtion kirjallisuustoimikunta"]),
        ("kunnan kirjallisuustoimikunta", ["kirjallisuustoimikunta"]),
    ],
    ids=str,
)
def test_a_phrase_and_the_name_it_goes_by(text: str, names: list[str]) -> None:
    words = words_of(text)
    assert [m.name for m in with_coined_name(words, list(head_mentions(words)))] == names


@pytest.mark.parametrize(
    ("low", "kind"),
    [("teatteri", "association"), ("viestintätoimisto", "company"), ("kunta", None), ("xxtoimisto", None)],
)
def test_the_kind_that_a_word_opens(low: str, kind: str | None) -> None:
    assert kind_of(low) == kind
