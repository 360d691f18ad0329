"""Roles beside a name: "STM:n osastopäällikkö Kari Malli", "Kari Malli, neuvotteleva virkamies, VM", signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.lexicon.wordlists import either, wordlist
from extractors.people.name_view import NameWord
from extractors.people.titles import title
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.owner.body_after import affiliation, body_at
from extractors.roles.owner.participle import owner_past_modifiers
from extractors.roles.title_phrases import (
    POST_OF_WHAT,
    TitlePhrase,
    agency_in_genitive,
    before_degree,
    first_phrase,
    phrase_at,
)
from extractors.roles.town_titles import from_town, swedish_town, town_before
from extractors.text.inflection import IN_PLACE
from extractors.text.morphology import readings
from extractors.text.sentences import sentence


class RoleClaim(NamedTuple):
    """A role one passage states; `start` and `end` span the title and the name.

    `titled` is where the title ends, for the rules of sentences; `reason` says what decided where the words do not;
    `group` is the group whose member somebody is who comes from `body`.
    """

    person: str
    role: str
    body: str | None
    start: int
    end: int
    rule: str
    titled: int = -1
    reason: str = ""
    group: str | None = None

    @property
    def verbal(self) -> bool:
        """Does a sentence say it, with a verb or the like, and not the words beside the name?"""
        return self.rule == "verb" or self.rule.startswith("parse")


# "Malli, johtaja", "Malli – johtaja", "Malli (johtaja)", "Malli | johtaja", "Malli: johtaja", and on the next line.
AFTER = re.compile(
    r"\n(?:Tehtävänimike|Titteli|Nimike|Asema|Virka|Rooli|Title|Titel)\s?:\s?|[ ]?(?:,|\(|–|-)[ ]{1,2}|[ ]?\((?!\d)"
    r"|[ ]?(?:\n[ ]*){1,2}|\s?\|\s?|,\n|[ ]?\([^()\n]{1,25}\),?[ ]|:[ ]"
)
PAST_BRACKET = re.compile(r"[ ]?\((?:[a-zåäö]{2,8}\.?|[A-ZÅÄÖ]{1,4}|\d{2} (?:v|år))\),[ ](?=[a-zåäö])")
""" "Maija Malli (kesk.), puheenjohtaja": a party or an age in brackets, then a comma and the title."""

SHORT_TITLES = frozenset([*wordlist("titles")["fi"]["short"], *wordlist("titles")["sv"]["short"]])
BEFORE = re.compile(r"[ ]{1,2}|[ ]?\n[ ]?|:[ \n]{1,2}|,[ ][a-zåäö]+l[aä]inen[ ]|[ ]?\|[ ]?")
STOP = re.compile(r"[\n;()|\d]|:(?![a-zåäö])|,\s|\s[–-]\s")
DEGREE = re.compile(either("role_patterns", "degrees"))
"""Degrees that may stand between a title and a name."""
AMONG = re.compile(r"[ ]ja[ ]\d+[ ]muu[nt]?[ ]([^\W\d_]+)")  # "Maija Malli ja 12 muun valtuutetun".
PARTICIPLE = re.compile(r"(?:v[aä]|nut|nyt)$")  # "vetävä", "johtanut".
RELATIVE = re.compile(r",?[ ](?:jonka|joiden|vars|whose)[ ]\Z")  # "Siltatekno Oy, jonka".
FOR_BODY = re.compile(r"[ ](?:för|i|vid|på|of|for)[ ](?:the )?")  # "ordföranden för bildningsnämnden".

TITLE_WITHIN = 90
"""Characters after a name within which its title stands."""

FIELD_WORDS = 5
"""Words between a name and its title that belong to it: "Kelan kehittämisen ja tutkimuksen johtaja"."""

LINE_REST = 60
"""Characters after a name on a line that is a signature or an item of a list."""

ORDINAL = re.compile(r"[1-4]\.[ ](?=[a-zåäö])")
"""The number of a post before its title: "1. varapuheenjohtaja"."""

UNION = re.compile(r"[ ]\([A-ZÅÄÖ][\w-]{1,20}\)[ ]\Z")
"""Whose post it is, in brackets before the name: "pääluottamusmies (JUKO) Kerttu Malli"."""

BRACKET = re.compile(r"[ ]\([^()\n]{1,25}\)[ ]\Z")
PLACED = re.compile(r"(?:[ ](?:i|in)[ ][A-ZÅÄÖ][\w-]+)?,?[ ]\Z")  # "ordföranden för nämnden i Vasa, ".
PAST_BODY = re.compile(r"[ ]?(?:,|\||/|-|–)[ ]?|[ ]?\n")  # "Maija Malli, Kela, johtaja".
LIST_MARK = re.compile(r"[ •*–-]*")


def beside(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The roles that the words right before and right after a mention state."""
    before = list(_before(scene, who))
    for i, phrase in enumerate(before):
        body = _union(scene, phrase) or owner_before(scene, phrase) or (body_at(scene, who.end) if i == 0 else None)
        body = body or swedish_town(scene, phrase, who.end) or from_town(scene, phrase, who.end)
        yield RoleClaim(who.name, phrase.role, body, phrase.start, who.end, "title before", phrase.end)
    if not before and (phrase_of := _before_its_body(scene, who)):
        phrase, body = phrase_of
        yield RoleClaim(who.name, phrase.role, body, phrase.start, who.end, "title before", phrase.end)
        return
    of_what = None if before else POST_OF_WHAT.search(scene.text, max(0, who.start - 90), who.start)
    if of_what and scene.person_from(of_what.start(), who.start) is None:
        said = of_what[0].strip(" ,").removeprefix("The ")
        body = owner_before(scene, TitlePhrase(*of_what.span(), said, "nominative"))
        yield RoleClaim(who.name, said, body, of_what.start(), who.end, "title before")
    for phrase in (None if before else _alone(scene, who)) or _after(scene, who):
        body = owner_before(scene, phrase) or body_at(scene, phrase.end) or affiliation(scene, who.end)
        body = body or swedish_town(scene, phrase, phrase.end)
        yield RoleClaim(who.name, phrase.role, body, who.start, phrase.end, "title after", phrase.end)
    among = AMONG.match(scene.text, who.end)
    if among and (found := title(among[1])):  # "Maija Malli ja 12 muun valtuutetun".
        yield RoleClaim(who.name, found.base, None, who.start, among.end(), "one of several")


