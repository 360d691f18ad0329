"""Hostile documents of our own making: each is read or refused within its bounds, with one line that names it."""

from __future__ import annotations

import re
import resource
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError
from extractors.readers.sandbox.bounds import MEGABYTE
from extractors.readers.sandbox.reading_safely import inside_safely, read_safely, understood_safely
from extractors.readers.sandbox.worker import close_workers
from tests.extractors.readers import hostile
from tests.extractors.readers.hostile import HOSTILE

SECONDS, MEMORY = 10.0, 700 * MEGABYTE
FEW = 2
"""Documents of an archive or a mailbox that are read: the others are alike."""
OUTCOMES = tomllib.loads((Path(hostile.__file__).parent / "outcomes.toml").read_text(encoding="utf-8"))
ALWAYS = r"took longer than|memory"
"""What may be said of any: machines differ in speed."""
INNER_NAMES = re.compile(r"object at 0x|Traceback|defect of Louhi|[A-Z]\w+Error\b")
MARGIN = 400 * MEGABYTE
"""What a process takes beside a document: Python, the libraries, the limit's own granularity."""


@pytest.fixture(scope="module", autouse=True)
def no_process_left() -> Iterator[None]:
    yield
    close_workers()


def read_within_bounds(raw: RawDocument) -> list[Document | ReadError]:
    """What a run makes of it: what it is and holds is told first, then each document is read."""
    try:
        inside = inside_safely(raw, seconds=SECONDS, memory=MEMORY)
    except ReadError as error:
        return [error]
    found: list[Document | ReadError] = list(inside.failed[:FEW])
    holds_others_alone = inside.media_type in ("application/zip", "application/mbox")
    for one in [*([] if holds_others_alone else [raw]), *inside.found[:FEW]]:
        try:
            found.append(read_safely(one, seconds=SECONDS, memory=MEMORY))
        except ReadError as error:
            found.append(error)
    return found


def check(name: str, expected: str) -> list[Document]:
    found = read_within_bounds(RawDocument(content=HOSTILE[name](), source=name))
    errors = [one for one in found if isinstance(one, ReadError)]
    for error in errors:
        said = str(error)
        assert said.startswith((f"{name}: ", f"{name}!", f"{name.removesuffix('.gz')}: "))
        assert "\n" not in said
        assert len(said) < 500 + 2 * len(error.subject or "")
        assert not INNER_NAMES.search(said), said
    first = "read" if isinstance(found[0], Document) else str(found[0])
    assert expected in first or re.search(ALWAYS, first), first
    return [one for one in found if isinstance(one, Document)]


def test_each_has_an_outcome() -> None:
    assert sorted([*OUTCOMES["cheap"], *OUTCOMES["dear"]]) == sorted(HOSTILE)


@pytest.mark.parametrize("name", OUTCOMES["cheap"])
def test_it_is_read_or_refused_within_bounds(name: str) -> None:
    check(name, OUTCOMES["cheap"][name])


@pytest.mark.slow
@pytest.mark.parametrize("name", [*OUTCOMES["dear"], *OUTCOMES["cheap"]])
def test_it_is_read_and_understood_within_bounds(name: str) -> None:
    for document in check(name, OUTCOMES["dear"].get(name, "")):
        try:
            [records] = understood_safely([document], seconds=SECONDS)
            assert records is not None
        except ReadError as error:
            assert re.search(ALWAYS, str(error)), error
    close_workers()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 1_500 * MEGABYTE + MARGIN
