"""Where an engine keeps its index: a folder for one that runs inside this process, an address for one that serves."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A folder of this home, and, for an engine that stands elsewhere, its address and settings."""

    folder: Path
    url: str | None = None
    settings: dict[str, str] = {}  # noqa: RUF012 - nobody writes into it
