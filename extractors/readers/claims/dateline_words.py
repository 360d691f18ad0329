"""The patterns of datelines, made of the words in `lexicon/datelines.toml`."""

from __future__ import annotations

import re
import tomllib
from importlib import resources


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


WORDS: dict[str, list[str]] = tomllib.loads(
    resources.files("extractors").joinpath("lexicon/datelines.toml").read_text("utf-8")
)
MONTHS = {name: number for number, names in enumerate(WORDS["months"], start=1) for name in names.split()}

_CLOCK = (
    rf"(?:\s*[,|–-]?\s*{_any(WORDS['clock'])}?\s*(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)"
    r"(?:[.:][0-5]\d)?(?!\d|\.\d))?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_NAME = r"[a-zåäöéèûüçńśźż]"
FORMS = [
    _pattern(rf"{_DAY}\s?\.\s?(?P<month>[01]?\d)\s?\.\s?{_YEAR}{_CLOCK}"),
    _pattern(
        rf"(?:den\s+)?{_DAY}(?:\.|st|nd|rd|th|er|º)?\s+(?:päivänä\s+|of\s+|de\s+)?(?P<name>{_NAME}{{3,12}}?)(?:kuuta|kuun)?\.?,?"
        rf"\s+(?:de\s+)?{_YEAR}{_CLOCK}"
    ),
    _pattern(rf"(?P<name>[a-z]{{3,9}})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}{_CLOCK}"),
    _pattern(rf"{_DAY}/(?P<month>[01]?\d)/{_YEAR}{_CLOCK}"),
    _pattern(rf"{_YEAR}[/.](?P<month>[01]\d)[/.](?P<day>[0-3]\d)\.?{_CLOCK}"),
    _pattern(rf"{_YEAR}\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]{_CLOCK}"),
]
"""A date as people write it, with a time of day after it: "8.12.2022 13.40", "den 3 mars 2020", "March 3, 2020",
"3. März 2020", "3 de mayo de 2020", "1er août 2020", "2020/03/03", "2020年3月3日"."""
ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
    r"(?:[T ](?P<hour>[0-2]\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|[+-][0-2]\d:?[0-5]\d|UTC|GMT|EET|EEST)?)?"
)
"""A date as machines write it."""

LABEL = _pattern(rf"(?P<label>{_any(WORDS['furniture'] + WORDS['labels'])})\s*(?:on\s+)?[:\-–]?\s*")
FURNITURE = _pattern(_any(WORDS["furniture"]))
REVISED = _pattern(rf"{_any(WORDS['revised'])}\s*[:\-–]?\s*")
MEETING = _pattern(rf"\b{_any(WORDS['meetings'])}\w*")
ORGAN = _pattern(rf"\b\w*{_any(WORDS['organs'])}\b")
HELD = _pattern(rf"^{_any(WORDS['held'])}(?:\s+(?:ja|och)\s+-?\w+)?\s*[:\t ]\s*")
