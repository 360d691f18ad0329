"""Which Louhi reads: kept beside each version, so that what another one read can be read again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

RULES = (".py", ".toml")


@cache
def extractor() -> str:
    """The version of Louhi and a digest of its rules and lexicon, which change between versions too.

    >>> extractor().startswith("louhi ")
    True
    """
    import extractors

    return f"louhi {version('louhi')} {digest(Path(extractors.__path__[0]))}"


def digest(folder: Path) -> str:
    """Twelve letters that are others as soon as any rule or lexicon in a folder is."""
    told = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in RULES):
        content = path.read_bytes()
        told.update(f"{path.relative_to(folder).as_posix()}\x1f{len(content)}\x1f".encode())
        told.update(content)
    return told.hexdigest()[:12]
