"""Plain text files: what kind of document they are, their title and date are worked out from the words.

The characters stay where they are, so that offsets hold in the file too; a page's skip link and the like at the top
are blanked out, not cut.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.document import DocumentKind, RawDocument
from extractors.draft import Block, Claim, Draft
from extractors.errors import EmptyDocument
from extractors.readers.chrome import is_furniture_line, is_generic
from extractors.readers.cleaning import ODD, decode
from extractors.readers.dateline import LABEL, ORGAN, date_in, is_dateline, labelled, meeting_date
from extractors.readers.release import release_signs
from extractors.readers.textlayout import Laid, lay

PROSE = 120
PAPER = re.compile(
    r"^\s*(?:§\s*\d+|\d+\s*§|dnro\b|diaarinumero|asianumero|asia:|viite:|viite\b|pöytäkirja\b|esityslista\b|päätös\s|lausunto\b|muistio\b|jakelu\b|liitteet?:?$|tiedoksi:?$)",
    re.IGNORECASE | re.MULTILINE,
)
SLIDE_NUMBER = re.compile(r"^\s*(?:sivu|page|dia|slide)?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*$", re.IGNORECASE)
UNSEEN = {code: " " for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00)}
TITLE = 250


def read_plain(raw: RawDocument) -> Draft:
    """The draft of a plain text file; raises EmptyDocument where there is nothing but white space."""
    text = decode(raw.content, raw.charset).translate(ODD | UNSEEN)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, furniture = without_header(text)
    laid = lay(text)
    if not laid:
        raise EmptyDocument("there is no text in it", subject=raw.source, advice="Fetch it again, or leave it out.")
    draft = Draft("text/plain", text=text, furniture=furniture)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    blocks = [text[p.start : p.end] for p in laid]
    kind = kind_of(text, blocks)
    draft.claims.append(Claim("kind", kind, "text"))
    title = _title(lines, text, laid)
    if title:
        draft.claims.append(Claim("title", title, "text"))
    at = lines.index(title) if title in lines else 0
    if kind != "slides":
        signs, seen = release_signs(lines[at + 1 : at + 8])
        if seen >= 2:
            draft.claims += signs
    draft.claims += [Claim("published", when, "text") for when in _published(lines)]
    draft.listing = kind != "slides" and _is_listing(blocks)
    draft.blocks = _blocks(laid, text, title)
    return draft


def without_header(text: str) -> tuple[str, list[str]]:
    """The text with a page's header and the label of its dateline blanked out, and what was taken.

    >>> without_header("Hyppää sisältöön\\nMedia\\n\\nRahoitus kasvaa")
    ('                \\n     \\n\\nRahoitus kasvaa', ['Hyppää sisältöön', 'Media'])
    """
    taken: list[str] = []
    lines = text.split("\n")
    header = False
    for n, line in enumerate(lines[:12]):
        words = line.strip()
        if not words:
            header = False
        elif is_furniture_line(words) and len(words) > 2:
            header = header or n < 4
        elif not (header and len(words) < 60 and not words.endswith(".")):
            header = False
            if is_dateline(words) and (label := LABEL.match(words)) and label.end() < len(words):
                taken.append(label[0].strip())
                lines[n] = line.replace(label[0], " " * len(label[0]), 1)
            continue
        if words:
            taken.append(words)
            lines[n] = " " * len(line)
    return "\n".join(lines), taken


def kind_of(text: str, blocks: list[str]) -> DocumentKind:
    """Slides repeat their frame and hold few whole sentences; papers have case numbers and paragraph signs."""
    prose = sum(len(b) for b in blocks if len(b) >= PROSE)
    whole = sum(map(len, blocks)) or 1
    pages = text.count("\f")
    counts = Counter(b for b in blocks if 3 <= len(b) <= 90 and not is_furniture_line(b))
    repeats = [b for b, n in counts.items() if n >= 3]
    numbers = sum(1 for b in blocks if SLIDE_NUMBER.match(b))
    short = sum(1 for b in blocks if len(b) <= 60)
    many = len(blocks) >= 12
    if pages >= 2 and whole / (pages + 1) < 700 and short > 0.5 * len(blocks):
        return "slides"
    if many and (repeats or numbers >= 4) and prose < 0.6 * whole and short > 0.5 * len(blocks):
        return "slides"
    if len(blocks) >= 30 and short > 0.8 * len(blocks) and prose < 0.35 * whole:
        return "slides"
    return "document" if PAPER.search(text[:3000]) or not prose else "web page"


def _title(lines: list[str], text: str, laid: list[Laid]) -> str | None:
    """The first line that is neither furniture nor a date nor the name of a system."""
    for line in lines[:6]:
        if is_furniture_line(line) or is_dateline(line) or is_generic(line) or not any(map(str.isalpha, line)):
            continue
        return line if len(line) <= TITLE else None
    return lines[0][:TITLE] if lines and len(lines[0]) <= TITLE else None


def _published(lines: list[str]) -> list[str]:
    found = [
        when
        for line in lines[:12]
        if len(line) < 120 and (when := meeting_date(line) if ORGAN.search(line) or PAPER.match(line) else None)
    ]
    found += [when for line in [*lines[:12], *lines[-5:]] if len(line) < 200 and (when := labelled(line))]
    found += [when for line in lines[1:5] if is_dateline(line) and (when := date_in(line))]
    return found[:1]


def _is_listing(blocks: list[str]) -> bool:
    """Titles, one after another, and not one sentence."""
    ends = [b for b in blocks if b.rstrip().endswith((".", "!", "?"))]
    return len(blocks) >= 5 and not ends and sum(1 for b in blocks if len(b) < 200) > 0.8 * len(blocks)


def _blocks(laid: list[Laid], text: str, title: str | None) -> list[Block]:
    blocks: list[Block] = []
    for p in laid:
        words = text[p.start : p.end]
        if title and words.startswith(title) and not any(b.kind == "title" for b in blocks):
            blocks.append(Block("title", span=(p.start, p.start + len(title)), level=1))
            rest = words[len(title) :]
            if rest.strip():
                blocks.append(Block("paragraph", span=(p.end - len(rest.lstrip()), p.end)))
            continue
        level = 2 if p.kind == "heading" else 1 if p.kind == "list item" else None
        blocks.append(Block(p.kind, span=(p.start, p.end), level=level))
    return blocks
