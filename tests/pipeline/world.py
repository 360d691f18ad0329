"""Helpers for tests that run many passes: a light way to understand, and a picture of all that is kept."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError
from extractors.model.ids import stable_id
from extractors.model.records import Amount, Body, Records, evidence
from extractors.readers.sandbox.exchange import Inside
from extractors.reading import inside_of, read
from index.home import Home
from index.store.schema import addresses, documents, passages, records, transitions, versions
from index.store.store import Store
from pipeline.runs.understanding import understanding_by
from pipeline.sources.kinds.source_kind import ListingKind
from pipeline.sources.listed_items import ListedItem

TIMES = ("fetched", "checked", "vanished", "change", "at")


def understood(document: Document) -> Records:
    """Records without the language model: one body, and every amount in millions."""
    body = re.search(r"Hallanmaan liitto|[A-ZÅÄÖ]\w+n kunta", document.text)
    bodies = (
        [Body(id=stable_id("body", body[0]), name=body[0], evidence=(evidence(document, *body.span()),))]
        if body
        else []
    )
    amounts = [
        Amount(
            kind="money",
            low=Decimal(m[1].replace(",", ".")) * 10**6,
            high=Decimal(m[1].replace(",", ".")) * 10**6,
            unit="EUR",
            evidence=(evidence(document, *m.span()),),
        )
        for m in re.finditer(r"(\d+(?:,\d+)?) miljoonaa euroa", document.text)
    ]
    return Records(bodies=tuple(bodies), amounts=tuple(amounts))


class Light:
    """Reads in this process, for what these tests serve can be trusted, and understands without the language model."""

    ahead = 0
    batch: int | None = None

    def __init__(self, understand: Callable[[Document], Records] = understood) -> None:
        self._understand = understand

    def expect(self, raws: Sequence[RawDocument]) -> None:
        """Reading begins when it is asked for."""

    def look_inside(self, raw: RawDocument) -> Inside:
        return inside_of(raw)

    def read(self, raws: Sequence[RawDocument]) -> Iterator[Document | ReadError]:
        for raw in raws:
            try:
                yield read(raw)
            except ReadError as error:
                yield error

    def understand(self, documents: Sequence[Document]) -> list[Records]:
        return [self._understand(document) for document in documents]

    def listed(self, kind: ListingKind, content: bytes, base: str) -> list[ListedItem]:
        return kind.listed(content, base)


@pytest.fixture
def light() -> Iterator[None]:
    """Runs that take milliseconds."""
    with understanding_by(lambda _: Light()):
        yield


def picture(home: Home, words: Iterable[str] = ()) -> dict[str, Any]:
    """All that is kept, without the times; and which documents some words find."""
    from index import Index

    out: dict[str, Any] = {}
    with Store.open(home) as store, store.reading() as db:
        for table in (documents, versions, passages, records, addresses, transitions):
            columns = [column for column in table.c if column.name not in TIMES]
            out[table.name] = sorted(str(tuple(row)) for row in db.execute(sa.select(*columns)))
    out["objects"] = sorted(str(path.relative_to(home.objects)) for path in home.objects.rglob("*") if path.is_file())
    if words:
        with Index.open(home) as index:
            out["found"] = {
                word: sorted(hit.document_id for hit in index.search(word, limit=1000).hits) for word in words
            }
    return out


def killed(work: Callable[[], object], after: float) -> bool:
    """Do some work in a child process and kill it -9 after some seconds; whether it had ended before."""
    child = os.fork()
    if child == 0:
        os.close(1)
        try:
            work()
        finally:
            os._exit(0)
    end = time.monotonic() + after
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


class Killing:
    """Kills at moments drawn from what some work took when it was timed.

    A machine may have been slower then: as long as every kill came too late, the next comes in half the time.
    """

    def __init__(self, takes: float, seed: int | str) -> None:
        self.takes, self._dice, self.disturbed = takes, random.Random(seed), 0

    def __call__(self, work: Callable[[], object]) -> None:
        if not killed(work, self._dice.uniform(0.0, self.takes)):
            self.disturbed += 1
        elif not self.disturbed:
            self.takes /= 2
