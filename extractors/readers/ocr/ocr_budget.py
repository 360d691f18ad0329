"""How much of a document's time OCR may take: the processor's work, Tesseract's own too, as every bound counts it.

A busy machine reads as many pages as an idle one; only where nothing moves does the clock end it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from extractors.model.document import PARTLY_READ
from extractors.readers.sandbox.worker import PATIENCE

SHARE = 0.6  # of the seconds a document may take; the rest is for opening it and putting it together


class OcrBudget:
    """What is left for OCR of the seconds one document may take, from now on."""

    def __init__(self, seconds: float) -> None:
        self._most = SHARE * seconds
        self._worked, self._began = worked(), time.monotonic()

    def is_over(self) -> bool:
        """Whether no further page may be begun."""
        waited = time.monotonic() - self._began
        return worked() - self._worked > self._most or waited > self._most * PATIENCE


def worked() -> float:
    """Processor seconds of this process and of the programs it has run."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def partly_read(pages: Sequence[int]) -> str:
    """The reason of an issue: which pages wait.

    >>> partly_read([2, 3, 4, 7])
    'partly read: pages 2-4, 7 wait for OCR, for the time allowed for the document was over'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    head = f"page {said} waits" if len(pages) == 1 else f"pages {said} wait"
    return f"{PARTLY_READ}: {head} for OCR, for the time allowed for the document was over"
