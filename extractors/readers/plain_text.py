"""Plain text files: what kind of document they are, their title and date are worked out from the words.

The characters stay where they are, so that offsets hold in the file too; a page's skip link and the like at the top
are blanked out, not cut.  Only what steers a terminal or a printer is taken out, for it would part words.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from extractors.model.document import DocumentKind, Issue, Page, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import EmptyDocument
from extractors.readers.claims.dateline import date_in, is_dateline, labelled, meeting_date, without_label
from extractors.readers.claims.dateline_words import LABEL, ORGAN
from extractors.readers.claims.issuers import issuers_in
from extractors.readers.claims.release import release_signs, type_of
from extractors.readers.layout.plain_lines import Laid, lay
from extractors.readers.web.claims.headline import SECTION, bare_title
from extractors.readers.web.furniture.chrome import is_furniture_line, is_generic
from extractors.text.cleaning import ODD, harmless, nfc
from extractors.text.decoding import decoded

PROSE = 120
PAPER = re.compile(
    r"^\s*(?:§\s*\d+|\d+\s*§|dnro\b|diaarinumero|asianumero|asia:|viite:|viite\b|pöytäkirja\b|esityslista\b|päätös\s|lausunto\b|muistio\b|jakelu\b|liitteet?:?$|tiedoksi:?$)",
    re.IGNORECASE | re.MULTILINE,
)
SLIDE_NUMBER = re.compile(r"^\s*(?:sivu|page|dia|slide)?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*$", re.IGNORECASE)
OVERSTRUCK = re.compile(r"_\x08(?=.)|(.)\x08(?=\1)|\x08_")
"""A letter that an old printer struck twice to make it bold, or over or under a line."""

UNSEEN = dict.fromkeys((8203, 8204, 8205, 8288, 65279, 0), " ")
ZEROES = "it holds zero bytes, which are read as spaces: its end or a part of it may be missing"
TITLE = 250
LABELS = 3  # headings and labels of a page's text that was saved: its title, and two of its sections
TOP = 25

SIGNS = 2
"""So many of issuer, date and type make the lines around the title a release's, as on a page."""

BUTTON = 3
"""Letters a button of a page has at least ("Hae"): shorter ones are marks that belong to the text."""

HEADER_LINE = 60
"""Characters under which a line right after a button is one more of the header: "Ajankohtaista"."""

SHORT = 60
"""Characters of a heading, a bullet or a label; sentences are longer."""

FRAME = range(3, 91)
"""Characters of a line that slides repeat on each page: "Sosiaali- ja terveysministeriö | 12.3.2024"."""

REPEATED = 3
"""So often a line stands in the text when it is a frame's."""

FEWEST_PAGES = 2
"""Form feeds that part slides: two of them are three slides."""

SLIDE = 700
"""Characters of a slide on average: a page of a paper has two thousand and more."""

NUMBERED = 4
"""So many lines that are numbers alone are the numbers of slides."""

FEWEST_BLOCKS, MANY_BLOCKS = 12, 30
"""Blocks from which a text without form feeds can be told for slides: with a frame, and without."""

HALF, MOSTLY = 0.5, 0.8
"""Shares of the blocks that are short: where a frame tells of slides too, and where nothing else does."""

SOME_PROSE, LITTLE_PROSE = 0.6, 0.35
"""Shares of a text that stand in sentences, under which it can be slides: with a frame, and without."""

SHORTEST_TITLE = 4
"""Characters of a matter's title after its paragraph sign ("§ 12" over "Talousarvio 2025"); less is a page's number."""

LONGEST_HEADING = 120
"""Characters of a meeting's heading: "Kunnanhallitus, pöytäkirja 5/2024, 12.3.2024"."""

LONGEST_LABELLED = 200
"""Characters of a line that holds a date with its label: "Julkaistu 3.4.2019 | Muokattu 5.4.2019"; titles too."""

FEWEST_TITLES = 5
"""So many titles without a sentence are a listing."""

LINES_BEFORE = 2
"""Line ends that may stand in a passage before its title: issuer and date."""

LONGEST_HEAD = 100
"""Characters of a line of the head: issuer, date or type."""

HEAD_BLOCKS = 6
"""Passages of a text among which its head is looked for."""


