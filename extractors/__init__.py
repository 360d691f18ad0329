"""The ground floor: bytes -> Document -> Records.  Knows nothing of Prefect, SQL, Whoosh or HTTP.

read(path_or_bytes) -> Document        a real document
read_text(text) -> Document            plain text taken as it is
extract(document) -> Records
extract_many(documents) -> Iterator[Records]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.extraction import extract as extract
    from extractors.extraction import extract_many as extract_many
    from extractors.reading import read as read
    from extractors.reading import read_text as read_text

LAZY = {
    "extract": "extractors.extraction",
    "extract_many": "extractors.extraction",
    "read": "extractors.reading",
    "read_text": "extractors.reading",
}
"""What this package gives and the module it lives in: imported when first asked for, for a quick start."""


def __getattr__(name: str) -> Any:
    if name in LAZY:
        return getattr(import_module(LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
