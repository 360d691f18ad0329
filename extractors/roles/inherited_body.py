"""Whose a role is where the words of its title do not say: the body of its row, its list or the heading above it.

Malli Maija | johtaja | Kelan tutkimus        the cell of the row that is a body
johtaja Maija Malli, p. 0295 123 456, Kela    after the number
Kela, johtaja Maija Malli ja lakimies Matti Malli     named once, before all of them
Kelasta paikalla olivat johtaja Maija Malli ja lakimies Matti Malli
Kela                                          alone on the line above
johtaja Maija Malli
"""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.owner.led_by import by_leading_it
from extractors.roles.town_titles import IN_CASES, town_in_case
from extractors.text.morphology import readings

_PHONE = r"[,;]?\s(?:(?:p|puh|puhelin|tel|tfn|gsm|matkapuhelin)\b\.?:?\s?)?\+?\(?\d[\d ()–-]{5,}\d"
# ", puh. 0295 123 456, Kela".
NUMBERS = re.compile(rf"(?:{_PHONE}|[,;]?\s[\w.+-]+(?:@|\(at\))[\w.-]+\w){{1,3}}[,;]\s")
LEAD = re.compile(r"(?:[^\W\d_][\w /]{2,30}(?:\(t\))?:[ ])?[ ]*[-•*–]?[ ]*")
"""What may stand before the body that a line or sentence begins with: a mark of a list, "Lisätietoja: "."""

OPENS_LIST = re.compile(r"(?: [a-zåäö-]+){0,3}[,:]\s")
"""What stands between the body of a list and its people: "Kela, ", "Oulun yliopiston viestintä: "."""

# "Kelasta paikalla olivat".
FROM = re.compile(r"(?:st[aä]|lt[aä]|[A-Z]:[a-zåäö]*t[aä])\Z")
# "Kela on nimittänyt", "valinnut", "utsåg".
APPOINTS = re.compile(r"\b(?:nimit\w+|valin\w+|valits\w+|palk\w+|rekryto\w+|utse\w*|utsåg|utnämn\w*|appoint\w*)\b")
ELECTS = re.compile(r"(?:valtuusto|kirkkoneuvosto|fullmäktige|kyrkoråd(?:et)?)$", re.I)
"""Elected organs, whatever kind the lexicon says: what they fill are posts of the parish or the town."""

APPOINT_OTHERS = frozenset(
    {
        "ministry",
        "government",
        "ministerial committee",
        "council",
        "committee",
        "board",
        "section",
        "municipal board",
        "regional board",
        "county board",
        "parliament",
        "parliamentary committee",
        "court",
        "party",
    }
)
"""Kinds of body that give posts in other bodies than themselves."""

FROM_REACH = 300
"""Characters from "Kelasta paikalla olivat" to the last of its people."""

LEAD_WORDS = 6
"""Words between the body of a list and its first name: "Oulun yliopiston viestintä: vs. viestintäjohtaja"."""

REACH = 12
"""Lines up to the heading of a block of contact cards."""


def inherited_body(scene: Scene, claim: RoleClaim) -> str | None:
    """The body a role without one belongs to by where it stands; None where that is not clear."""
    return (
        _of_row(scene, claim)
        or _after_number(scene, claim)
        or _in_bracket(scene, claim)
        or _of_list(scene, claim)
        or _doing(scene, claim)
        or by_leading_it(scene, claim)
        or _by_short_name(scene, claim)
        or _in_municipality(scene, claim)
        or _of_heading(scene, claim)
        or _appointing(scene, claim)
        or _of_section(scene, claim)
    )


def _of_row(scene: Scene, claim: RoleClaim) -> str | None:
    """The only body that fills a cell of the row, which speaks of one person."""
    start, end = scene.view.line(claim.start)
    row = scene.text[start:end]
    # "Malli Maija | johtaja | Kelan tutkimus".
    if "|" not in row:
        return None
    at, found = start, []
    for cell in row.split("|"):
        lead = at + len(cell) - len(cell.lstrip())
        body = scene.body_starting(lead)
        # A cell that is a body and no more.
        if body and not scene.text[body[0] : at + len(cell)].strip(" .,"):
            found.append(body[1])
        at += len(cell) + 1
    names = {who.name for who in scene.people if start <= who.start < end}
    return found[0] if len(names) == 1 and len(set(found)) == 1 else None


def _after_number(scene: Scene, claim: RoleClaim) -> str | None:
    m = NUMBERS.match(scene.text, claim.end)
    body = scene.body_starting(m.end()) if m else None
    return body[1] if body and re.match(r"\s*(?:$|\n|[,;.)])", scene.text[body[0] : body[0] + 3]) else None


