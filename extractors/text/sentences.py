"""Sentences: the one place that says where one ends.  Dates, amounts, roles, exports and alerts all see the same.

They are told on the flat text of `normalised.flat`, as long as the document's, so that offsets hold: a newline there is
a border between passages, lines or list items, a tab one between cells of a row, which is one sentence.  A point ends a
sentence before a capital, unless it belongs to a short form (esim. Kuopio), an initial (K. J. Ståhlberg), the number of
a list or section (3. Talousarvio, § 12. Päätös) or a date without its year (11.2. Helsingissä).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.text.normalised import flat

LONGEST = 800
"""Characters after which a sentence without an end is cut at a space: no proof is longer, and no rule looks further."""

LONGEST_LINE = 4_000
"""Characters after which a line without end is cut at a space, five of the longest sentences: rules look at the whole
line of each name, day and sum they find, which is a square in a page without breaks or a row of ten thousand cells."""

BORDER = re.compile(r"\n+|[.!?…][)\]\"”’»]* +(?=[\"”’»(–-]{0,2} ?[A-ZÅÄÖ0-9])")
LAST_WORD = re.compile(r"[^\s(\[\"”’»/]{0,30}\Z")
"""What stands right before a point, as far back as a short form or a date reaches."""

INITIALS = re.compile(r"(?:[A-ZÅÄÖ]\.-?)*[A-ZÅÄÖ]{1,2}\.?")
"""K. J. Ståhlberg, J-P. Malli: not the end of "vitamiini C." either, which costs little; "STM." ends one."""

DAY = re.compile(r"(?:\d{1,2}\.?[–-])?\d{1,2}\.\d{1,2}")
"""11.2. or 22.–26.2. without a year: what follows belongs to it ("11.2. Helsingissä")."""

NUMBER = re.compile(r"\d{1,3}")
NUMBERED = re.compile(
    r"(?:\A|\n|[§•]|\b(?:[Ll]iite|[Ll]uku|[Kk]ohta|[Ll]uvun|[Kk]ohdan|[Bb]ilaga|[Kk]apitel|Annex|Chapter)) *\Z"
)
"""What makes a number one of a list, a section or an attachment: a line's start, "§ 12.", "Liite 3."."""

OPENERS = frozenset('.!?…:;\n\t|•·●▪*–—-"”“’([')
"""After these a capital says nothing: a sentence, line, cell, list item or quotation begins."""

CLOSERS, ENDS = (")", "]"), (".", "!", "?", "…")
"""A bracket that closes says nothing itself; a stop right before it does."""

SHORTEST_LAST = 3
"""Letters of a word that ends a sentence also where a digit follows: "... siitä. 12 kuntaa", not "s. 12" or "n. 12"."""

CLOSING = ' \n\t)]"”’»'
"""What may stand between the stop of a sentence and the next one."""


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    return frozenset(word for words in wordlist("abbreviations").values() for word in words.split())


@lru_cache(maxsize=16)
def starts(text: str) -> tuple[int, ...]:
    """Where each sentence of a flat text starts.

    >>> text = "Ks. esim. § 12. Kokous oli 11.2. Oulussa 3.4.2021. Se meni hyvin."
    >>> [text[a:b] for a, b in zip(starts(text), (*starts(text)[1:], len(text)))]
    ['Ks. esim. § 12. Kokous oli 11.2. Oulussa 3.4.2021. ', 'Se meni hyvin.']
    """
    found = [0]
    for m in BORDER.finditer(text):
        if m[0][0] == "\n" or _ends(text, found[-1], m):
            _cut_long(text, found, m.end(), LONGEST)
            found.append(m.end())
    _cut_long(text, found, len(text), LONGEST)
    return tuple(found)


def _ends(text: str, start: int, m: re.Match[str]) -> bool:
    """Does a stop end the sentence that began at `start`?"""
    at = m.start()
    if text[at] != ".":
        return True
    word = _last_word(text, start, at)
    if NUMBER.fullmatch(word):
        return not NUMBERED.search(text, max(0, at - 20), at - len(word))
    if _is_short(word):
        return False
    return not text[m.end()].isdigit() or (len(word) >= SHORTEST_LAST and word.isalpha())


def _last_word(text: str, start: int, at: int) -> str:
    """What stands right before a stop in the sentence that began at `start`."""
    last = LAST_WORD.search(text, max(start, at - 30), at)
    return last[0] if last else ""


def _is_short(word: str) -> bool:
    """Is a point after a word its own: of a short form, an initial, a day of a month?"""
    return bool(INITIALS.fullmatch(word) or DAY.fullmatch(word)) or word.lower() in _short_forms()


