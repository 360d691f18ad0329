"""Processes that are ended: by time, memory, output or a crash, each with one sentence."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

import pytest

from extractors import read_text
from extractors.model.document import Document
from extractors.model.errors import DamagedDocument, LouhiError, ReadTimeout, TooLarge
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.reading_safely import understood_safely
from extractors.readers.sandbox.worker import Trade, done_safely

HERE = "tests.extractors.readers.sandbox.test_worker"
TRADE = Trade("reading it", f"{HERE}:make_ready", "Allow more.")
BOUNDS = Bounds(seconds=1.0, memory=300 * MEGABYTE, answer=2 * MEGABYTE)


def make_ready() -> None:
    """Nothing is needed."""


def works_for_ever(told: Mapping[str, Any], body: bytes) -> bytes:
    while True:
        try:
            sum(range(1000))
        except Exception:  # what swallows everything must not swallow the bound
            continue


def waits(told: Mapping[str, Any], body: bytes) -> bytes:
    time.sleep(10_000)
    return b""


def swells(told: Mapping[str, Any], body: bytes) -> bytes:
    return b"x" * (400 * MEGABYTE)


def swells_beside_its_error(told: Mapping[str, Any], body: bytes) -> bytes:
    raise Holding(b"x" * (100 * MEGABYTE))


class Holding(LouhiError):
    """An error that wants more memory to be told than there is."""

    def __init__(self, held: bytes) -> None:
        super().__init__("iso")
        self.held = held

    def as_told(self) -> dict[str, Any]:
        return {"class": "ReadError", "reason": str(self.held * 10)}


def finds_no_memory_for_a_library(told: Mapping[str, Any], body: bytes) -> bytes:
    raise OSError("libpdfium.so: failed to map segment from shared object")


def talks(told: Mapping[str, Any], body: bytes) -> bytes:
    return b"x" * (4 * MEGABYTE)


def crashes(told: Mapping[str, Any], body: bytes) -> bytes:
    os.abort()


def is_killed(told: Mapping[str, Any], body: bytes) -> bytes:
    os.kill(os.getpid(), 9)
    return b""


def leaves(told: Mapping[str, Any], body: bytes) -> bytes:
    os._exit(3)


def stumbles(told: Mapping[str, Any], body: bytes) -> bytes:
    raise ValueError("outo tavu")


def nests(told: Mapping[str, Any], body: bytes) -> bytes:
    return nests(told, body)


def answers(told: Mapping[str, Any], body: bytes) -> bytes:
    return body[::-1]


@pytest.mark.parametrize(
    ("task", "kind", "said"),
    [
        (works_for_ever, ReadTimeout, "a.pdf: reading it took longer than 1 seconds. Allow more."),
        (waits, ReadTimeout, "a.pdf: reading it took longer than 5 seconds. Allow more."),
        (swells, TooLarge, "a.pdf: it takes more memory than is allowed. Split it."),
        (swells_beside_its_error, TooLarge, "a.pdf: it takes more memory than is allowed. Split it."),
        (finds_no_memory_for_a_library, TooLarge, "a.pdf: it does not fit into memory. Split it."),
        (talks, TooLarge, "a.pdf: what is in it takes more than 2 MB. Split it."),
        (crashes, DamagedDocument, "a.pdf: a library crashed in reading it (SIGABRT), most likely on damaged bytes"),
        (is_killed, TooLarge, "a.pdf: the process for reading it was ended by the system, most likely because memory"),
        (leaves, DamagedDocument, "a.pdf: the process for reading it ended without an answer (status 3)"),
        (stumbles, DamagedDocument, "a.pdf: it cannot be read (ValueError: outo tavu)"),
        (nests, LouhiError, "a.pdf: its parts contain one another without end"),
    ],
)
def test_each_end_has_its_sentence(task: Any, kind: type[LouhiError], said: str) -> None:
    with pytest.raises(kind) as caught:
        done_safely(TRADE, f"{HERE}:{task.__name__}", {}, b"", bounds=BOUNDS, subject="a.pdf")
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
    assert done_safely(TRADE, f"{HERE}:answers", {}, b"abc", bounds=BOUNDS, subject="b.pdf") == b"cba"


def test_understanding_is_ended_where_a_finder_would_go_on() -> None:
    slow = read_text("Kunta ilmoittaa luvun " + "7" * 2_000_000 + ".", language="fi")
    with pytest.raises(ReadTimeout, match=r"understanding it took longer than 0\.2 seconds"):
        understood_safely([slow], seconds=0.2)


def test_what_is_understood_in_a_process_is_what_is_understood_here() -> None:
    from extractors import extract

    text = "Kehitysjohtaja Aino Lehtovaara kertoi 3.2.2026, että Hallanmaan liitto saa 9,4 miljoonaa euroa."
    document: Document = read_text(text, language="fi")
    [records] = understood_safely([document])
    assert records == extract(document)
    assert records.people
    assert records.amounts
