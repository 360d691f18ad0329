"""From glyphs to pieces of lines: what is drawn twice, apart or letter by letter is put right.

Glyphs come in the order of the file, for text that was written in one go usually belongs together.
"""

from __future__ import annotations

import re
import unicodedata
from math import isfinite

from extractors.readers.layout.geometry import Piece
from extractors.readers.pdf.line_words import HIGH, MARK, RAISED, SMALL, UNIT, words_of
from extractors.readers.pdf.sheet import Glyph

ACCENTS = {
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "ˇ": "\u030c",
    **{mark: mark for mark in "\u0300\u0301\u0302\u0303\u0308\u030a\u030c"},
}
BULLETS = frozenset("•‣⁃▪▫●○◦■□▶►➢➤➔→✓✔❖◆◇»·*–—-")
SIGNS = re.compile(r"wingding|symbol|webding|dingbat", re.IGNORECASE)
NO_WIDTH = 0.05  # of the type size: a glyph that takes less room takes none
UNKNOWN = "\ue000"  # stands for a glyph no one can name: at the start of a line, a bullet


def pieces_of(glyphs: list[Glyph], gap: float = 0.0) -> list[Piece]:
    """Glyphs in file order to pieces: first what was written in one go, then what stands on one line side by side.

    `gap` is what parts the words of the page they stand on, where they are not all of it.
    """
    glyphs = [g for g in glyphs if all(map(isfinite, (g.x0, g.x1, g.base, g.size)))]  # a broken file: some nowhere
    gap = gap or word_gap(glyphs)
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        run = runs[-1] if runs else None
        if run and _follows(run[-1], glyph):
            run.append(glyph)
        else:
            runs.append([glyph])
    pieces = []
    for order, run in enumerate(runs):
        for part in _parted(_once(_composed(run))):
            piece = _piece(part, gap, order)
            if piece:
                pieces.append(piece)
    return _joined(_unique(pieces), gap)


def word_gap(glyphs: list[Glyph]) -> float:
    """What parts the words of a page, as a share of the type size: less where no spaces are written."""
    spaces = sum(1 for g in glyphs if g.text == " ")
    return 0.15 if spaces < 0.04 * len(glyphs) else 0.2


def _follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph goes on where the one before it ended, on the same line."""
    size = max(before.size, glyph.size)
    if abs(glyph.base - before.base) > 0.18 * size and not _raised(before, glyph):
        return False
    return -0.9 * size < glyph.x0 - before.x1 < 1.3 * size


def _raised(before: Glyph, glyph: Glyph) -> bool:
    """A superscript or subscript beside its base, either way round."""
    small, large = (glyph, before) if glyph.size < before.size else (before, glyph)
    middle = (small.top + small.bottom) / 2
    return small.size < 0.85 * large.size and large.top < middle < large.bottom and glyph.x0 >= before.x0


def _composed(run: list[Glyph]) -> list[Glyph]:
    """Letters with the accents that were drawn over them as separate glyphs: ¨ on a is ä."""
    if not any(g.text in ACCENTS for g in run):
        return run
    out: list[Glyph] = []
    waiting: Glyph | None = None
    for at, glyph in enumerate(run):
        if glyph.text in ACCENTS:
            after = run[at + 1] if at + 1 < len(run) else glyph
            mine = out and out[-1].text.isalpha() and _over(glyph, out[-1])
            if mine and (_follows_letter(glyph) or not _nearer(glyph, after, out[-1])):
                out[-1] = _accented(out[-1], glyph)
            else:
                if waiting:
                    out.append(waiting)
                waiting = glyph
            continue
        if waiting and glyph.text.isalpha() and _over(waiting, glyph):
            glyph = _accented(glyph, waiting)
        elif waiting:
            out.append(waiting)
        waiting = None
        out.append(glyph)
    return [*out, waiting] if waiting else out


def _follows_letter(accent: Glyph) -> bool:
    """Whether an accent is of those that are written after their letter: a combining one that takes no room.

    A Mac writes "Hämäläinen" so: the place of such a mark is where its letter ends, and the next one begins.
    """
    return unicodedata.combining(accent.text) > 0 and accent.x1 - accent.x0 < NO_WIDTH * accent.size


def _over(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.x0 + accent.x1) / 2
    return letter.x0 - 0.1 * letter.size <= middle <= letter.x1 + 0.1 * letter.size


def _nearer(accent: Glyph, one: Glyph, other: Glyph) -> bool:
    """Whether an accent stands more squarely over one letter than over the other."""
    middle = accent.x0 + accent.x1
    return one.text.isalpha() and abs(one.x0 + one.x1 - middle) < abs(other.x0 + other.x1 - middle)


def _accented(letter: Glyph, accent: Glyph) -> Glyph:
    text = unicodedata.normalize("NFC", ("i" if letter.text == "ı" else letter.text) + ACCENTS[accent.text])
    return Glyph(text, letter.x0, letter.top, letter.x1, letter.bottom, letter.base, letter.size, letter.font)


def _once(run: list[Glyph]) -> list[Glyph]:
    """A glyph drawn twice in nearly the same place, to look bold, counts once.

    A font that names "ä" as two characters may have no width for it: both letters of "ää" then stand in one place.
    """
    out: list[Glyph] = []
    for glyph in run:
        if glyph.x1 - glyph.x0 > NO_WIDTH * glyph.size and any(
            glyph.text == g.text and abs(glyph.x0 - g.x0) < 0.12 * glyph.size for g in out[-3:]
        ):
            continue
        out.append(glyph)
    return out


def _parted(run: list[Glyph]) -> list[list[Glyph]]:
    """A run cut where its writer moved on with many spaces or a tab."""
    parts: list[list[Glyph]] = [[]]
    end: float | None = None
    for glyph in run:
        if not glyph.text.isspace():
            if end is not None and glyph.x0 - end > 1.3 * glyph.size:
                parts.append([])
            end = glyph.x1
        parts[-1].append(glyph)
    return parts


def _piece(run: list[Glyph], gap: float, order: int) -> Piece | None:
    """A piece of the words of one run, None where it is blank."""
    shown = [g for g in run if not g.text.isspace()]
    if not shown:
        return None
    usual = _usual(shown)
    words = words_of(run, gap, usual)
    if any(UNKNOWN in w[2] for w in words):
        words = [(a, b, t if n == 0 and t == UNKNOWN else t.replace(UNKNOWN, "")) for n, (a, b, t) in enumerate(words)]
        words = [w for w in words if w[2]]
        if not words:
            return None
    first = words[0][2]
    bullet = len(first) == 1 and is_bullet(first, shown[0].font, usual.font if len(words) > 1 else "")
    return Piece(
        words=words,
        x0=min(g.x0 for g in shown),
        top=min(g.top for g in shown),
        x1=max(g.x1 for g in shown),
        bottom=max(g.bottom for g in shown),
        base=usual.base,
        size=usual.size,
        bold=all(map(is_bold, {g.font for g in shown})),
        font=usual.font,
        order=order,
        bullet=bullet,
    )


def _usual(run: list[Glyph]) -> Glyph:
    """The glyph that stands for a run: of the font and size most of it has."""
    if run[0].font == run[-1].font and run[0].size == run[-1].size:
        middle = run[len(run) // 2]
        return middle if (middle.font, middle.size) == (run[0].font, run[0].size) else run[0]
    counts: dict[tuple[str, float], int] = {}
    for g in run:
        key = (g.font, round(g.size, 1))
        counts[key] = counts.get(key, 0) + 1
    best = max(counts, key=lambda k: counts[k])
    return next(g for g in run if (g.font, round(g.size, 1)) == best)


def is_bullet(char: str, font: str, beside: str = "") -> bool:
    """Whether a character set off from the words after it is a bullet: by itself, or by its font of signs.

    >>> is_bullet("•", "Arial"), is_bullet("o", "ABCDEF+CourierNewPSMT", "ABCDEF+Calibri"), is_bullet("A", "Arial")
    (True, True, False)
    """
    if char in BULLETS or "\ue000" <= char <= "\uf8ff":
        return True
    if SIGNS.search(font):
        return True
    return bool(beside) and not char.isdigit() and not char.isupper() and _family(font) != _family(beside)


def _family(font: str) -> str:
    return re.split(r"[-,]|PS|MT|Bold|Ital", font.rpartition("+")[2])[0].lower()


def is_bold(font: str) -> bool:
    """Whether a font's name says it is bold."""
    name = font.lower()
    return any(word in name for word in ("bold", "black", "heavy", "demi")) or name.endswith((",b", "-b", "-bd"))


