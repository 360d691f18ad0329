"""Seal: what a version was when it was written, as digests and counts beside it, so that `verify` sees later damage.

Whatever writes a version writes its seal, corrections that a person makes included.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import RowMapping

from extractors.model.ids import sha256

SealedRows = Iterable[Mapping[str, Any]] | Iterable[RowMapping]

_HEAD = (
    "document_id",
    "sha256",
    "source",
    "media_type",
    "title",
    "kind",
    "language",
    "publisher",
    "published",
    "text",
    "rest",
)
_PASSAGE = ("seq", "kind", "page", "start", "end", "rest")
_RECORD = ("kind", "seq", "name", "type", "since", "until", "low", "high", "unit", "confidence", "data")


def seal(version: Mapping[str, Any] | RowMapping, passages: SealedRows, records: SealedRows) -> dict[str, Any]:
    """The digest of a version's own row, and how many passages and records it has with the digest of each."""
    return {
        "head": _digest([[version[name] for name in _HEAD]]),
        "passages": _sealed(_PASSAGE, passages),
        "records": _sealed(_RECORD, records),
    }


def broken(held: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What is not as it was sealed, a sentence for each without its full stop.

    >>> list(broken({"passages": [7, "a"], "records": [2, "b"]}, {"passages": [6, "c"], "records": [2, "d"]}))
    ['it has 6 passages where 7 were stored', 'its records are not what was stored']
    """
    for part, said in held.items():
        if part == "head":
            if said != now[part]:
                yield "its text, or what is said of it as a whole, is not what was stored"
        elif said[0] != now[part][0]:
            yield f"it has {now[part][0]} {part} where {said[0]} were stored"
        elif said != now[part]:
            yield f"its {part} are not what was stored"


def _sealed(names: tuple[str, ...], rows: SealedRows) -> list[Any]:
    told = sorted(_canonical([row[name] for name in names]) for row in rows)
    return [len(told), sha256("\n".join(told).encode("utf-8", "surrogatepass"))[:16]]


def _digest(rows: list[list[Any]]) -> str:
    return sha256("\n".join(map(_canonical, rows)).encode("utf-8", "surrogatepass"))[:16]


def _canonical(values: list[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
