"""Captions of pictures: one that only says again what the text says is left out, one that tells more stays.

"Kunnanjohtaja Maija Malli ja Pekka Mallila avajaisissa" stands once in the text and under five pictures of a gallery.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.readers.web.furniture.after_article import belongs
from extractors.readers.web.furniture.chrome import lexicon
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


CREDITED = 300  # characters of a picture's words with the name of who made it


@cache
def _credit() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon()["credits"]), key=len, reverse=True))
    return re.compile(
        rf"(?:©\s?\S.{{0,50}}|\((?:{words})[:\s][^)]{{1,80}}\)|\b(?:{words}): ?[^.:]{{2,50}})\)?\.?$", re.IGNORECASE
    )


def credited_captions(pieces: list[PagePiece], headline: PagePiece | None) -> list[PagePiece]:
    """The paragraphs that end with who made a picture: "Der neue Steg am See. (Foto: M. Muster)"; for pages on which
    what stands under a picture is not of the matter.
    """
    return [
        p
        for p in pieces
        if p is not headline
        and p.kind != "heading"
        and len(p.text) <= CREDITED
        and is_credited(p.text)
        and not belongs(p)
    ]


def is_credited(text: str) -> bool:
    """Whether a line ends with the credit of a picture.

    >>> is_credited("Der neue Steg am See. (Foto: M. Muster)"), is_credited("Der Steg. © Muster/Agentur")
    (True, True)
    >>> is_credited("Das Foto: ein Steg. Er ist neu.")
    False
    """
    return _credit().search(text) is not None
