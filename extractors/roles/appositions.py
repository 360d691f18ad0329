"""Titles set beside a name by commas or brackets, with a word of time or an article between.

Den nuvarande stadsdirektören, Mikael Malli, går i pension.     the title first, the name between commas
The Director General of the Food Authority, Paula Malli, ...    with its body
Till rektor valdes Petra Malli, i dag lärare i Viks skola       a post told by the way, after the name
Elias Malli, a senior researcher at the Institute, led the study
Tapio Malli, Director, Raahe Museum (Chair)                     a task in brackets, after the title and the body
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.wordlists import either
from extractors.people.titles import title
from extractors.roles.beside import FOR_BODY, RoleClaim, fits, owner_before
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.lists import TASKS
from extractors.roles.owner.body_after import body_at
from extractors.roles.title_phrases import POST_OF_WHAT, TitlePhrase, first_phrase, phrase_at
from extractors.roles.town_titles import town_of_post

OPENS = re.compile(
    r"(?:^|[\n.!?:”\"–] ?|\b(?:fått|får|fick|gets|got|has|have|sai|saa) (?:(?:en|its|a|sin) )?"
    r"|\b(?:och|and|ja|sekä|att|that|että|säger|sanoo|says|said|by) )"
    r"(?:(?:[Tt]he|[Dd]en|[Ii]ts|[Oo]ur|[Dd]ess|[Nn]y|[Nn]ew) )?"
    r"(?:(?:[Nn]uvarande|[Aa]vgående|[Tt]idigare|[Nn]ya|[Nn]y|[Bb]livande|[Cc]urrent|[Oo]utgoing|[Ii]ncoming|[Nn]ew|[Ff]ormer"
    r"|[Nn]ykyinen|[Uu]usi|[Ee]ntinen|[Vv]äistyvä|[Tt]uleva) )*(?:(?<=[Tt]he )[a-z]+[’']s )?\Z"
)
"""What stands before a title that the name follows between commas: a list's titles stand after names."""

BEFORE_TITLE = 40
"""Characters back from a title in which such words are looked for."""

CLOSES = re.compile(r"(?:,|\.|;|\)|$|\n| (?:\(|och|and|ja)\b)")
"""What ends the name between commas."""

_WORDS_OF_TIME = either("role_patterns", "by_the_way")
BY_THE_WAY = re.compile(rf"[ ]?[,(–][ ]?(?:(?:som|who|joka)[ ](?:är|is|on)[ ])?(?:{_WORDS_OF_TIME})[ ]")
"""A word of time or an article between a name and its title."""

LATER_BRACKET = re.compile(r"\((?P<task>[^\W\d_][^()\n\d]{1,24}?)\.?\)")
"""A task alone in brackets: "(Chair)", "(pj.)"."""

DEGREE = re.compile(
    r",[ ](?:(?:[a-zåäö]+(?:ie|sk|s|en)[ ]){0,2}(?:magister|doktor|licentiat|kandidat|ingenjör|[a-zåäö]*ekonom|docent)"
    r"|Dr|Mr|Ms)\.?[ ]\Z"
)
"""A degree between the comma and the name: "pedagogie magister", "agronomie doktor"."""

GETS = re.compile(
    r"[ ](?:has|have|gets|got|har fått|får|fick|har|on saanut|saa|sai)[ ](?:(?:en|its|a|sin)[ ])?"
    r"(?:(?:new|ny|uuden|uusi)[ ])?\Z"
)
""" "The Bank of Finland has a new (head of communications, Elina Malli)"."""

OVER_UNIT = re.compile(r"[ ](?:för|över|of|for)[ ](?:the[ ])?(?:[\w’'&-]+[ ]){1,6}(?:vid|på|at|in)[ ](?:the[ ])?\Z")
"""A unit between a title and the body: "för kundservicen vid (Skatteförvaltningen)", "of the Legal Unit at the"."""

OF_BODY = re.compile(rf"{FOR_BODY.pattern}\Z")

LONGEST = 90
"""Characters of a title with what belongs to it."""


