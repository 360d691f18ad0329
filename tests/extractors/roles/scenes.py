"""A scene of a text whose people and bodies the test names itself: the same for every rule, without finders."""

from __future__ import annotations

import re

from extractors.model.document import Document
from extractors.model.records import Body, Evidence, Person, evidence
from extractors.roles.context import Scene


def scene_of(text: str, people: list[str], bodies: dict[str, str] | None = None, language: str = "fi") -> Scene:
    """The scene of a text in which people stand as they are named, and bodies as written: {"Kelan": "Kela"}."""
    document = Document(id="d", text=text, language=language)

    def proof(words: str) -> tuple[Evidence, ...]:
        return tuple(evidence(document, m.start(), m.end()) for m in re.finditer(re.escape(words), text))

    named = [Person(id=name, name=name, evidence=proof(name)) for name in people if name in text]
    known = [Body(id=name, name=name, evidence=proof(words)) for words, name in (bodies or {}).items()]
    return Scene(document, named, known)
