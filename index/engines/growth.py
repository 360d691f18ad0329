"""When a corpus has outgrown its engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.index import Index

WHOOSH_WORDS = 12_000_000
"""Above 100,000 passages of 120 words: those take Whoosh six minutes and a gigabyte to build (tests/benchmarks)."""


def outgrown(index: Index) -> str | None:
    """What to do where the corpus has outgrown the engine, as a sentence; None where it has not."""
    words = index.opened.forward.totals().words
    if index.name != "whoosh" or words <= WHOOSH_WORDS:
        return None
    said = f"{words / 1e6:.0f} million words are much for Whoosh"
    return f"{said}: `louhi reindex --engine tantivy` moves the corpus to a faster engine."