def set_beside(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """What is told of a person by the way."""
    yield from _named_after(scene, who)
    yield from _by_the_way(scene, who)
    yield from _task_in_bracket(scene, who)


def _named_after(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """ "The outgoing Director General, (Paavo Malli), will retire": the title, a comma, the name, an end."""
    degree = DEGREE.search(scene.text, max(0, who.start - BEFORE_TITLE), who.start)
    comma = degree.start() if degree else who.start - 2
    if (degree is None and scene.text[comma : who.start] != ", ") or not CLOSES.match(scene.text, who.end):
        return
    body = scene.body_ending(comma)
    at = body[0] if body else comma
    if unit := OVER_UNIT.search(scene.text, max(0, at - LONGEST), at):
        at = unit.start()  # "chefen (för kundservicen vid Skatteförvaltningen), Ove Malli"
    w = scene.view.word_before(at)
    if body and (of := OF_BODY.search(scene.text, max(0, at - 15), at)):
        at = of.start()  # "The Director General (of the) Tax Administration, Hannele Malli"
        w = scene.view.word_before(at)
    phrase = phrase_at(scene.view, w) if w and w.end >= at - len(" the ") else None
    of_what = None
    if phrase is None and body is None:
        of_what = POST_OF_WHAT.search(scene.text[max(0, comma - LONGEST) : comma] + " ")
    if of_what:  # "The Director of Urban Planning, Petri Malli, presents"
        said = of_what[0].strip(" ,").removeprefix("The ")
        phrase = TitlePhrase(comma - len(said), comma, said, "nominative")
    if phrase is None or phrase.case != "nominative" or "\n" in scene.text[phrase.start : who.start]:
        return
    owner = owner_before(scene, phrase)
    opening = phrase.start
    # "The (City of Kotka)'s Director, Markus Malli".
    if owner and (own := scene.owner_ending(phrase.start)):
        opening = own[0]
    # "förordat (rektorn för Strandvägens skola, magister Robert Malli)": of one post, and a degree
    definite = degree is not None and body is not None and scene.text[phrase.end - 1] in "nt"
    if definite or OPENS.search(scene.text, max(0, opening - BEFORE_TITLE), opening):
        name = body[1] if body else owner or _got_by(scene, opening)
        yield RoleClaim(who.name, phrase.role, name, phrase.start, who.end, "title before", phrase.end)


def _got_by(scene: Scene, at: int) -> str | None:
    """The body that gets somebody: "Kalajoen lukio sai uuden rehtorin, Maija Malli" names it before the verb."""
    m = GETS.search(scene.text, max(0, at - BEFORE_TITLE), at)
    body = scene.body_ending(m.start()) if m else None
    return body[1] if body else None


def _by_the_way(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """ "Petra Malli, i dag (lärare i Viks skola)", "Elias Malli, a (senior researcher at the Institute)"."""
    m = BY_THE_WAY.match(scene.text, who.end)
    if m is None:
        return
    end = scene.sentence(who.start)[1]
    following = scene.person_from(m.end(), end)
    phrase = _phrase(scene, m.end(), min(end, following.start if following else end))
    if phrase:
        body = owner_before(scene, phrase) or body_at(scene, phrase.end) or town_of_post(scene, phrase, phrase.end)
        yield RoleClaim(who.name, phrase.role, body, who.start, phrase.end, "title after", phrase.end)


def _phrase(scene: Scene, at: int, end: int) -> TitlePhrase | None:
    phrase = first_phrase(scene.view, at, min(end, at + LONGEST))
    return phrase if phrase and fits(scene, at, phrase, ", ") else None


def _task_in_bracket(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """ "Tapio Malli, Director, Raahe Museum (Chair)": the bracket at the end of what is told of one person."""
    if scene.text[who.end : who.end + 1] != ",":
        return
    line_end = scene.view.line(who.end)[1]
    following = scene.person_from(who.end, line_end)
    m = LATER_BRACKET.search(scene.text, who.end + 2, following.start if following else line_end)
    found = title(m["task"].split()[-1]) if m else None
    if m and found and found.base in TASKS and ". " not in scene.text[who.end : m.start()]:
        w = scene.view.word_before(m.end("task"))
        phrase = phrase_at(scene.view, w) if w else None
        role = phrase.role if phrase else found.base
        yield RoleClaim(who.name, role, None, who.start, m.end(), "title after", m.end())
