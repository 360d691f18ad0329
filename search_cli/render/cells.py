"""Cells: a value in a few words, a sentence cut around what is quoted of it, and which columns hold numbers."""

from __future__ import annotations

from typing import Any

NUMBERS = {"documents", "mentions", "confidence", "page", "count"}
CLIPPED = 160  # characters of a sentence that a table shows


def clip(sentence: str, quote: str, most: int = CLIPPED) -> str:
    """A long sentence cut around the words quoted, at spaces.

    >>> clip("Kaupunki myönsi viime vuonna avustusta 9,4 M€ ja tänä vuonna saman verran.", "9,4 M€", 40)
    '… avustusta 9,4 M€ ja tänä vuonna …'
    """
    sentence, quote = cell(sentence), cell(quote)
    if len(sentence) <= most:
        return sentence
    at = max(sentence.find(quote), 0)
    first = max(0, min(at - (most - len(quote)) // 2, len(sentence) - most))
    last = first + most
    first = sentence.find(" ", first) + 1 if first and " " in sentence[first:at] else first
    last = (
        sentence.rfind(" ", at + len(quote), last)
        if last < len(sentence) and " " in sentence[at + len(quote) : last]
        else last
    )
    return ("… " if first else "") + sentence[first:last].strip() + (" …" if last < len(sentence) else "")


def cell(value: Any) -> str:
    """A value as a table cell shows it.

    >>> cell(0.98765), cell(None), cell(["a", "b"])
    ('0.99', '', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return " ".join(str(value).split())


def minute(moment: str | None) -> str:
    """A moment to the minute, by its own clock.

    >>> minute("2026-11-28T12:00:31+02:00"), minute("2026-11"), minute(None)
    ('2026-11-28 12:00', '2026-11', '')
    """
    return (moment or "")[:16].replace("T", " ")
