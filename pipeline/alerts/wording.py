"""What an alert says: enough to know whether to open the document, in the document's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from extractors.model.document import Document
from extractors.model.records import Entry, Record
from pipeline.runs.comparison.changes import said

if TYPE_CHECKING:
    from index.search.results import Hit
    from index.search.saved import SavedSearch

LEAD = 300  # characters of the first paragraph
SHORTEST = 40  # characters a paragraph has that tells something
MOST = 5  # facts of a kind


def of_document(entry: Entry | None) -> str:
    """A document in a few lines: what it is, whose and when, how it begins, who and how much."""
    if entry is None:
        return ""
    d, facts = entry.document, list(_facts(entry))
    return "\n".join(part for part in (headed(d.kind, d.publisher, d.published), _lead(d), *facts) if part)


def of_search(search: SavedSearch, ticked: Iterable[tuple[str, str]], row: Mapping[str, Any], hit: Hit | None) -> str:
    """Which saved search found a document, what is ticked in it by today's names, and the passage it was found by."""
    what = headed(row["kind"], row["publisher"], row["published"])
    told = [search.query, *(f"{facet} {name}" for facet, name in ticked)]
    asked = f"found by the saved search {search.name}: {', '.join(part for part in told if part)}"
    return "\n".join(part for part in (asked, what, clipped(hit.passage) if hit else "") if part)


def headed(kind: str, publisher: str | None, published: str | None) -> str:
    """What a document is, whose and when.

    >>> headed("press release", "Hallanmaan liitto", "2026-03-24T08:30:00+02:00")
    'press release, Hallanmaan liitto, 2026-03-24'
    """
    return ", ".join(part for part in (kind, publisher, (published or "")[:10]) if part)


def clipped(text: str, most: int = LEAD) -> str:
    """A text on one line, cut at a word where it is long.

    >>> clipped("Lähitorit avataan  keväällä.", 20)
    'Lähitorit avataan ...'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0] + " ..."


def _lead(document: Document) -> str:
    told = (document.words(p) for p in document.passages if p.kind in ("paragraph", "list item") and not p.hidden)
    return clipped(next((text for text in told if len(text) >= SHORTEST), ""))


def _facts(entry: Entry) -> Iterator[str]:
    records = entry.records
    money = (one for one in records.amounts if one.kind == "money")
    deadlines = (one for one in records.dates if one.sense == "deadline")
    for name, some in (("money", money), ("deadlines", deadlines), ("roles", records.roles)):
        if line := _listed(some):
            yield f"{name}: {line}"


def _listed(records: Iterable[Record]) -> str:
    words = list(dict.fromkeys(" ".join(said(one).split()) for one in records))
    return "; ".join(words[:MOST]) + (f"; {len(words) - MOST} more" if len(words) > MOST else "")