def _in_bracket(scene: Scene, claim: RoleClaim) -> str | None:
    """The body before a bracket that holds a title and a name: "Metsäkone Malli Oy (tj. Eero Malli)"."""
    if claim.rule != "title before" or scene.text[claim.start - 1 : claim.start] != "(":
        return None
    body = scene.body_ending(claim.start - 1)
    if body is None or scene.text[claim.end : claim.end + 1] not in (")", ","):
        return None
    who = scene.person_before(body[0])
    home = who is not None and scene.text[who.end : body[0]] in (", ", " ")
    return None if home else body[1]  # "Maija Malli, Kela (varajäsen Tero Malli)": where the first one works


# "Asiaa Kelan kansliassa hoitaa".
_DOES = re.compile(
    r"[ ](?:hoitaa|vastaa|toimii|antaa|antavat|työskentelee|palvelee|esittelee|avustaa)[ ](?:[^\W\d_]+[ ]){0,3}\Z"
)


# "Kelan puolesta johtaja Maija Malli".
_ON_BEHALF = re.compile(r"[ ](?:puolesta|nimissä|edustajana|edustajina)[ ]\Z")


def _doing(scene: Scene, claim: RoleClaim) -> str | None:
    """The body in which something is done: "Asiaa Kelan kansliassa hoitaa notaari Maija Malli"."""
    if claim.rule != "title before":
        return None
    behalf = _ON_BEHALF.search(scene.text, max(0, claim.start - 20), claim.start)
    sender = scene.body_ending(behalf.start()) if behalf else None
    if sender:
        return sender[1]
    m = _DOES.search(scene.text, max(0, claim.start - 60), claim.start)
    body = scene.body_ending(m.start()) if m else None
    said = scene.text[body[0] : m.start()] if m and body else ""
    return body[1] if body and re.search(r"(?:s[st]|l[lt])[aä]\Z", said) else None


_EMPTY_LINE = re.compile(r"\n\s*\n")


def _of_list(scene: Scene, claim: RoleClaim) -> str | None:
    """The body that a line, a sentence or its part after a semicolon begins with, if only people follow it."""
    if claim.rule not in ("title before", "title after", "list"):
        return None
    line = scene.view.line(claim.start)[0]
    mark = scene.text.rfind("; ", line, claim.start)
    for start in {line, scene.sentence(claim.start)[0], line if mark < 0 else mark + len("; ")}:
        lead = LEAD.match(scene.text, start, claim.start)
        at = lead.end() if lead else start
        body = scene.body_starting(at) or scene.body_starting(start)
        if body is None or body[0] > claim.start:
            continue
        between = scene.text[body[0] : claim.start]
        # A second body, a sentence that ends, or an empty line.
        if scene.body_between(body[0], claim.start) or scene.parted(body[0], claim.start + 1):
            continue
        if _EMPTY_LINE.search(between):
            continue
        said = scene.text[at : body[0]].strip()
        # "Kela, johtaja Maija Malli ja lakimies Matti Malli".
        if OPENS_LIST.match(between) and _only_people(scene, body[0] + 1, claim.start):
            return body[1]
        # "Kelasta paikalla olivat johtaja Maija Malli".
        if FROM.search(said) and len(between) < FROM_REACH:
            return body[1]
    return None


def _only_people(scene: Scene, start: int, end: int) -> bool:
    """Do only people, their titles and numbers stand in a span, and no sentence of its own?"""
    first = scene.person_from(start, end)
    lead = scene.text[start : first.start if first else end]
    return len(lead.split()) <= LEAD_WORDS and not re.search(
        r"\b(?:on|oli|ovat|päät\w+|esit\w+|ehdot\w+)\b", scene.text[start:end]
    )


# "Vesirannan Satama Oy" is "Vesirannan Satama".
_SUFFIX = re.compile(r"[ ](?:Oyj?|Ab|Abp|ry|rf|sr|Ky)\Z")


def _by_short_name(scene: Scene, claim: RoleClaim) -> str | None:
    """The body whose name ends in the noun before the title: "Vesirannan Satama Oy ... Sataman toimitusjohtaja"."""
    before = scene.view.word_before(claim.start)
    if before is None or scene.text[before.end : claim.start] != " ":
        return None
    if coined := _by_first_word(scene, claim, before.text):
        return coined
    nouns = {r.lemma.casefold() for r in readings(before.text) if r.case == "genitive" and r.word_class == "nimisana"}
    ends = tuple(noun for noun in nouns if len(noun) >= SHORTEST_NOUN)
    bare = {name: _SUFFIX.sub("", name).casefold() for name in scene.bodies_in(0, claim.start)} if ends else {}
    meant = [name for name, said in bare.items() if said.endswith(ends)]
    apart = len(meant) == 1 and bare[meant[0]].endswith(tuple(f" {noun}" for noun in ends))
    return meant[0] if apart else None


def _by_first_word(scene: Scene, claim: RoleClaim, said: str) -> str | None:
    """The company of one coined word that a genitive is of: "Kesäruoka Oy ... Kesäruoan laatujohtaja"."""
    # "Kesäruoan".
    if not said[0].isupper() or not said.endswith("n"):
        return None
    bare = {name: _SUFFIX.sub("", name) for name in scene.bodies_in(0, claim.start) if _SUFFIX.search(name)}
    meant = [name for name, word in bare.items() if " " not in word and _is_genitive_of(said, word)]
    return meant[0] if len(meant) == 1 else None


