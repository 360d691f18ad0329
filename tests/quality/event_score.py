"""What happens at each time of marked texts: how often Louhi says it, and says it right.

    python -m tests.quality.event_score             the figures of each set, and what is wrong in the open ones
    python -m tests.quality.event_score --figures   the figures alone

A file of tests/quality/events begins with its language and day; a mark is `[[words|event]]`, "-" where the sentence
names none, with alternatives between " / ".  Texts of even number are aside: they are scored, and what is wrong is
never shown.  `marked_documents.toml` marks the times of documents of tests/quality/marked, which are by another hand.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors import extract, read_text
from tests.quality.marks import load_all

FOLDER = Path(__file__).parent / "events"
_MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
NONE = "-"


class MarkedEvent(NamedTuple):
    """A time as it is marked, and what Louhi says of it; `said` is None where Louhi did not see the time."""

    text: str
    words: str
    right: tuple[str, ...]
    said: str | None


class EventScore(NamedTuple):
    """Of the events that are named, how many are said right; of those said, how many are right; and their F."""

    precision: float
    recall: float
    f: float
    times: int


def read_events(path: Path) -> Iterator[MarkedEvent]:
    """Each marked time of one text with what Louhi says of it."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    language, published = head.split()
    marks, parts, at, size = [], [], 0, 0
    for m in _MARK.finditer(body):
        parts += [body[at : m.start()], m[1]]
        size += m.start() - at
        marks.append((size, size + len(m[1]), m[1], tuple(m[2].split(" / "))))
        size, at = size + len(m[1]), m.end()
    yield from _read(path.stem, "".join([*parts, body[at:]]), language, published, marks)


def of_marked_documents() -> Iterator[MarkedEvent]:
    """Each time of the marked documents that are marked with events too."""
    events = tomllib.loads((FOLDER / "marked_documents.toml").read_text(encoding="utf-8"))
    for doc in load_all():
        if doc.name[:2] in events:
            left = [tuple(one) for one in events[doc.name[:2]]]
            marks = []
            for m in doc.of("dates"):
                named = left.pop(0)[1] if left and left[0][0] == m.surface else NONE
                if not m.optional:
                    marks.append((m.start, m.end, m.surface, tuple(named.split(" / "))))
            assert not left, f"{doc.name}: {left[0]} is no time of the document"
            head = doc.header
            yield from _read(doc.name, doc.text, head.get("language", "fi"), head.get("published"), marks)


def _read(
    name: str, text: str, language: str, published: str | None, marks: Sequence[tuple[int, int, str, tuple[str, ...]]]
) -> Iterator[MarkedEvent]:
    document = read_text(text, id=name, language=language)
    assert document.text == text, f"{name}: reading changes the text, and with it the marks' places"
    found = extract(document.model_copy(update={"published": published})).dates
    said = [(e.start, e.end, one.event or NONE) for one in found for e in one.evidence]
    for start, end, words, right in marks:
        met = next((event for low, high, event in said if low < end and high > start), None)
        yield MarkedEvent(name, words, right, met)


def event_score(events: Sequence[MarkedEvent]) -> EventScore:
    """The figures of some texts together."""
    named = [e for e in events if NONE not in e.right]
    said = [e for e in events if e.said not in (None, NONE)]
    right = [e for e in said if e.said in e.right]
    precision = len(right) / len(said) if said else 1.0
    recall = sum(e.said in e.right for e in named) / len(named)
    f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return EventScore(precision, recall, f, len(events))


def event_sets() -> dict[str, list[MarkedEvent]]:
    """The texts that may be looked into, those that are only scored, and the marked documents."""
    out: dict[str, list[MarkedEvent]] = {"open": [], "aside": []}
    for path in sorted(FOLDER.glob("*.txt")):
        out["aside" if int(path.stem[:2]) % 2 == 0 else "open"] += read_events(path)
    return out | {"marked documents": list(of_marked_documents())}


def main(args: Sequence[str]) -> None:
    """Print the figures of each set, and what is wrong in the open ones."""
    found = event_sets()
    if "--figures" not in args:
        for one in [*found["open"], *found["marked documents"]]:
            if (one.said or NONE) not in one.right:
                print(f"{one.text}: {one.words!r} is {' / '.join(one.right)}, said {one.said}")
    for name, events in found.items():
        p, r, f, times = event_score(events)
        print(f"{name:16s} {times} times: P {100 * p:.1f} R {100 * r:.1f} F {100 * f:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
