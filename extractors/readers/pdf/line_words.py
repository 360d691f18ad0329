"""The words of one line of glyphs: parted by spaces where they are written, else by the line's own spacing.

A note's mark, raised after a word, is a word of its own, so that "asetuksen¹" is found as "asetuksen", and "5 000¹" is
no larger number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.readers.layout.geometry import Word
from extractors.readers.pdf.sheet import Glyph

FEWEST = 8  # glyphs of a line whose spacing tells something
LOOSE = 0.75  # of what parts words: letters with this gap in the middle of a line are set wide
SPACED = 0.04  # a line with more spaces than this among its glyphs has all of its spaces
STEP = 0.06  # of the type size: by how much gaps between words are wider than all between letters
NARROWEST = 0.09  # of the type size: a gap between words; kerning moves letters by less
MOST = 0.4  # more of a line's gaps than this are not between words
SMALL, HIGH = 0.85, 0.2  # a mark's type size, and how far above the line it ends, as shares of the line's size
MARK = re.compile(r"\d{1,3}|\*{1,3}")
UNIT = re.compile(r"\d*(?:[kcdm]?m|h|ha)", re.IGNORECASE)  # m², km²: the raised figure belongs to the unit
POWER = re.compile(r"(?:.*\D)?10")  # 10⁶
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LETTERSPACED = 5
"""Letters of a word set with spaces between them, "P Ä Ä T Ö S"; fewer may be list marks or initials."""


def words_of(run: list[Glyph], gap: float, usual: Glyph) -> list[Word]:
    """The words of a run of glyphs; `gap` is what parts words on its page, as a share of the type size."""
    words = list(_parted(run, gap))
    if not any(g.size < SMALL * usual.size for g in run):
        return [_word(word) for word in words]
    out: list[Word] = []
    for word in words:
        out += _marks_apart(word, usual, first=not out)
    return out


def _word(glyphs: list[Glyph], text: str = "") -> Word:
    return glyphs[0].x0, glyphs[-1].x1, text or "".join(g.text for g in glyphs)


def _parted(run: list[Glyph], gap: float) -> Iterator[list[Glyph]]:
    """The glyphs of each word."""
    spaced = _letterspaced(run)
    wide = 0.9 if spaced else own_gap(run, gap)
    word: list[Glyph] = []
    for at, glyph in enumerate(run):
        if glyph.text.isspace():
            # a space with no room for it is a zero-width one that lost its name
            if word and not spaced and (at + 1 == len(run) or run[at + 1].x0 - word[-1].x1 > 0.06 * glyph.size):
                yield word
                word = []
            continue
        if word and glyph.x0 - word[-1].x1 > wide * glyph.size:
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def own_gap(run: list[Glyph], gap: float) -> float:
    """What parts the words of a line with next to no spaces: its gaps are of two kinds, the wider are between words.

    A line set tighter than the others of its page has narrower gaps between its words than they have, one set wider
    has gaps as wide between its letters.
    """
    if len(run) < FEWEST or sum(1 for g in run if g.text.isspace()) > SPACED * len(run):
        return gap
    pairs = ((a, b) for a, b in pairwise(run) if not a.text.isspace() and not b.text.isspace())
    gaps = sorted((b.x0 - a.x1) / max(b.size, 0.1) for a, b in pairs)
    if len(gaps) <= 1:
        return gap
    first = max(1, int((1 - MOST) * len(gaps)))
    at = max(range(first, len(gaps)), key=lambda n: gaps[n] - gaps[n - 1])
    letters, words = gaps[at - 1], gaps[at]
    step = STEP if at < len(gaps) - 1 else 2 * STEP  # one gap by itself must be plainer
    if words - letters < step or words < NARROWEST or letters < gap < words:
        return gap
    if letters >= gap and gaps[first // 2] < LOOSE * gap:
        return gap  # only some are as wide: they too are between words
    return (letters + words) / 2


def _letterspaced(run: list[Glyph]) -> bool:
    """P Ä Ä T Ö S: a word set with spaces between all its letters."""
    shown = [g for g in run if not g.text.isspace()]
    if len(shown) < LETTERSPACED:
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(shown)]
    wide = sum(1 for g, glyph in zip(gaps, shown, strict=False) if g > 0.25 * glyph.size)
    return wide >= 0.85 * len(gaps) and all(g.text.isalpha() for g in shown)


def is_raised(glyph: Glyph, usual: Glyph) -> bool:
    """Whether a glyph is smaller than its line's and stands above its base."""
    return glyph.size < SMALL * usual.size and glyph.bottom < usual.bottom - HIGH * usual.size


def _marks_apart(word: list[Glyph], usual: Glyph, *, first: bool) -> list[Word]:
    """A word, and the mark raised after it as the next: "sana¹." is "sana." and "¹"; a power stays with its number."""
    start = next((n for n, g in enumerate(word) if is_raised(g, usual)), len(word))
    end = next((n for n in range(start, len(word)) if not is_raised(word[n], usual)), len(word))
    head, mark, tail = ("".join(g.text for g in part) for part in (word[:start], word[start:end], word[end:]))
    if not MARK.fullmatch(mark) or (not head and first) or any(map(str.isalnum, tail)) or UNIT.fullmatch(head):
        return [_word(word)]
    if POWER.fullmatch(head):
        return [_word(word, head + mark.translate(RAISED) + tail)]
    own = _word(word[start:end], mark.translate(RAISED))
    return [(word[0].x0, word[-1].x1, head + tail), own] if head else [own]
