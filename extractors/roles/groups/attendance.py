"""Who was at a meeting, as its minutes list them: names with their tasks in columns, in brackets or after commas.

LÄSNÄ      Malli Maija         puheenjohtaja
           Lohi Kari           I varapuheenjohtaja
           Salo Pia            varajäsen (Antti Mallin tilalla)
MUUT       Koski Eino          valtuuston puheenjohtaja
Päätöksentekijät: Maija Malli (pj), Kari Lohi (1. vpj), Pia Salo, Aino Koski (Eino Mallin varajäsen)

A title counts here where it fills what stands between a name and the next one; a name without any is a member where the
list holds a chair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim, fits, owner_before
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.lists import TASKS, titled_before
from extractors.roles.title_phrases import phrase_at

RULE = "attendance"
MEMBER, DEPUTY, CHAIR = "jäsen", "varajäsen", "puheenjohtaja"
REASON = "a name in the list of those who were at the meeting"

OPENS = re.compile(
    r"^[ \t]*(?P<label>läsnä(?:olijat|[ ]olleet)?|saapuvilla(?:[ ]olleet)?|paikalla(?:[ ]olleet)?|osallistujat"
    r"|(?P<decide>päätöksentekijät|päätöksentekoon[ ]osallistuneet))\b",
    re.I | re.M,
)
"""The label that a list of those present begins with."""

OTHERS = re.compile(
    r"[ \t]*(?:muut?\b|lisäksi|esittelijä|kutsu|asiantuntija|poissa|pöytäkirjanpitäjä|sihteeri|este|viranhaltija"
    r"|osallistujat)",
    re.I,
)
"""The label of those who were there besides the members, or were not."""

DECIDERS = re.compile(r"[ \t]*(?:jäsenet|päätöksentekijät|päätöksentekoon)\b", re.I)

LABEL_WIDTH = 45
"""Characters before the first name of a line: a label or the blanks below it."""

LONGEST_LABEL = 40
"""Characters of a line that only labels: "Muut saapuvilla olleet"."""

LONGEST_LIST = 80
"""Lines of the longest list of those present."""

ITEM = re.compile(r"[^,;/|]+")
GAP = re.compile(r"[ ]*(?:,|;|[ ][–-][ ]|\||\t|[ ])[ ]*")
"""What stands between a name and what it is."""

BRACKET = re.compile(r"[ ]*\(([^()\n]{2,80})\)")
ORDINAL = re.compile(r"(?P<nth>[1-4]\.|I{1,3})[ ]\Z")
FOR_ANOTHER = re.compile(
    r"[ ](?:henkilökohtainen[ ])?(?:varajäsen|varahenkilö|tilalla|tilalle|sijasta|sijainen|sijaisena|varalla)\b"
)
""" "(Antti Mallin tilalla)": who sits in the place of another."""

REMARK = re.compile(
    r"[ ]*(?:\(?(?:[a-zåäö]{2,6}\.?|[A-ZÅÄÖ]{2,4})\)"
    r"|[(,]?[ ]?(?:klo|§|etä\w*|teams|saapui|poistui|paikalla|läsnä|läs|este\w*)\b[^\n]{0,60})?[ .,;)]*",
    re.I,
)
"""What may follow a name and says nothing of a title: a party, "saapui klo 17.05", "etäyhteys"."""


class Attendee(NamedTuple):
    """One name of the list with the end of what is said of it there, in a line of members or of others."""

    who: NamedPerson
    end: int
    member: bool


def attendance(scene: Scene) -> Iterator[RoleClaim]:
    """The roles that such lists tell."""
    done = 0
    for opens in OPENS.finditer(scene.text):
        # "Läsnä ... Saapuvilla": within the list that is read already.
        if opens.start() < done:
            continue
        listed = list(_listed(scene, opens))
        done = listed[-1].end if listed else opens.end()
        yield from _told(scene, listed)


def _told(scene: Scene, listed: list[Attendee]) -> Iterator[RoleClaim]:
    said = [(one, list(_claims(scene, one))) for one in listed]
    if not any(claims for _, claims in said):
        return
    chaired = any(claim.role == CHAIR and claim.body is None for one, claims in said for claim in claims if one.member)
    for one, claims in said:
        yield from claims
        bare = not claims and not titled_before(scene, one.who)
        if bare and chaired and one.member and REMARK.fullmatch(scene.text, _past_home(scene, one), one.end):
            yield RoleClaim(one.who.name, MEMBER, None, one.who.start, one.who.end, RULE, one.who.end, REASON)


def _past_home(scene: Scene, one: Attendee) -> int:
    """Where the body that follows a name in its column ends: "Kaj Malli   Kaivosteollisuus ry"; else the name's end."""
    gap = GAP.match(scene.text, one.who.end, one.end)
    home = scene.body_starting(gap.end()) if gap else None
    return home[0] if home and home[0] <= one.end else one.who.end


