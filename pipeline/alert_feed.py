"""The alerts as an Atom feed: the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from pipeline.alerts import Alert

SHOWN = 100


def atom(alerts: Sequence[Alert]) -> str:
    """The feed of the latest alerts; what was told longer ago stays in alerts.jsonl."""
    latest = list(alerts)[-SHOWN:][::-1]
    updated = max((alert.when for alert in latest), default="1970-01-01T00:00:00+00:00")
    entries = "".join(_entry(alert) for alert in latest)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Louhi</title><id>urn:louhi:alerts</id><updated>{escape(updated)}</updated>\n{entries}</feed>\n"
    )


def _entry(alert: Alert) -> str:
    link = f"<link href={quoteattr(alert.link)}/>" if alert.link else ""
    return (
        f"<entry><id>urn:louhi:{alert.id}</id><title>{escape(f'{alert.kind}: {alert.title}')}</title>"
        f"<updated>{escape(alert.when)}</updated><author><name>{escape(alert.source or 'Louhi')}</name></author>{link}"
        f"<content>{escape(alert.text)}</content></entry>\n"
    )