def _unique(pieces: list[Piece]) -> list[Piece]:
    """A line drawn twice in nearly the same place, to look bold or shadowed, counts once."""
    kept: list[Piece] = []
    places: dict[tuple[str, int, int], Piece] = {}
    for piece in pieces:
        text, x, y = piece.text, round(piece.x0 / 4), round(piece.base / 4)
        near = [places.get((text, x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        again = 0.2 * piece.size
        if any(p and abs(p.x0 - piece.x0) < again and abs(p.base - piece.base) < again for p in near):
            continue
        places[text, x, y] = piece
        kept.append(piece)
    return kept


def _joined(pieces: list[Piece], gap: float) -> list[Piece]:
    """Join pieces that stand on one line with no more than a space between them."""
    out: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (round(p.base), p.x0)):
        for before in reversed(out[-8:]):
            apart = piece.x0 - before.x1
            size = max(piece.size, before.size)
            if before.bullet and len(before.words) == 1:
                continue
            if (
                abs(piece.base - before.base) < 0.2 * size
                and -0.3 * size < apart < 0.75 * size
                and piece.x0 > before.x0
            ):
                _append(before, piece, apart < gap * size)
                break
        else:
            out.append(piece)
    return out


def _is_mark_of(before: Piece, piece: Piece) -> bool:
    """Whether a piece is a note's mark, raised after the one before it."""
    raised = piece.size < SMALL * before.size and piece.bottom < before.bottom - HIGH * before.size
    return raised and MARK.fullmatch(piece.text) is not None and not UNIT.fullmatch(before.words[-1][2])


def _append(before: Piece, piece: Piece, close: bool) -> None:
    """Grow a piece by the one to its right."""
    if close and _is_mark_of(before, piece):
        before.words = [*before.words, (piece.x0, piece.x1, piece.text.translate(RAISED))]
    elif close:
        (x0, _, left), (_, x1, right), *rest = before.words[-1], *piece.words
        before.words = [*before.words[:-1], (x0, x1, left + right), *rest]
    else:
        before.words = [*before.words, *piece.words]
    if sum(len(w[2]) for w in piece.words) > sum(len(w[2]) for w in before.words) / 2:
        before.size, before.font = piece.size, piece.font
    before.bold = before.bold and piece.bold
    before.x1, before.top = max(before.x1, piece.x1), min(before.top, piece.top)
    before.bottom, before.order = max(before.bottom, piece.bottom), min(before.order, piece.order)
