"""From when and until when a role is held, where the words say it.

toimikausi 1.3.2026–31.12.2027, ajalle ..., vuosina 2005–2011     a span beside the title or in its part of the sentence
vuodesta 2015, 1.8.2026 alkaen, vuoteen 2030 saakka               one end of it
viisivuotiskaudeksi 1.8.2026 alkaen                               an end and a length
jää eläkkeelle 31.12.2026; aloittaa tehtävässä 1.8.2026           a day with a verb that ends or begins the post
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from extractors.lexicon.wordlists import alternatives, either, wordlist
from extractors.model.document import Document
from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.groups.list_introduction import introduction
from extractors.roles.lists import TASKS
from extractors.roles.post_begins import begins_post, tells_term

Period = tuple[str | None, str | None]
UNKNOWN: Period = (None, None)

_DIGIT = re.compile(r"\d")
_DATED = re.compile(
    r"\d|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu"
    rf"|\b(?i:{alternatives([*wordlist('months')['sv']['names'], *wordlist('months')['en']['names']])})\b"
)
"""What a time may hold: a figure or a month's name."""
TRANSLATIVE = re.compile(r"\A[\w. -]*ksi\s")
"""A title that is given, right before the name: "rehtoriksi Maija Malli"."""

_OPENS = re.compile(r"\A[ •*–-]*\d[\d.\s]*[–-][\d.\s]*\((?:[^\W\d_]+ )?\Z|\A[ •*–-]*\d[\d.\s]*[–-][\d.\s]*[:,]?[ ]\Z")
"""A term that opens the line of a post: "1.3.2021 – 31.3.2023 (vetäjä ...", "2015–2019 johtaja ..."."""

# "sijaisena toimii ".
_GIVEN = re.compile(r"\b(?:toimi|valit|valin|nimit|nimet|määrä)\w*[ ]\Z")
_FOLLOWS = re.compile(
    r"(?:[ ]?\([^()\n]{1,60}\))?[ ]?[,(]?[ ]?"
    r"(?:(?:tehtävässä|virassa|johdossa) (?=[v\d])|ajalla|ajalle|vuosina|vuodesta|vuoteen|toimikau\w+|kau\w+"
    r"|mandat\w+|from|until|\d)",
    re.I,
)
"""A term right after a name and its title, the body in brackets between them."""

_IN_BRACKETS = re.compile(r"\([^()\n]*[a-zåäö] \d{4}\s?[–-]\s?(?:\d{2,4})?\)")
"""A term that closes the brackets in which a title stands: "Malli (opettajana Laaksolan koulussa 2016–23)"."""

_TERM = re.compile(either("role_patterns", "terms"), re.I)
_SINCE = re.compile(
    r"\b(?:alkaen|lukien|lähtien|as of|with effect from|effective|starting|beginning|from|från(?: och med)?)\b", re.I
)
"""Words that make the one day of a sentence the first of a term: "as of 1 September 2026"."""

_ENDS = re.compile(
    r"\b(?:jää (?:\w+ )?eläkkeelle|siirtyy eläkkeelle|eroaa|luopuu|jättää|päättyy|irtisanoutuu|lämnar|avgår"
    r"|går i pension|slutar|steps down|retires|leaves)\b"
)
"""Verbs of the present with whose day a post ends: "jää eläkkeelle 31.12.2026"."""

_BEGINS = re.compile(r"\b(?:aloitt(?:aa|i)|ryhtyy|astuu|tillträder|börjar|takes (?:up|office)|will (?:start|begin))\b")
"""Verbs with whose day a post begins: "aloittaa tehtävässä 1.8.2026"."""

_LENGTH = re.compile(
    r"\b(yksi|kaksi|kolmi|neli|viisi|kuusi|seitsen|kymmen)vuoti(?:skaudeksi|skaudelle|seksi kaudeksi)\b", re.I
)
_YEARS = {"yksi": 1, "kaksi": 2, "kolmi": 3, "neli": 4, "viisi": 5, "kuusi": 6, "seitsen": 7, "kymmen": 10}
_FROM_YEAR = re.compile(r"\bvuodesta (\d{4})\b", re.I)
_UNTIL_YEAR = re.compile(r"\bvuoteen (\d{4})\b", re.I)
"""The ends of a term that are years of their own elsewhere: "on ollut vuodesta 2015"."""

# "2026-08", "2026-08-01".
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?~?\Z")

LEAP_DAY = (2, 29)

SENTENCES_ON = 2
"""Sentences after the one that gives a post in which its term may be told."""

LONGEST_TERM = 200
"""Characters of a sentence that tells a term."""

NEAR = 60
"""Characters after a title and a name in which their term follows."""

CASES_GIVEN = ("essive", "translative")