def _union(scene: Scene, phrase: TitlePhrase) -> str | None:
    """The body in brackets between a title and the name: "pääluottamusmies (JUKO) Kerttu Malli"."""
    body = scene.body_starting(phrase.end + 2) if scene.text[phrase.end : phrase.end + 2] == " (" else None
    return body[1] if body and scene.text[body[0] : body[0] + 2] == ") " else None


def _before_its_body(scene: Scene, who: NamedPerson) -> tuple[TitlePhrase, str] | None:
    """A title, its body and the name: "ordföranden för bildningsnämnden Maija Malli"."""
    gap = PLACED.search(scene.text, max(0, who.start - 40), who.start)
    body = scene.body_ending(gap.start() if gap else who.start)
    if body is None or scene.text[who.start - 1 : who.start] != " ":
        return None
    w = scene.view.word_before(body[0])
    w = scene.view.word_before(w.start) if w and FOR_BODY.fullmatch(scene.text[w.start - 1 : body[0]]) else None
    phrase = phrase_at(scene.view, w) if w and FOR_BODY.fullmatch(scene.text[w.end : body[0]]) else None
    return (phrase, body[1]) if phrase else None


def _before(scene: Scene, who: NamedPerson) -> Iterator[TitlePhrase]:
    """The title phrases before a name, nearest first: "sisäministeri ja vihreiden puheenjohtaja Maija Malli"."""
    at = who.start
    for turn in range(MOST_TITLES):
        w = _next_to_name(scene, at) if not turn else _joined_before(scene, at)
        phrase = phrase_at(scene.view, w) if w else None
        if w is None or phrase is None or not _may_precede(scene, phrase, scene.text[w.end : at], first=not turn):
            return
        yield phrase
        at = _start_with_owner(scene, phrase)


