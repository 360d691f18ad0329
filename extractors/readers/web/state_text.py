"""The running text inside a JSON state: HTML strings, blocks made of spans, plain strings under telling keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from extractors.readers.web.page_blocks import pieces_of
from extractors.readers.web.piece import PagePiece
from extractors.text.cleaning import lines_of, one_line

HTML = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|br|strong|em|a|table)\b[^>]*>", re.IGNORECASE)
PROSE = 60
DEEPEST = 60

LIST_ITEM = 600
"""Letters of an item of a list; a longer one is a paragraph that an editor keeps in a list of parts."""

SHORTEST, LONGEST = 3, 200
"""A heading has more letters than a code ("h2", "sv"), and fewer than a paragraph."""


@cache
def keys() -> dict[str, tuple[str, ...]]:
    """The telling keys of states, from `lexicon/states.toml`."""
    read = tomllib.loads(resources.files("extractors").joinpath("lexicon/states.toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in read.items()}


def is_skipped(key: str) -> bool:
    """Whether what stands under a key is never text of the document: settings, addresses, cookie notices."""
    low = key.lower()
    return low in keys()["skipped"] or any(part in low for part in keys()["skipped_parts"])


def prose_in(value: Any) -> int:
    """How many characters of running text a value is: none where it is an address, a code or a name."""
    if not isinstance(value, str) or len(value) < PROSE or value.startswith(("http", "/", "{", "data:")):
        return 0
    return len(value) if value.count(" ") * 14 > len(value) or HTML.search(value) else 0


def pieces_of_state(part: Any) -> Iterator[PagePiece]:
    """The pieces of a part of a state, in the order they are written; of what stands in it twice, once."""
    yield from _pieces(part, 0, set())


def _pieces(node: Any, depth: int, told: set[int]) -> Iterator[PagePiece]:
    """`told` are the identities of what has been walked through."""
    if depth > DEEPEST or not isinstance(node, dict | list) or id(node) in told:
        return
    told.add(id(node))
    if isinstance(node, list):
        for item in node:
            yield from _pieces(item, depth + 1, told)
        return
    if (spans := _inline(node, depth)) is not None:
        kind = str(node.get("type") or node.get("style") or node.get("_type") or "").lower()
        level = next((int(d) for d in kind if d.isdigit()), 2)
        text = lines_of(spans)
        if text:
            heading = "head" in kind or re.fullmatch(r"h[1-6]", kind) is not None
            item = "list" in kind and len(text) < LIST_ITEM
            yield PagePiece(
                "heading" if heading else "list item" if item else "paragraph",
                text,
                level=level if heading else 1 if item else None,
                tag="p",
            )
        return
    for key, value in node.items():
        if is_skipped(key):
            continue
        if isinstance(value, str):
            yield from _text(key.lower(), value)
        else:
            yield from _pieces(value, depth + 1, told)


def _text(key: str, value: str) -> Iterator[PagePiece]:
    if HTML.search(value):
        from lxml import html

        try:
            yield from pieces_of(html.fragment_fromstring(value, create_parent="div"))
        except (ValueError, AssertionError, RecursionError, html.etree.LxmlError):
            return
    elif key in keys()["headings"] and SHORTEST < len(value) < LONGEST:
        yield PagePiece("heading", one_line(value), level=2, tag="h2")
    elif prose_in(value) or (key in keys()["texts"] and " " in value):
        for part in re.split(r"\n\s*\n", value):
            if part.strip():
                yield PagePiece("paragraph", lines_of(part), tag="p")


def _inline(node: dict[str, Any], depth: int) -> str | None:
    """The words of a block whose children are spans of text: {"type": "paragraph", "children": [{"text": ...}]}."""
    children = node.get("children") or node.get("content") or node.get("spans")
    if not isinstance(children, list) or not children or depth > DEEPEST:
        return None
    words = []
    for child in children:
        if not isinstance(child, dict):
            return None
        said = child.get("text", child.get("value"))
        if isinstance(said, str):
            words.append(said)
        elif (inner := _inline(child, depth + 1)) is not None and child.get("type") in (
            "link",
            "hyperlink",
            "a",
            "strong",
            "em",
            "text",
        ):
            words.append(inner)
        else:
            return None
    return "".join(words)
