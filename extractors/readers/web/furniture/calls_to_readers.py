"""Short lines that ask the reader of a page to do something, or tell of the page: "Diesen Artikel teilen".

Publishers set them as paragraphs of the article: only their words tell them; these are in `lexicon/chrome.toml`.
Pages in Finnish and Swedish, releases and those of authorities keep all their lines.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.readers.web.furniture.after_article import belongs
from extractors.readers.web.furniture.chrome import folded, lexicon
from extractors.readers.web.piece import PagePiece

LINE = 120  # characters of a call; a longer paragraph that begins so says something besides
QUOTES = "¡¿„“\"'»«*+#>!-– "


@cache
def _opening() -> re.Pattern[str]:
    words = sorted(lexicon()["calls"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


def calls_to_readers(pieces: list[PagePiece], headline: PagePiece | None) -> list[PagePiece]:
    """The lines below the headline that call or tell of the page; addresses, attachments and tables stay."""
    at = pieces.index(headline) if headline in pieces else 0
    return [p for p in pieces[at + 1 :] if len(p.text) <= LINE and is_call(p.text) and not belongs(p)]


def is_call(text: str) -> bool:
    """Whether a line begins as a call does.

    >>> is_call("Diesen Artikel teilen"), is_call("¡Comparte la noticia!"), is_call("Diese Artikel regeln die Steuer")
    (True, True, False)
    """
    return _opening().match(folded(text).replace("’", "'").lstrip(QUOTES)) is not None
