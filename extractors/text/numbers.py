"""Numbers as people write them: "2 471 508", "60.000", "kahdeksantoista", "kahdensadanmiljoonan", "parisataa"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from extractors.lexicon.wordlists import wordlist

CASES = (
    "nominative",
    "genitive",
    "partitive",
    "essive",
    "translative",
    "inessive",
    "elative",
    "illative",
    "adessive",
    "ablative",
    "allative",
)

TEN, HUNDRED, THOUSAND = 10, 100, 1000
"""The powers at which number words turn: kaksi, kaksikymmentä, kaksisataa, kaksituhatta."""


class ReadNumber(NamedTuple):
    """A number read: `case` is a number word's case, "" for figures; `about` for round figures (parisataa)."""

    value: Decimal
    case: str = ""
    about: bool = False


class _Part(NamedTuple):
    value: int
    case: str
    about: bool


FIGURES = r"(?!000)\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d+)?|(?!000)\d+(?:,\d+)?"
"""Figures the Finnish and Swedish way: thousands in groups, a decimal comma.  Three noughts are the rest of a number
whose beginning is no figure ("⁵ 000", "x 000")."""

_LONGEST, _LONGEST_WORD = 15, 150

SAME_IN_GENITIVE = frozenset({7, 8, 9, 10, 17, 18, 19})
"""Number words whose nominative and genitive are one form: "seitsemäntoista hanketta", "seitsemäntoista hankkeen"."""

ENGLISH_FIGURES = r"(?!000)\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|(?!000)\d+(?:\.\d+)?"


def figures(text: str, *, english: bool = False) -> Decimal:
    """The value of figures.

    >>> figures("2 471 508"), figures("60.000"), figures("1,074"), figures("1,250.5", english=True)
    (Decimal('2471508'), Decimal('60000'), Decimal('1.074'), Decimal('1250.5'))
    """
    bare = text.replace(" ", "")
    if english:
        return Decimal(bare.replace(",", ""))
    return Decimal(bare.replace(".", "").replace(",", "."))


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[_Part, ...]]:
    """Every inflected piece of a Finnish number word -> its readings."""
    fi = wordlist("numbers")["fi"]
    pieces: dict[str, list[_Part]] = {}
    for group in ("units", "powers"):
        for value, forms in fi[group].items():
            for case, form in zip(CASES, forms.split(), strict=True):
                pieces.setdefault(form, []).append(_Part(int(value), case, False))
    for value, forms in fi["about"].items():
        for form in forms.split():
            pieces.setdefault(form, []).append(_Part(int(value), _case(form), True))
    pieces["tuhatta"].append(_Part(1000, "nominative", False))
    return {form: tuple(parts) for form, parts in pieces.items()}


def _case(form: str) -> str:
    for ending, case in (
        ("ssa", "inessive"),
        ("sta", "elative"),
        ("lla", "adessive"),
        ("lta", "ablative"),
        ("lle", "allative"),
        ("iin", "illative"),
        ("ksi", "translative"),
        ("in", "genitive"),
        ("nnan", "genitive"),
        ("nan", "genitive"),
        ("ia", "partitive"),
        ("ntaa", "partitive"),
    ):
        if form.endswith(ending) and form not in ("pari",):
            return case
    return "nominative"


@lru_cache(maxsize=20_000)
def finnish(word: str) -> ReadNumber | None:
    """The value and case of a Finnish number word; None for any other word.

    >>> finnish("kahdeksantoista").value, finnish("kahdensadanmiljoonan").value, finnish("kahtakymmentäviittä").value
    (Decimal('18'), Decimal('200000000'), Decimal('25'))
    >>> finnish("kolmisenkymmentä"), finnish("kuntayhtymä")
    (ReadNumber(value=Decimal('30'), case='nominative', about=True), None)
    """
    low = word.lower()
    if low in _halves():
        return _halves()[low]
    for pieces in islice(_cuts(low, 0), 50) if len(low) <= _LONGEST_WORD else ():
        number = _fold(pieces)
        if number is not None:
            return number
    return None


