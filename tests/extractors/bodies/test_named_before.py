"""Bare nouns for the body named before: what they may stand for, and where they stand for none."""

from __future__ import annotations

import pytest

from extractors.bodies import find_bodies
from extractors.model.document import Document


def named(text: str, language: str = "fi") -> dict[str, list[str]]:
    document = Document(id="d", text=text, language=language)
    return {b.name: [e.quote for e in b.evidence] for b in find_bodies(document, ())}


TAX, FOOD = "Verohallinto", "Ruokavirasto"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ruokavirasto julkaisi ohjeen. Viraston mukaan ohje koskee kaikkia.", ["Viraston"]),
        ("Ruokavirasto julkaisi ohjeen, ja tämä virasto valvoo sitä.", ["virasto"]),
        ("Ruokavirasto julkaisi ohjeen. Kyseinen virasto valvoo sitä.", ["virasto"]),
        ("Ruokavirasto julkaisi ohjeen. Uusi virasto valvoo sitä.", []),
        ("Ruokavirasto julkaisi ohjeen. Muu virasto valvoo sitä.", []),
        ("Ruokavirasto julkaisi ohjeen. Asukkaiden virasto valvoo sitä.", []),
        ("Ruokavirasto julkaisi ohjeen. Virasto tai laitos valvoo sitä.", []),
        ("Ruokavirasto julkaisi ohjeen. Kunta- ja virasto valvovat sitä.", []),
        ("Ruokavirasto julkaisi ohjeen. Luvat myöntää virasto Ahjo.", []),
        ("Ruokavirasto julkaisi ohjeen. Virastot valvovat sitä.", []),
        ("Ruokavirasto julkaisi ohjeen. VIRASTO", []),
        ("Ruokavirasto julkaisi ohjeen. Siitä kertoi Virasto eilen.", []),
        ("Ruokavirasto julkaisi ohjeen. Kunta valvoo sitä.", []),
        ("Virasto valvoo. Ruokavirasto julkaisi ohjeen.", []),
        ("Ruokavirasto julkaisi ohjeen." + " Ohje on pitkä." * 40 + " Virasto valvoo sitä.", []),
        ("Ruokavirasto julkaisi ohjeen.\n\nA\n\nB\n\nC\n\nVirasto valvoo sitä.", []),
    ],
)
def test_nouns_for_the_agency_named_before(text: str, said: list[str]) -> None:
    assert named(text)[FOOD] == [FOOD, *said]


def test_of_several_bodies_the_one_of_the_paragraph_is_meant() -> None:
    text = "Ruokavirasto antoi luvan.\nEnergiavirasto antoi toisen. Virasto valvoo sitä."
    assert named(text)["Energiavirasto"] == ["Energiavirasto", "Virasto"]
    assert named("Ruokavirasto ja Energiavirasto sopivat. Virasto valvoo sitä.")["Energiavirasto"] == ["Energiavirasto"]


@pytest.mark.parametrize(
    ("text", "name", "quotes", "language"),
    [
        ("Kotkan kaupunki rakentaa. Kaupungin osuus on suuri.", "Kotkan kaupunki", 2, "fi"),
        ("Kotkan kaupunki rakentaa. Kunnan osuus on suuri.", "Kotkan kaupunki", 1, "fi"),
        ("Malli Oy laajenee. Yhtiö kertoi asiasta.", "Malli Oy", 2, "fi"),
        ("Sivistyslautakunta kokoontui. Kunta maksaa.", "Sivistyslautakunta", 1, "fi"),
        ("Sivistyslautakunta kokoontui. Lautakunta päätti.", "Sivistyslautakunta", 2, "fi"),
        ("Finansministeriet bereder lagen. Ministeriets förslag kommer.", "Finansministeriet", 2, "sv"),
        ("Vasa stad bygger ut. Stadens andel är stor.", "Vasa stad", 2, "sv"),
        ("The Ministry of Finance prepares the act. The ministry will decide.", "Ministry of Finance", 2, "en"),
        ("The Ministry of Finance prepares the act. Each ministry will decide.", "Ministry of Finance", 1, "en"),
    ],
)
def test_nouns_of_each_kind_and_language(text: str, name: str, quotes: int, language: str) -> None:
    assert {n: len(q) for n, q in named(text, language).items()} == {name: quotes}


def test_the_reason_is_told() -> None:
    (body,) = find_bodies(Document(id="d", text="Ruokavirasto julkaisi ohjeen. Viraston mukaan se riittää."), ())
    assert body.reason == "“Viraston” is the agency named before"
    assert body.aliases == ()


FAR = " Ohje on pitkä." * 40

TAILS = [
    # what a longer name ends in stands for it
    ("fi", "Kuusaan ympäristökeskus antoi luvan. Ympäristökeskus valvoo ehtoja.", ["Ympäristökeskus"]),
    (
        "fi",
        "Kuusaan hallinto-oikeus hylkäsi sen. Päätöksen mukaan hallinto-oikeuden ratkaisu sitoo.",
        ["hallinto-oikeuden"],
    ),
    ("fi", "Kuusaan ympäristökeskus antoi luvan. Uusi ympäristökeskus valvoo ehtoja.", []),
    ("fi", "Kuusaan ympäristökeskus antoi luvan. Osaamiskeskus valvoo ehtoja.", []),
    ("fi", "Kuusaan ympäristökeskus antoi luvan. Ympäristökeskukset valvovat ehtoja.", []),
    ("fi", "Kuusaan ympäristökeskus ja Salon ympäristökeskus kävivät. Ympäristökeskus valvoo.", []),
    ("fi", "Kuusaan komissio päätti. Sen komission jäsenet vaihtuivat.", []),
    # far below only with a capital, and only where the text names no other
    ("fi", f"Kuusaan ympäristökeskus antoi luvan.{FAR} Ympäristökeskus valvoo.", ["Ympäristökeskus"]),
    ("fi", f"Kuusaan ympäristökeskus antoi luvan.{FAR} Sitä ympäristökeskus valvoo.", []),
    ("fi", f"Kuusaan ympäristökeskus.{FAR} Ympäristökeskus valvoo. Salon ympäristökeskus jatkaa.", []),
    ("fi", f"Ympäristökeskus valvoo.{FAR} Kuusaan ympäristökeskus antoi luvan.", []),
    ("sv", "Lunda förvaltningsdomstol upphävde det. Förvaltningsdomstolens beslut gäller.", ["Förvaltningsdomstolens"]),
    ("sv", "Lunda högskola byggs om. Det nya i högskolan är salen.", ["högskolan"]),
    ("sv", "Lunda skola byggs om. Det nya i skolan är salen.", []),
    ("sv", "Lunda skola byggs om. Förvaltningsdomstolens beslut gäller.", []),
    ("sv", "Europeiska kommissionen ger stöd. Enligt kommissionen räcker det.", ["kommissionen"]),
]


@pytest.mark.parametrize(("language", "text", "said"), TAILS, ids=[text[:60] for _, text, _ in TAILS])
def test_the_last_word_of_a_name_stands_for_it(language: str, text: str, said: list[str]) -> None:
    full = text.partition(" ")[0]
    mentions = next((quotes for name, quotes in named(text, language).items() if name.startswith(full)), [])
    assert mentions[1:] == said
