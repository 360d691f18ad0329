"""The addresses that papers and decks name: link annotations of a PDF, hyperlinks of Office files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extractors.model.document import Link
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.web.link_matter import is_attachment
from extractors.text.cleaning import one_line

MOST = 2_000
WEB = ("http://", "https://")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
XLINK = "{http://www.w3.org/1999/xlink}href"


def links_once(found: Iterable[tuple[str, str]]) -> list[Link]:
    """(address, words) pairs as Links, each web address once, with the first words it stands under.

    >>> links_once([("https://v.example/a.pdf", "Liite"), ("mailto:a@b.example", "a"), ("https://v.example/a.pdf", "")])
    [Link(url='https://v.example/a.pdf', text='Liite', kind='attachment', published=None, changed=None)]
    """
    named: dict[str, str] = {}
    for address, words in found:
        address = address.strip()
        if address.lower().startswith(WEB) and len(named) < MOST:
            named[address] = named.get(address) or one_line(words)
    return [Link(url=a, text=w, kind="attachment" if is_attachment(a) else "link") for a, w in named.items()]


def in_pdf(page: Any, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The link annotations of a pdfplumber page, each with the words it lies over."""
    for link in page.hyperlinks[:MOST]:
        address = link.get("uri")
        if not isinstance(address, str):
            continue
        x0, top, x1, bottom = (float(link[key] or 0) for key in ("x0", "top", "x1", "bottom"))
        words = [
            word
            for piece in sheet.pieces
            if top <= piece.base - 0.3 * piece.size <= bottom
            for start, end, word in piece.words
            if x0 <= (start + end) / 2 <= x1
        ]
        yield address, " ".join(words)


def in_office(part: Any) -> Iterator[tuple[str, str]]:
    """The hyperlinks of a part of an Office Open XML package: of text (w:hyperlink, a:hlinkClick) and of shapes."""
    targets = {r: rel.target_ref for r, rel in part.rels.items() if rel.is_external}
    for element in part._element.iter() if targets else ():
        if element.get(RELATION) in targets and str(element.tag).endswith(("}hyperlink", "}hlinkClick")):
            holder = element
            if element.tag.endswith("}hlinkClick"):  # run properties of the run it makes a link
                holder = element.getparent().getparent()
            words = "".join(t.text or "" for t in holder.iter() if str(t.tag).endswith("}t"))
            yield targets[element.get(RELATION)], words


def in_odf(content: Any) -> Iterator[tuple[str, str]]:
    """The links of OpenDocument content."""
    for element in content.iter():
        if isinstance(element.tag, str) and element.tag.endswith("}a") and element.get(XLINK):
            yield element.get(XLINK), "".join(element.itertext())