def _cuts(word: str, at: int) -> Iterator[list[str]]:
    """Every way to cut a word into pieces, the longest first: "sataaneljä" is sataa+neljä, not sataan+eljä."""
    if at == len(word):
        if at:
            yield []
        return
    for end in range(min(len(word), at + _LONGEST), at, -1):
        if word[at:end] in _parts() or word[at:end] == "toista":
            for rest in _cuts(word, end):
                yield [word[at:end], *rest]


@lru_cache(maxsize=1)
def _halves() -> dict[str, ReadNumber]:
    """ "puolitoista" and "puoli" in their cases."""
    listed = wordlist("numbers")["fi"]["halves"]
    return {
        form: ReadNumber(Decimal(value), case)
        for value, forms in listed.items()
        for case, form in zip(("nominative", "genitive", "partitive"), forms.split(), strict=True)
    }


def _fold(pieces: list[str]) -> ReadNumber | None:
    """Adds up the pieces: what stands before a power multiplies it, "toista" makes a teen."""
    total = group = unit = 0
    ceiling = 10**15
    about = False
    for piece in pieces:
        if piece == "toista":
            if not unit:
                return None
            group, unit = group + TEN + unit, 0
            continue
        part = _parts()[piece][0]
        about, value = about or part.about, part.value
        if value < TEN:
            if unit or group % TEN:
                return None
            unit = value
        elif value >= THOUSAND:
            if value >= ceiling:
                return None
            total, ceiling = total + max(group + unit, 1) * value, value
            group = unit = 0
        else:
            size = HUNDRED if value == HUNDRED else TEN
            if group % (size * TEN) >= size:
                return None
            group, unit = group + (max(unit, 1) * value if value in (TEN, HUNDRED) else value), 0
    return ReadNumber(Decimal(total + group + unit), _case_of(pieces), about)


def _case_of(pieces: list[str]) -> str:
    """The case of the whole: partitive powers follow a nominative unit (kaksikymmentä), others agree."""
    inflected = [p for p in pieces if p != "toista"]
    for i, piece in enumerate(inflected):
        case = _parts()[piece][0].case
        if case not in ("nominative", "partitive") or (case == "partitive" and i == 0):
            return case
    tens = any(b == "kymmenen" and _parts()[a][0].value < TEN for a, b in pairwise(inflected))
    return "genitive" if tens else "nominative"  # "seitsemänkymmenenseitsemän", not "seitsemänkymmentäseitsemän"


@lru_cache(maxsize=20_000)
def number_word_sv_en(word: str, language: str) -> ReadNumber | None:
    """The value of a Swedish or English number word.

    >>> number_word_sv_en("tolv", "sv").value, number_word_sv_en("twenty-one", "en").value
    (Decimal('12'), Decimal('21'))
    >>> number_word_sv_en("många", "sv") is None
    True
    """
    words: dict[str, int] = wordlist("numbers").get(language, {})
    low = word.lower()
    if low in words:
        return ReadNumber(Decimal(words[low]))
    tens, _, ones = low.partition("-")
    if tens in words and ones in words and words[tens] % TEN == 0 and words[ones] < TEN:
        return ReadNumber(Decimal(words[tens] + words[ones]))
    return None


def number_word(word: str, language: str = "fi") -> ReadNumber | None:
    """The value of a number word in the language of the text; Finnish where it is none of the others."""
    return number_word_sv_en(word, language) if language in ("sv", "en") else finnish(word)


def said_number(said: str, language: str = "fi") -> Decimal | None:
    """The value of a number in figures or in words; None for any other word.

    >>> said_number("1 200"), said_number("tolv", "sv"), said_number("kunta")
    (Decimal('1200'), Decimal('12'), None)
    """
    if said[0].isdigit():
        return figures(said, english=language == "en")
    number = number_word(said, language)
    return number.value if number else None
