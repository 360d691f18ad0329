"""JSON and text as pages really write them: with commas and comments too many, with entities escaped twice."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import unescape
from typing import Any

from extractors.readers.web.script_literals import script_value
from extractors.text.cleaning import one_line

TRAILING = re.compile(r",(\s*[}\]])")
COMMENT = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)
WRAPPED = re.compile(r"^\s*(?:<!\[CDATA\[|//\s*<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
PAIR = re.compile(r'"(@type|headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.){1,500})"')


def lenient_json(text: str) -> Any:
    """The value of a script, mended where its commas or comments are wrong; else the few pairs that can be made out.

    >>> lenient_json('{"a": 1, /* b */}'), lenient_json('{"@type": "Article" "x": 1, "datePublished": "2025-06-02"}')
    ({'a': 1}, {'@type': 'Article', 'datePublished': '2025-06-02'})
    """
    with suppress(ValueError, RecursionError):
        return json.loads(text, strict=False)
    mended = _mended(text)
    with suppress(ValueError, RecursionError):
        return json.loads(mended, strict=False)
    if isinstance(value := script_value(mended), dict | list):
        return value
    found: dict[str, str] = {}
    for name, value in PAIR.findall(text):
        found.setdefault(name, value)
    return found or None


def _mended(text: str) -> str:
    return TRAILING.sub(r"\1", COMMENT.sub("", WRAPPED.sub("", text)))


def unescaped(text: str) -> str:
    """A text on one line, with the entities that were escaped once too often.

    >>> unescaped("Ruoka &amp; juoma")
    'Ruoka & juoma'
    """
    return one_line(unescape(text) if "&" in text else text)