MOST_TITLES = 3
"""Titles of one person in a row before the name."""


def _next_to_name(scene: Scene, at: int) -> NameWord | None:
    """The word right before a name, past a degree or "on": "johtaja, FT Maija Malli"."""
    union = UNION.search(scene.text, max(0, at - 30), at)
    at = union.start() if union else before_degree(scene.text, at)
    w = scene.view.word_before(at)
    if w is None:
        return None
    w, at = _past_between(scene, w, at)
    gap = scene.text[w.end : at]
    return w if gap in ("", ",") or BEFORE.fullmatch(gap) or (gap == ". " and w.text.lower() in SHORT_TITLES) else None


def _joined_before(scene: Scene, at: int) -> NameWord | None:
    """The word before a title that a comma, "ja" or "on" joins to it: "puheenjohtaja on kansliapäällikkö Maija Malli".

    Not past brackets, which are another's: "(pj.) ja hallitusneuvos Maija Malli".
    """
    w = scene.view.word_before(at)
    gap = scene.text[w.end : at] if w else ""
    if w and gap == " " and w.text.lower() in JOINERS:
        before = scene.view.word_before(w.start)
        return before if before and scene.text[before.end : w.start] == " " else None
    return w if w and JOINED.fullmatch(gap) else None


JOINERS = ("ja", "sekä", "och", "and", "on", "är", "is")
JOINED = re.compile(r",\s|\s?/\s?|[ ]|\s–\s")


def _may_precede(scene: Scene, phrase: TitlePhrase, gap: str, *, first: bool) -> bool:
    """May a title be that of the name after it: not another's, no head of a column, not in a case of its own?"""
    if first:
        another = "\n" in gap and _belongs_to_previous(scene, phrase)
        heads_column = "\n" in gap and "|" in scene.text[slice(*scene.view.line(phrase.start))]
        return not another and not heads_column
    return phrase.case in ("nominative", "genitive")


def _past_between(scene: Scene, w: NameWord, at: int) -> tuple[NameWord, int]:
    """Step over what may stand between a title and a name: a degree, "on", ", belgialainen".

    Gives the word before it, and the offset that the word must reach with no more than a blank.
    """
    for _ in range(2):
        before = scene.view.word_before(w.start)
        if before is None or scene.text[w.end : at] != " ":
            break
        gap = scene.text[before.end : w.start]
        if (DEGREE.fullmatch(w.text) or w.text in ("on", "är", "is")) and gap == " ":
            w, at = before, w.start
        elif w.text[0].islower() and w.text.endswith(("lainen", "läinen")) and gap == ", ":
            return before, before.end
        else:
            break
    return w, at


def _start_with_owner(scene: Scene, phrase: TitlePhrase) -> int:
    """Where a phrase starts when the body or genitive before it is counted in."""
    at = phrase.start
    for _ in range(3):
        body = scene.owner_ending(at)
        if body:  # "Kelan johtaja ja (STM:n osastopäällikkö)", "the (Bank of Finland)'s Director".
            return body[0]
        w = scene.view.word_before(at)
        if w and w.text in ("ja", "och") and scene.text[w.start - 2 : w.start] == "- ":
            at = scene.text.rfind(" ", 0, w.start - 2) + 1  # "Kelan (eläke- ja) toimeentuloturvan päällikkö"
            continue
        if not w or scene.text[w.end : at] != " " or not any(r.case == "genitive" for r in readings(w.text)):
            return at
        at = w.start
    return at


