"""From stacks of lines to paragraphs, list items and headings, with the words broken at line ends made whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.model.document import Box, PassageKind
from extractors.model.draft import GridRow
from extractors.readers.layout.geometry import NUMBERED, Piece, Stack, usual_pitch

ENDS = (".", "!", "?", ":", ";", "…", ".”", '."', ".)")
SUSPENDED = re.compile(r"(?:ja|tai|sekä|eli|että|taikka|och|eller|samt|and|or)\b")  # "liike- ja ammattisalaisuus"
LEADERS = re.compile(r"\s*(?:\.\s?){4,}\s*|\s*…{2,}\s*|\s*_{4,}\s*")
SECTION = re.compile(r"(?:\d{1,2}\.){1,4}\d{0,2}\s+[A-ZÅÄÖ]|\d{1,2}\s+[A-ZÅÄÖ]|(?:Liite|Bilaga|Luku)\s+[\dA-Z]")
CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…{2,}\s*\d{1,3}$")

TORN = 10
"""Letters of a word's first part that was too wide for its box; two short words in a row are often one by chance."""

CUT = 8
"""Letters of a word that was cut at a line's end without a hyphen; shorter ones come about by chance, ..."""

ENDING = 2
"""... and what is left of it on the next line may be read as a word where it is as short as this."""

SECTION_TITLE = 150
"""Letters of a numbered heading; a numbered paragraph is longer."""

LARGE_TITLE = 200
"""Letters of a title in large type: three lines of a slide ..."""

BOLD_TITLE = 120
"""... and of a heading that is bold alone, ..."""

TITLE_LINES = 2
"""... of as many lines: more of them in bold are a paragraph that somebody wanted to be noticed."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph as read, where it stands and how it is set."""

    kind: PassageKind
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    lines: int = 1
    level: int | None = None
    cells: tuple[str, ...] = ()
    row: GridRow | None = None
    ocr: float | None = None
    page: int = 0
    box: Box | None = None


def paragraphs(stack: Stack, known: frozenset[str] = frozenset()) -> list[Paragraph]:
    """The paragraphs of a stack, from top to bottom; `known` are words of the document, to mend broken ones by."""
    groups: list[list[Piece]] = []
    pitch = usual_pitch([p.base for p in stack.pieces], stack.size)
    for piece in stack.pieces:
        if groups and not _begins(groups[-1], piece, stack, pitch):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [paragraph_of(group, known) for group in groups]


def _begins(group: list[Piece], piece: Piece, stack: Stack, pitch: float) -> bool:
    """Whether a line begins a new paragraph after these."""
    last, first = group[-1], group[0]
    text = piece.text
    if piece.bullet or NUMBERED.match(piece.words[0][2]):
        return True
    if piece.base - last.base > 1.25 * pitch:
        return True
    if abs(piece.size - last.size) > 0.06 * last.size:
        return True
    width = piece.words[0][1] - piece.words[0][0]
    fits = last.x1 + 0.6 * piece.size + width < stack.x1 - 0.5 * piece.size
    if piece.bold != last.bold and fits:
        return True
    if CONTENTS_LINE.search(last.text):
        return True
    if first.bullet or _numbered(first):
        hanging = first.words[1][0] if len(first.words) > 1 else first.x0
        if piece.x0 < (first.x0 + hanging) / 2 and hanging - first.x0 > 0.5 * piece.size:
            return True
    elif piece.x0 - last.x0 > 0.8 * piece.size and len(group) > 1 and abs(last.x0 - stack.x0) < 1:
        return last.text.endswith(ENDS)
    if not fits:
        return False
    fresh = text[:1].isupper() or text[:1].isdigit()
    if last.text.endswith(ENDS):
        return fresh or not text[:1].isalpha()
    short = stack.x1 - last.x1 > 0.5 * (stack.x1 - stack.x0)
    return fresh and short and not piece.bold


def _numbered(piece: Piece) -> bool:
    return len(piece.words) > 1 and NUMBERED.fullmatch(piece.words[0][2]) is not None


def paragraph_of(group: list[Piece], known: frozenset[str]) -> Paragraph:
    """Lines as one paragraph, or an item of a list where they begin with its mark."""
    first = group[0]
    lines = [p.text for p in group]
    for at, (before, piece) in enumerate(pairwise(group), 1):
        if abs(before.base - piece.base) < 1 and before.text[-1:].isdigit() and piece.text[:1].isdigit():
            lines[at] = f"| {lines[at]}"  # two figures with white between them are not one
    kind: PassageKind = "paragraph"
    if first.bullet and len(first.words) > 1:
        kind, lines[0] = "list item", " ".join(w[2] for w in first.words[1:])
    elif _numbered(first) and not first.bold:
        kind = "list item"
    text = joined(lines, known)
    if CONTENTS_LINE.search(text):
        kind, text = "list item", LEADERS.split(text)[0]
    elif LEADERS.search(text):
        text = LEADERS.sub(" ", text).strip()
    longest = max(group, key=lambda p: len(p.text))
    certain = [p.ocr for p in group if p.ocr is not None]
    return Paragraph(
        kind,
        text,
        min(p.x0 for p in group),
        min(p.top for p in group),
        max(p.x1 for p in group),
        max(p.bottom for p in group),
        longest.size,
        all(p.bold for p in group),
        len(group),
        ocr=round(sum(certain) / len(certain), 1) if certain else None,
    )


