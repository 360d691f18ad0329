"""What a script gives a name, as JavaScript writes it: keys without quotes, names put in by a function around it.

window.__NUXT__={layout:"default",data:[...]}       window.__NUXT__=(function(a,b){return {data:[a,b]}}("x",null))
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

TOKEN = re.compile(
    r"""\s+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|void 0|![01]|[A-Za-z_$][\w$]*|-?\d[\w.]*|.""",
    re.DOTALL,
)
CALLED = re.compile(r"\s*\(?\s*function\s*\(([\w$,\s]*)\)\s*\{")
RETURNED = re.compile(r"\breturn\s*(?=[\[{])")
HANDED = re.compile(r"\s*;?\s*\}\s*\)?\s*(?=\()")
CONSTANTS = {name: name for name in ("true", "false", "null")} | {
    "undefined": "null",
    "void 0": "null",
    "!0": "true",
    "!1": "false",
}
CODE = re.compile(r"\\x([0-9a-fA-F]{2})")
WITHOUT_END = "brackets without end"
MOST_TOKENS = 400_000
OPENED, CLOSED = {"(": "[", "[": "[", "{": "{"}, {")": "]", "]": "]", "}": "}"}


def script_value(text: str, at: int = 0) -> Any:
    """The value that begins at a place of a script; None where it is no plain value.

    >>> script_value('{layout:"default",data:[{title:\\'Kirjasto\\',seen:!0,}]};more()')
    {'layout': 'default', 'data': [{'title': 'Kirjasto', 'seen': True}]}
    >>> script_value('(function(a,b){return {title:a,tags:[b,a]}}("Silta",null))')
    {'title': 'Silta', 'tags': [None, 'Silta']}
    >>> script_value("{made: new Date()}") is None
    True
    """
    try:
        called = CALLED.match(text, at)
        if not called:
            return json.loads(_as_json(text, at, {})[0], strict=False)
        begins = RETURNED.search(text, called.end())
        if not begins:
            return None
        handed = HANDED.match(text, _end_of(text, begins.end()))
        given = json.loads(_as_json(text, handed.end(), {})[0], strict=False) if handed else []
        names = [name.strip() for name in called[1].split(",")]
        known = {name: json.dumps(value) for name, value in zip(names, given, strict=False)}
        return json.loads(_as_json(text, begins.end(), known)[0], strict=False)
    except (ValueError, RecursionError):
        return None


def revived(flat: Any) -> Any:
    """What Nuxt writes as one flat list, each thing in it with the places of its parts: two may share one, a writer's
    articles may have that writer.

    >>> revived([{"post": 1}, {"title": 2, "tags": 3}, "Silta", [2]])
    {'post': {'title': 'Silta', 'tags': ['Silta']}}
    """
    if not isinstance(flat, list) or not flat:
        return flat
    made: list[Any] = [type(said)() if isinstance(said, dict | list) else said for said in flat]

    def at(place: Any) -> Any:
        return made[place] if type(place) is int and 0 <= place < len(made) else None

    for said, told in zip(flat, made, strict=True):
        if isinstance(said, dict):
            told.update({key: at(place) for key, place in said.items()})
        elif isinstance(said, list):
            places = said[1:] if said and isinstance(said[0], str) else said  # ["Reactive", 4]
            told += map(at, places)
    return made[0]


def _end_of(text: str, at: int) -> int:
    """Where the brackets that open at a place are closed."""
    depth = 0
    for token in islice(TOKEN.finditer(text, at), MOST_TOKENS):
        depth += (token[0] in OPENED) - (token[0] in CLOSED)
        if depth == 0:
            return token.end()
    raise ValueError(WITHOUT_END)


def _as_json(text: str, at: int, known: dict[str, str]) -> tuple[str, int]:
    """The value that opens with a bracket at a place, in JSON, and where it ends; ValueError where it is none."""
    out: list[str] = []
    depth = 0
    for token in islice(TOKEN.finditer(text, at), MOST_TOKENS):
        said = token[0]
        if said.isspace():
            continue
        if said in OPENED:
            depth += 1
            out.append(OPENED[said])
        elif said in CLOSED:
            depth -= 1
            if out and out[-1] == ",":
                out.pop()
            out.append(CLOSED[said])
        elif said[0] in "\"'`":
            out.append(_string(said))
        elif said[0].isalpha() or said[0] in "_$!":
            out.append(_name(said, out, text, token.end(), known))
        else:
            out.append(said)
        if depth == 0:
            return "".join(out), token.end()
    raise ValueError(WITHOUT_END)


def _name(said: str, out: list[str], text: str, end: int, known: dict[str, str]) -> str:
    """A name as a key, or as what it stands for."""
    if out and out[-1] in ("{", ",") and text[end : end + 2].lstrip()[:1] == ":":
        return json.dumps(said)
    if said in CONSTANTS:
        return CONSTANTS[said]
    if said in known:
        return known[said]
    raise ValueError(said)


def _string(said: str) -> str:
    """A string of a script as one of JSON."""
    words = CODE.sub(r"\\u00\1", said[1:-1]).replace("\\'", "'").replace("\\`", "`")
    return '"' + (words if said[0] == '"' else re.sub(r'(?<!\\)"', r"\\\"", words)) + '"'
