"""Documents of which some pages wait for OCR: never unchanged, read again by `retry` and the next run, with more time.

Who read a version is kept beside it; of one that was read in part it says so too.
"""

from __future__ import annotations

from extractors.model.document import Document
from index.store.store import Store

PARTLY = ", in part"
MOST_TIMES = 100.0  # a scan of two thousand pages, of which a first reading did twenty


def read_by(who: str, document: Document) -> str:
    """What is kept of who read a document."""
    return who + PARTLY * document.is_partly_read


def waits(store: Store, document_id: str) -> bool:
    """Whether pages of a document as it is held wait."""
    row = store.rows([document_id]).get(document_id) if document_id else None
    return row is not None and str(row["extractor"]).endswith(PARTLY)


def times_the_time(store: Store, document_id: str) -> float:
    """How many times the time of a document one needs of which pages wait; 1 for all others."""
    entry = store.entry(document_id) if waits(store, document_id) else None
    if entry is None:
        return 1.0
    pages = entry.document.pages
    done = sum(not page.needs_ocr for page in pages)
    return min(1.0 + len(pages) / max(done, 1), MOST_TIMES)
