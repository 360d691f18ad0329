"""Titles: is a word a title, and what is it in base form.

"muutosjohtaja", "osastopäällikkönä", "hyvinvointialuejohtajaksi", "generaldirektör", "Director-General".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.wordlists import wordlist
from extractors.text.morphology import Case, readings

SHORTEST_TITLE = 2
"""Letters and stops of a title: "pj", "tj"; one letter is an initial."""

ACRONYM = 4
"""Letters of a word in capitals that is read as it stands: "STM", "TKT"; longer ones are words ("REHTORI")."""

BARE_HEAD = 5
"""Letters beyond which a word that ends in a title's head is one also where Voikko sees no compound."""

LONG_HEAD = 7
"""Letters beyond which all case forms share all but the last three: "valtuutettu" -> "valtuute"."""


class Title(NamedTuple):
    """A title word: its base form, and the case it stood in ("nominative" for Swedish and English)."""

    base: str
    case: Case
    language: str


@lru_cache(maxsize=1)
def _finnish() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    table = wordlist("titles")["fi"]
    heads = tuple(sorted(set(table["heads"]), key=len, reverse=True))
    return frozenset([*heads, *table["whole"]]), heads, frozenset(table["not"])


# A title's oblique endings, for words that Voikko does not know: stem ending -> base ending.
_STEMS = (("ll", "l"), ("kkö", "kkö"), ("kö", "kkö"), ("kse", "s"), ("se", "nen"), ("e", "i"))
_CASES: tuple[tuple[str, Case], ...] = (
    ("ksi", "translative"),
    ("lle", "allative"),
    ("lta", "ablative"),
    ("ltä", "ablative"),
    ("lla", "adessive"),
    ("llä", "adessive"),
    ("ssa", "inessive"),
    ("ssä", "inessive"),
    ("sta", "elative"),
    ("stä", "elative"),
    ("na", "essive"),
    ("nä", "essive"),
    ("n", "genitive"),
    ("a", "partitive"),
    ("ä", "partitive"),
)


@lru_cache(maxsize=50_000)
def title(word: str) -> Title | None:
    """The title a word is a form of; None where it is no title.

    >>> title("muutosjohtajana").base, title("muutosjohtajana").case
    ('muutosjohtaja', 'essive')
    >>> title("hyvinvointialuejohtajaksi").base, title("generaldirektör").base, title("kunnassa")
    ('hyvinvointialuejohtaja', 'generaldirektör', None)
    """
    if len(word) < SHORTEST_TITLE or (not word[-1].isalnum() and not word.endswith(".")):
        return None
    return _finnish_title(word) or _foreign_title(word)


def _finnish_title(word: str) -> Title | None:
    whole, heads, never = _finnish()
    # "REHTORI" and "Rehtori" are read in small letters, "STM" as it stands, "vTJ" neither.
    low = (
        word
        if word.isupper() and len(word) <= ACRONYM
        else word.lower()
        if (word[:1].isupper() and not word[1:2].isupper()) or word.isupper()
        else word
    )
    tail = low.rsplit("-", 1)[-1].lower()
    # "pj".
    if low.lower() in wordlist("titles")["fi"]["short"]:
        return Title(wordlist("titles")["fi"]["short"][low.lower()], "nominative", "fi")
    # "rehtori".
    if low in whole and low not in never:
        return Title(low, "nominative", "fi")
    if not _LOOKS.search(tail):
        return None
    for r in readings(tail):
        # "johtajille", "johtajat": several are no one's title.
        if (r.plural and r.case != "nominative") or r.word_class not in ("nimisana", "laatusana", "nimisana_laatusana"):
            continue
        lemma = r.lemma.lower()
        if r.plural or not lemma.endswith(heads) or low[: len(low) - len(tail)] + lemma in never:
            continue
        # "muutosjohtajana".
        if lemma in whole or _compound(lemma, r.parts, heads):
            return Title(low[: len(low) - len(tail)] + lemma, r.case or "nominative", "fi")
    return _unknown(low, heads, never)


def _compound(lemma: str, parts: tuple[str, ...], heads: tuple[str, ...]) -> bool:
    """Is the last part (or two) of a compound a title's head."""
    return any(lemma.endswith(h) for h in heads) and (len(parts) > 1 or len(lemma) > BARE_HEAD)


def _unknown(word: str, heads: tuple[str, ...], never: frozenset[str]) -> Title | None:
    if readings(word):
        return None
    forms: list[tuple[str, Case]] = [(word, "nominative")]
    for ending, case in _CASES:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            # A foreign word takes its case with -i-: "controllerille".
            forms += [(stem.removesuffix("i"), case)]
            forms += [(stem, case), *((stem[: -len(a)] + b, case) for a, b in _STEMS if stem.endswith(a))]
    for form, case in forms:
        if form.endswith(heads) and form not in never:
            return Title(form, case, "fi")
    return None


def _stem(head: str) -> str:
    """What all case forms of a head share: "valtuutettu" -> "valtuute", "neuvos" -> "neuvo"."""
    return head[:-3] if len(head) > LONG_HEAD or head.endswith(("kkö", "kko", "ies", "nen")) else head[:-1]


_HEADS = [*wordlist("titles")["fi"]["heads"], *wordlist("titles")["fi"]["whole"]]
_LOOKS = re.compile("|".join(sorted({re.escape(_stem(head)) for head in _HEADS})))
"""What a word must hold to be looked at: most words need not go to Voikko."""


_ARTICLES = ("en", "n")
"""The article a Swedish title may end in: "kaplanen", "sekreteraren"."""


@lru_cache(maxsize=1)
def _swedish_heads() -> tuple[str, ...]:
    return tuple(wordlist("titles")["sv"]["heads"])


def _foreign_title(word: str) -> Title | None:
    low = word.lower()
    swedish = wordlist("titles")["sv"]
    # "ordföranden".
    for ending, base in swedish["inflected"].items():
        if low.endswith(ending):
            return Title(low[: len(low) - len(ending)] + base, "nominative", "sv")
    # "ordf.".
    if low.removesuffix(".") in swedish["short"] and not _is_finnish(low):
        return Title(swedish["short"][low.removesuffix(".")], "nominative", "sv")
    if low in swedish["whole"]:
        return Title(low, "nominative", "sv")
    for ending in _ARTICLES:
        bare = low.removesuffix(ending)
        # "kaplanen", "sekreteraren".
        if bare != low and bare.endswith(_swedish_heads()) and not _is_finnish(low):
            return Title(bare, "nominative", "sv")
    # "generaldirektör", but "pääministeri" is Finnish.
    if low.endswith(_swedish_heads()) and not low.endswith(("ministeri",)) and not _is_finnish(low):
        return Title(low, "nominative", "sv")
    english = wordlist("titles")["en"]
    return Title(low, "nominative", "en") if low in english["heads"] or low in english["english_only"] else None


@lru_cache(maxsize=20_000)
def is_title_word(word: str) -> bool:
    """Is the word a title, or a part of an English one: "Director", "General"?"""
    return title(word) is not None or word in wordlist("titles")["en"]["before"]


def _is_finnish(word: str) -> bool:
    return bool(readings(word))
