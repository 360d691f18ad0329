"""A body's name without the person it begins with: (text, the mention, what the model says, what stays)."""

from __future__ import annotations

import pytest

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import words_of
from extractors.bodies.people_before import without_people_before
from extractors.text.finnish_model import Entity

ROWS = [
    ("Liisa Kuosmanen Keskuskauppakamarista", None, ["Keskuskauppakamari"]),
    ("Xin Guo Keskuskauppakamarista", "PERSON", ["Keskuskauppakamari"]),
    ("Xin Guo Keskuskauppakamarista", "ORG", ["Xin Guo Keskuskauppakamarista"]),
    ("Onni Kurjen Taidesäätiö", None, ["Onni Kurjen Taidesäätiö"]),
    ("Pekka Hakalan Taidekoulu", None, ["Pekka Hakalan Taidekoulu"]),
    ("Liisa Harjula Taidekoulu", None, ["Taidekoulu"]),
    ("Liisa Harjula, Taidekoulu", None, ["Liisa Harjula, Taidekoulu"]),
    ("Liisa Harjula opetusministeriön osasto", None, ["opetusministeriön osasto"]),
    ("Liisa Harjulan opetus- ja kulttuuriministeriön osasto", None, ["opetus- ja kulttuuriministeriön osasto"]),
    ("Liisa Harjulan talous- ja lupayksikön osasto", None, ["Liisa Harjulan talous- ja lupayksikön osasto"]),
    ("Pekka Rautavaaran Itärannan pelastuslaitokselta", None, ["Itärannan pelastuslaitos"]),
    ("Helena Malli luonto-osaston", None, []),
]


@pytest.mark.parametrize(("text", "label", "names"), ROWS, ids=[f"{text} {label or ''}" for text, label, _ in ROWS])
def test_a_person_is_no_part_of_a_name(text: str, label: str | None, names: list[str]) -> None:
    mention = BodyMention(0, len(text), text, "body", "heads", 0.9)
    said = " ".join(text.split()[:2])
    entities = [Entity(0, len(said), label, said)] if label else []
    assert [m.name for m in without_people_before(text, words_of(text), [mention], entities)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunnar Ekvall Sundvikens lukio", "Sundvikens lukio"),
        ("Eeva Maria Hakasalon koulu", "Maria Hakasalon koulu"),
        ("Eeva Hakasalon Uuden koulu", "Hakasalon Uuden koulu"),
        ("Villa Ekvall Sundvikens lukio", "Ekvall Sundvikens lukio"),
    ],
)
def test_a_surname_between_a_given_name_and_a_body(text: str, name: str) -> None:
    """A name in the base form before a genitive, behind a given name; a second given name is none."""
    start = text.index(" ") + 1
    mention = BodyMention(start, len(text), text[start:], "school", "heads", 0.9)
    assert [m.name for m in without_people_before(text, words_of(text), [mention], ())] == [name]


def test_a_name_of_the_lexicon_is_kept_whole() -> None:
    text = "Helena Malli luonto-osaston johtajaksi"
    mention = BodyMention(0, 27, "Helena Malli luonto-osaston", "body", "lexicon", 0.9)
    assert without_people_before(text, words_of(text), [mention], ()) == [mention]


def test_a_mention_within_the_last_word_is_kept() -> None:
    text = "Katso 08malli"
    mention = BodyMention(8, 13, "malli", "body", "heads", 0.9)
    assert without_people_before(text, words_of(text), [mention], ()) == [mention]
