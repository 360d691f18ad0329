"""Documents, records and results as text and tables: pure functions from models to what a terminal shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extractors.document import Document
    from extractors.records import Record, Records
    from index.runs import Item
    from index.status import Status
    from index.store import Address
    from pipeline.report import RunReport

NUMBERS = {"documents", "mentions", "confidence", "page", "count"}


def table(
    title: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], total: int | None = None
) -> RenderableType:
    """Rows as a table, with how many there are where only some are shown."""
    rows = list(rows)
    total = len(rows) if total is None else total
    shown = f"{total}" if len(rows) == total else f"{len(rows)} of {total}"
    out = Table(
        title=f"{title} ({shown})",
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=None,
        pad_edge=False,
    )
    for column in columns:
        number = column in NUMBERS
        out.add_column(column, justify="right" if number else "left", overflow="fold", no_wrap=number, max_width=60)
    for row in rows:
        out.add_row(*(Text(cell(row.get(column))) for column in columns))
    return out if rows else Text(f"{title}: none.")


def cell(value: Any) -> str:
    """A value as a table cell shows it.

    >>> cell(0.98765), cell(None), cell(["a", "b"])
    ('0.99', '', 'a; b')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return " ".join(str(value).split())


def heading(document: Document) -> Text:
    """A document in two lines: its title, and what it is."""
    about = [document.kind, document.language, document.published, "; ".join(document.publishers), document.source]
    return Text.assemble((document.title or "(untitled)", "bold"), "\n", "  ".join(x for x in about if x))


def entry_text(document: Document, records: Records) -> RenderableType:
    """A document and a table for each kind of record found in it."""
    parts: list[RenderableType] = [heading(document)]
    for kind in type(records).model_fields:
        found = getattr(records, kind)
        if found and kind != "issues":
            parts += [Text(), record_table(kind, found)]
    for issue in (*document.issues, *records.issues):
        parts.append(Text(f"Not understood: {issue.reason} {issue.text}".rstrip(), style="yellow"))
    return Group(*parts)


def record_table(kind: str, found: Sequence[Record]) -> RenderableType:
    """Records of one document, each with the words as written."""
    from index.exports import columns, flat

    shown = [c for c in columns(kind) if c not in ("id", "known", "low", "high", "qualifier")]
    rows = []
    for record in found:
        value = flat(record)
        if kind == "amounts":
            from index.listings import spoken

            value["kind"] = f"{value['kind']} {spoken(value)}"
        quotes = dict.fromkeys(" ".join(e.quote.split()) for e in record.evidence)
        rows.append({**value, "as written": "; ".join(quotes), "mentions": len(record.evidence)})
    if kind == "amounts":
        shown = ["kind", "purpose"]
    filled = [c for c in shown if any(row.get(c) for row in rows)]
    return table(kind.capitalize(), [*filled, "as written", "mentions"], rows)


def history_text(history: Sequence[Mapping[str, Any]], addresses: Sequence[Address]) -> RenderableType:
    """Where a document came from, and its versions."""
    rows = [{**row, "version": row["number"], "sha256": row["sha256"][:12]} for row in history]
    kept = [a.model_dump() | {"last seen": a.checked} for a in addresses]
    return Group(
        table("Addresses", ["address", "last seen", "vanished"], kept),
        Text(),
        table("Versions", ["version", "fetched", "published", "title", "sha256"], rows),
        Text(),
    )


def report_text(report: RunReport) -> RenderableType:
    """What became of a run: counts, and every failure with its reason and what to try."""
    parts: list[RenderableType] = [Text(f"{report.summary()} in {report.seconds:.1f} s.", style="bold")]
    if report.failures:
        rows = [{"failed": item.address, "reason": item.reason, "what to try": item.advice} for item in report.failures]
        parts.append(table("Failed", ["failed", "reason", "what to try"], rows))
    parts += [Text(f"{note.source}: {note.text}", style="yellow") for note in report.notes]
    return Group(*parts)


def failures(items: Sequence[Item]) -> list[RenderableType]:
    """Each failure in two lines: the address, then the reason and what to try."""
    if not items:
        return []
    out: list[RenderableType] = [Text(), Text(f"Failed ({len(items)})", style="bold")]
    for item in items:
        out.append(Text(item.address))
        out.append(Text(f"    {item.reason}. {item.advice or ''}".rstrip(), style="red"))
    return out


def status_text(status: Status) -> RenderableType:
    """A home summed up: what it holds, what failed, what needs a person."""

    def told(counts: Mapping[str, int]) -> str:
        return ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"

    run = status.last_run
    lines = {
        "home": status.home,
        "documents": f"{status.documents} ({told(status.kinds)})",
        "languages": told(status.languages),
        "versions": f"{status.versions} from {status.addresses} addresses, {status.vanished} documents vanished since",
        "records": told(status.records),
        "last run": f"{run.started} ({'ended' if run.ended else 'not ended'})" if run else "none yet",
    }
    grid = Table.grid(padding=(0, 2))
    for name, value in lines.items():
        grid.add_row(Text(name, style="bold"), Text(value))
    parts: list[RenderableType] = [grid]
    parts += failures(status.failed)
    if status.needs:
        parts += [Text(), table("Needs a person", ["what", "document", "text"], [n.model_dump() for n in status.needs])]
    return Group(*parts)
