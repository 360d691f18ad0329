"""Captions of pictures: one that only says again what the text says is left out, one that tells more stays.

"Kunnanjohtaja Maija Malli ja Pekka Mallila avajaisissa" stands once in the text and under five pictures of a gallery.
"""

from __future__ import annotations

import re

from extractors.readers.web.piece import PagePiece

WORD = re.compile(r"[^\W\d_]{4,}")
REPEATED = 0.5  # of its longer words stand in the text: half are names and matters, half tell who stands where
STEM = 6  # letters in which an inflected word is compared: "kunnanjohtaja", "kunnanjohtajan"


def without_repeated_captions(pieces: list[PagePiece]) -> list[PagePiece]:
    """The pieces without captions of pictures that repeat the text or a caption before them."""
    if not any(_is_of_a_picture(p) for p in pieces):
        return pieces
    said = {stem for p in pieces if not _is_of_a_picture(p) for stem in stems_of(p.text)}
    kept = []
    for piece in pieces:
        if _is_of_a_picture(piece):
            words = stems_of(piece.text)
            if len(words & said) >= REPEATED * len(words):
                continue
            said |= words
        kept.append(piece)
    return kept


def _is_of_a_picture(piece: PagePiece) -> bool:
    return piece.kind == "caption" and piece.tag != "caption"


def stems_of(text: str) -> set[str]:
    """The longer words of a text, each by its beginning.

    >>> sorted(stems_of("Kunnanjohtajan puhe"))
    ['kunnan', 'puhe']
    """
    return {word[:STEM].lower() for word in WORD.findall(text)}
