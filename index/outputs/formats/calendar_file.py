"""iCalendar (RFC 5545): the dates and deadlines of documents as days in a calendar that others subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.lexicon.wordlists import wordlist
from extractors.model.edtf import bounds
from extractors.model.records import DateMention
from extractors.text.sentences import sentence_of
from index.outputs.export_rows import Exported, record_id

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Louhi//Louhi//FI", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Louhi")
LONGEST = 75
"""Bytes of a line before it is folded (RFC 5545, 3.1)."""
LONGEST_SPAN = 366
"""Days: a decade or "until 2022" is no day in a calendar."""
WHEN_MADE = "19700101T000000Z"
"""DTSTAMP of a document without a day: a clock would make two exports of the same records differ."""


class Calendar:
    """An exporter: louhi.ics."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "louhi.ics"
        self._out = self._path.open("w", encoding="utf-8", newline="")
        self._put(HEAD)

    def write(self, one: Exported) -> None:
        """Add the dates of one document."""
        for mention in one.entry.records.dates:
            self._put(event(one, mention))

    def _put(self, lines: Any) -> None:
        self._out.writelines(folded(line) for line in lines)

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._put(["END:VCALENDAR"])
        self._out.close()
        return [self._path]


def event(one: Exported, mention: DateMention) -> Iterator[str]:
    """The lines of a date's event; none for a time that is no day or a run of days within a year."""
    first, last = bounds(mention.edtf)
    said = mention.edtf.split("/")
    if mention.sense == "deadline":
        first, said = last, said[::-1]
    if not first or not last:
        return
    low, high = date.fromisoformat(first), date.fromisoformat(last)
    if high == date.max or (high - low).days >= LONGEST_SPAN or len(said[0]) < len("2021-02"):
        return
    d, e = one.entry.document, mention.evidence[0]
    start, end = sentence_of(d, e.start, e.end)
    sentence = " ".join(d.text[start:end].split())
    stamp = (d.published or "")[:10].replace("-", "")
    yield from ("BEGIN:VEVENT", f"UID:{record_id('dates', d, mention)}@louhi")
    yield f"DTSTAMP:{stamp}T000000Z" if len(stamp) == len("20210217") else f"DTSTAMP:{WHEN_MADE}"
    yield f"DTSTART;VALUE=DATE:{low:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{high + timedelta(days=1):%Y%m%d}"
    what = called(mention.event, d.language)
    yield "SUMMARY:" + escaped(f"{what}: {sentence[:200]}" if what else sentence[:200])
    yield "DESCRIPTION:" + escaped(f"{d.title or d.source}\n”{sentence}”\n{mention.edtf} · {d.id} · sha256 {d.sha256}")
    if d.source.startswith(("http://", "https://")):
        yield f"URL:{d.source}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


@lru_cache(maxsize=64)
def called(what: str | None, language: str) -> str | None:
    """What an event is called at the head of a calendar's entry; Finnish where the language is another.

    >>> called("meeting", "fi"), called("deadline", "sv"), called(None, "fi")
    ('Kokous', 'Tidsfrist', None)
    """
    known = {one["name"]: one["called"] for one in wordlist("date_events")["event"]}
    names: dict[str, str] = known.get(what, {})
    return names.get(language) or names.get("fi")


def escaped(text: str) -> str:
    r"""Text as iCalendar writes it.

    >>> escaped("a, b; c\nd")
    'a\\, b\\; c\\nd'
    """
    return text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n").replace("\r", "")


def folded(line: str) -> str:
    """A line with its end, folded where it is long, never within a character."""
    out, size = [], 0
    for char in line:
        width = len(char.encode())
        if size + width > LONGEST:
            out.append("\r\n ")
            size = 1
        out.append(char)
        size += width
    return "".join(out) + "\r\n"
