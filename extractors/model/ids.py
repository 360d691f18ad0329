"""Stable ids: a hash of the fewest raw, stable parts, so that the same thing gets the same id on every machine."""

from __future__ import annotations

import hashlib


def stable_id(prefix: str, *parts: str) -> str:
    """A short id made of `parts` alone, the same for ever.

    >>> stable_id("person", "Kauko Harjula") == stable_id("person", "Kauko Harjula")
    True
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"


def sha256(content: bytes) -> str:
    """The hex digest the original bytes are kept under."""
    return hashlib.sha256(content).hexdigest()
