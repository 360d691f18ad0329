"""A document's words with their places: what all the finders of bodies walk over."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.text.characters import plain_spaces
from extractors.text.sentences import opens
from extractors.text.words import tokens_of, without_addresses

_LABEL = re.compile(
    r"(?:Päätösehdotus|Päätösesitys|Päätös|Ehdotus|Esitys|Käsittely|Kuvaus|Tiivistelmä|Perustelut|Beslut|Förslag)"
    r"(?=[A-ZÅÄÖ][a-zåäö])"
)
"""A heading glued to its text: "EhdotusKaupunginhallitus"."""

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
        return not self.gap or (bool(self.gap.strip(" ")) and opens(self.gap))


def words_of(text: str) -> list[BodyWord]:
    """The words of a text in order; addresses of pages and mail are left out.

    >>> [w.text for w in words_of("sosiaali- ja terveysministeriö, STM:ssä")]
    ['sosiaali-', 'ja', 'terveysministeriö', 'STM:ssä']
    >>> [w.text for w in words_of("POSOTE20 –ohjausryhmään, ks. https://etela-savo.fi/a")]
    ['POSOTE20', '-ohjausryhmään', 'ks']
    """
    found: list[BodyWord] = []
    plain, at = without_addresses(plain_spaces(text)), 0
    if "\t" in text:
        plain = "".join("\t" if c == "\t" else p for c, p in zip(text, plain, strict=True))
    for start, end, written, in_address in tokens_of(text):
        if in_address:
            continue
        said = written.translate(_FOLD)
        label = _LABEL.match(said) if said[0] in "PEKTBF" and len(said) > LABELLED else None
        if label:
            found.append(BodyWord(start, start + label.end(), label[0], label[0].lower(), plain[at:start]))
            start = at = start + label.end()
            said = said[label.end() :]
        found.append(BodyWord(start, end, said, said.lower(), plain[at:start]))
        at = end
    return found
