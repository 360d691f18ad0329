"""What the model marks, weighed by hand-made marks: (text, [(label, words)], the bodies that are believed)."""

from __future__ import annotations

import pytest

from extractors.bodies.body_words import words_of
from extractors.bodies.modelled import Finnish, model_mentions
from extractors.text.finnish_model import Entity


def marked(text: str, *said: tuple[str, str]) -> list[Entity]:
    return [Entity(text.index(words), text.index(words) + len(words), label, words) for label, words in said]


ORG, GPE, PERSON = "ORG", "GPE", "PERSON"

BELIEVED = [
    ("Koneen toimitti asiakkaalle Kajonix.", [(ORG, "Kajonix")], [("Kajonix", 0.75)]),
    ("Kajonix toimitti koneen asiakkaalle.", [(ORG, "Kajonix")], [("Kajonix", 0.55)]),
    ("Koneen toimitti asiakkaalle Kajonix Marine.", [(ORG, "Kajonix Marine")], [("Kajonix Marine", 0.7)]),
    ("KAJONIX toimitti koneen asiakkaalle.", [(ORG, "KAJONIX")], [("KAJONIX", 0.75)]),
    ("Koneen toimitti asiakkaalle Kajonix.", [(PERSON, "Kajonix")], []),
    ("Koneen toimitti asiakkaalle Kajonix\nMarine aloitti.", [(ORG, "Kajonix\nMarine")], [("Kajonix", 0.75)]),
    ("Sijoitus tuli eilen Varmasta.", [(ORG, "Varmasta")], [("Varma", 0.75)]),
    ("The server is added to the list by Kajonix.", [(ORG, "Kajonix")], []),
    ("Taloudelliset toimintaedellytykset (TAHE) heikkenivät.", [(ORG, "TAHE")], []),
    ("Koneen toimitti asiakkaalle Kajonix.local Marine.", [(ORG, "Kajonix.local Marine")], []),
    ("Koneen toimitti asiakkaalle ”Kajonix Marine” eilen.", [(ORG, "Kajonix Marine")], []),
    ("Asian esitteli tänään Pekka Graenitz.", [(ORG, "Graenitz")], []),
    (
        "Ojia on Quenan, Sohagin ja Luxarin alueilla.",
        [(GPE, "Quenan"), (ORG, "Sohagin"), (GPE, "Luxarin")],
        [],
    ),
    ("Ojia on Quenan alueella, ja Sohaqin myös.", [(GPE, "Quenan"), (ORG, "Sohaqin")], [("Sohaqin", 0.75)]),
    # degrees and the letters of auditors, alone or with who holds them
    ("Tilintarkastajaksi valittiin tänään KTM Liisa Peltosaari.", [(ORG, "KTM Liisa Peltosaari")], []),
    ("Päävastuullisena tilintarkastajana on Peltosaari, KHT.", [(ORG, "KHT")], []),
    ("Koneen toimitti asiakkaalle KTM Marine.", [(ORG, "KTM Marine")], [("KTM Marine", 0.7)]),
    # two names among the people of a list
    (
        "Paikalla olivat Ella Peltosaari (pj), Kari Luukkonen ja Ibru Yusuf.",
        [(PERSON, "Ella Peltosaari"), (PERSON, "Kari Luukkonen"), (ORG, "Ibru Yusuf")],
        [],
    ),
    (
        "Mukana olivat Ella Peltosaari, Ibru Yusuf ja Kari Luukkonen.",
        [(PERSON, "Ella Peltosaari"), (ORG, "Ibru Yusuf"), (PERSON, "Kari Luukkonen")],
        [],
    ),
    (
        "Mukana olivat Ella Peltosaari, Kajonix Marine ja toiset.",
        [(PERSON, "Ella Peltosaari"), (ORG, "Kajonix Marine")],
        [("Kajonix Marine", 0.7)],
    ),
    (
        "Mukana olivat Ella Peltosaari, Kari Luukkonen ja Kajonix Marine Services.",
        [(PERSON, "Ella Peltosaari"), (PERSON, "Kari Luukkonen"), (ORG, "Kajonix Marine Services")],
        [("Kajonix Marine Services", 0.7)],
    ),
    (
        "Ella Peltosaari kertoi luvuista. Kari Luukkonen siirtyi, ja Kajonix Marine palkkasi hänet.",
        [(PERSON, "Ella Peltosaari"), (PERSON, "Kari Luukkonen"), (ORG, "Kajonix Marine")],
        [("Kajonix Marine", 0.7)],
    ),
    ("UTLÅTANDE OM FASTIGHETSSKATTEN", [(ORG, "UTLÅTANDE OM FASTIGHETSSKATTEN")], []),
]


@pytest.mark.parametrize(("text", "said", "expected"), BELIEVED)
def test_what_the_model_marks_is_weighed(
    text: str, said: list[tuple[str, str]], expected: list[tuple[str, float]]
) -> None:
    found = list(model_mentions(text, words_of(text), marked(text, *said)))
    assert [(m.name, m.sure) for m in found] == expected


def test_nothing_is_asked_of_what_is_not_sifted() -> None:
    text = "Asia tuli hallituksen pöydälle."
    found = list(model_mentions(text, words_of(text), marked(text, (ORG, "hallituksen")), sift=False))
    assert [m.sure for m in found] == [0.5]
    assert list(model_mentions(text, words_of(text), marked(text, (ORG, "hallituksen")))) == []


def test_in_a_text_about_data_a_single_word_is_no_body() -> None:
    """buildingPermitIssue, buildingKind ...: the interface's own words"""
    data = " ".join(f"kentt{letter}Tieto" for letter in "abcdefgh")
    text = f"Kuvaus kertoo, mitä rekisteri tallentaa: {data}. Tiedot toimittaa Kajonix, koneen Kajonix Marine."
    said = (ORG, "Kajonix"), (ORG, "Kajonix Marine")
    assert [m.name for m in model_mentions(text, words_of(text), marked(text, *said))] == ["Kajonix Marine"]
    assert [m.name for m in model_mentions(text[-52:], words_of(text[-52:]), marked(text[-52:], *said))] == [
        "Kajonix",
        "Kajonix Marine",
    ]


@pytest.mark.parametrize(
    ("text", "finnish"),
    [
        ("Kokous päätti asiasta yksimielisesti.", True),
        ("Add the server to the list", False),
        ("KAJONIX 2026", True),
    ],
)
def test_where_a_text_is_finnish(text: str, finnish: bool) -> None:
    assert Finnish(text).around(3) is finnish
