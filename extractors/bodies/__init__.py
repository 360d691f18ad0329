"""Bodies: authorities, organs, companies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.ids import stable_id
from extractors.language import Entity
from extractors.records import Body, Evidence, evidence


def find_bodies(document: Document, entities: Sequence[Entity]) -> Iterator[Body]:
    """The bodies a document names, one Body each, with every mention."""
    mentions: dict[str, list[Evidence]] = {}
    for e in entities:
        if e.label == "ORG" and e.text.strip():
            mentions.setdefault(e.text, []).append(evidence(document, e.start, e.end))
    for name, where in mentions.items():
        yield Body(id=stable_id("body", name), name=name, evidence=tuple(where))
