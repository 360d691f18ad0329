"""From when and until when a role is held, where the words say it: a group's term, "ajalle ...", "... alkaen"."""

from __future__ import annotations

import re

from extractors.model.document import Document
from extractors.roles.beside import Claim
from extractors.roles.context import Scene

Period = tuple[str | None, str | None]

_DIGIT = re.compile(r"\d")
TRANSLATIVE = re.compile(r"\A[\w. -]*ksi\s")
"""A title that is given, right before the name: "rehtoriksi Maija Malli"."""

_NEXT = re.compile(
    r"\s*((?:Nimitys|Määräys|Toimikausi|Virkasuhde|Määräaikaisuus|Virka|Tehtävä|Kausi|Hän aloittaa"
    r"|Mandatperioden|Förordnandet)\b[^\n.]{0,60}\d[^\n]{0,40})"
)
"""A sentence that tells the term of the post the one before it has given."""

_OPENS = re.compile(r"\A[ •*–-]*\d[\d.\s]*[–-][\d.\s]*\((?:[^\W\d_]+ )?\Z|\A[ •*–-]*\d[\d.\s]*[–-][\d.\s]*[:,]?[ ]\Z")
"""A term that opens the line of a post: "1.3.2021 – 31.3.2023 (vetäjä ...", "2015–2019 johtaja ..."."""

_GIVEN = re.compile(r"\b(?:toimi|valit|valin|nimit|nimet|määrä)\w*[ ]\Z")
_FOLLOWS = re.compile(
    r"[ ]?[,(]?[ ]?(?:ajalla|ajalle|vuosina|vuodesta|vuoteen|toimikau\w+|kau\w+|mandat\w+|from|until|\d)", re.I
)
_TERM = re.compile(
    r"toimikau\w+|kau(?:si|de\w+)|ajal\w+|alkaen|lukien|asti|saakka|lähtien|–|-|mandat\w*|from|until|period\w*|fr\.o\.m|t\.o\.m",
    re.I,
)


def period(document: Document, scene: Scene, claim: Claim) -> Period:
    """(from, until) as EDTF; None for an end the words do not give.

    Looked for beside the claim: its line (or the sentence of a verb), and for a task in a group the group's own line.
    """
    if claim.verbal or TRANSLATIVE.search(scene.text[claim.start : claim.end]):
        start, end = scene.sentence(claim.start)
        term = _read(document, scene.text[start:end])
        follows = _NEXT.match(scene.text, end) if term == (None, None) else None
        return _read(document, follows[1]) if follows else term
    if claim.rule in ("title before", "title after"):
        line_start, line_end = scene.view.line(claim.start)
        lead, rest = scene.text[line_start : claim.start], scene.text[claim.end : min(line_end, claim.end + 60)]
        if _GIVEN.search(lead):
            return None, None  # "sijaisena toimii opetuspäällikkö Maija Malli 1.2.-31.7.": the term is the other post's
        around = (lead if _OPENS.search(lead) else "") + (" " + rest if _FOLLOWS.match(rest) else "")
        return _read(document, around)
    return None, None


def _read(document: Document, words: str) -> Period:
    if not _DIGIT.search(words) or not _TERM.search(words):
        return None, None
    from extractors.dates import find_dates

    said = Document(id=document.id, text=words, language=document.language, published=document.published)
    for date in find_dates(said):
        start, slash, end = date.edtf.partition("/")
        if slash and start[:1] != "{" and "T" not in date.edtf:
            return start if start not in ("", "..") else None, end if end not in ("", "..") else None
    return None, None
