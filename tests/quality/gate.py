"""The gate: figures of the marked documents against their floors, with gains and losses listed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from extractors.extraction import extract_many
from extractors.model.document import Document
from extractors.model.records import Records
from tests.quality.marks import Marked, load_all
from tests.quality.scoring import Score, score

FOLDER = Path(__file__).parent
FLOORS = FOLDER / "floors.toml"
KNOWN = FOLDER / "wrong.txt"


def document(doc: Marked) -> Document:
    """A marked document as a reader would hand it over."""
    head = doc.header
    publishers = (head["publisher"],) if "publisher" in head else ()
    return Document(
        id=doc.name,
        text=doc.text,
        kind=head["kind"],
        language=head["language"],
        published=head.get("published"),
        publishers=publishers,
    )


def extracted(docs: Iterable[Marked]) -> list[tuple[Marked, Records]]:
    """Marked documents with what Louhi finds in them."""
    docs = list(docs)
    return list(zip(docs, extract_many(document(d) for d in docs), strict=True))


def measured() -> Score:
    """The score of all marked documents."""
    return score(extracted(load_all()))


def floors() -> dict[str, float]:
    """The floor of each figure, in per cent."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def moved(now: Score) -> tuple[list[str], list[str]]:
    """(gains, losses) since the floors were set: what was wrong and is right now, what is wrong now and was right."""
    before = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    return [x for x in before if x not in now.wrong], [x for x in now.wrong if x not in before]


def below(now: Score) -> list[str]:
    """The figures that are below their floors."""
    return [f"{name} is {now.f(name)}, its floor {floor}" for name, floor in floors().items() if now.f(name) < floor]


def report(now: Score) -> str:
    """Figures, gains and losses, as text."""
    gains, losses = moved(now)
    lines = [f"{'':16s} {'F':>6s} {'marked':>7s} {'found':>6s} {'right':>6s}"]
    for name, value in now.figures().items():
        lines.append(f"{name:16s} {value:6.1f} {now.marked[name]:7d} {now.found[name]:6d} {now.right[name]:6d}")
    lines += [f"  gained: {x}" for x in gains] + [f"  lost:   {x}" for x in losses]
    return "\n".join(lines)


def raise_floors(now: Score) -> None:
    """Each floor to today's figure where that is higher; what is wrong today is kept for the next comparison."""
    old = floors() if FLOORS.exists() else {}
    rows = [f"{name} = {max(value, old.get(name, 0.0))}" for name, value in now.figures().items()]
    head = "# Per cent on the marked documents; raised by `python -m tests.quality --raise`, never lowered.\n"
    FLOORS.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    KNOWN.write_text("\n".join(sorted(now.wrong)) + "\n", encoding="utf-8")
