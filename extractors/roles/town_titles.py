"""Titles that a town's name beside them makes the town's: "Porin kaupunginjohtaja", "stadsdirektör ... i Vasa"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.known_bodies import known_body, municipality
from extractors.roles.context import Scene
from extractors.roles.title_phrases import TitlePhrase
from extractors.text.morphology import readings

PLACE = re.compile(r"[ ]i[ ]([A-ZÅÄÖ][\w-]+)")
FROM_TOWN = re.compile(r"[ ]([A-ZÅÄÖ][\w-]+(?:st|lt)[aä])\b")
FROM_CASES, IN_CASES = ("elative", "ablative"), ("inessive", "adessive")
LOCAL = re.compile(r"(?:johtaja|päällikkö|pormestari|sihteeri|arkkitehti|lakimies|insinööri|controller)$")
"""What the titles end in that a town's name before them makes the town's."""


def swedish_town(scene: Scene, phrase: TitlePhrase, end: int) -> str | None:
    """The municipality of a Swedish local title: "kommundirektör Maija Malli i Ingå", "stadsdirektör i Vasa"."""
    if not phrase.role.startswith(("stads", "kommun")):
        return None
    m = PLACE.match(scene.text, end)
    return swedish_municipality(m[1]) if m else None


def town_of_post(scene: Scene, phrase: TitlePhrase, end: int) -> str | None:
    """The municipality of a post told by the way: "Karin Malli, tidigare ekonomidirektör i Kyrkslätt"."""
    m = PLACE.match(scene.text, end) if phrase.role.endswith(LOCAL_SV) else None
    return swedish_municipality(m[1]) if m else None


LOCAL_SV = ("direktör", "chef", "sekreterare", "arkitekt", "planerare", "jurist", "ingenjör")
"""Ends of Swedish titles whose town is the employer's: "utvecklingsdirektör i Träskända"."""


def swedish_municipality(place: str) -> str | None:
    """The municipality of a place by its Swedish name: "Vasa" is that of Vasa stad, "Ingå" of Ingå kommun."""
    known = known_body(f"{place} stad") or known_body(f"{place} kommun")
    return (known.sv or known.name) if known else None


def from_town(scene: Scene, phrase: TitlePhrase, end: int) -> str | None:
    """The municipality a local title's holder comes from: "kaupunginjohtaja Maija Malli Jyväskylästä"."""
    m = FROM_TOWN.match(scene.text, end) if re.match(r"(?:vs\. |va\. )?(?:kaupungin|kunnan)", phrase.role) else None
    return town_in_case(m[1], FROM_CASES) if m else None


def town_in_case(word: str, cases: Sequence[str]) -> str | None:
    """The municipality that a word names in one of some cases.

    >>> town_in_case("Jyväskylästä", FROM_CASES), town_in_case("Jyväskylän", FROM_CASES)
    ('Jyväskylän kaupunki', None)
    """
    places = (r.lemma for r in readings(word) if r.word_class == "paikannimi" and r.case in cases)
    found = (municipality(place.capitalize()) for place in places)
    return next((known.name for known in found if known), None)


def town_before(scene: Scene, phrase: TitlePhrase) -> str | None:
    """The municipality in the genitive before a local title: "Porin kaupunginjohtaja", "Tampereen sivistysjohtaja"."""
    w = scene.view.word_before(phrase.start)
    if w is None or scene.text[w.end : phrase.start] != " " or not w.text[0].isupper() or not w.text.endswith("n"):
        return None
    if re.search(r"n \w+$", phrase.role):
        return None  # "Kuopion erityisvastuualueen johtaja"
    local = re.search(r"\b(kaupungin|kunnan)", phrase.role)
    for noun in ("kaupunki", "kunta"):
        known = known_body(f"{w.text} {noun}")
        if known and known.kind == "municipality" and (local or LOCAL.search(phrase.role)):
            return known.name
    read = readings(w.text)
    town = [r for r in read if r.case == "genitive" and not r.lemma.endswith(("kunta", "kaupunki"))]
    # "Harjalinnan" is no everyday word, and opens a sentence too; "Entisen" and "Kokouksen" are no towns there.
    coined = not read or any(r.parts for r in town) or any(r.word_class in ("paikannimi", "nimi") for r in town)
    if local and (coined if scene.view.starts_sentence(w.start) else town or not read):
        return f"{w.text} {'kaupunki' if local[1] == 'kaupungin' else 'kunta'}"
    return None
