"""What a database can keep: text without NUL and without halves of a surrogate pair, refused before it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from extractors.model.errors import UnkeepableText
from extractors.text.cleaning import is_keepable

ESCAPED_NUL = "\\u0000"


def as_json(value: Any, *, allow_nan: bool = True) -> str:
    """A value as JSON, as the store keeps it.  Raises UnkeepableText; ValueError for what is no number, where told so.

    >>> as_json({"b": "ä", "a": 1})
    '{"b":"ä","a":1}'
    """
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=allow_nan)
    if ESCAPED_NUL in said and any("\0" in one for one in _strings(value)):
        raise UnkeepableText()
    return said


def refuse_unkeepable(engine: sa.Engine) -> None:
    """Let an engine raise UnkeepableText for such text, whatever its database would make of it."""

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _look(_db: Any, _cursor: Any, _said: str, parameters: Any, _context: Any, many: bool) -> None:
        for row in parameters if many else (parameters,):
            values = row.values() if isinstance(row, Mapping) else row or ()
            texts = [value for value in values if isinstance(value, str)]
            lists = [one for value in values if isinstance(value, list) for one in value if isinstance(one, str)]
            if not is_keepable(" ".join([*texts, *lists])):
                raise UnkeepableText()


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