def joined(lines: list[str], known: frozenset[str] = frozenset()) -> str:
    """Lines as one text, words broken at line ends made whole.

    >>> joined(["Maksusuoritukset, jotka yliopisto on osoitta-", "nut konsortiolle, liike-", "ja ammattisalaisuus"])
    'Maksusuoritukset, jotka yliopisto on osoittanut konsortiolle, liike- ja ammattisalaisuus'
    >>> joined(["Yritysten kehittämis\u00ad-", "palvelut"]), joined(["Evankelis-\u00ad", "luterilainen kirkko"])
    ('Yritysten kehittämispalvelut', 'Evankelis-luterilainen kirkko')
    >>> joined(["Lähitorin määrärah", "a on 8 500 euroa"]), joined(["Se antaa avus", "tuksen koululle"])
    ('Lähitorin määräraha on 8 500 euroa', 'Se antaa avustuksen koululle')
    """
    text = before = ""
    for line in lines:
        line = line.replace("\u00ad-", "\u00ad")  # a soft hyphen, and the stroke that shows it
        if not text:
            text = line
        elif text.endswith("\u00ad"):
            text = text[:-1] + line
        elif text.endswith(("-", "\u2010")) and len(text) > 1 and text[-2].isalnum() and line[:1].isalnum():
            text = _rejoined(text, line, known)
        elif (" " not in before and _is_torn(before, line)) or _is_cut(before, line):
            text += line
        else:
            text += " " + line
        before = line
    return text.replace("\u00ad", "").strip()


def _is_torn(text: str, line: str) -> bool:
    """Whether a word too wide for its box was cut without a hyphen: "asiakastietojärjestel" over "mä"."""
    tail = line.split(" ", 1)[0]
    return (
        len(text) > TORN
        and text.isalpha()
        and tail.isalpha()
        and tail.islower()
        and not _is_word(text)
        and _is_word(text + tail)
    )


def _is_cut(before: str, line: str) -> bool:
    """Whether a line was cut within a word by a program that counts letters: "... on määrärah" over "a 8 500 euroa"."""
    head, tail = before.rpartition(" ")[2], line.partition(" ")[0].rstrip(".,;:)")
    if not (head.isalpha() and tail.isalpha() and tail.islower() and len(head) + len(tail) >= CUT):
        return False
    return not _is_word(head) and (len(tail) <= ENDING or not _is_word(tail)) and _is_word(head + tail)


def _rejoined(text: str, line: str, known: frozenset[str]) -> str:
    """Join at a hyphen that may be the writer's or the typesetter's."""
    head, tail = re.split(r"[\s(/\"”]", text[:-1])[-1], re.split(r"[\s,.;:)/\"”]", line)[0]
    if SUSPENDED.match(line):
        return text + " " + line
    if not line[0].islower() or text[-2].isdigit() or head.isupper() or "@" in head or "/" in text[-30:].split()[-1]:
        return text + line
    whole, hyphened = (head + tail).lower(), f"{head}-{tail}".lower()
    if hyphened in known:
        return text + line
    if whole in known:
        return text[:-1] + line
    if head[-1].lower() == tail[:1].lower() and head[-1].lower() in "aeiouyåäö":
        return text + line  # linja-auto: the same vowel on both sides asks for a hyphen
    if _is_word(whole) or not (_is_word(head.lower()) and _is_word(tail.lower())):
        return text[:-1] + line
    return text + line


@lru_cache(maxsize=4096)
def _is_word(word: str) -> bool:
    """Whether Voikko knows a word; where it is missing, the typesetter is taken to have broken it."""
    from extractors.model.errors import SetupError

    try:
        from extractors.text.morphology import readings

        return bool(readings(word))
    except (SetupError, ImportError):
        return True


def is_section(text: str) -> bool:
    """Whether a line is numbered as a section is: "2.1 Tausta", "Liite A".

    >>> is_section("2.1 Tausta ja tavoitteet"), is_section("2.1.2021 alkaen")
    (True, False)
    """
    return SECTION.match(text) is not None and len(text) < SECTION_TITLE and not text.endswith((".", ","))


def headings(found: list[Paragraph], body: float) -> None:
    """Mark as headings the short paragraphs set larger or bolder than the body text; the largest are level 1."""
    sizes: set[float] = set()
    marked: list[Paragraph] = []
    for at, paragraph in enumerate(found):
        text = paragraph.text
        if paragraph.kind != "paragraph" or len(text) > LARGE_TITLE or not re.search(r"[^\W\d_]{2}", text):
            continue
        larger = paragraph.size > 1.12 * body
        alone = (
            paragraph.bold
            and paragraph.lines <= TITLE_LINES
            and at + 1 < len(found)
            and not text.endswith((".", ",", ";"))
        )
        if larger or (alone and len(text) < BOLD_TITLE) or (paragraph.bold and is_section(text)):
            marked.append(paragraph)
            sizes.add(round(paragraph.size))
    ranks = {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
    for paragraph in marked:
        paragraph.kind, paragraph.level = "heading", min(ranks[round(paragraph.size)], 6)
