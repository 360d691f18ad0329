"""Members told by the seat that a verb gives, holds or takes in a group, with or without a title of their own.

Hallitukseen valittiin Maija Malli, Kari Lohi ja Pia Salo.        Uutena hallitukseen nousi Maija Malli.
Työryhmään kuuluvat johtaja Maija Malli ja tutkija Kari Lohi.     Hallituksessa jatkavat Maija Malli ja Kari Lohi.
Maija Malli kuuluu Alfa Oy:n hallitukseen.                        Kari Lohi istuu kirkkovaltuustossa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim, fits
from extractors.roles.context import GROUP, NamedPerson, Scene, genitive_group
from extractors.roles.title_phrases import first_phrase
from extractors.text.head_nouns import head_of

RULE = "seat"
MEMBER = "jäsen"

_ADVERB = r"(?:(?:lisäksi|myös|edelleen|jatkossa|nyt|tänään|uutena|uusina|uudeksi|uusiksi|mm\.|muun muassa)[ ])"
_INTO = r"(?:een|aan|ään|iin|oon|öön|uun|yyn|hin|seen)"
_IN = r"(?:ssa|ssä)"
SEATS = re.compile(
    rf"\b(?P<group>[\w-]+(?:{_INTO}|{_IN}))[ ]{_ADVERB}*"
    r"(?:kuulu(?:u|vat|i|ivat)|valittiin|valitaan|nime(?:ttiin|tään)|nimite(?:ttiin|tään)|nous(?:i|ivat|ee|evat)|kutsutt?iin"
    r"|tul(?:i|ivat|ee|evat)|istu(?:u|vat|i|ivat)|jatka(?:a|vat)|jatkoi(?:vat)?|ovat|olivat|pala(?:si|sivat|a|avat)"
    r"|äänestettiin)[ ]"
    rf"{_ADVERB}*(?:jäsenet[ ]|jäseniksi[ ]|jäseninä[ ])?"
)
"""A group in the illative or inessive, a verb, and then the names."""

SITS = re.compile(
    r"[ ](?:kuuluu|kuului|on[ ]kuulunut|istuu|istui|on[ ]istunut|on[ ]valittu|valittiin|valitaan|nousi|nousee"
    rf"|nimitettiin|on[ ]nimitetty|nimettiin|on[ ]nimetty)[ ]{_ADVERB}*"
)
"""What stands between a name and the group it sits in."""

GROUP_REACH = 70
"""Characters of the longest group after the verb: "Suomen Ympäristöteollisuuden Keskusliiton hallitukseen"."""

BRACKET = re.compile(r"[ ]\(([^()\n]{1,40})\)")
AND = re.compile(r"(?:,|,?[ ](?:ja|sekä))[ ](?:uutena[ ])?")
TOWN = re.compile(r"[ ][A-ZÅÄÖ][\w-]+(?:st|lt)[aä]\b")
"""Where a member comes from: "Kirsi Malli Kuopiosta"."""

ENDS = re.compile(r"[ ]?(?:[.,;:)(\n–]|\Z|(?:ja|sekä)\b)")
"""What may stand after a name of such a list; "valtuustossa on Maija Mallin mukaan" goes on otherwise."""


def seats(scene: Scene) -> Iterator[RoleClaim]:
    """The members that such sentences name."""
    for m in SEATS.finditer(scene.text):
        group = _group(scene, m.start("group"), m.end("group"))
        if group is not None:
            yield from _listed(scene, m, *group)
    for who in scene.people:
        sits = SITS.match(scene.text, who.end)
        if sits and _whole(scene, who):
            yield from _sitting(scene, who, sits.end())


def _group(scene: Scene, start: int, end: int) -> tuple[str, str | None] | None:
    """(what its member is called, the group's name) of a word, where it is an organ or a group."""
    body = scene.body_until.get(end)
    if body and GROUP.search(body[1]) and scene.kinds.get(body[1]) not in ("agency", "ministry"):
        return MEMBER, body[1]
    form = head_of(scene.text[start:end].lower())
    if body or form is None or form.case not in ("illative", "inessive") or not GROUP.search(form.lemma):
        return None
    return f"{genitive_group(form.lemma)} {MEMBER}", None


def _listed(scene: Scene, m: re.Match[str], role: str, body: str | None) -> Iterator[RoleClaim]:
    at, end = m.end(), scene.sentence(m.start())[1]
    found = []
    while who := _named(scene, at, end):
        bracket = BRACKET.match(scene.text, who.end)
        after = bracket.end() if bracket else who.end
        if not _whole(scene, who):
            break
        if not ENDS.match(scene.text, after):
            # "Maija Malli Kelasta ja Kari Lohi THL:stä".
            placed, town = scene.body_starting(after + 1), TOWN.match(scene.text, after)
            if placed is None and town is None:
                break
            after = placed[0] if placed else town.end() if town else after
        joint = AND.match(scene.text, after)
        if bracket is None or title(bracket[1]) is None:
            found.append(who)
        if joint is None:
            break
        at = joint.end()
    for who in found:
        yield RoleClaim(who.name, role, body, m.start("group"), who.end, RULE, who.end)


def _sitting(scene: Scene, who: NamedPerson, at: int) -> Iterator[RoleClaim]:
    """The group that the words after the verb are, with its owner before it: "Alfa Oy:n hallitukseen"."""
    end = min(scene.sentence(who.start)[1], at + GROUP_REACH)
    w = scene.view.word_after(max(0, at - 1))
    while w is not None and w.end <= end and scene.text[w.start - 1] != "\n":
        if re.fullmatch(rf"[\w-]+(?:{_INTO}|{_IN})", w.text) and (group := _group(scene, w.start, w.end)):
            owner = scene.body_ending(w.start) if group[1] is None else None
            yield RoleClaim(
                who.name, group[0], group[1] or (owner[1] if owner else None), who.start, w.end, RULE, w.end
            )
            return
        if scene.text[w.end : w.end + 1] not in (" ", ":", "-") or title(w.text):
            return
        w = scene.view.word_after(w.end)


def _whole(scene: Scene, who: NamedPerson) -> bool:
    """Does a name stand in its base form, as subjects and the objects of a passive do?"""
    return who.name.casefold().endswith(scene.text[who.start : who.end].split()[-1].casefold())


def _named(scene: Scene, at: int, end: int) -> NamedPerson | None:
    """The person who stands at an offset, a title before the name allowed."""
    who = scene.person_from(at, end)
    if who is None or who.start == at:
        return who
    phrase = first_phrase(scene.view, at, who.start)
    if phrase is None or phrase.end != who.start - 1 or scene.people_in(at, phrase.start):
        return None
    # "valiokunnassa ovat olleet kuultavina neuvos Maija Malli": not what is said of the group.
    return who if "\n" not in scene.text[at : who.start] and fits(scene, at, phrase, "") else None