def read_plain(raw: RawDocument) -> Draft:
    """The draft of a plain text file; raises EmptyDocument where there is nothing but white space."""
    said, note = decoded(raw.content, raw.charset)
    text = nfc(without_steering(said.translate(ODD | UNSEEN)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, furniture = without_header(text)
    laid = lay(text)
    if not laid:
        raise EmptyDocument("there is no text in it", subject=raw.source, advice="Fetch it again, or leave it out.")
    draft = Draft("text/plain", text=text, furniture=furniture)
    draft.issues += [Issue(reason=told) for told in (note, ZEROES if "\0" in said else None) if told]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    blocks = [text[p.start : p.end] for p in laid]
    kind = kind_of(text, blocks)
    draft.claims.append(Claim("kind", kind, "text"))
    title = _title(lines)
    if title:
        draft.claims.append(Claim("title", bare_title(title), "text"))
    at = lines.index(title) if title in lines else 0
    if kind != "slides":
        signs, seen = release_signs([*lines[max(at - 4, 0) : at], *lines[at + 1 : at + 8]])
        if seen >= SIGNS:
            draft.claims += signs
    draft.claims += [Claim("published", when, "text") for when in _published(lines)]
    draft.listing = kind != "slides" and _is_listing(blocks)
    draft.blocks = _blocks(laid, text, title)
    if "\f" in text:
        _number_pages(draft, text)
    return draft


def without_steering(text: str) -> str:
    """A text without what steers a terminal or an old printer, which would part its words; its pages stay parted.

    >>> without_steering("\\x1b[1mMatti\\x1b[0m \\x1b[4mKi\\x1b[0mvi\\fK\\bKu\\bun\\bnta _\\bo_\\bn")
    'Matti Kivi\\x0cKunta on'
    """
    struck = OVERSTRUCK.sub("", text) if "\b" in text else text
    return "\f".join(map(harmless, struck.split("\f")))


def without_header(text: str) -> tuple[str, list[str]]:
    """The text with a page's header, the label of its dateline and its last buttons blanked out, and what was taken.

    >>> without_header("Hyppää sisältöön\\nMedia\\n\\nRahoitus kasvaa")
    ('                \\n     \\n\\nRahoitus kasvaa', ['Hyppää sisältöön', 'Media'])
    """
    taken: list[str] = []
    lines = text.split("\n")
    header = begun = False
    for n, line in enumerate(lines[:TOP]):
        words = line.strip()
        if not words:
            header = False
        elif is_furniture_line(words) and len(words) >= BUTTON and not begun:
            header = True
        elif not (header and len(words) < HEADER_LINE and not words.endswith(".")):
            header, begun = False, True
            if is_dateline(words) and (label := LABEL.match(words)) and without_label(words) == words[label.end() :]:
                taken.append(label[0].strip())
                lines[n] = line.replace(label[0], " " * len(label[0]), 1)
            continue
        if words:
            taken.append(words)
            lines[n] = " " * len(line)
    for n in range(len(lines) - 1, 0, -1):
        words = lines[n].strip()
        if words and (len(words) < BUTTON or not is_furniture_line(words)):
            break
        if words:
            taken.append(words)
            lines[n] = " " * len(lines[n])
    return "\n".join(lines), taken


def kind_of(text: str, blocks: list[str]) -> DocumentKind:
    """Slides repeat their frame and hold few whole sentences; papers have case numbers and paragraph signs, pages many
    short headings and labels between their texts.  A text without signs is a document.
    """
    prose = sum(len(b) for b in blocks if len(b) >= PROSE)
    whole = sum(map(len, blocks)) or 1
    pages = text.count("\f")
    short = sum(1 for b in blocks if len(b) <= SHORT)
    if pages >= FEWEST_PAGES and whole / (pages + 1) < SLIDE and short > HALF * len(blocks):
        return "slides"
    if len(blocks) >= FEWEST_BLOCKS and _framed(blocks) and prose < SOME_PROSE * whole and short > HALF * len(blocks):
        return "slides"
    if len(blocks) >= MANY_BLOCKS and short > MOSTLY * len(blocks) and prose < LITTLE_PROSE * whole:
        return "slides"
    labels = sum(1 for b in blocks if len(b) <= SHORT and not b.rstrip().endswith((".", "!", ":")))
    if PAPER.search(text[:3000]) or not prose:
        return "document"
    return "web page" if labels >= LABELS else "document"


def _framed(blocks: list[str]) -> bool:
    """Lines that come again ("Sosiaali- ja terveysministeriö"), or slides' numbers ("12 / 30")."""
    counts = Counter(b for b in blocks if len(b) in FRAME and not is_furniture_line(b))
    return any(n >= REPEATED for n in counts.values()) or sum(map(_is_number, blocks)) >= NUMBERED


def _is_number(block: str) -> bool:
    return SLIDE_NUMBER.match(block) is not None


def _title(lines: list[str]) -> str | None:
    """What follows a matter's paragraph sign; else the first line that is no furniture, date or name of a system."""
    for sign, after in pairwise(lines[:13]):
        if SECTION.match(sign) and SHORTEST_TITLE <= len(after) <= TITLE and not after.endswith("."):
            return after
    head: str | None = None
    for line in lines[:12]:
        if is_furniture_line(line) or is_dateline(line) or is_generic(line) or not any(map(str.isalpha, line)):
            continue
        if type_of(line) or issuers_in(line):
            head = head or line
            continue
        if head and (line.endswith(".") or len(line) > TITLE):
            break
        return line if len(line) <= TITLE else None
    if head:
        return head
    return lines[0][:TITLE] if lines and len(lines[0]) <= TITLE else None


def _published(lines: list[str]) -> list[str]:
    found = [
        when
        for line in lines[:12]
        if len(line) < LONGEST_HEADING
        and (when := meeting_date(line) if ORGAN.search(line) or PAPER.match(line) else None)
    ]
    found += [when for line in [*lines[:12], *lines[-5:]] if len(line) < LONGEST_LABELLED and (when := labelled(line))]
    found += [when for line in lines[1:5] if is_dateline(line) and (when := date_in(line))]
    return found[:1]


def _is_listing(blocks: list[str]) -> bool:
    """Titles, one after another, and not one sentence."""
    ends = [b for b in blocks if b.rstrip().endswith((".", "!", "?"))]
    titles = sum(1 for b in blocks if len(b) < LONGEST_LABELLED)
    return len(blocks) >= FEWEST_TITLES and not ends and titles > MOSTLY * len(blocks)


def _number_pages(draft: Draft, text: str) -> None:
    """Form feeds part pages: each passage gets the number of its page, each page its first line as title."""
    feeds = [n for n, ch in enumerate(text) if ch == "\f"]
    draft.blocks = [replace(b, page=bisect(feeds, b.span[0]) + 1) for b in draft.blocks if b.span]
    frame = Counter(text[slice(*b.span)] for b in draft.blocks if b.span)
    pages: dict[int, list[str]] = defaultdict(list)
    for b in draft.blocks:
        if b.span and b.page:
            pages[b.page].append(text[slice(*b.span)])
    for number in range(1, len(feeds) + 2):
        own = pages.get(number, [])
        first = next((w for w in own if frame[w] < REPEATED and len(w) <= TITLE), None)
        if own or number <= len(feeds):
            draft.pages.append(Page(number=number, title=first.split("\n")[0] if first else None))


def _line_of(title: str, words: str) -> int | None:
    """Where a title stands as a line of its own among the first of a passage."""
    at = words.find(title)
    before, after = words[:at], words[at + len(title) :]
    whole = (not before or before.rstrip(" \t").endswith("\n")) and (not after or after.lstrip(" \t").startswith("\n"))
    return at if at >= 0 and whole and before.count("\n") <= LINES_BEFORE else None


def _is_head(words: str) -> bool:
    """Issuer, date and type, a line each."""
    lines = words.split("\n")
    return len(lines) > 1 and max(map(len, lines)) < LONGEST_HEAD and any(is_dateline(line.strip()) for line in lines)


def _line_spans(words: str, at: int) -> list[tuple[int, int]]:
    spans = []
    for line in words.split("\n"):
        if line.strip():
            spans.append((at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line) + 1
    return spans


def _blocks(laid: list[Laid], text: str, title: str | None) -> list[Block]:
    blocks: list[Block] = []
    for p in laid:
        words = text[p.start : p.end]
        if title and (at := _line_of(title, words)) is not None and not any(b.kind == "title" for b in blocks):
            before, rest = words[:at].rstrip(), words[at + len(title) :]
            if before:
                blocks.append(Block("paragraph", span=(p.start, p.start + len(before))))
            blocks.append(Block("title", span=(p.start + at, p.start + at + len(title)), level=1))
            if rest.strip():
                blocks.append(Block("paragraph", span=(p.end - len(rest.lstrip()), p.end)))
            continue
        if len(blocks) < HEAD_BLOCKS and _is_head(words):
            blocks += [Block("paragraph", span=span) for span in _line_spans(words, p.start)]
            continue
        level = 2 if p.kind == "heading" else 1 if p.kind == "list item" else None
        blocks.append(Block(p.kind, span=(p.start, p.end), level=level))
    return blocks
