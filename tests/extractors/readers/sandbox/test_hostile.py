"""Hostile documents of our own making: each is read or refused within its bounds, with one line that names it."""

from __future__ import annotations

import os
import re
import resource
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError
from extractors.readers.sandbox.bounds import MEGABYTE
from extractors.readers.sandbox.processor_time import worked
from extractors.readers.sandbox.reading_safely import WITH_MODEL, inside_safely, read_safely, understood_safely
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


MOST_MEMORY = WITH_MODEL + MARGIN
MOST_WORK = SECONDS * (FEW + 3) + 30.0
"""Processor seconds of all that is done with one: a look inside, itself and a few within it, understanding, each within
its bound, and the start of new processes, which load libraries and a language model.
"""


@pytest.fixture(scope="module", autouse=True)
def no_process_left() -> Iterator[None]:
    yield
    close_workers()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_MEMORY


class Cost(NamedTuple):
    """What the processes of this one have worked so far, and the most memory one that is alive has had."""

    seconds: float
    memory: int


def cost() -> Cost:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, memory = ended.ru_utime + ended.ru_stime, 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            if stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1] == str(os.getpid()):
                seconds += worked(int(stat.parent.name)) or 0.0
                peak = re.search(r"VmHWM:\s+(\d+) kB", (stat.parent / "status").read_text("utf-8", "replace"))
                memory = max(memory, int(peak[1]) * 1024 if peak else 0)
    return Cost(seconds, memory)


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


def check(name: str) -> tuple[list[Document], str]:
    """The documents that were read of it, and what was said of it as a whole."""
    expected = str({**OUTCOMES["dear"], **OUTCOMES["cheap"]}[name])
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
    return [one for one in found if isinstance(one, Document)], first


def test_each_has_an_outcome() -> None:
    assert sorted([*OUTCOMES["cheap"], *OUTCOMES["dear"]]) == sorted(HOSTILE)


@pytest.mark.parametrize("name", OUTCOMES["cheap"])
def test_it_is_read_or_refused_within_bounds(name: str) -> None:
    check(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*OUTCOMES["dear"], *OUTCOMES["cheap"]])
def test_it_is_read_and_understood_within_bounds(name: str, record_property: Callable[[str, object], None]) -> None:
    """With `--junitxml` each document stands in that file with its time, its memory and what was said of it."""
    before = cost()
    documents, first = check(name)
    for document in documents:
        try:
            [records] = understood_safely([document], seconds=SECONDS)
            assert records is not None
        except ReadError as error:
            assert re.search(ALWAYS, str(error)), error
    after = cost()
    record_property("said", first)
    record_property("seconds", f"{after.seconds - before.seconds:.1f}")
    record_property("memory", f"{after.memory / MEGABYTE:.0f} MB")
    assert after.seconds - before.seconds < MOST_WORK
    assert after.memory < MOST_MEMORY