def _belongs_to_previous(scene: Scene, phrase: TitlePhrase) -> bool:
    """Does a title on the line above a name belong to another name: before it on its line, or alone above it?"""
    previous = scene.person_before(phrase.start)
    if previous is None:
        return False
    between = scene.text[previous.end : phrase.start]
    if "\n" not in between:  # "Kari Malli, johtaja" on the line above is Kari's.
        home = re.search(r"\b[a-zåäö]{2,}\b", between) is None and scene.body_between(previous.end, phrase.start)
        return home or "," in between or "(" in between or "|" in between or not between.strip()
    line_start, _ = scene.view.line(previous.start)
    alone = not scene.text[line_start : previous.start].strip(" -•*–")
    return alone and not between.strip() and not title(scene.text[line_start : previous.start].strip())


def _after(scene: Scene, who: NamedPerson) -> Iterator[TitlePhrase]:
    """The title phrases after a name: "Maija Malli, osastopäällikkö, ylijohtajan sijainen"."""
    view, at = scene.view, who.end
    for turn in range(2):
        gap = (
            PAST_BRACKET.match(view.text, at) or AFTER.match(view.text, at)
            if not turn
            else re.compile(r",[ ]|[ ](?:ja|sekä|och|and)[ ]|\s/\s").match(view.text, at)
        )
        if not gap:
            return
        opens = _past_body(scene, gap.end()) if not turn else gap.end()
        ordinal = ORDINAL.match(view.text, opens)  # "Maija Malli, 1. varapuheenjohtaja".
        opens = ordinal.end() if ordinal else opens
        stop = STOP.search(view.text, opens)
        limit = min(stop.start() if stop else len(view.text), sentence(view.text, opens)[1], opens + TITLE_WITHIN)
        following = scene.person_from(opens, limit + 60)
        if following and following.start <= limit:
            limit = following.start
        phrase = first_phrase(view, opens, limit)
        if phrase is None or not fits(scene, opens, phrase, gap[0]):
            return
        if (
            following
            and following.start > phrase.end
            and view.text[phrase.end : following.start] in (" ", ". ", "|", " | ")
        ):
            return
        if "\n" in gap[0] and view.text[phrase.end : phrase.end + 1] in (":", "|"):
            return  # the label of the next line
        if gap[0].count("\n") > 1 and _heads_names(scene, phrase):
            return  # "Föredragande" above the next name
        if "\n" in gap[0] and scene.person_from(phrase.end, view.line(phrase.end)[1]):
            return  # the title of the name on that line
        yield phrase._replace(start=opens, role=f"{ordinal[0]}{phrase.role}") if ordinal else phrase
        at = phrase.end


def _heads_names(scene: Scene, phrase: TitlePhrase) -> bool:
    """Is a title alone on its line, and a name at the head of the next?"""
    start, end = scene.view.line(phrase.start)
    if scene.text[start:end].strip(" :") != scene.text[phrase.start : phrase.end]:
        return False
    opens = LIST_MARK.match(scene.text, end + 1)
    return opens is not None and scene.person_from(opens.end(), opens.end() + 1) is not None


def _past_body(scene: Scene, at: int) -> int:
    """The place after a body between a name and its title: "Maija Malli, Kela, johtaja", or on three lines."""
    body = scene.body_starting(at)
    m = PAST_BODY.match(scene.text, body[0]) if body else None
    if m is None or ("\n" in m[0] and scene.text[at - 1 : at] != "\n"):
        return at
    return m.end()


