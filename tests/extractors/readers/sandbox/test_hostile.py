"""Hostile documents of our own making: each is read or refused within its bounds, with one line that names it."""

from __future__ import annotations

import resource
import time

import pytest

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError
from extractors.readers.sandbox.bounds import MEGABYTE
from extractors.readers.sandbox.reading_safely import read_safely, understood_safely
from extractors.reading import media_type_of
from tests.extractors.readers.hostile import HOSTILE

pytestmark = pytest.mark.slow
SECONDS, MEMORY = 10.0, 700 * MEGABYTE
TELLING = 3.0  # seconds of work that telling the format may take in the run's own process


def maximum() -> int:
    """The most memory any ended process of ours has taken, in bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused_within_bounds(name: str) -> None:
    raw = RawDocument(content=HOSTILE[name](), source=name)
    begun = time.process_time()
    try:
        media_type_of(raw)
    except ReadError as error:
        assert str(error).startswith(f"{name}: ")
    assert time.process_time() - begun < TELLING
    try:
        document = read_safely(raw, seconds=SECONDS, memory=MEMORY)
    except ReadError as error:
        assert str(error).startswith((f"{name}: ", f"{name}!"))
        assert "\n" not in str(error)
        assert "defect of Louhi" not in str(error)
    else:
        try:
            [records] = understood_safely([document], seconds=SECONDS)
            assert records is not None
        except ReadError as error:
            assert str(error).startswith(f"{name}: understanding it took longer than") or "memory" in str(error)
    assert maximum() < 2 * MEMORY + 400 * MEGABYTE
