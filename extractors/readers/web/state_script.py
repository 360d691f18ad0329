"""Pages drawn by a script: their text sits in a JSON state (Next, Nuxt, Redux, Apollo) or in JSON-LD, not in elements.

The state holds menus and settings too: what is read is the smallest part of it that holds most of the running text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.model.draft import Claim
from extractors.readers.claims.dateline import machine_time
from extractors.readers.web.piece import PagePiece
from extractors.readers.web.script_literals import revived, script_value
from extractors.readers.web.state_text import DEEPEST, PROSE, is_skipped, keys, pieces_of_state, prose_in
from extractors.text.cleaning import one_line

ASSIGNED = re.compile(r"(?:window\.|self\.|var\s+|const\s+)?[\w.$\[\]\"']{3,60}\s*=\s*(?=[\[{\"(])")
STATE = re.compile(
    r"__(?:NEXT_DATA|NUXT|PRELOADED_STATE|APOLLO_STATE|APP_STATE|DATA)__|INITIAL_STATE|initialState|preloadedState|"
    r"pageData",
    re.IGNORECASE,
)
LARGEST = 8_000_000

SMALLEST = 150
"""Signs of a script that may hold a document: fewer set a variable."""

LONGEST_TITLE = 300
"""Letters of a title; what a script calls one may be a description."""


@dataclass
class State:
    """What a script held: pieces as if they had been elements, and claims."""

    pieces: list[PagePiece] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def state_of(tree: Any) -> State | None:
    """The document in a page's scripts, None where there is none."""
    best: tuple[int, Any, list[Any]] | None = None
    for script in tree.iter("script"):
        text = script.text or ""
        if len(text) < SMALLEST or len(text) > LARGEST:
            continue
        for value in _values(script, text):
            size, part, above = _densest(value)
            if best is None or size > best[0]:
                best = (size, part, above)
    if best is None or best[0] < 2 * PROSE:
        return None
    return _read(best[1], best[2])


def _values(script: Any, text: str) -> Iterator[Any]:
    kind = (script.get("type") or "").lower()
    if script.get("data-drupal-selector"):
        return  # a site's settings, its cookie notice among them
    if "json" in kind:
        if (value := _parsed(text)) is not None:
            yield revived(value) if script.get("id") == "__NUXT_DATA__" else value
        return
    if kind and "javascript" not in kind and kind != "module":
        return
    if not STATE.search(text[:5000]):
        return
    for found in ASSIGNED.finditer(text):
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(text, found.end())
        except (ValueError, RecursionError):
            value = script_value(text, found.end()) if STATE.search(found[0]) else None
        if isinstance(value, str):
            value = _parsed(value)
        if isinstance(value, dict | list):
            yield value
            return


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _densest(value: Any) -> tuple[int, Any, list[Any]]:
    """The running text in a value, and the smallest object in it that holds four fifths of that."""
    sizes: dict[int, int] = {}

    def measure(node: Any, depth: int) -> int:
        if depth > DEEPEST:
            return 0
        if id(node) in sizes:  # a part that others share, or that holds this one: counted once
            return sizes[id(node)]
        if isinstance(node, dict | list):
            sizes[id(node)] = 0
        if isinstance(node, dict):
            size = sum(measure(v, depth + 1) for k, v in node.items() if not is_skipped(k))
        elif isinstance(node, list):
            size = sum(measure(v, depth + 1) for v in node)
        else:
            return prose_in(node)
        sizes[id(node)] = size
        return size

    whole = measure(value, 0)
    above: list[Any] = []
    node, depth = value, 0
    while depth < DEEPEST:
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        inner = next(
            (
                c
                for c in children
                if isinstance(c, dict | list) and sizes.get(id(c), 0) >= 0.8 * max(sizes.get(id(node), 0), 1)
            ),
            None,
        )
        if inner is None or not whole:
            break
        above.append(node)
        node, depth = inner, depth + 1
    return whole, node, above


def _read(part: Any, above: list[Any]) -> State:
    state = State()
    around = [part, *reversed(above[-4:])]
    title = next((found for node in around if (found := _named(node, keys()["titles"]))), None)
    if title and len(title) < LONGEST_TITLE:
        state.pieces.append(PagePiece("heading", one_line(title), level=1, tag="h1"))
        state.claims.append(Claim("title", one_line(title), "state"))
    published = next(
        (when for node in around for key in keys()["dates"] if (when := machine_time(_named(node, (key,))))), None
    )
    if published:
        state.claims.append(Claim("published", published, "state"))
    top = next(
        (
            node
            for node in reversed(above[-2:])
            if isinstance(node, dict) and title and _named(node, keys()["titles"]) == title
        ),
        part,
    )
    seen = {one_line(title or "")}
    for piece in pieces_of_state(top):
        if piece.text not in seen:
            seen.add(piece.text)
            state.pieces.append(piece)
    return state


def _named(node: Any, names: tuple[str, ...]) -> str | None:
    if not isinstance(node, dict):
        return None
    low = {k.lower(): v for k, v in node.items() if isinstance(k, str)}
    for name in names:
        value = low.get(name)
        if isinstance(value, dict):
            value = value.get("rendered") or value.get("value") or value.get("text")
        if isinstance(value, str) and value.strip():
            return value
    return None
