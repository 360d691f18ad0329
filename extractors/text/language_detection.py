"""The language of a document and of its passages, told once the page's chrome is gone.

Function words settle most texts in microseconds; what they leave open (titles, lists, names) goes to lingua, which
takes a second to load.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

from extractors.model.document import Passage
from extractors.model.draft import Claim
from extractors.text.characters import LONGEST_RUN

USUAL = ("fi", "sv", "en")
CANDIDATES = ("fi", "sv", "en", "et", "ru", "de", "fr")
WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile(r"[а-яёіїє]", re.IGNORECASE)
UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
ENDLESS = re.compile(rf"\S{{{LONGEST_RUN},}}")
"""A picture in base64, a row of dashes: no words to tell a language by."""

ADDRESS = re.compile(r"https?://\S+|(?<!\S)[^\s@]+@\S+")
SAMPLE = 20_000
GUESSED = 1_500
ENOUGH = 6
DEFAULT = "fi"

FEWEST_LETTERS = 3
"""So few letters at a text's beginning say no language: a table of figures, "1 kpl"."""

UKRAINIAN_LETTERS = 5
"""More of the letters that Russian lacks than these are Ukrainian: Russian texts name a Київ or two."""

CLEAR_SHARE = 0.75
"""Of the two likeliest languages' function words, from which they alone decide."""

UNSURE = 0.7
"""Below this the guess gives way to what the document says of itself, and a passage stays the document's."""

THINKABLE = 0.1
"""Above this share of the guess the document's own word is believed."""

SURE_GUESS = 0.9
"""Above this another language than Finnish, Swedish and English is believed by the guess alone ..."""

SURE_LETTERS = 60
"""... where a text begins with so many letters: short ones are names."""

BORNE_OUT = 3
"""So many function words bear out a language that is not usual here."""

SHORTEST_PASSAGE = 25
"""Characters from which a passage can be in another language than its document: less is a name or a title."""

FEWEST_VOTES = 2
"""So many function words of another language a passage has at least ..."""

MANY_VOTES = 4
"""... and with so many the guess is not asked."""

SHORTEST_BESIDE = 8
"""Characters of a heading that is asked about beside a passage in another language ("Bakgrund")."""

SURE_BESIDE = 0.8
"""Above this the guess of such a heading is believed."""


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    read = tomllib.loads(resources.files("extractors").joinpath("lexicon/languages.toml").read_text("utf-8"))
    telling: dict[str, tuple[str, ...]] = {}
    for code, words in read.items():
        for word in words:
            telling[word] = (*telling.get(word, ()), code)
    return telling