def _listed(scene: Scene, opens: re.Match[str]) -> Iterator[Attendee]:
    """The names of a list, line by line, until prose or the next heading."""
    member, at, blank = True, opens.start(), False
    for _ in range(LONGEST_LIST):
        start, end = scene.view.line(at)
        line = scene.text[start:end]
        names = scene.people_in(start, end)
        if OTHERS.match(line):
            member = False
        elif DECIDERS.match(line):
            member = True
        elif blank and not names:
            return
        if names and names[0].start - start > LABEL_WIDTH:
            return
        if not names and line.strip() and (len(line.strip()) > LONGEST_LABEL or _is_heading(line)):
            return
        yield from _of_line(scene, names, end, member=member)
        if not line.strip() and blank:
            return
        blank, at = not line.strip(), end + 1
        if at >= len(scene.text):
            return


def _is_heading(line: str) -> bool:
    """Does a line open a matter, or end a sentence: "31 § Lainan ottaminen"?"""
    return re.search(r"§|\.\s*\Z|\d{4}", line) is not None


def _of_line(scene: Scene, names: list[NamedPerson], line_end: int, *, member: bool) -> Iterator[Attendee]:
    """The names of one line with what follows each; a name in brackets is told of by the one before them."""
    closed = 0
    for i, who in enumerate(names):
        if who.start < closed:
            continue
        bracket = BRACKET.match(scene.text, who.end, line_end)
        later = [n.start for n in names[i + 1 :] if bracket is None or n.start >= bracket.end()]
        opened = scene.text.find("(", who.end, line_end)
        if bracket:
            end = closed = bracket.end()
        elif opened >= 0 and (not later or opened < later[0]):
            # "varajäsen (Antti Mallin tilalla)".
            closed = scene.text.find(")", opened, line_end) + 1 or line_end
            end = closed
        else:
            end = later[0] if later else line_end
        yield Attendee(who, end, member)


def _claims(scene: Scene, one: Attendee) -> Iterator[RoleClaim]:
    """What the words after a name say it is."""
    who = one.who
    inner = scene.person_from(who.end, one.end)
    if inner is not None and FOR_ANOTHER.match(scene.text, inner.end, one.end):
        yield RoleClaim(who.name, DEPUTY, None, who.start, one.end, RULE, one.end)
        return
    gap = GAP.match(scene.text, who.end, one.end)
    bracket = BRACKET.match(scene.text, who.end, one.end)
    start, end = (bracket.start(1), bracket.end(1)) if bracket else (gap.end() if gap else who.end, one.end)
    opened = scene.text.find("(", start, end)
    end = opened if opened >= 0 else end
    home = _home(scene, start, end)
    for item in ITEM.finditer(scene.text, start, end):
        claim = _said(scene, who, *item.span())
        # "Maija Malli, sihteeri Kari Lohi": the title of the next name.
        if claim is None or (scene.text.startswith(" ", claim.end) and scene.person_from(claim.end, claim.end + 2)):
            return
        task = claim.role.split()[-1] in TASKS
        # "Maija Malli TEM pj": where the chair works
        if task and claim.body and _set_after(scene, who, claim.body):
            claim = claim._replace(body=None)
        yield claim._replace(body=home) if claim.body is None and not task else claim


def _set_after(scene: Scene, who: NamedPerson, body: str) -> bool:
    """Does a body stand right after a name, in no genitive: "Maija Malli TEM"?"""
    gap = GAP.match(scene.text, who.end)
    found = scene.body_starting(gap.end()) if gap else None
    if gap is None or found is None or found[1] != body:
        return False
    said = scene.text[gap.end() : found[0]]
    return said.isupper() or not said.endswith("n")


def _home(scene: Scene, start: int, end: int) -> str | None:
    """The body that fills a piece of what is said of a name: "(rehtori, Kela)"."""
    for item in ITEM.finditer(scene.text, start, end):
        opens = item.start() + len(item[0]) - len(item[0].lstrip())
        body = scene.body_starting(opens)
        if body and not scene.text[body[0] : item.end()].strip():
            return body[1]
    return None


def _said(scene: Scene, who: NamedPerson, start: int, end: int) -> RoleClaim | None:
    """The role that a title gives which fills a piece of the list: "I varapuheenjohtaja", "valtuuston pj"."""
    said = scene.text[start:end]
    start, end = start + len(said) - len(said.lstrip()), start + len(said.rstrip(" ."))
    last = scene.view.word_before(end) if end > start else None
    if last is None or last.start < start or last.end != end or title(last.text) is None:
        return None
    phrase = phrase_at(scene.view, last)
    if phrase is None or phrase.case != "nominative":
        return None
    nth = ORDINAL.search(scene.text, start, phrase.start)
    first = nth.start() if nth else max(start, phrase.start)
    if not fits(scene, start, phrase._replace(start=first), ""):
        return None
    role = f"{nth['nth']} {phrase.role}" if nth else phrase.role
    body = owner_before(scene, phrase._replace(start=first))
    return RoleClaim(who.name, role, body, who.start, end, RULE, end)


def without_listed(claims: Iterable[RoleClaim], present: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims of other rules, without those that a label or a neighbour gives a name of which the list says more."""
    where = {(claim.person, claim.start) for claim in present}
    by_name: dict[str, list[int]] = {}
    for person, start in where:
        by_name.setdefault(person, []).append(start)

    def said_again(claim: RoleClaim) -> bool:
        return any(claim.start <= at < claim.end for at in by_name.get(claim.person, ()))

    return [claim for claim in claims if claim.rule not in BY_PLACE or not said_again(claim)]


BY_PLACE = frozenset({"list", "title after", "columns", "brackets"})
"""Rules that go by where a name stands."""