def period(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """(from, until) as EDTF; None for an end the words do not give: what the first rule that knows says.

    A year that is not written is that of the part of the document, where its heading gives one.
    """
    part = scene.part(claim.start)
    if part.date:
        document = document.model_copy(update={"published": part.date})
    for rule in RULES:
        term = rule(document, scene, claim)
        if term != UNKNOWN:
            return term
    return UNKNOWN


def _by_sentence(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """A term in the part of a sentence that gives the post, or in the sentence after it."""
    if not _is_sentence(scene, claim):
        return UNKNOWN
    start, end = _part(scene, claim)
    term = _read(document, scene.text[start:end])
    return _told_after(document, scene, claim) if term == UNKNOWN else term


def _told_after(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """A term told in one of the two sentences after the one that gives the post: "Viisivuotiskausi alkaa 1.3."."""
    if _WHO_IS.search(scene.text, claim.start, claim.end):
        return UNKNOWN  # "utnämndes Maija Malli, som i dag är sekreterare. Utnämningen gäller ...": of the other post
    end = scene.sentence(claim.start)[1]
    for _ in range(SENTENCES_ON):
        at = end
        while scene.text.startswith(" ", at):
            at += 1
        if at >= len(scene.text) or scene.text.startswith("\n", at):
            return UNKNOWN
        end = scene.sentence(at)[1]
        said = scene.text[at : min(end, at + LONGEST_TERM)]
        begins = begins_post(said, claim.person)
        if begins or tells_term(said):
            return _read(document, said, begins=begins)
    return UNKNOWN


_WHO_IS = re.compile(
    r", (?:som (?:\w+ ){0,3}(?:är|varit|arbetar|verkar|var)|joka (?:\w+ ){0,3}(?:on|oli)|who (?:is|was|has))\b"
)


def _is_sentence(scene: Scene, claim: RoleClaim) -> bool:
    return claim.verbal or TRANSLATIVE.search(scene.text[claim.start : claim.end]) is not None


def _part(scene: Scene, claim: RoleClaim) -> tuple[int, int]:
    """The sentence, or its part up to the next post: "johtajana 2010–2015 ja pääjohtajana 2015–2020"."""
    start, end = scene.sentence(claim.start)
    at = claim.titled if claim.titled >= 0 else claim.end
    words = scene.view.words[scene.view.index_at(start) : scene.view.index_at(end)]
    posts = [w for w in words if (found := title(w.text)) and found.case in CASES_GIVEN]
    # One post has the whole sentence.
    if len(posts) <= 1:
        return start, end
    following = next((w.start for w in posts if w.start > at), end)
    return (start if at == posts[0].end else at), following


def _beside(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """A term beside a title and a name: on their line after them, or opening it."""
    if claim.rule not in ("title before", "title after", "list"):
        return UNKNOWN
    line_start, line_end = scene.view.line(claim.start)
    lead, rest = scene.text[line_start : claim.start], scene.text[claim.end : min(line_end, claim.end + NEAR)]
    if _GIVEN.search(lead):
        return UNKNOWN  # "sijaisena toimii opetuspäällikkö Maija Malli 1.2.-31.7.": the term is the other post's
    # "puheenjohtaja Maija Malli, toimikausi 2025–2026".
    task = claim.role.split()[-1] in TASKS
    if claim.rule == "list" and (not task or "\n" in scene.text[claim.start : claim.end]):
        return UNKNOWN
    if "toimikau" in rest and not task and lead.rstrip().endswith(":"):
        return UNKNOWN  # "Puheenjohtaja: johtaja Maija Malli, toimikausi ...": the chair's
    said = scene.text[claim.start : claim.end]
    follows = _FOLLOWS.match(rest) or (said.count("(") > said.count(")") and _IN_BRACKETS.search(said + rest))
    around = (lead if _OPENS.match(lead) else "") + (" " + rest if follows else "")
    return _read(document, around)


def _ending(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """The day on which a post ends: "johtaja Maija Malli jää eläkkeelle 31.12.2026"."""
    day = _day_of(document, scene, claim, _ENDS)
    return (None, day) if day else UNKNOWN


def _beginning(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """The day on which a post begins: "aloittaa johtajana 1.8.2026"."""
    day = _day_of(document, scene, claim, _BEGINS) if claim.verbal else None
    return (day, None) if day else UNKNOWN


def _of_its_group(document: Document, scene: Scene, claim: RoleClaim) -> Period:
    """The term of the group whose members a part of a document tells: "Toimikausi on 1.4.2025–30.6.2026."."""
    listed = claim.rule in ("list", "verb", "brackets") or claim.body is None
    if claim.role.split()[-1] not in TASKS or not listed:
        return UNKNOWN
    intro = introduction(scene, claim)
    term = _read(document, intro) if intro else UNKNOWN
    if term != UNKNOWN:
        return term  # "Till styrelsen för åren 2025-2026 valdes ..."
    part = scene.part(claim.start)
    low = max(part.start, claim.start - GROUP_REACH)
    high = min(len(scene.text) if part.end <= claim.end else part.end, claim.end + GROUP_REACH)
    for start, end in ((low, claim.start), (claim.end, high)):
        told = {_group_term(document, scene, m) for m in _GROUP_TERM.finditer(scene.text, start, end)} - {UNKNOWN}
        if told:
            return told.pop() if len(told) == 1 else UNKNOWN  # of two terms nobody knows whose
    return UNKNOWN


def _group_term(document: Document, scene: Scene, m: re.Match[str]) -> Period:
    end = min(scene.sentence(m.end())[1], m.end() + LONGEST_TERM)
    rest = re.split(r"\n|[,;] ?(?:ja|mutta|och|men|and|but|jo\w+|som|which)\b", scene.text[m.end() : end])[0]
    said = m[0] + rest
    # "Toimikausi on Maija Mallin".
    if scene.person_from(m.start(), m.start() + len(said)):
        return UNKNOWN
    return _read(document, said, begins=m["begins"] is not None)


GROUP_REACH = 900
"""Characters from the term of a group to the last of its members."""

_GIVES = r"\b(?:asett|nimit|nime|valit|tillsat|utse|appoint)\w*[ ](?:[\w-]+[ ]){0,6}?"
_GROUP_TERM = re.compile(
    r"\b(?:[Tt]oimikausi|[Mm]andat(?:tiden|perioden)|[Tt]erm(?: of (?:office|the (?:\w+ ){0,2}?\w+))?)"
    r"(?::?[ ]?\n+(?=\d)"
    r"|(?::| (?:on|kestää|är|löper|varar|is|runs|(?P<begins>alkaa|börjar|inleds|begins|starts)))[ ])"
    rf"|{_GIVES}(?:(?:[Tt]oimi)?[Kk]au(?:deksi|delle)|[Aa]ja(?:ksi|lle)|för (?:tiden|perioden|åren)"
    r"|for (?:the (?:term|period|years) )?) ?(?=\d)"
)
""" "Toimikausi on 1.4.2025–30.6.2026.", "The new term of the board begins on 1 June": before the members."""

RULES: tuple[Callable[[Document, Scene, RoleClaim], Period], ...] = (
    _by_sentence,
    _beside,
    _ending,
    _beginning,
    _of_its_group,
)


def _day_of(document: Document, scene: Scene, claim: RoleClaim, verb: re.Pattern[str]) -> str | None:
    """The one date of the clause that holds a verb right after a claim, or around it where a verb gives it."""
    start, end = scene.sentence(claim.start)
    around = scene.text[start:end] if claim.verbal else scene.text[claim.end : end]
    clause = re.split(r"[,;]\s(?:ja|mutta|och|men|and|but|jo\w+)\s", around)[0]
    # "jää eläkkeelle 31.12.2026", "aloittaa 1.8.2026".
    m = verb.search(clause)
    if m is None or (not claim.verbal and re.search(r"[,;:]", clause[: m.start()])):
        return None
    found = _dates(document, clause) if _DIGIT.search(clause) else ()
    return found[0] if len(found) == 1 and "/" not in found[0] and not found[0].startswith("XXXX") else None


_TODAY = re.compile(r"\b(?:tänään|i dag|idag|today)\b")
""" "on tänään nimittänyt Maija Mallin 1.3.2015 alkaen": the day of the news is none of the term's."""


def _dates(document: Document, words: str) -> tuple[str, ...]:
    """The times that some words of a document tell, as EDTF."""
    return _dates_in(words, document.language, document.published)


@lru_cache(maxsize=64)  # one introduction is asked for each of the list it introduces
def _dates_in(words: str, language: str, published: str | None) -> tuple[str, ...]:
    from extractors.dates import find_dates

    said = Document(id="said", text=words, language=language, published=published)
    return tuple(date.edtf for date in find_dates(said))


def _read(document: Document, words: str, *, begins: bool = False) -> Period:
    if not (begins or (_DATED.search(words) and _TERM.search(words))):
        return UNKNOWN
    found = _dates(document, _TODAY.sub("", words))
    for edtf in found:
        start, slash, end = edtf.partition("/")
        # "1.3.2026–31.12.2027", but no hours of one day.
        if slash and start[:1] != "{" and "T" not in edtf:
            low = start if start not in ("", "..") else None
            return low, (end if end not in ("", "..") else _after(low, words))
    # "1.8.2026 alkaen".
    if len(found) == 1 and _DAY.match(found[0]) and (begins or _SINCE.search(words)):
        return found[0], _after(found[0], words)
    # "vuodesta 2015", "vuoteen 2030".
    start_year, end_year = _FROM_YEAR.search(words), _UNTIL_YEAR.search(words)
    return start_year[1] if start_year else None, end_year[1] if end_year else None


def _after(start: str | None, words: str) -> str | None:
    """The last day of a term of whole years: "viisivuotiskaudeksi 1.8.2026 alkaen" ends on 31.7.2031."""
    m = _LENGTH.search(words)
    if m is None or start is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", start):
        return None
    year, month, day = map(int, start.split("-"))
    month, day = (3, 1) if (month, day) == LEAP_DAY else (month, day)
    return (date(year + _YEARS[m[1].lower()], month, day) - timedelta(days=1)).isoformat()
