"""A run report as files: JSON for programs, a page for people; the latest are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from extractors.text.showing import shown_value
from index.home import Home, write_whole
from index.store.run_log import Item
from pipeline.runs.reports.report import RunReport

KEPT = 200
MOST_BYTES = 100_000_000  # of all reports together
MANY = 10  # failures from which on their reasons are counted

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Louhi: run of {started}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;margin:1.5rem 0}}td,th{{text-align:left;padding:.25rem .75rem .25rem 0;
border-bottom:1px solid #ccc;vertical-align:top;overflow-wrap:anywhere}}td.n{{text-align:right;white-space:nowrap}}
.failed{{color:#a00}}caption{{text-align:left;font-weight:bold}}</style></head><body>
<h1>Run of {started} UTC</h1>
<p>{summary}. It took {seconds:.1f} seconds and {requests} requests.</p>
{notes}{tables}</body></html>
"""
WHAT = {
    "failed": "could not be brought in; `louhi retry` tries again, `louhi dismiss` lays aside",
    "vanished": "gone from where they were; what was read of them is kept",
    "skipped": "not to be read",
    "new version": "changed since; `louhi changes` shows how",
    "read": "new, or read again",
    "same content": "held already under another address",
}


def write_report(home: Home, report: RunReport) -> Path:
    """Write both files and give the path of the page."""
    report = RunReport.model_validate(shown_value(report.model_dump()))  # a quote or a name may hold a code
    stem = home.reports / f"{report.started[:19].replace(':', '')}-{report.run[-6:]}"
    write_whole(stem.with_suffix(".json"), report.model_dump_json(indent=1, exclude_none=True).encode())
    page = stem.with_suffix(".html")
    write_whole(page, page_of(report).encode())
    _clear(home.reports)
    return page


def _clear(folder: Path) -> None:
    """Remove the oldest reports where there are too many, or where they take too much room."""
    room = MOST_BYTES
    for number, one in enumerate(sorted(folder.glob("*.json"), reverse=True)):
        pair = [path for path in (one, one.with_suffix(".html")) if path.exists()]
        room -= sum(path.stat().st_size for path in pair)
        if number and (number >= KEPT or room < 0):
            for path in pair:
                path.unlink(missing_ok=True)


def page_of(report: RunReport) -> str:
    """The page: what needs a person first; what is unchanged or dismissed is only counted."""
    notes = "".join(f"<p class=failed>{escape(note.source)}: {escape(note.text)}.</p>\n" for note in report.notes)
    tables = _by_source(report) + _by_reason(report)
    for outcome, what in WHAT.items():
        items = [item for item in report.items if item.outcome == outcome]
        if items:
            head = f"{outcome}: {len(items)} ({what})"
            tables += _table(head, [_row(item) for item in items], outcome, ("address", "", "what to try", "seconds"))
    return PAGE.format(
        started=escape(report.started[:19].replace("T", " ")),
        summary=escape(report.summary()),
        seconds=report.seconds,
        requests=report.requests,
        notes=notes,
        tables=tables,
    )


def _by_source(report: RunReport) -> str:
    """How many of each outcome every watched source gave."""
    names = sorted({item.source for item in report.items if item.source})
    if len(names) <= 1:
        return ""
    outcomes = list(report.counts)
    found = Counter((item.source or "", str(item.outcome)) for item in report.items)
    rows = [[escape(name), *(str(found[name, one] or "") for one in outcomes)] for name in names]
    return _table("by source", rows, "", ("source", *outcomes))


def _by_reason(report: RunReport) -> str:
    """Why things failed, the commonest reason first, where there are many."""
    found = Counter(item.reason or "" for item in report.failures)
    if len(report.failures) < MANY:
        return ""
    return _table(
        "why they failed",
        [[escape(why), str(count)] for why, count in found.most_common()],
        "failed",
        ("reason", "items"),
    )


def _table(head: str, rows: Sequence[Sequence[str]], sign: str, names: Sequence[str]) -> str:
    """A table; columns that are empty in every row are left out."""
    used = [i for i in range(len(names)) if any(row[i] for row in rows)]
    top = "".join(f"<th>{escape(names[i])}</th>" for i in used)
    body = "".join("<tr>" + "".join(_cell(row[i]) for i in used) + "</tr>\n" for row in rows)
    said = f" class={sign.split()[0]}" if sign else ""
    return f"<table><caption{said}>{escape(head)}</caption>\n<tr>{top}</tr>\n{body}</table>\n"


def _cell(said: str) -> str:
    return f"<td class=n>{said}</td>" if said.replace(".", "", 1).isdigit() else f"<td>{said}</td>"


def _row(item: Item) -> list[str]:
    seconds = "" if item.seconds is None else f"{item.seconds:.1f}"
    return [_link(item.address), escape(item.reason or ""), escape(item.advice or ""), seconds]


def _link(address: str) -> str:
    said = escape(address)
    return f'<a href="{said}">{said}</a>' if address.startswith(("http://", "https://")) else said
