"""How well mentions are linked: of the marked corpus, which pairs of mentions are one, and which should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from extractors import extract_many
from extractors.model.records import Body, Entry, Person
from index.things.linking import link
from tests.quality.linking_corpus import Marked, corpus

Link = Callable[[list[Entry]], Iterable[Any]]


class Score(NamedTuple):
    """Pairs of mentions found: how many are one that should be, are one that should not, are not one that should be."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of the pairs that are one, how many should be."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the pairs that should be one, how many are."""
        return self.right / (self.right + self.missed)


class Told(NamedTuple):
    """The scores by kind, how many things are marked in how many documents, and of how many mentions none was found."""

    scores: dict[str, Score]
    things: int
    documents: int
    unfound: int
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]


def score(linking: Link = link) -> Told:
    """Read the corpus, link what is found, and hold it against the marks."""
    marked = list(corpus())
    found = extract_many([one.document for one in marked])
    entries = [Entry(document=one.document, records=records) for one, records in zip(marked, found, strict=True)]
    return judge(marked, entries, linking)


def judge(marked: Sequence[Marked], entries: list[Entry], linking: Link = link) -> Told:
    """Hold the clusters of some entries against the marks of their documents."""
    meant: dict[tuple[str, str, str], str] = {}
    for one, entry in zip(marked, entries, strict=True):
        for kind, record in _items(entry):
            if thing := _meant(one, record):
                meant[kind, entry.document.id, record.id] = thing
    where = {
        (item.kind, item.document, item.record): number
        for number, cluster in enumerate(linking(entries))
        for item in cluster.items
    }
    scores, wrong, missed = {}, [], []
    for kind in ("person", "body"):
        right = 0
        ours = sorted(key for key in meant if key[0] == kind)
        said = {"wrong": 0, "missed": 0}
        for one, other in combinations(ours, 2):
            is_one, should = where[one] == where[other], meant[one] == meant[other]
            right += is_one and should
            if is_one != should:
                said["wrong" if is_one else "missed"] += 1
                (wrong if is_one else missed).append((_name(one, meant), _name(other, meant)))
        scores[kind] = Score(right, said["wrong"], said["missed"])
    marks = {(one.document.id, mark.thing) for one in marked for mark in one.marks}
    unfound = len(marks - {(document, thing) for (_, document, _), thing in meant.items()})
    return Told(scores, len({thing for _, thing in marks}), len(marked), unfound, wrong, missed)


def _items(entry: Entry) -> Iterator[tuple[str, Person | Body]]:
    yield from (("person", one) for one in entry.records.people)
    yield from (("body", one) for one in entry.records.bodies)


def _meant(one: Marked, record: Person | Body) -> str | None:
    """The thing whose mark the first of a record's mentions touches."""
    for e in record.evidence:
        for mark in one.marks:
            if e.start < mark.end and mark.start < e.end:
                return mark.thing
    return None


def _name(key: tuple[str, str, str], meant: dict[tuple[str, str, str], str]) -> str:
    return f"{meant[key]} in {key[1]}"


def main() -> None:
    """Print the scores."""
    told = score()
    print(f"{told.things} people and bodies in {told.documents} documents; {told.unfound} marked mentions not found")
    for kind, one in told.scores.items():
        print(f"{kind:8} precision {one.precision:.3f} recall {one.recall:.3f} {tuple(one)}")


if __name__ == "__main__":
    main()
