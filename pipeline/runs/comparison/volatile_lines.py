"""Lines that change at every look and say nothing: clocks, counters, stamps of when a page was made.

Those in words that are known (index/store/boilerplate.toml) are passed over at once.  Others are learnt: a line of a
page of which nothing but a number changes at two looks in a row is furniture of that page from then on.  Money and
shares are never learnt so: a price that changes every day is news every day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.store import state
from index.store.duplicates.same_release import lasting
from index.store.store import Store

KIND = "volatile"  # what they are in the small state
NUMBER = re.compile(r"\d(?:[\d\s.,:/-]*\d)?")
VALUE = re.compile(r"€|\beuro|%|\bprosent|\bprocent|\bpercent|\bmilj|\bmrd\b", re.IGNORECASE)
LONGEST = 120  # characters of a line that can be a clock or a counter; a sentence that tells something is longer


def shape(line: str) -> str | None:
    """A line without its numbers; None for one that has none, tells of money, or is a whole sentence.

    >>> shape("Sivun tuottoaika 0,247 s"), shape("Avustus on 5 000 euroa"), shape("Lähitorit avataan")
    ('Sivun tuottoaika # s', None, None)
    """
    if len(line) > LONGEST or VALUE.search(line) or not NUMBER.search(line):
        return None
    return NUMBER.sub("#", line)


def ticked(before: str, after: str) -> frozenset[str] | None:
    """The shapes of the lines that differ between two texts in their numbers alone; None where anything else differs.

    >>> sorted(ticked("Torit avataan.\\nMittari näyttää 5", "Torit avataan.\\nMittari näyttää 17"))
    ['Mittari näyttää #']
    >>> ticked("Torit avataan.", "Torit suljetaan.") is None
    True
    """
    old, new = lasting(before).splitlines(), lasting(after).splitlines()
    if len(old) != len(new):
        return None
    shapes = set()
    for a, b in zip(old, new, strict=True):
        if a != b:
            one = shape(a)
            if one is None or one != shape(b):
                return None
            shapes.add(one)
    return frozenset(shapes)


class VolatileLines:
    """What has been learnt of the pages of a home: the shapes of the lines that change at every look."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def says_the_same(self, document_id: str, before: str, after: str, checked: str | None) -> bool:
        """Whether all that differs between a document's text and what its page says now changes at every look.

        `checked` is when the page was last looked at: a number that stood still between two looks is no clock.
        """
        shapes = ticked(before, after)
        if shapes is None:
            return False
        with self._store.reading() as db:
            known = set((state.get(db, KIND, document_id) or {}).get("shapes", ()))
        if not shapes <= known:
            history = self._store.history(document_id)
            if checked is None or history[-1]["fetched"] != checked or not self._ticked_before(history, shapes):
                return False
            with self._store.writing() as db:
                state.put(db, KIND, document_id, {"shapes": sorted(known | shapes)})
        return True

    def _ticked_before(self, history: Sequence[object], shapes: frozenset[str]) -> bool:
        """Whether the change before this one was of the same lines."""
        if len(history) <= 1:
            return False
        older, newer = (self._store.version(row["id"]) for row in history[-2:])  # type: ignore[index]
        if older is None or newer is None:
            return False
        changed = ticked(older.document.text, newer.document.text)
        return changed is not None and shapes <= changed
