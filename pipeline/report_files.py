"""A run report as files: JSON for programs, a page for people; the latest are kept."""

from __future__ import annotations

from html import escape
from pathlib import Path

from index.home import Home, write_whole
from index.runs import Item
from pipeline.report import RunReport

KEPT = 200

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Louhi: run of {started}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse}}
td,th{{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #ccc;vertical-align:top}}
.failed{{color:#a00}}caption{{text-align:left;font-weight:bold}}</style></head><body>
<h1>Run of {started}</h1>
<p>{summary}. It took {seconds:.1f} seconds and {requests} requests.</p>
{notes}{tables}</body></html>
"""
FIRST = ("failed", "vanished", "skipped", "new version", "read", "same content")


def write_report(home: Home, report: RunReport) -> Path:
    """Write both files and give the path of the page."""
    stem = home.reports / f"{report.started[:19].replace(':', '')}-{report.run[-6:]}"
    write_whole(stem.with_suffix(".json"), report.model_dump_json(indent=1).encode())
    page = stem.with_suffix(".html")
    write_whole(page, page_of(report).encode())
    for old in sorted(home.reports.glob("*.json"))[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(".html").unlink(missing_ok=True)
    return page


def page_of(report: RunReport) -> str:
    """The page: what needs a person first; what is unchanged is only counted."""
    notes = "".join(f"<p class=failed>{escape(note.source)}: {escape(note.text)}.</p>\n" for note in report.notes)
    tables = ""
    for outcome in FIRST:
        items = [item for item in report.items if item.outcome == outcome]
        if not items:
            continue
        rows = "".join(_row(item) for item in items)
        tables += (
            f"<table><caption class={outcome.split()[0]}>{escape(outcome)}: {len(items)}</caption>\n{rows}</table>\n"
        )
    return PAGE.format(
        started=escape(report.started[:19].replace("T", " ")), summary=escape(report.summary()), seconds=report.seconds,
        requests=report.requests, notes=notes, tables=tables,
    )  # fmt: skip


def _row(item: Item) -> str:
    cells = (_link(item.address), escape(item.reason or ""), escape(item.advice or ""))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _link(address: str) -> str:
    said = escape(address)
    return f'<a href="{said}">{said}</a>' if address.startswith(("http://", "https://")) else said
