"""Reads the example tables: "Kokous on ⟦11.2.⟧ etänä. => 2021-02-11"."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import extractors.finders as finders
from extractors import read_text
from extractors.bodies import find_bodies
from extractors.model.document import Document
from extractors.model.records import Body, Person
from extractors.people import find_people

FOLDER = Path(__file__).with_name("examples")


class Example(NamedTuple):
    text: str
    quotes: tuple[str, ...]
    values: tuple[str, ...]
    published: str | None
    language: str
    gap: bool = False


def examples(name: str, folder: Path = FOLDER) -> list[Example]:
    """The rows of one table; `@` lines set the day of publication, `%` lines the language; "? " begins a known gap.

    `\\n` and `\\t` in a row are a line break and a tab.
    """
    published: str | None = None
    language = "fi"
    out = []
    for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@ "):
            published = None if line[2:].strip() == "-" else line[2:].strip()
        elif line.startswith("% "):
            language = line[2:].strip()
        else:
            gap, line = line.startswith("? "), line.removeprefix("? ")
            line = line.replace(r"\n", "\n").replace(r"\t", "\t")
            said, _, values = line.rpartition(" => ")
            quotes = tuple(part.partition("⟧")[0] for part in said.split("⟦")[1:])
            wanted = tuple(v.strip() for v in values.split(" ; ")) if values.strip() != "-" else ()
            assert not quotes or len(quotes) == len(wanted), line
            out.append(Example(said.replace("⟦", "").replace("⟧", ""), quotes, wanted, published, language, gap))
    return out


def bodies_and_people(document: Document) -> tuple[tuple[Body, ...], tuple[Person, ...]]:
    """What the model and the rules find together, as extraction does, without the other kinds of records."""
    ((_, entities),) = finders.tag([document])
    bodies = tuple(find_bodies(document, entities))
    people = tuple(find_people(document, entities, bodies))
    return finders.without_people(bodies, people), people


def document_of(row: Example) -> Document:
    return read_text(row.text, language=row.language)


def mentions(found: Iterable[Body | Person]) -> list[tuple[str, str]]:
    """What bodies or people are written as, and their names, in the order of the text."""
    every = sorted((e.start, e.quote, one.name) for one in found for e in one.evidence)
    return [(quote, name) for _, quote, name in every]


def wanted(row: Example) -> list[tuple[str, str]]:
    """The same of a row's marks."""
    return list(zip(row.quotes, row.values, strict=True))