def votes(text: str) -> Counter[str]:
    """How many function words of each language a text has.

    >>> votes("Hallitus päätti, että asia ja sen liitteet hyväksytään.").most_common(1)
    [('fi', 4)]
    """
    telling = _telling()
    found: Counter[str] = Counter()
    for word in WORD.findall(text.lower()):
        if word in telling:
            found.update(telling[word])
    return found


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language most of a text is in, None where there are no words to tell by.

    >>> detect("Hallitus päätti esityksestä eduskunnalle torstaina."), detect("Statsrådet beslutade om saken.")
    ('fi', 'sv')
    >>> detect("029 516 3727") is None
    True
    """
    return _detect(text, None)


def _detect(text: str, claimed: str | None) -> str | None:
    sample = _sample(text)
    letters = sum(map(str.isalpha, sample[:400]))
    if letters < FEWEST_LETTERS:
        return None
    if len(CYRILLIC.findall(sample[:2000])) > 0.5 * sum(map(str.isalpha, sample[:2000])):
        return "uk" if len(UKRAINIAN.findall(sample)) > UKRAINIAN_LETTERS else "ru"
    ranked = votes(sample).most_common(2)
    total = sum(n for _, n in ranked)
    if total >= ENOUGH and ranked[0][1] >= CLEAR_SHARE * total:
        return ranked[0][0]
    guesses = _likely(_guess(sample), ranked, sample)
    if (
        claimed
        and guesses
        and guesses[0][1] < UNSURE
        and any(code == claimed and sure > THINKABLE for code, sure in guesses[:3])
    ):
        return claimed
    return guesses[0][0] if guesses else (ranked[0][0] if ranked else None)


def _likely(guesses: list[tuple[str, float]], ranked: list[tuple[str, int]], text: str) -> list[tuple[str, float]]:
    """Finnish, Swedish and English go first: another language must be sure, or be borne out by its function words."""
    if not guesses or guesses[0][0] in USUAL:
        return guesses
    code, sure = guesses[0]
    if (sure > SURE_GUESS and sum(map(str.isalpha, text[:200])) >= SURE_LETTERS) or any(
        c == code and n >= BORNE_OUT for c, n in ranked
    ):
        return guesses
    return [g for g in guesses if g[0] in USUAL]


def _sample(text: str) -> str:
    """The beginning, the middle and the end of a long text, addresses left out."""
    text = ENDLESS.sub(" ", text)
    text = ADDRESS.sub(" ", text) if "://" in text or "@" in text else text
    if len(text) <= SAMPLE:
        return text
    third, middle = SAMPLE // 3, len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _guess(text: str) -> list[tuple[str, float]]:
    """Lingua's languages with its confidence, the likeliest first, for the wordiest part of a text."""
    lines = sorted((line for line in text.split("\n") if line.strip()), key=len, reverse=True)
    words = " ".join(WORD.findall("\n".join(lines)[:GUESSED]))
    if not words:
        return []
    values = _detector().compute_language_confidence_values(words)
    ranked = [(v.language.iso_code_639_1.name.lower(), v.value) for v in values]
    return ranked if ranked and ranked[0][1] > 0 else []


@cache
def _detector() -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in CANDIDATES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


def tell_languages(
    text: str, passages: tuple[Passage, ...], claimed: list[Claim] | None
) -> tuple[Claim, tuple[Passage, ...]]:
    """The claim for the whole, and the passages with `language` set where they differ from it."""
    said = claimed[0] if claimed else None
    found = _detect(text, said.value if said else None)
    if found is None:
        whole = said or Claim("language", DEFAULT, "default")
    else:
        whole = said if said and said.value == found else Claim("language", found, "text")
    own = [_own(text[p.start : p.end], p.language, whole.value) for p in passages]
    if not any(own):
        return whole, tuple(p if p.language is None else p.model_copy(update={"language": None}) for p in passages)
    own = _with_headings(text, passages, own, whole.value)
    return whole, tuple(
        p if p.language == code else p.model_copy(update={"language": code})
        for p, code in zip(passages, own, strict=True)
    )


def _own(words: str, marked: str | None, whole: str) -> str | None:
    """The language of a passage where it is another than the document's."""
    if len(words) < SHORTEST_PASSAGE:
        return None
    counts = votes(words)
    if marked and marked != whole and counts[whole] <= counts[marked]:
        return marked
    if not counts and not CYRILLIC.search(words):
        return None
    best = counts.most_common(1)[0][0] if counts else ""
    if CYRILLIC.search(words) and len(CYRILLIC.findall(words)) > len(words) // 2:
        best = "ru"
    elif best == whole or counts[best] < FEWEST_VOTES or counts[best] < 2 * counts[whole] + 1:
        return None
    elif counts[best] < MANY_VOTES:
        guesses = _guess(words)
        if not guesses or guesses[0][0] != best or guesses[0][1] < UNSURE:
            return None
    return best if best != whole else None


def _with_headings(text: str, passages: tuple[Passage, ...], own: list[str | None], whole: str) -> list[str | None]:
    """In a document that mixes languages, the short passages beside a foreign one are asked about too."""
    asked = list(own)
    for at, p in enumerate(passages):
        beside = {own[n] for n in (at - 1, at + 1) if 0 <= n < len(own)} - {None}
        if own[at] is None and beside and p.end - p.start >= SHORTEST_BESIDE:
            guesses = _guess(text[p.start : p.end])
            if guesses and guesses[0][0] in beside and guesses[0][1] > SURE_BESIDE:
                asked[at] = guesses[0][0]
    return asked
