"""Is a post one that the document's own news gives: decided, and not yet begun?

Hallitus valitsi uudeksi rehtoriksi Maija Mallin.       coming: a decision of the day
Till ordförande valdes Maija Malli.                     coming
Malli valittiin johtajaksi vuonna 2015.                 not: told of the past
Kokouksen sihteeriksi valittiin Maija Malli.            not: a task of the meeting, done at once
Puheenjohtajaksi kaudelle 2022-2024 valittiin ...       not on a day within the term
Hallitukseen valittiin seuraavat: Maija Malli, pj., ... coming: what introduces the list tells the decision
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.model.edtf import bounds
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.groups.list_introduction import introduction, to_an_organ
from extractors.roles.period import TRANSLATIVE, Period

_RELATIVE = re.compile(r"\s*,\s(?:jo(?:ka|nka|tka)|som|who|which)\b")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@lru_cache(maxsize=8)
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(wordlist('status')['given'][name])})\b", re.I)


def just_given(scene: Scene, claim: RoleClaim, sentence: str, term: Period, published: str | None) -> bool:
    """Does the clause that gives the post tell a decision of the document's own day, whose term has not begun?"""
    given = claim.verbal or TRANSLATIVE.search(scene.text[claim.start : claim.end])
    if not given or not published or _RELATIVE.match(sentence):
        return False
    told = _decided(scene, claim, sentence)
    return told is not None and _of_today(claim, told, sentence, term, published)


def just_listed(scene: Scene, claim: RoleClaim, term: Period, published: str | None) -> bool:
    """Does what introduces the list that a task stands in tell a decision of the document's own day?"""
    told = introduction(scene, claim) if published else None
    if not told or not published or _words("decides").search(told) is None:
        return False
    return _of_today(claim, told, told, term, published)


def _of_today(claim: RoleClaim, told: str, sentence: str, term: Period, published: str) -> bool:
    """Is what was decided told of the document's own day, and not of the past, the meeting or a term that has begun?"""
    sentence = _BORN.sub("", sentence)
    if _words("past").search(sentence) or (_is_of_meeting(claim, told) and not to_an_organ(told)):
        return False
    today = bounds(published[:10])[0]
    begins = bounds(term[0])[0] if term[0] else None
    if today is None or (begins is not None and begins <= today and not _is_this_year(term[0], today)):
        return False
    return all(year >= today[:4] for year in _YEAR.findall(sentence))


_BORN = re.compile(r"\((?:s\.|f\.|född|född år|synt\.|born(?: in)?) ?\d{4}\)")
""" "Maija Malli (s. 1971)": a year that tells nothing of the decision."""


def _decided(scene: Scene, claim: RoleClaim, sentence: str) -> str | None:
    """The clause where it says that it was decided, with the sentence before where that does and this has no verb.

    "Lautakunta asetettiin kaudeksi 2000-2002. Puheenjohtajaksi professori Maija Malli ja jäseniksi ..."
    """
    if _words("decides").search(sentence):
        return sentence
    if TRANSLATIVE.search(scene.text[claim.start : claim.end]) is None:
        return None
    start = scene.sentence(claim.start)[0]
    before = scene.text[max(0, start - BEFORE) : start].rpartition("\n\n")[2]
    return before + sentence if _words("decides").search(before) else None


BEFORE = 200
"""Characters of the sentence before."""


def tells_decision(scene: Scene, claim: RoleClaim) -> bool:
    """Has the matter that a list of members stands in told before it that they were chosen: "valitsi seuraavat:"?"""
    return _words("decides").search(scene.text, scene.part(claim.start).start, claim.start) is not None


def _is_this_year(start: str | None, today: str) -> bool:
    """Is the first of a term told as the year of the document alone, of which a part may be left?"""
    return start == today[:4]


def _is_of_meeting(claim: RoleClaim, sentence: str) -> bool:
    """Is it a task that a meeting gives for its own time: "kokouksen puheenjohtajaksi", "protokolljusterare"?"""
    table = wordlist("status")["given"]
    task = claim.role.split()[-1].lower()
    if task in table["of_meetings"]:
        return True
    return task in table["maybe_of_meetings"] and _words("for_long").search(sentence) is None
