"""The language of a document and of its passages, told once the page's chrome is gone."""

from __future__ import annotations

from functools import cache
from typing import Any

from extractors.document import Passage
from extractors.draft import Claim

LANGUAGES = ("fi", "sv", "en", "et", "ru", "de", "fr")
SAMPLE = 6000


def tell_languages(text: str, passages: tuple[Passage, ...], claimed: list[Claim] | None) -> tuple[Claim, tuple[Passage, ...]]:
    """The claim for the whole, and the passages with `language` set where they differ from it."""
    language = detect(text)
    if language is None:
        return (claimed[0] if claimed else Claim("language", "fi", "default")), passages
    return Claim("language", language, "text"), passages


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language most of the text is in, None where there are no words to tell by.

    >>> detect("Hallitus päätti esityksestä eduskunnalle torstaina.")
    'fi'
    """
    found = _detector().detect_language_of(text[:SAMPLE])
    return found.iso_code_639_1.name.lower() if found else None


@cache
def _detector() -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
