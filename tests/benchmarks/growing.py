"""Documents of any number for the benchmarks of growth: made of the passages of a corpus, with the names they hold.

A document is five passages of a corpus, as a release has. People are two words with capitals side by side, bodies end
in what names a kind of body: so names are as frequent as they are in real texts, few of them everywhere and most of
them seldom; beside them stand a few of the lexicon's bodies, the n-th of them about 1/n as often as the first.  What is
used again has other surnames in half of its names, for a larger corpus names more people.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.searching.search import KINDS, lines

if TYPE_CHECKING:
    from extractors.model.records import Body, Entry, Evidence, Person, Role

PASSAGES = 5
"""Of a document."""
PUBLISHERS = 400
"""The n-th of them publishes about 1/n as much as the first."""

_WORD = "[A-ZÅÄÖ][a-zåäö]{2,}"
_PERSON = re.compile(rf"(?<![.\w] ){_WORD} {_WORD}\b")
_BODY = re.compile(
    rf"\b{_WORD}(?:n|in) (?:yliopisto|kaupunki|kunta|liitto|puolue|hallitus|parlamentti|yhdistys|seura|virasto"
    r"|ministeriö|neuvosto|keskusta|museo|teatteri|kirkko|armeija|pankki|lehti|konserni|instituutti)"
)
_TITLES = ("johtaja", "puheenjohtaja", "tutkija", "professori", "rehtori", "toimittaja", "sihteeri")
_POSTED = 0.4
"""The share of people of whom a post is said."""
_KNOWN = 5
"""The most bodies of the lexicon that a document names."""


def made_documents(corpus: Path, first: int, last: int) -> Iterator[Entry]:
    """The documents of these numbers, always the same."""
    passages = [row["text"] for row in lines(corpus)]
    for number in range(first, last):
        yield made(passages, number)


def made(passages: Sequence[str], number: int) -> Entry:
    """One document."""
    from extractors.model.document import Document, Passage
    from extractors.model.records import Entry, Records

    dice = random.Random(number)
    begin = number * PASSAGES
    turn = begin // len(passages)
    step = len(passages) // 2 + 1 if turn else 1  # later turns put others side by side
    texts = [_again(passages[(begin + i * step) % len(passages)], turn, dice) for i in range(PASSAGES)]
    text = "\n".join(texts)
    places, at = [], 0
    for one in texts:
        places.append(Passage(kind="paragraph", start=at, end=at + len(one)))
        at += len(one) + 1
    document = Document(
        id=f"doc-{number}",
        text=text,
        title=" ".join(texts[0].split()[:7]),
        kind=KINDS[number % len(KINDS)],  # type: ignore[arg-type]
        publishers=(f"Julkaisija {int(PUBLISHERS ** dice.random())}",),
        published=f"20{10 + dice.randrange(16)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        passages=tuple(places),
    )
    bodies = (*_bodies(text), *_known(text, dice))
    people = _people(text)
    roles = _roles(people, bodies, dice)
    return Entry(document=document, records=Records(people=people, bodies=bodies, roles=roles))


def _again(text: str, turn: int, dice: random.Random) -> str:
    """A passage as it stands in a later turn: half of the surnames are others."""
    if not turn:
        return text
    end = "aeiouy"[turn % 6] * (1 + turn // 6)
    return _PERSON.sub(lambda found: found[0] + (end if dice.random() < 0.5 else ""), text)


def _quotes(found: re.Match[str]) -> tuple[Evidence, ...]:
    from extractors.model.records import Evidence

    return (Evidence(start=found.start(), end=found.end(), quote=found[0]),)


def _people(text: str) -> tuple[Person, ...]:
    from extractors.model.records import Person

    told = {found[0]: _quotes(found) for found in _PERSON.finditer(text)}
    return tuple(Person(id=f"person-{i}", name=name, evidence=quotes) for i, (name, quotes) in enumerate(told.items()))


def _bodies(text: str) -> tuple[Body, ...]:
    from extractors.model.records import Body

    told = {found[0]: _quotes(found) for found in _BODY.finditer(text)}
    return tuple(Body(id=f"body-{i}", name=name, evidence=quotes) for i, (name, quotes) in enumerate(told.items()))


def _known(text: str, dice: random.Random) -> Iterator[Body]:
    from extractors.lexicon.known_bodies import known_bodies
    from extractors.model.records import Body, Evidence

    some = sorted(known_bodies())
    quotes = (Evidence(start=0, end=1, quote=text[:1]),)
    for one in sorted({some[int(len(some) ** dice.random()) - 1] for _ in range(dice.randint(0, _KNOWN))}):
        entry = known_bodies()[one]
        yield Body(id=f"body-{one}", name=entry.name, known=one, kind=entry.kind, evidence=quotes)


def _roles(people: Sequence[Person], bodies: Sequence[Body], dice: random.Random) -> tuple[Role, ...]:
    from extractors.model.records import Role

    return tuple(
        Role(
            person=one.name,
            person_id=one.id,
            role=dice.choice(_TITLES),
            body=dice.choice(bodies).name if bodies else None,
            evidence=one.evidence,
        )
        for one in people
        if dice.random() < _POSTED
    )
