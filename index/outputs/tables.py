"""What the tables of people, bodies, dates and amounts show: records of the whole corpus as plain rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from extractors.model.edtf import bounds
from extractors.model.errors import StoreError
from extractors.model.records import Record
from extractors.text.sentences import sentence_of
from index.corrections.correction_log import decisions
from index.outputs.exports import flat
from index.store.database import in_batches
from index.store.filters import Filter, found
from index.store.store import Store
from index.things.linking import Cluster, explain, link

Row = dict[str, Any]


class Listing(NamedTuple):
    """The columns of one table, and how its rows are made of (document id, record) pairs."""

    columns: tuple[str, ...]
    rows: Callable[[Store, Filter, Iterable[tuple[str, Record]]], list[Row]]


def listing(
    store: Store, kind: str, wanted: Filter, *, name: str | None = None, sort: str = "", limit: int = 0
) -> tuple[list[Row], int]:
    """The rows of one kind of record, and how many there are before `limit` cuts them.

    `name` keeps rows that hold these words in any column; `sort` is a column, "-" before it for the largest first.
    Raises StoreError for a column that there is none of.
    """
    chosen = LISTINGS[kind]
    key = sort.lstrip("-")
    if key and key not in (*chosen.columns, *EXTRA.get(kind, ())):
        raise StoreError(f"{kind} cannot be sorted by {key}", advice=f"There are: {', '.join(chosen.columns)}.")
    rows = chosen.rows(store, wanted, found(store, kind, wanted))
    if name:
        words = name.casefold()
        rows = [row for row in rows if any(words in str(row.get(c) or "").casefold() for c in chosen.columns)]
    if key:
        rows.sort(key=lambda row: _order(key, row), reverse=sort.startswith("-"))
    kept = rows[:limit] if limit else rows
    _prove(store, kept)
    return kept, len(rows)


EXTRA = {"amounts": ("low", "high", "unit")}
"""What rows can be sorted by beside the columns that are shown."""

TIMES = ("edtf", "from", "until")


def _order(key: str, row: Row) -> tuple[int, str, float, str]:
    """Times by when they begin, amounts among their like by how much, numbers as numbers, words as words."""
    value = row.get(key)
    if key in TIMES and value:
        since, until = bounds(str(value))
        return (0 if since or until else 1, since or until or "", 0.0, until or "9")
    if key in ("low", "high", "value") and row.get("qualifier"):
        stated = row.get("high" if key == "high" else "low") or row.get("high") or row.get("low")
        return (0, f"{row['kind']} {row['unit']}", float(stated or 0), "")
    if value is None or value == "":
        return (2, "", 0.0, "")
    if isinstance(value, int | float):
        return (0, "", float(value), "")
    return (1, str(value).casefold(), 0.0, "")


def _by_cluster(kind: str) -> Callable[[Store, Filter, Iterable[tuple[str, Record]]], list[Row]]:
    """One row a person or body of the corpus, with how many documents and mentions it has and why they are one."""

    def rows(store: Store, wanted: Filter, some: Iterable[tuple[str, Record]]) -> list[Row]:
        clusters = {
            (item.document, item.record): cluster
            for cluster in link(store.entries(), **decisions(store))
            for item in cluster.items
        }
        held = _roles(store, wanted) if kind == "people" else {}
        out: dict[str, Row] = {}
        for document, record in some:
            value = flat(record)
            cluster = clusters.get((document, value["id"]))
            if cluster is None:
                continue  # kept a moment ago, after the clusters were made
            row = out.setdefault(cluster.id, _row(kind, cluster))
            row["documents"] += 1
            row["mentions"] += len(record.evidence)
            row["confidence"] = max(row["confidence"], record.confidence)
            row["evidence"] += [{"document": document, **e.model_dump()} for e in record.evidence]
            if kind == "people":
                own = [*held.get((document, value["id"]), ()), *held.get((document, value["name"]), ())]
                row["roles"] = joined(row["roles"], *own)
            else:
                row["kind"] = value["kind"] if row["kind"] in ("", "body") else row["kind"]
                row["aliases"] = joined(row["aliases"], value["aliases"])
        return list(out.values())

    return rows


def _row(kind: str, cluster: Cluster) -> Row:
    own = {"roles": ""} if kind == "people" else {"kind": "", "aliases": joined(*cluster.names)}
    return {
        "id": cluster.id,
        "name": cluster.name,
        **own,
        "documents": 0,
        "mentions": 0,
        "confidence": 0.0,
        "evidence": [],
        "why": list(explain(cluster)),
    }


def joined(*lists: str) -> str:
    """Lists of words as one, each word once.

    >>> joined("STM; SHM", "", "STM")
    'STM; SHM'
    """
    return "; ".join(dict.fromkeys(one for some in lists for one in some.split("; ") if one))


def _roles(store: Store, wanted: Filter) -> dict[tuple[str, str], list[str]]:
    """The roles of each person of each document."""
    out: dict[tuple[str, str], list[str]] = {}
    for document, record in found(store, "roles", wanted):
        value = flat(record)
        said = f"{value['role']}, {value['body']}" if value["body"] else str(value["role"])
        said += f" ({value['status']})" if value["status"] != "held" else ""
        out.setdefault((document, str(value["person_id"] or value["person"])), []).append(said)
    return out


def _each(kind: str) -> Callable[[Store, Filter, Iterable[tuple[str, Record]]], list[Row]]:
    """One row a record of a document."""

    def rows(store: Store, wanted: Filter, some: Iterable[tuple[str, Record]]) -> list[Row]:
        out = []
        for document, record in some:
            value = flat(record)
            if kind == "amounts":
                value["value"] = spoken(value)
            evidence = [{"document": document, **e.model_dump()} for e in record.evidence]
            out.append({**value, "quote": evidence[0]["quote"], "document": document, "evidence": evidence})
        return out

    return rows


def spoken(amount: Row) -> str:
    """An amount as a person writes it.

    >>> spoken({"low": "9400000", "high": "9400000", "unit": "EUR", "qualifier": "about", "per": None})
    'about 9 400 000 EUR'
    >>> spoken({"low": "2000000", "high": None, "unit": "EUR", "qualifier": "over", "per": "year"})
    'over 2 000 000 EUR / year'
    """
    low, high = (_spaced(amount[end]) for end in ("low", "high"))
    told = amount["qualifier"] not in ("exact", "about")
    span = low if low == high else (low or high) if told and None in (low, high) else f"{low or ''}–{high or ''}"
    words = [
        None if amount["qualifier"] == "exact" else amount["qualifier"],
        span,
        amount["unit"],
        amount["per"] and f"/ {amount['per']}",
    ]
    return " ".join(word for word in words if word)


def _spaced(value: str | None) -> str | None:
    return f"{Decimal(value):,f}".replace(",", " ") if value is not None else None


def _prove(store: Store, rows: list[Row]) -> None:
    """Give each row the sentence of its first mention, and the title and source of that document."""
    wanted = {row["evidence"][0]["document"] for row in rows}
    texts: dict[str, Any] = {}
    for some in in_batches(sorted(wanted), 200):
        texts |= {entry.document.id: entry.document for entry in store.entries(some)}
    for row in rows:
        first = row["evidence"][0]
        document = texts[first["document"]]
        low, high = sentence_of(document, first["start"], first["end"])
        row |= {
            "sentence": " ".join(document.text[low:high].split()),
            "page": first["page"],
            "title": document.title,
            "published": document.published,
            "source": document.source,
        }


LISTINGS: dict[str, Listing] = {
    "people": Listing(("name", "roles", "documents", "mentions", "confidence"), _by_cluster("people")),
    "bodies": Listing(("name", "kind", "aliases", "documents", "mentions", "confidence"), _by_cluster("bodies")),
    "roles": Listing(("person", "role", "body", "status", "from", "until", "document"), _each("roles")),
    "dates": Listing(("edtf", "sense", "quote", "sentence", "document"), _each("dates")),
    "amounts": Listing(("kind", "value", "purpose", "quote", "sentence", "document"), _each("amounts")),
    "contacts": Listing(("person", "kind", "value", "document"), _each("contacts")),
    "identifiers": Listing(("kind", "value", "quote", "document"), _each("identifiers")),
}
