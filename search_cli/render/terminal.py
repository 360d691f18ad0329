"""Documents, records and results as text and tables: pure functions from models to what a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from search_cli.render.cells import cell, minute
from search_cli.render.indented import Indented
from search_cli.render.rows_in_width import RowsInWidth

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extractors.model.document import Document
    from extractors.model.records import Record, Records
    from index.search.results import Hit, HitForm, Results, Why
    from index.store.run_log import Item
    from index.store.status import Status
    from index.store.store import Address
    from pipeline.runs.comparison.changes import Changed
    from pipeline.runs.reports.report import RunReport
    from pipeline.runs.watch import Check

MOST_NEWS = 50  # lines of a pass that a terminal is given
FACET_VALUES = 8  # values of a facet that a terminal shows


def table(
    title: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], total: int | None = None
) -> RenderableType:
    """Rows as a table in whatever width there is, with how many there are where only some are shown."""
    return RowsInWidth(title, columns, list(rows), total)


def heading(document: Document) -> Text:
    """A document in two lines: its title, and what it is."""
    about = [document.kind, document.language, document.published, "; ".join(document.publishers), document.source]
    return Text.assemble((document.title or "(untitled)", "bold"), "\n", "  ".join(x for x in about if x))


def entry_text(document: Document, records: Records, *, explain: bool = False) -> RenderableType:
    """A document and a table for each kind of record found in it; `explain` adds by which rule, and what decided."""
    parts: list[RenderableType] = [heading(document)]
    for kind in type(records).model_fields:
        found = getattr(records, kind)
        if found and kind != "issues":
            parts += [Text(), record_table(kind, found, explain=explain)]
    for issue in (*document.issues, *records.issues):
        parts.append(Text(f"Not understood: {issue.reason} {issue.text}".rstrip(), style="yellow"))
    return Group(*parts)


def record_table(kind: str, found: Sequence[Record], *, explain: bool = False) -> RenderableType:
    """Records of one document, each with the words as written."""
    from index.outputs.columns import own as columns
    from index.outputs.export_rows import flat

    shown = [c for c in columns(kind) if c not in ("id", "person_id", "body_id", "known", "low", "high", "qualifier")]
    rows = []
    for record in found:
        value = flat(record)
        if kind == "amounts":
            from index.outputs.tables.record_tables import spoken

            value["kind"] = f"{value['kind']} {spoken(value)}"
        quotes = dict.fromkeys(" ".join(e.quote.split()) for e in record.evidence)
        rows.append({**value, "as written": "; ".join(quotes), "mentions": len(record.evidence)})
    if kind == "amounts":
        shown = ["kind", "purpose"]
    filled = [c for c in shown if any(row.get(c) for row in rows)]
    why = ["rule", "reason"] if explain else []
    return table(kind.capitalize(), [*filled, "as written", "mentions", *why], rows)


def spot_text(document: Document, start: int, end: int) -> RenderableType:
    """The passages that hold the words from `start` to `end`, the words marked, with those next to them."""
    places = [i for i, one in enumerate(document.passages) if one.start < end and start < one.end]
    first, last = (max(0, places[0] - 1), places[-1] + 1) if places else (0, -1)
    parts: list[RenderableType] = [heading(document)]
    page: int | None = None
    for one in document.passages[first : last + 1]:
        if one.page != page:
            page = one.page
            parts += [Text(), Text(f"p. {page}", style="dim")]
        text = Text(document.text[one.start : one.end])
        text.stylize("bold reverse", max(0, start - one.start), max(0, end - one.start))
        parts += [Text(), text]
    if not places:
        parts.append(Text(f"No passage stands there; the text has {len(document.text)} characters.", style="yellow"))
    return Group(*parts)


def history_text(history: Sequence[Mapping[str, Any]], addresses: Sequence[Address]) -> RenderableType:
    """Where a document came from, and its versions."""
    rows = [
        {
            **row,
            "version": row["number"],
            "sha256": row["sha256"][:12],
            "fetched": minute(row["fetched"]),
            "published": minute(row["published"]),
        }
        for row in history
    ]
    kept = [{"address": a.address, "last seen": minute(a.checked), "vanished": minute(a.vanished)} for a in addresses]
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
    if gone := [
        {"vanished": item.address, "reason": item.reason} for item in report.items if item.outcome == "vanished"
    ]:
        parts.append(table("Vanished", ["vanished", "reason"], gone))
    parts += _news(report)
    parts += [Text(f"{note.source}: {note.text}", style="yellow") for note in report.notes]
    return Group(*parts)


def _news(report: RunReport) -> list[RenderableType]:
    """Which documents of the watched sources are new or have changed."""
    if not report.sources:
        return []
    rows = [
        {"what": item.outcome, "address": item.address, "document": item.document_id, "source": item.source}
        for item in report.items
        if item.outcome in ("read", "new version")
    ]
    more = [Text(f"... and {len(rows) - MOST_NEWS} more; the report has them all")] if len(rows) > MOST_NEWS else []
    return [table("News", ["what", "address", "document", "source"], rows[:MOST_NEWS]), *more] if rows else []


def results_text(results: Results, hints: Sequence[str] = (), *, explain: bool = False) -> RenderableType:
    """One page of hits with their passages, then the facets; `hints` say why there are none."""
    last = results.offset + len(results.hits) + results.folded
    shown = f"{results.offset + 1}–{last} of {results.total}" if results.hits else str(results.total)
    more = f"  (--offset {last} for more)" if results.hits and last < results.total else ""
    parts: list[RenderableType] = []
    if results.did_you_mean:
        parts.append(Text(f"Did you mean: {results.did_you_mean}", style="yellow"))
    parts.append(Text.assemble((f"{shown} documents", "bold"), more))
    parts += [Text(hint, style="yellow") for hint in hints]
    for number, hit in enumerate(results.hits, results.offset + 1):
        parts += [Text(), *_hit(number, hit), *(_form(form) for form in hit.others)]
        if explain:
            parts += [_why(hit, why) for why in hit.why]
    for name, values in results.facets.items():
        if values and results.hits:
            values_shown = ", ".join(f"{one.label} {one.count}" for one in values[:FACET_VALUES])
            parts += [Text()] if name == next(iter(results.facets)) else []
            parts.append(Indented(Text.assemble((f"{name}: ", "bold"), values_shown), later="   "))
    return Group(*parts)


def _hit(number: int, hit: Hit) -> list[RenderableType]:
    page = f"p. {hit.page}" if hit.page is not None else None
    gone = f"vanished {minute(hit.vanished)}" if hit.vanished else None
    about = [hit.kind, minute(hit.published), hit.publisher, page, gone]
    passage, at = Text(), 0
    for start, end in hit.highlights:
        passage.append(_one_line(hit.passage[at:start]))
        passage.append(_one_line(hit.passage[start:end]), style="bold reverse")
        at = end
    passage.append(_one_line(hit.passage[at:]))
    return [
        Indented(
            Text.assemble(
                (f"{number}. {hit.title or '(untitled)'}", "bold"), f"  {hit.score:.2f}" if hit.score else ""
            ),
            later="   ",
        ),
        Indented(Text("  ".join(x for x in about if x), style="dim"), "   "),
        Text(f"   {hit.document_id}  {hit.source}", style="dim", no_wrap=True, overflow="ignore"),
        Indented(passage, "   "),
    ]


def _form(form: HitForm) -> Text:
    """Another form of a hit, in one line."""
    return Text(f"   also: {form.document_id}  {form.source}", style="dim", no_wrap=True, overflow="ignore")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _why(hit: Hit, why: Why) -> Indented:
    from index.search.explain import forms

    met = forms(hit, why)
    term = f" {why.term}" if why.term and why.through != "phrase" else ""
    written = f" in {', '.join(met)}" if met else ""
    through = f"{why.through}{term}{written} {why.score:.2f}" if why.score else why.through
    near = f" + near forms {why.near:.2f}" if why.near and why.score else f" {why.near:.2f}" if why.near else ""
    return Indented(Text(f"{why.word}: {through}{near}", style="dim"), "   ", "     ")


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

    from index.store.run_log import not_ended

    def counted(counts: Mapping[str, int]) -> str:
        return ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"

    run = status.last_run
    why = run and not_ended(run)
    lines = {
        "home": f"{status.home} (searched by {status.engine})",
        "documents": f"{status.documents} ({counted(status.kinds)})",
        "languages": counted(status.languages),
        "versions": f"{status.versions} from {status.addresses} addresses, {status.vanished} documents vanished since",
        "records": counted(status.records),
        "last run": f"{run.started} ({f'not ended: {why}' if why else 'ended'})" if run else "none yet",
    }
    grid = Table.grid(padding=(0, 2))
    for name, value in lines.items():
        grid.add_row(Text(name, style="bold"), Text(value))
    parts: list[RenderableType] = [grid]
    parts += failures(status.failed)
    if status.needs:
        parts += [Text(), table("Needs a person", ["what", "document", "text"], [n.model_dump() for n in status.needs])]
    return Group(*parts)


def check_text(check: Check) -> RenderableType:
    """What a source would give, what it would not and why, and what else the site offers."""
    source = check.source
    about = f"{source.kind}  {source.address}" + (f"  (a {check.preset} site)" if check.preset else "")
    taken = [
        {"address": one.address, "title": one.hints.title, "published": one.hints.published} for one in check.taken
    ]
    parts: list[RenderableType] = [Text(about, style="bold"), Text()]
    parts.append(table("Would be taken", ["address", "title", "published"], taken))
    if check.left:
        parts += [Text(), table("Would be left", ["address", "why"], [one.model_dump() for one in check.left])]
    if check.offers:
        rows = [one.model_dump() for one in check.offers]
        parts += [Text(), table("The site also offers", ["kind", "address", "title", "seen"], rows)]
    return Group(*parts)


def changes_text(found: Sequence[Changed]) -> RenderableType:
    """Each version against the one before it: facts first, then words."""
    if not found:
        return Text("Nothing has changed.")
    parts: list[RenderableType] = []
    for one in found:
        what = "vanished" if one.vanished else f"version {one.number}"
        parts.append(Text(f"{one.title or one.document_id}  {what}  {one.when or ''}", style="bold"))
        parts.append(Text(f"   {one.document_id}  {one.source}", style="dim"))
        parts += [Text(f"   {fact.kind}: {cell(fact.before) or '–'} → {cell(fact.after) or '–'}") for fact in one.facts]
        for word in one.words:
            parts += [Text(f"   - {cell(word.before)}", style="red")] if word.before else []
            parts += [Text(f"   + {cell(word.after)}", style="green")] if word.after else []
        parts.append(Text())
    return Group(*parts)