def parted(text: str, start: int, end: int) -> bool:
    """Does running text of a flat text end between two places: a sentence with a stop, and another before the second?

    A line that ends without a stop is none, nor is what ends in a number: the items of a list are not parted by them.

    >>> text = "Malli, vs. johtaja, puh. 040 123 4567. Asia jäi pöydälle. Salo, Kela"
    >>> parted(text, 0, text.index("Asia") + 1), parted(text, 0, text.index("Salo") + 1)
    (False, True)
    """
    every = starts(text)
    return any(_ends_prose(text, every, i) for i in range(bisect_right(every, start), bisect_left(every, end)))


def _ends_prose(text: str, every: tuple[int, ...], nth: int) -> bool:
    """Does a stop after a word end what stands before a sentence; no number follows, and on a new line a capital?"""
    start, at = every[nth - 1 : nth + 1]
    if text[at : at + 1].isdigit() or (text[at - 1] == "\n" and not text[at : at + 1].isupper()):
        return False  # "Kari Salo, Malmik. 5", "Kari Salo, rehtori.\nsihteeri Eva Malli"
    said = text[start:at].rstrip(CLOSING)
    word = _last_word(said, 0, len(said) - 1) if said.endswith(ENDS) else ""
    return word[-SHORTEST_LAST:].isalpha() and len(word) >= SHORTEST_LAST and not _is_short(word)


def stops(text: str, at: int) -> bool:
    """Does the sentence of a flat text that a stop at a place stands in end there?

    >>> stops("Väkeä oli 12. Se riitti.", 12), stops("Hän on 12. luokalla.", 9), stops("Väkeä oli 12.", 12)
    (True, False, True)
    """
    return text[at : at + 1] in ENDS and sentence(text, at)[1] == at + 1


def sentence(text: str, start: int, end: int | None = None) -> tuple[int, int]:
    """The start and end of the sentence a place of a flat text stands in, or of the sentences that a span touches.

    >>> text = "Kokous oli 11.2. Oulussa. Se meni hyvin."
    >>> text[slice(*sentence(text, 30))], text[slice(*sentence(text, 3, 28))]
    ('Se meni hyvin.', 'Kokous oli 11.2. Oulussa. Se meni hyvin.')
    """
    every = starts(text)
    at = bisect_right(every, start) - 1
    after = at + 1 if end is None else bisect_right(every, max(start, end - 1))
    low, high = every[at], every[after] if after < len(every) else len(text)
    while high > low and text[high - 1].isspace():
        high -= 1
    while low < high and text[low].isspace():
        low += 1
    return low, high


def sentence_of(document: Document, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, table row, list item or heading of a document that a mention stands in."""
    return sentence(flat(document), start, end)


def opens(before: str) -> bool:
    """Whether after these characters a capital says nothing, for a sentence, line, cell, item or quotation begins.

    >>> opens("Asiasta päätti "), opens("Päätös: "), opens("")
    (False, True, True)
    >>> opens("(vuonna 2021.) "), opens("(Kuopio) ")
    (True, False)
    """
    bare = before.rstrip(" ")
    if bare[-1:] in CLOSERS:  # "(vuonna 2021.) Kaupunki ..."
        return bare.rstrip(")]")[-1:] in ENDS
    return not bare or bare[-1] in OPENERS


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    found, at = [0], 0
    while (end := text.find("\n", at)) >= 0:
        _cut_long(text, found, end, LONGEST_LINE)
        found.append(end + 1)
        at = end + 1
    _cut_long(text, found, len(text), LONGEST_LINE)
    return tuple(found)


def line_at(text: str, offset: int) -> tuple[int, int]:
    r"""Where the line of a place starts and ends, its break left out; of one without end the piece about the place.

    >>> text = "Kunta\npäätti\n"
    >>> line_at(text, 0), line_at(text, 5), line_at(text, 8), line_at(text, 13)
    ((0, 5), (0, 5), (6, 12), (13, 13))
    """
    every = _line_starts(text)
    at = bisect_right(every, offset)
    if at == len(every):
        return every[-1], len(text)
    end = every[at]
    return every[at - 1], end - 1 if text.startswith("\n", end - 1) else end


def _cut_long(text: str, found: list[int], end: int, longest: int) -> None:
    """Add to where pieces start what cuts the last of them, which ends at `end`, at spaces into no longer ones.

    >>> starts = [0]
    >>> _cut_long("Kunta päätti asiasta eilen", starts, 26, 14)
    >>> starts
    [0, 13]
    """
    while end - found[-1] > longest:
        space = text.rfind(" ", found[-1] + longest // 2, found[-1] + longest)
        found.append(space + 1 if space > 0 else found[-1] + longest)
