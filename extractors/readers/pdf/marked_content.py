"""What a page's marked content says of its glyphs: letters that stand only in its `ActualText`, put over their glyphs.

A ligature drawn by a glyph without a name says "fi" beside it, a hyphen at a line's end that it is a soft one, a word
of drawn letters which word it is.  Marked content may name its properties instead of holding them: these are looked
up in the page's resources.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from extractors.model.errors import TooLarge
from extractors.readers.pdf.sheet import RUNNING

WORD = re.compile(r"\s+|\S+")
UTF8 = b"\xef\xbb\xbf"
MOST_GLYPHS = 200_000
"""On one page: the finest print has a tenth, and each takes a kilobyte or two."""
WITHOUT_IT = "Save a copy without that page, or look at it: it may be made so."
MOST_SAID = 2_000  # characters: more is the text of a whole page, which its glyphs show better


class SaidText:
    """One marked content that says what its glyphs mean; its glyphs share it."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class SpeakingDevice(PDFPageAggregator):
    """Lays out a page as pdfminer does, each glyph with what the marked content around it says (`said`), and with its
    number in the structure tree (`marked`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._open: list[SaidText | None] = []
        self._numbers: list[int | None] = []
        self._figures = 0
        self._laid = 0

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """What an outer one says holds for all that is inside."""
        outer = self._open[-1] if self._open else None
        self._open.append(outer or _said(props))
        number = None if self._figures else _number(tag, props)  # a form numbers its own contents from 0
        self._numbers.append(self._numbers[-1] if number is None and self._numbers else number)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        """A form drawn on the page begins."""
        self._figures += 1
        super().begin_figure(*args, **kwargs)

    def end_figure(self, *args: Any, **kwargs: Any) -> None:
        """... and ends."""
        self._figures -= 1
        super().end_figure(*args, **kwargs)

    def end_tag(self) -> None:
        """An end without a beginning ends nothing."""
        if self._open:
            self._open.pop()
            self._numbers.pop()

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Mark the glyph that was laid; raises TooLarge where there are more than any page has."""
        self._laid += 1
        if self._laid > MOST_GLYPHS:
            raise TooLarge(f"page {self.pageno} of it has more than {MOST_GLYPHS} characters", advice=WITHOUT_IT)
        advance = super().render_char(*args, **kwargs)
        if self._open and (self._open[-1] or self._numbers[-1] is not None):
            laid: Any = self.cur_item._objs[-1]
            laid.said, laid.marked = self._open[-1], self._numbers[-1]
        return advance


class NamingInterpreter(PDFPageInterpreter):
    """Gives the device the properties that marked content only names."""

    def do_BDC(self, tag: Any, props: Any) -> None:
        """Begin marked content with properties."""
        if isinstance(props, PSLiteral):
            known = resolve1(self.resources.get("Properties")) if self.resources else None
            props = resolve1(known.get(str(props.name))) if isinstance(known, dict) else None
        super().do_BDC(tag, props)


def layout_of(page: Any) -> Any:
    """The layout of a pdfplumber page, its glyphs with what their marked content says."""
    device = SpeakingDevice(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    try:
        NamingInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except TooLarge:
        raise
    except Exception as error:
        raise PdfminerException(error) from error
    return device.get_result()


def _number(tag: Any, props: Any) -> int | None:
    """The number of a marked content; RUNNING for a header, footer or page number."""
    if not isinstance(props, dict):
        return None
    if str(getattr(tag, "name", "")) == "Artifact":
        kind = props.get("Type")
        return RUNNING if isinstance(kind, PSLiteral) and str(kind.name) == "Pagination" else None
    number = props.get("MCID")
    return number if isinstance(number, int) and number >= 0 else None


def _said(props: Any) -> SaidText | None:
    """The ActualText of some properties.

    >>> said = _said({"ActualText": bytes.fromhex("feff00660069")})
    >>> said and said.text
    'fi'
    """
    said = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
    if not isinstance(said, bytes):
        return None
    text = said[3:].decode("utf-8", "ignore") if said.startswith(UTF8) else decode_text(said)
    return SaidText(text.replace("\x00", "")) if len(text) <= MOST_SAID else None


def meant(things: Iterable[Any]) -> Iterator[Any]:
    """The things of a layout, glyphs that say what they mean as that; all others as they are."""
    waiting: list[Any] = []
    for thing in things:
        said = getattr(thing, "said", None)
        if waiting and said is not waiting[0].said:
            yield from _as_said(waiting)
            waiting = []
        if said is None:
            yield thing
        else:
            waiting.append(thing)
    if waiting:
        yield from _as_said(waiting)


def _as_said(glyphs: list[Any]) -> Iterator[Any]:
    """Glyphs with the text they are said to mean: each character over its share of them."""
    text, shown = glyphs[0].said.text, "".join(g.get_text() for g in glyphs)
    if text.split() == shown.split() or (not text and any(c.isalnum() for c in shown)):
        yield from glyphs  # no letter goes because nothing is said of it
        return
    share = len(glyphs) / max(len(text), 1)
    for word in WORD.finditer(text):  # a word is one glyph of several letters, as ligatures are
        start, end = word.start() * share, word.end() * share
        first, last = glyphs[int(start)], glyphs[math.ceil(end) - 1]
        glyph = copy.copy(first)
        glyph._text = word[0]
        if first.matrix[1] == 0:
            right = _along(last, end - math.ceil(end) + 1) if last.matrix[5] == first.matrix[5] else first.x1
            left = _along(first, start - int(start))
            glyph.set_bbox((left, first.y0, max(left, right), first.y1))
        yield glyph


def _along(glyph: Any, share: float) -> float:
    return float(glyph.x0 + share * (glyph.x1 - glyph.x0))
