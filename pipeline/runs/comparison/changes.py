"""What changed between two versions of a document: in words, and in facts ("262 -> 280 miljoonaa euroa")."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from extractors.model.document import Document, Model
from extractors.model.errors import SourceError
from extractors.model.records import RECORD_KINDS, Amount, DateMention, Entry, Person, Record, Role
from extractors.text.sentences import sentence_of
from index.store.duplicates.same_release import is_passing, lasting
from index.store.maintenance.vanished import vanished_since
from index.store.run_log import edited
from index.store.store import Store
from index.store.store_model import Transition

ALIKE = 0.5  # how alike the words around two values must be for one to have become the other
COMPARED = tuple(kind for kind in RECORD_KINDS if kind not in ("contacts", "identifiers"))
"""The kinds of facts that are compared."""

MOST_PAIRS = 2_500  # above that many, nothing is said to have become another thing


class WordChange(Model):
    """A passage as it was and as it is; None where it came or went."""

    before: str | None = None
    after: str | None = None


class FactChange(Model):
    """A fact as it was and as it is, in the words of the document; None where it came or went."""

    kind: str
    before: str | None = None
    after: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}: {self.before or '-'} -> {self.after or '-'}"


class Changed(Model):
    """One version against the one a document had before, whose number is `after`; a greater one where a page went back.

    A `vanished` one is no version: the document is no longer at any of its addresses.
    `step` counts the changes of a document: a page that goes back and forth has more of them than versions.
    """

    document_id: str
    step: int
    version: str
    number: int
    after: int
    title: str | None
    source: str
    when: str | None
    vanished: bool = False
    words: tuple[WordChange, ...] = ()
    facts: tuple[FactChange, ...] = ()


def changed(store: Store, document_id: str, since: str = "") -> Iterator[Changed]:
    """What each change of a document's version changed, oldest first, its going back to an earlier one among them.

    `since` (an ISO 8601 time or day) leaves out what happened before.
    """
    history = {row["id"]: row for row in store.history(document_id)}
    for step in store.transitions(document_id):
        if (step.at or since) >= since:
            yield from _compared(store, history[step.before], history[step.after], step)


def _compared(store: Store, old: Mapping[str, Any], new: Mapping[str, Any], step: Transition) -> Iterator[Changed]:
    before, after = store.version(old["id"]), store.version(new["id"])
    if before and after:
        yield Changed(
            document_id=after.document.id,
            step=step.seq,
            version=new["id"],
            number=new["number"],
            after=old["number"],
            title=after.document.title,
            source=after.document.source,
            when=step.at,
            words=tuple(word_changes(before.document, after.document)),
            facts=tuple(fact_changes(before, after, same_rules=old["extractor"] == new["extractor"])),
        )


def recent(store: Store, since: str | None = None) -> list[Changed]:
    """What changed in all documents and what has vanished, the latest first; `since` is an ISO 8601 time in UTC."""
    found = [one for document_id in edited(store, since) for one in changed(store, document_id, since or "")]
    found += gone(store, since or "")
    dated = (one for one in found if (one.when or "") >= (since or ""))
    return sorted(dated, key=lambda one: (one.when or "", one.step), reverse=True)


def gone(store: Store, since: str = "") -> Iterator[Changed]:
    """The documents that have vanished since then."""
    for one in vanished_since(store, since):
        yield Changed(
            document_id=one.document_id,
            step=0,
            version=one.version,
            number=one.number,
            after=one.number,
            title=one.title,
            source=one.source,
            when=one.when,
            vanished=True,
        )


def moment_of(said: str, zone: tzinfo | None = None) -> str:
    """A day or time a person writes, as the store keeps times: ISO 8601 in UTC.  Raises SourceError for what is none.

    A day begins at midnight where the person is (`zone`, else the machine's).

    >>> from zoneinfo import ZoneInfo
    >>> here = ZoneInfo("Europe/Helsinki")
    >>> moment_of("1.11.2026", here), moment_of("2026-07", here), moment_of("2026-11-28T15:54", here)
    ('2026-10-31T22:00:00+00:00', '2026-06-30T21:00:00+00:00', '2026-11-28T13:54:00+00:00')
    """
    plain = said.strip()
    if finnish := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", plain):
        plain = f"{finnish[3]}-{finnish[2]:0>2}-{finnish[1]:0>2}"
    elif re.fullmatch(r"\d{4}", plain):
        plain += "-01-01"
    elif re.fullmatch(r"\d{4}-\d\d", plain):
        plain += "-01"
    try:
        found = datetime.fromisoformat(plain)
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone) if zone else found.astimezone()
        return found.astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        advice = "Write it as 2026-11-01, 1.11.2026, 2026-11 or 2026."
        raise SourceError("it is no day or time", subject=said, advice=advice) from error


def word_changes(before: Document, after: Document) -> Iterator[WordChange]:
    """The passages that differ, a changed one beside what it became."""
    old, new = lines_of_passages(before), lines_of_passages(after)
    return changes_in(old, new, matched(old, new))


def changes_in(old: Sequence[str], new: Sequence[str], found: difflib.SequenceMatcher[str]) -> Iterator[WordChange]:
    """The same of passages that are matched already."""
    for op, i, j, k, m in found.get_opcodes():
        if op == "equal":
            continue
        yield from (WordChange(before=a, after=b) for a, b in _paired(old[i:j], new[k:m], lambda text: text))


def matched(old: Sequence[str], new: Sequence[str]) -> difflib.SequenceMatcher[str]:
    """Which lines are the same."""
    return difflib.SequenceMatcher(None, old, new, autojunk=False)


def lines_of_passages(document: Document) -> list[str]:
    """The passages of a document as they are compared: without those that change by themselves."""
    texts = [document.words(p).strip() for p in document.passages] or lasting(document.text).splitlines()
    return [text for text in texts if text and not is_passing(text)]


def fact_changes(before: Entry, after: Entry, *, same_rules: bool = True) -> Iterator[FactChange]:
    """The facts that differ; one that became another stands beside it, told by the words around both.

    Where the two were read by different rules, only facts of sentences that have changed count: else what the rules
    have learnt since would pass for news.
    """
    b_text, a_text = _plain(before.document.text), _plain(after.document.text)
    for kind in COMPARED:
        old = {fact_key(record): record for record in getattr(before.records, kind)}
        new = {fact_key(record): record for record in getattr(after.records, kind)}
        gone = [record for key, record in old.items() if key not in new]
        come = [record for key, record in new.items() if key not in old]
        if not same_rules:
            gone = [record for record in gone if not _stands(record, before.document, a_text)]
            come = [record for record in come if not _stands(record, after.document, b_text)]
        for a, b in _paired(gone, come, _Around(before.document, after.document)):
            yield FactChange(kind=kind, before=a and said(a), after=b and said(b))


def _stands(record: Record, document: Document, other: str) -> bool:
    """Whether a sentence that proves a fact stands in another text too."""
    sentences = (sentence_of(document, e.start, e.end) for e in record.evidence)
    return any(_plain(document.text[start:end]) in other for start, end in sentences)


def _plain(text: str) -> str:
    return " ".join(text.split())


def fact_key(record: Record) -> tuple[Any, ...]:
    """What makes two mentions the same fact."""
    match record:
        case Amount():
            return record.kind, record.low, record.high, record.unit, record.qualifier
        case DateMention():
            return (record.edtf, record.sense, record.event)
        case Role():
            return record.person, record.role, record.body, record.status
        case _:
            return (getattr(record, "name", None) or getattr(record, "value", ""),)


def said(record: Record) -> str:
    """A fact in words: the quote for values, names for the rest."""
    match record:
        case Role():
            how = f" ({record.status})" if record.status != "held" else ""
            return f"{record.person}, {record.role}" + (f", {record.body}" if record.body else "") + how
        case Amount() | DateMention():
            return record.evidence[0].quote
        case Person():
            return record.name
        case _:
            return str(getattr(record, "name", record.evidence[0].quote))


class _Around:
    """The words around a record's first mention, without the mention itself."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def __call__(self, record: Record) -> str:
        e = record.evidence[0]
        document = next(d for d in self._documents if d.text[e.start : e.end] == e.quote)
        if isinstance(record, Role):
            return f"{record.role} {record.body}"
        around = document.text[max(0, e.start - 60) : e.start] + " " + document.text[e.end : e.end + 60]
        return f"{getattr(record, 'unit', '') or ''} {around}"


def _paired(old: Sequence[Any], new: Sequence[Any], words: Callable[[Any], str]) -> Iterator[tuple[Any, Any]]:
    """Things that went beside the things they became: the most alike pairs first, then those left alone."""
    a, b = [words(one).split() for one in old], [words(one).split() for one in new]
    scored: list[tuple[float, int, int]] = []
    if len(old) * len(new) <= MOST_PAIRS:
        for i, x in enumerate(a):
            scored += [(difflib.SequenceMatcher(None, x, y, autojunk=False).ratio(), -i, -j) for j, y in enumerate(b)]
    scored.sort(reverse=True)
    matched: dict[int, int] = {}
    for score, i, j in scored:
        if score >= ALIKE and -i not in matched and -j not in matched.values():
            matched[-i] = -j
    yield from ((one, new[matched[i]] if i in matched else None) for i, one in enumerate(old))
    yield from ((None, one) for j, one in enumerate(new) if j not in matched.values())
