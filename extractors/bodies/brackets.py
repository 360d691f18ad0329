"""Bodies in brackets: after a person's name ("Jussi Virtanen (Kuopio)"), or alone on a line under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import words_of
from extractors.bodies.head_nouns.modifiers import technical
from extractors.bodies.lexical import lexical_mentions
from extractors.bodies.slots import LAYER, SURE, names_body
from extractors.lexicon.known_bodies import municipality
from extractors.people.titles import is_title_word
from extractors.text.abbreviations import stands_for
from extractors.text.morphology import readings

# "Jussi Virtanen (Kuopio)", "Virtanen, Jussi (Kuopio)".
_PERSON = re.compile(r"\b[A-ZÅÄÖ][\w’'-]{1,60},? +[A-ZÅÄÖ][\w’'-]{1,60} *\((?P<body>[^()\n\d]{1,60})\)")
# "(Merikeskus Vellamo)" on a line by itself.
_LINE = re.compile(r"^[ \t]*\((?P<body>[^()\n\d]{2,60})\)[ \t]*$", re.MULTILINE)
# "(pj)", "(varalla)", "(poissa)".
_TITLES = re.compile(r"^(?:pj|puh|vpj|siht|vara|varalla|pois|poissa|etä|Teams|ks|s|k)\b\.?", re.IGNORECASE)

ONE_LIST = 300
"""Letters within which names with brackets stand in one list: "Jussi Virtanen (Kuopio), Reeta Korhonen (Varkaus)"."""

NAME_WORDS = 4
"""Words in brackets that may be a body's name; more of them are a remark."""


def bracket_mentions(text: str) -> Iterator[BodyMention]:
    """All bodies in brackets; a place name there means the municipality.

    >>> [(m.name, m.known) for m in bracket_mentions("Jussi Virtanen (Kuopio), Reeta Korhonen (Varkaus)")]
    [('Kuopion kaupunki', 'kunta-kuopio'), ('Varkauden kaupunki', 'kunta-varkaus')]
    """
    people = list(_PERSON.finditer(text))
    for at, m in enumerate(people):
        neighbours = (*people[max(0, at - 1) : at], *people[at + 1 : at + 2])
        row = any(abs(other.start() - m.start()) < ONE_LIST for other in neighbours)
        yield from _mention(m, loose=row, titled=_titled(text, m.start()))
    lines = list(_LINE.finditer(text))
    for m in lines:
        yield from _mention(m, loose=False, place=len(lines) > 1)


def _defined(m: re.Match[str], said: str) -> bool:
    """Is it short for the words before it ("Web Coverage Service (WCS)"), which are nobody's name then?"""
    before = re.findall(r"[A-ZÅÄÖ][\w-]+", m.string[max(0, m.start() - 60) : m.start("body") - 1])
    return " " not in said and said[:2].isupper() and stands_for(said, " ".join(before[-6:]))


def _titled(text: str, offset: int) -> bool:
    """Does a title before the person make an employer of the brackets: "Rehtori Timo Malli (Rannan koulu)"?"""
    before = text[max(0, offset - 40) : offset].split()
    return bool(before) and text[offset - 1] in " \n" and is_title_word(before[-1])


def _mention(m: re.Match[str], *, loose: bool, place: bool = True, titled: bool = False) -> Iterator[BodyMention]:
    said = m["body"].split(",")[0].rstrip()
    start = m.start("body") + len(said) - len(said.lstrip())
    said = said.strip()
    end = start + len(said)
    if not said or _TITLES.match(said) or is_title_word(said.split()[-1]):
        return
    town = municipality(said)
    # "(Kuopio)".
    if town:
        if place:
            yield BodyMention(start, end, town.name, town.kind, "brackets", 0.85, town.id, alias=True)
        return
    for found in lexical_mentions(words_of(said)):
        if found.start == 0 and found.end == len(said):
            yield found._replace(
                start=start,
                end=end,
                layer="brackets",
                sure=0.95 if found.layer == "lexicon" else 0.8,
                name=said if found.layer == "weak" else found.name,
            )
            return
    # "(PDF)"; "Web Coverage Service (WCS)".
    if technical(said) or _defined(m, said):
        return
    # "Jussi Virtanen (Kajonix), Reeta Korhonen (Varkaus)".
    if loose and said[:1].isupper() and len(said.split()) <= NAME_WORDS and not readings(said.split()[0].lower()):
        yield BodyMention(start, end, said, "body", "brackets", 0.75)
    # "Rehtori Timo Malli (Rannan koulu)".
    elif titled and names_body(said):
        yield BodyMention(start, end, said, "body", LAYER, SURE)
