"""RunReport: what became of every item of a run, and why; Progress: the same, told while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from extractors.model.document import Model
from extractors.model.errors import LouhiError
from index.store.run_log import Item, RunOutcome


class Progress(NamedTuple):
    """One step of a run: `done` of `total` items known so far, and the item that was just settled."""

    done: int
    total: int
    item: Item


Teller = Callable[[Progress], None]


class Note(Model):
    """Something a person should know of a source; `expectation` names what was not met."""

    source: str
    expectation: str
    text: str


class RunReport(Model):
    """One run: every item with its outcome and reason, and how many of each.

    `sources` are the watched sources that a pass looked at; a run by hand has none.
    """

    run: str
    started: str
    ended: str
    seconds: float
    counts: dict[str, int]
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    requests: int = 0
    sources: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.counts.get("failed")

    @property
    def failures(self) -> tuple[Item, ...]:
        """What could not be brought in."""
        return tuple(item for item in self.items if item.outcome == "failed")

    def summary(self) -> str:
        """One sentence for a person.

        >>> RunReport(run="r", started="", ended="", seconds=1.0, counts={"read": 2, "failed": 1}).summary()
        '2 read, 1 failed'
        """
        return ", ".join(f"{n} {outcome}" for outcome, n in self.counts.items() if n) or "nothing to do"


ORDER: tuple[RunOutcome, ...] = (
    "read",
    "new version",
    "same content",
    "unchanged",
    "skipped",
    "vanished",
    "dismissed",
    "failed",
)


def counted(items: tuple[Item, ...]) -> dict[str, int]:
    """How many items had each outcome, in a fixed order, without those that did not occur."""
    found = Counter(item.outcome for item in items)
    return {outcome: found[outcome] for outcome in ORDER if found[outcome]}


def failed_item(address: str, error: Exception, source: str | None = None, **more: Any) -> Item:
    """The item for an address that gave an error."""
    if isinstance(error, LouhiError):
        reason, advice = error.reason, error.advice
    else:
        reason, advice = f"an error in Louhi itself ({type(error).__name__}: {error})", "Please report it."
    return Item(
        address=address,
        outcome="failed",
        error=type(error).__name__,
        reason=reason,
        advice=advice,
        source=source,
        **more,
    )
