"""A document's words with their places: what all the finders of bodies walk over."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.text.characters import plain_spaces

DASHES = "-–‐‑"

_LABEL = re.compile(
    r"(?:Päätösehdotus|Päätösesitys|Päätös|Ehdotus|Esitys|Käsittely|Kuvaus|Tiivistelmä|Perustelut|Beslut|Förslag)"
    r"(?=[A-ZÅÄÖ][a-zåäö])"
)
"""A heading glued to its text: "EhdotusKaupunginhallitus"."""

_WORD = re.compile(
    rf"(?<![^\s(\[\"”'’/])[{DASHES}](?=[^\W\d_])[\w\u00ad]+(?:[{DASHES}:’'&][\w\u00ad]+)*"  # " -kuntayhtymälle"
    r"|[A-ZÅÄÖ]{2,}: (?:n|ssa|ssä|sta|stä|lle|lla|llä|lta|ltä|ksi|ta|tä)\b"  # "EU: n", parted in print
    rf"|\w[\w\u00ad]*(?:[{DASHES}:’'&]\w[\w\u00ad]*)*(?:[{DASHES}](?=[\s,]))?"
)
_ADDRESS = re.compile(r"//|www\.|@|\(at\)|\[at\]")
_SPACE = re.compile(r"\s")
_FOLD = str.maketrans({"–": "-", "‐": "-", "‑": "-", "’": "'", "\u00ad": None})

LABELLED = 9
"""Letters of a label run into the word after it: "Puhelin0295"; shorter words only begin like one."""


class BodyWord(NamedTuple):
    """One word: `text` as it stands with plain hyphens, `low` in lower case, `gap` what stands before it."""

    start: int
    end: int
    text: str
    low: str
    gap: str

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter (a dash before it aside)?"""
        return self.text.lstrip("-")[:1].isupper()

    @property
    def first(self) -> bool:
        """Is it where a sentence, a line or a list item begins, so that its capital says nothing?"""
        gap = self.gap
        return (
            not gap
            or "\n" in gap
            or "\t" in gap
            or any(c in gap for c in '.!?:•–*;"”(')
            or gap.strip() in ("-", "·", "●", "▪", "o")
        )


def _without_addresses(plain: str) -> str:
    """A text with what holds an address blanked out, from blank to blank; each character is looked at once.

    >>> _without_addresses("ks. https://kunta.example/a tai a.b@kunta.example nyt")
    'ks.                         tai                   nyt'
    """
    parts, at = [], 0
    for m in _ADDRESS.finditer(plain):
        if m.start() < at:
            continue
        start = max(at, plain.rfind(" ", at, m.start()) + 1, plain.rfind("\n", at, m.start()) + 1)
        space = _SPACE.search(plain, m.end())
        end = space.start() if space else len(plain)
        parts += [plain[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, plain[at:]])


def words_of(text: str) -> list[BodyWord]:
    """The words of a text in order; addresses of pages and mail are left out.

    >>> [w.text for w in words_of("sosiaali- ja terveysministeriö, STM:ssä")]
    ['sosiaali-', 'ja', 'terveysministeriö', 'STM:ssä']
    >>> [w.text for w in words_of("POSOTE20 –ohjausryhmään, ks. https://etela-savo.fi/a")]
    ['POSOTE20', '-ohjausryhmään', 'ks']
    """
    plain = _without_addresses(plain_spaces(text))
    if "\t" in text:
        plain = "".join("\t" if c == "\t" else p for c, p in zip(text, plain, strict=True))
    found, at = [], 0
    for m in _WORD.finditer(plain):
        start, end = m.span()
        said = m[0].translate(_FOLD)
        label = _LABEL.match(said) if said[0] in "PEKTBF" and len(said) > LABELLED else None
        if label:
            found.append(BodyWord(start, start + label.end(), label[0], label[0].lower(), plain[at:start]))
            start = at = start + label.end()
            said = said[label.end() :]
        found.append(BodyWord(start, end, said, said.lower(), plain[at:start]))
        at = end
    return found
