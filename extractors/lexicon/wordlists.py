"""The lexicon's files, read once: `wordlist("months")` is `lexicon/months.toml` as a dict."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def wordlist(name: str) -> dict[str, Any]:
    """One file of the lexicon; a missing or broken file raises at once, for it ships with Louhi.

    >>> wordlist("months")["fi"]["names"][0]
    'tammikuu'
    """
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def as_written(name: str) -> str:
    """One file of the lexicon as it is written, where only a word is looked for in it.

    >>> '"tammikuu"' in as_written("months")
    True
    """
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def alternatives(words: list[str]) -> str:
    """A regular expression that matches any of the words, the longest first.

    >>> alternatives(["kk", "kuukautta", "m2"])
    'kuukautta|kk|m2'
    """
    import re

    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def either(name: str, key: str) -> str:
    """The pieces of a list of patterns as one alternation, in the list's own order.

    >>> either("contact_patterns", "domains")[:9]
    'fi|com|or'
    """
    return "|".join(wordlist(name)[key])