def _is_genitive_of(said: str, word: str) -> bool:
    """Can a word be the genitive of a name, by all but their last two letters?

    >>> _is_genitive_of("Kesäruoan", "Kesäruoka"), _is_genitive_of("Kesän", "Kesäruoka")
    (True, False)
    """
    shared = word[: max(SHORTEST_NOUN, len(word) - 2)]
    return said.startswith(shared) and abs(len(said) - len(word)) <= CASE_LETTERS


CASE_LETTERS = 2
"""Letters by which a genitive may be longer or shorter than its name: "Tiepinta", "Tiepinnan"."""

SHORTEST_NOUN = 4
"""Letters of a noun that a body can be called by: "talo", "koulu"."""


def _in_municipality(scene: Scene, claim: RoleClaim) -> str | None:
    """The one municipality that the sentence names before its officer: "I Ekvalla stad säger stadskamrer Malli"."""
    if claim.rule != "title before" or not claim.role.startswith(tuple(wordlist("offices")["municipal"])):
        return None
    start, _ = scene.sentence(claim.start)
    names = {n for n in scene.bodies_in(start, claim.start) if scene.kinds.get(n) == "municipality"}
    if len(names) == 1:
        return names.pop()
    towns = {town for m in _PLACE.finditer(scene.text, start, claim.start) if (town := town_in_case(m[0], IN_CASES))}
    return towns.pop() if len(towns) == 1 and not names else None


_PLACE = re.compile(r"\b[A-ZÅÄÖ][\w-]+(?:ss|ll)[aä]\b")
""" "Nurmeksessa hanketta odotetaan, kertoo (kaupunginjohtaja)"."""


def _of_heading(scene: Scene, claim: RoleClaim) -> str | None:
    """The body alone on the line above a card, or above the cards that follow one another without a blank line."""
    start, _ = scene.view.line(claim.start)
    if not LEAD.fullmatch(scene.text, start, claim.start):
        return None
    blank = False
    for turn in range(REACH):
        if start == 0:
            return None
        above, above_end = scene.view.line(start - 1)
        line = scene.text[above:above_end]
        if not line.strip():
            if turn or blank:
                return None
            blank, start = True, above
            continue
        at = above + len(line) - len(line.lstrip())
        body = scene.body_starting(at)  # not an item of a list
        if body and not scene.text[body[0] : above_end].strip(" :"):
            return None if _ends_a_card(scene, above) else body[1]
        if blank or not (scene.person_from(above, above_end) or re.search(r"\d{4}|@|\(at\)", line)):
            return None
        start = above
    return None


def _of_section(scene: Scene, claim: RoleClaim) -> str | None:
    """The ministry alone on a line above the appointments of its branch, where the document has several such lines."""
    if not claim.verbal or claim.role.split()[-1] in IN_A_GROUP:
        return None
    lines = scene.ministry_lines
    at = bisect_left(lines, (claim.start, ""))
    return lines[at - 1][1] if at and len({name for _, name in lines}) > 1 else None


IN_A_GROUP = frozenset({"puheenjohtaja", "varapuheenjohtaja", "jäsen", "varajäsen", "sihteeri"})
"""Tasks that are of a group or an organ, not of the ministry under whose name they are given."""


def _ends_a_card(scene: Scene, start: int) -> bool:
    """Does the line above one belong to a person, whose body the line then names?"""
    if start == 0:
        return False
    above, above_end = scene.view.line(start - 1)
    line = scene.text[above:above_end]
    if not line.strip():
        return False
    higher = scene.view.line(above - 1)[0] if above else above
    return scene.person_from(higher, above_end) is not None and not re.search(r"\d{4}|@|\(at\)", line)


def _appointing(scene: Scene, claim: RoleClaim) -> str | None:
    """The body that the sentence says fills a post of its own: "Kela on nimittänyt Maija Mallin johtajaksi"."""
    # "Kela on nimittänyt Maija Mallin johtajaksi".
    if not claim.verbal:
        return None
    start, _ = scene.sentence(claim.start)
    start += len(scene.text[start:]) - len(scene.text[start:].lstrip())
    body = scene.body_starting(start)
    if body is None or body[0] > claim.start or scene.body_between(body[0], claim.end):
        return None
    known = known_body(body[1])
    kind = known.kind if known else scene.kinds.get(body[1], "body")
    said = scene.text[start : body[0]].split()[-1].casefold()
    shorts = {short.casefold() for short in (*known.abbr, *known.weak)} if known else set()
    # "Kela nimitti", not "Kelassa nimitettiin".
    subject = said == body[1].split()[-1].casefold() or said in shorts
    after = scene.text[body[0] : body[0] + 60]
    others = kind in APPOINT_OTHERS or ELECTS.search(body[1]) is not None
    return body[1] if subject and not others and APPOINTS.search(after) else None
