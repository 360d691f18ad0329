"""The alerts as an Atom feed (RFC 4287): the latest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape as escaped
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from extractors.text.showing import shown
from pipeline.alerts.alert_log import Alert
from pipeline.sources.sources import is_address

SHOWN = 100
SPACE = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(alerts: Sequence[Alert], at: Path | None = None) -> bytes:
    """The feed of the latest alerts; what was told longer ago stays in alerts.jsonl.  `at` is where it is kept."""
    ET.register_namespace("", SPACE)
    feed = ET.Element(f"{{{SPACE}}}feed")
    latest = list(alerts)[-SHOWN:][::-1]
    _add(feed, "title", "Louhi: what is new")
    _add(
        feed, "subtitle", "New documents, changed facts, saved searches and failed expectations of the watched sources"
    )
    _add(feed, "id", "urn:louhi:alerts")
    _add(feed, "updated", max((alert.when for alert in latest), default="1970-01-01T00:00:00+00:00"))
    if at:
        _add(feed, "link", rel="self", type="application/atom+xml", href=at.as_uri())
    for alert in latest:
        _entry(feed, alert)
    ET.indent(feed, " ")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(feed: ET.Element, alert: Alert) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:louhi:{alert.id}")
    _add(entry, "title", " ".join(shown(f"{alert.kind}: {alert.title}").split()))
    _add(entry, "updated", alert.when)
    _add(_add(entry, "author"), "name", alert.source or "Louhi")
    _add(entry, "category", term=alert.kind)
    if alert.link:
        _add(entry, "link", rel="alternate", href=linked(alert.link))
    lines = "".join(f"<p>{escaped(line)}</p>" for line in shown(alert.text or alert.title).splitlines() if line.strip())
    _add(entry, "content", lines, type="html")


def _add(to: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(to, f"{{{SPACE}}}{name}", attributes)
    made.text = None if text is None else NOT_XML.sub(" ", text)
    return made


def linked(source: str) -> str:
    """A link to what an alert is about, a path as a file's address.

    >>> linked("/srv/päätös 1.pdf"), linked("https://kunta.example.fi/a b?x=ä&y=%20")
    ('file:///srv/p%C3%A4%C3%A4t%C3%B6s%201.pdf', 'https://kunta.example.fi/a%20b?x=%C3%A4&y=%20')
    """
    if is_address(source):
        return quote(source, safe="/:?#[]@!$&'()*+,;=%~")
    return "file://" + quote(source) if source.startswith("/") else quote(source)