def _alone(scene: Scene, who: NamedPerson) -> list[TitlePhrase]:
    """A signature or a line of a list: "Tuomo Malli hallintojohtaja", "Tuomo Malli rehtori, esittelijä"."""
    line_start, line_end = scene.view.line(who.start)
    if (
        scene.text[line_start : who.start].strip()
        or scene.text[who.end : who.end + 1] != " "
        or line_end - who.end > LINE_REST
    ):
        return []
    phrases = []
    for part in re.finditer(r"[^,]+", scene.text[who.end : line_end]):
        start, end = who.end + part.start(), who.end + part.end()
        phrase = first_phrase(scene.view, start, end)
        rest = scene.text[start : phrase.start] + scene.text[phrase.end : end] if phrase else ""
        if phrase is None or phrase.case != "nominative" or rest.strip(" ."):
            return []
        phrases.append(phrase)
    return phrases


def fits(scene: Scene, start: int, phrase: TitlePhrase, gap: str) -> bool:
    """Is what stands between a name and a title after it such as belongs to the title: a body, genitives, nothing?"""
    if phrase.case not in ("nominative",) and not (phrase.case == "essive" and "(" in gap):
        return False
    between = scene.text[start : phrase.start].strip(" ")
    if not between:
        return True
    if "\n" in gap and scene.text[phrase.end : phrase.end + 1] not in ("", "\n", ",", " "):
        return False
    body = scene.body_ending(phrase.start)
    if body and body[0] <= start + 1:  # "Maija Malli, Kelan johtaja".
        return True
    words = between.split()
    if words[0] in ("ja", "sekä", "och", "and"):
        return False  # "... Maija Malli, ja pääjohtaja vastasi": a sentence goes on
    return len(words) <= FIELD_WORDS and all(
        w.endswith(("-", ","))
        or w in ("ja", "och", "för", "of", "the", "and")
        or w[0].isupper()
        or any(r.case == "genitive" for r in readings(w.strip(".,")))
        for w in words
    )


def owner_before(scene: Scene, phrase: TitlePhrase) -> str | None:
    """The body in the genitive before a title, or before a comma: "Syken johtaja", "Oulun kaupunki, johtaja"."""
    bracket = BRACKET.search(scene.text, max(0, phrase.start - 30), phrase.start)
    before = scene.body_ending(bracket.start()) if bracket else None
    if before:
        return before[1]  # "Keski-Uudenmaan hyvinvointialueen (Keusote) talousjohtaja"
    body = scene.body_starting(_start_with_owner(scene, phrase))
    if body and body[0] <= phrase.start:
        return body[1]
    if told := _of_relative(scene, phrase):
        return told
    doing = scene.view.word_before(phrase.start)
    if doing and PARTICIPLE.search(doing.text) and scene.text[doing.end : phrase.start] == " ":
        where = scene.body_ending(doing.start)  # "jaostoa VM:ssä vetävä osastopäällikkö"
        if where and IN_PLACE.search(scene.text[where[0] : doing.start].strip()):
            return where[1]
    if scene.text[max(0, phrase.start - 2) : phrase.start] == ", ":
        listed = scene.body_ending(phrase.start - 2)
        line_start, _ = scene.view.line(phrase.start)
        if listed and (
            listed[0] == line_start
            or not scene.text[line_start : listed[0]].strip(" -•|")
            or scene.text[listed[0] - 2 : listed[0]] in (": ", "/ ", " (")
        ):
            return listed[1]
    return town_before(scene, phrase) or _known_owner(scene, phrase) or owner_past_modifiers(scene, phrase)


def _of_relative(scene: Scene, phrase: TitlePhrase) -> str | None:
    """The body before "jonka" and a title: "Siltatekno Oy, jonka työpäällikkönä toimii Harri Malli"."""
    m = RELATIVE.search(scene.text, max(0, phrase.start - 20), phrase.start)
    said = scene.body_ending(m.start()) if m else None
    return said[1] if said else None


def _known_owner(scene: Scene, phrase: TitlePhrase) -> str | None:
    """A body of the lexicon before a title, which alone tells it from a common noun: "Tullin johtaja" opens a text."""
    w = scene.view.word_before(phrase.start)
    beside_it = w is not None and scene.text[w.end : phrase.start] == " "
    return agency_in_genitive(w.text) if w and beside_it else None
