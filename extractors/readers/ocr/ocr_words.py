"""What OCR gives: Tesseract's table as pieces of lines, and whether a page's text is the rubbish of a poor OCR."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractors.lexicon.wordlists import wordlist
from extractors.readers.layout.geometry import Piece, Word

WORD = re.compile(r"[^\W\d_]{3,}")
SPELLED = 0.78  # honest Finnish has more words that Voikko knows; a poor OCR has fewer
OTHERS = frozenset(wordlist("ocr")["small_words"])
FEWEST_SHOWN, MOST_LOOKED_AT = 60, 6_000  # characters
SIGNS = 0.35  # more signs than this among a page's characters are no text, nor a table of numbers
COMMON_SIGNS = frozenset(".,:;-–—()/%€_…•'\"”’&+")
LATIN, VOWELS = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü"), frozenset("aeiouyåäöéü")
FEW_VOWELS = 0.3  # Finnish has half vowels, Swedish and English .38 to .40, German .39
KNOWN = 0.1  # of a broken page's words, by chance
SECTION_SIGN = re.compile(r"^\$(?=:|,|$)")  # what Tesseract makes of §
BULLETS = frozenset("e°o«»*+—–-•¢®©")  # what Tesseract makes of a bullet before an item
SURE = 30  # Tesseract's confidence under which a word is noise of the picture

COLUMNS = 12
"""Columns of Tesseract's TSV; the last is the word."""

FEW_WORDS = 8
"""Words under which a share of known ones says nothing: one name more or less is an eighth."""


def pieces_of(table: str) -> list[Piece]:
    """The lines of Tesseract's TSV as pieces, in its own order of blocks and lines; `ocr` is their mean confidence."""
    lines: dict[tuple[str, ...], list[Seen]] = {}
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < COLUMNS or fields[0] != "5" or not fields[11].strip():
            continue
        try:
            left, top, width, height, sure = (float(f) for f in fields[6:11])
        except ValueError:
            continue
        if sure < SURE and not re.search(r"\w", fields[11]):
            continue
        lines.setdefault(tuple(fields[1:5]), []).append(
            (left, top, left + width, top + height, sure, fields[11].strip())
        )
    parts = [part for words in lines.values() for part in _parted(words)]
    heights = sorted(w[3] - w[1] for part in parts for w in part)
    usual = heights[int(0.6 * len(heights))] if heights else 1.0
    return [_piece(words, order, usual) for order, words in enumerate(parts)]


Seen = tuple[float, float, float, float, float, str]
"""Left, top, right, bottom, confidence, text of one word."""


def _parted(words: list[Seen]) -> list[list[Seen]]:
    """A line cut at its wide gaps: Tesseract runs columns of a letterhead together."""
    tall = sorted(w[3] - w[1] for w in words)[len(words) // 2]
    parts = [[words[0]]]
    for before, word in itertools.pairwise(words):
        if word[0] - before[2] > 2.2 * tall:
            parts.append([])
        parts[-1].append(word)
    return parts


def _piece(words: list[Seen], order: int, usual: float) -> Piece:
    """A piece; heights near the page's usual one are that: the letters of a line say little of its type size."""
    tall = sorted(w[3] - w[1] for w in words)[len(words) // 2]
    size = (usual if 0.6 * usual < tall < 1.45 * usual else tall) / 0.75
    bottoms = sorted(w[3] for w in words)
    mean = sum(w[4] * len(w[5]) for w in words) / sum(len(w[5]) for w in words)
    marked: list[Word] = [(w[0], w[2], SECTION_SIGN.sub("§", w[5])) for w in words]
    return Piece(
        marked,
        words[0][0],
        min(w[1] for w in words),
        max(w[2] for w in words),
        bottoms[-1],
        bottoms[len(bottoms) // 2],
        size,
        order=order,
        ocr=round(mean, 1),
        bullet=len(words) > 1 and words[0][5] in BULLETS,
    )


def is_rubbish(lines: Sequence[str]) -> bool:
    """Whether text is what a poor OCR leaves: Finnish of which too few words are words.

    >>> is_rubbish(["Maanpuolustuskorkeakou!u Paatёs", "sdhk6postiviestillei pyyttineet erittelyd niistd",
    ...             "kansainvdlisten kattamiseksi pyytiineet mikdli tieto sisdltdvdt pddttis pyytdneet"])
    True
    >>> is_rubbish(["Lautakunta päätti hyväksyä esityksen ja merkitä selvityksen tiedoksi kokouksessaan"])
    False
    """
    return 0 <= spelled(lines) < SPELLED


def is_garbled(lines: Sequence[str]) -> bool:
    """Whether text is what a broken map of glyphs leaves: mostly signs, or words no language has vowels for.

    >>> is_garbled(["+HOVLQJLQ NDXSXQJLQ NLUMDVWRW DYDWDDQ PDDQDQWDLQD NHOOR NDKGHNVDQ MD QLQ HGHOOHHQ VXOMHWDDQ"])
    True
    >>> is_garbled(["Kirjastot avataan maanantaina kello kahdeksan ja suljetaan perjantaina kello kuusi illalla."])
    False
    """
    text = "".join(lines)[:MOST_LOOKED_AT]
    shown = [c for c in text if not c.isspace()]
    if len(shown) < FEWEST_SHOWN:
        return False
    if sum(1 for c in shown if not c.isalnum() and c not in COMMON_SIGNS) > SIGNS * len(shown):
        return True
    letters = [c for c in text.lower() if c in LATIN]
    vowels = sum(1 for c in letters if c in VOWELS)
    return len(letters) > FEWEST_SHOWN / 2 and vowels < FEW_VOWELS * len(letters) and 0 <= spelled(lines) < KNOWN


def spelled(lines: Sequence[str]) -> float:
    """The share of Finnish words among the words, -1 where that says nothing: few words, or another language."""
    words = [w for line in lines for w in WORD.findall(line)][:600]
    if len(words) < FEW_WORDS or sum(1 for w in words if w.lower() in OTHERS) > 0.06 * len(words):
        return -1.0
    from extractors.model.errors import SetupError

    try:
        return sum(1 for w in words if _known(w)) / len(words)
    except SetupError:
        odd = sum(1 for line in lines for w in line.split() if re.search(r"[^\W\d_][\d!:;|$<>][^\W\d_]", w))
        return 1.0 - 5 * odd / len(words)


def _known(word: str) -> bool:
    from extractors.text.morphology import readings

    return bool(readings(word)) or bool(readings(word.lower()))
