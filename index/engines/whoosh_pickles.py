"""Whoosh keeps its table of contents and its postings as pickles: here they are read as data, and nothing else.

A pickle may name any function of this machine, and reading it calls that.  Whoosh reads its own with two names, which
are replaced once, before an index is opened; a test holds that no other name is used, and that a crafted file runs
nothing.  The schema's pickle is never read: ours is handed over instead.
"""

from __future__ import annotations

import io
import pickle
from functools import cache
from typing import IO, Any

OURS = {
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("collections", "defaultdict"),
    ("builtins", "int"),
    ("builtins", "set"),
    ("array", "array"),
    ("array", "_array_reconstructor"),
}
"""All that an index of ours names: segments, sets of deleted documents, arrays of numbers."""


class _DataAlone(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in OURS:
            raise pickle.UnpicklingError(f"it names {module}.{name}")
        return super().find_class(module, name)


def load(file: IO[bytes]) -> Any:
    """What a file's pickle holds; raises UnpicklingError where it names anything that is not ours."""
    return _DataAlone(file).load()


def loads(data: bytes) -> Any:
    """What a pickle holds; raises UnpicklingError where it names anything that is not ours.

    >>> loads(pickle.dumps((3, [1, 2], None)))
    (3, [1, 2], None)
    >>> loads(pickle.dumps(io.BytesIO))
    Traceback (most recent call last):
      ...
    _pickle.UnpicklingError: it names _io.BytesIO
    """
    return _DataAlone(io.BytesIO(data)).load()


@cache
def guard() -> None:
    """Let Whoosh read its pickles by these; called before any index is opened."""
    from whoosh.codec import whoosh3
    from whoosh.filedb import structfile

    structfile.load_pickle = load
    whoosh3.loads = loads
