"""The headings of a tagged PDF: its structure tree says which marked pieces of its pages are headings, and how deep.

Word, LibreOffice and the programs of publishers write such a tree.  It is believed where headings are a small part of
the text: some programs call all that they write a heading.  What it names is then looked for among the paragraphs, as
the names in a file's outline are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MOST_ELEMENTS = 50_000  # of a structure tree that are looked at
DEEPEST_ELEMENT = 60
LONGEST_HEADING = 250  # letters; more is a paragraph
PART = 0.4  # of a document's letters: where more of them are headings, the tags say nothing
HEADING = re.compile(r"H([1-6])?")
Place = tuple[int, int]
"""The page (from 1) and the number of a marked piece on it."""


@dataclass(frozen=True)
class TaggedHeading:
    """A heading by its tag: how deep, and which marked pieces it is made of."""

    level: int
    places: tuple[Place, ...]


def tagged_headings(pdf: Any) -> list[TaggedHeading]:
    """The headings of a file's structure tree in its order; nothing where there is none or it is broken."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import PSException

    try:
        root = resolve1((pdf.doc.catalog or {}).get("StructTreeRoot"))
        if not isinstance(root, dict):
            return []
        numbers = {page.page_obj.pageid: page.page_number for page in pdf.pages}
        return list(_Tree(root, numbers).headings())
    except (PSException, RecursionError, ValueError, TypeError, KeyError, AttributeError):
        return []


class _Tree:
    """The walk through a structure tree; elements may be shared, and a broken one leads back to itself."""

    def __init__(self, root: dict[str, Any], numbers: dict[int, int]) -> None:
        from pdfminer.pdftypes import resolve1

        self._root, self._numbers, self._resolve = root, numbers, resolve1
        roles = resolve1(root.get("RoleMap"))
        self._roles = roles if isinstance(roles, dict) else {}
        self._seen: set[int] = set()
        self._left = MOST_ELEMENTS

    def headings(self) -> Iterator[TaggedHeading]:
        """Each heading with its places."""
        yield from self._below(self._root.get("K"), None, 0)

    def _below(self, kids: Any, page: int | None, depth: int) -> Iterator[TaggedHeading]:
        for element in self._elements(kids, depth):
            here = self._page(element, page)
            level = self._level(element)
            if level is None:
                yield from self._below(element.get("K"), here, depth + 1)
            elif places := tuple(self._places(element.get("K"), here, depth + 1)):
                yield TaggedHeading(level, places)

    def _places(self, kids: Any, page: int | None, depth: int) -> Iterator[Place]:
        """The marked pieces in an element: numbers on its page, or pieces that name their own."""
        for kid in self._listed(kids):
            one = self._resolve(kid)
            if isinstance(one, int) and page is not None:
                yield page, one
            elif isinstance(one, dict) and isinstance(one.get("MCID"), int):
                if (own := self._page(one, page)) is not None:
                    yield own, one["MCID"]
            elif isinstance(one, dict) and depth < DEEPEST_ELEMENT and self._first_time(kid):
                yield from self._places(one.get("K"), self._page(one, page), depth + 1)

    def _elements(self, kids: Any, depth: int) -> Iterator[dict[str, Any]]:
        if depth > DEEPEST_ELEMENT:
            return
        for kid in self._listed(kids):
            one = self._resolve(kid)
            if isinstance(one, dict) and "S" in one and self._first_time(kid):
                yield one

    def _listed(self, kids: Any) -> list[Any]:
        found = self._resolve(kids)
        return found if isinstance(found, list) else [kids]

    def _first_time(self, kid: Any) -> bool:
        self._left -= 1
        number = getattr(kid, "objid", None)
        if self._left < 0 or number in self._seen:
            return False
        if number is not None:
            self._seen.add(number)
        return True

    def _page(self, element: dict[str, Any], otherwise: int | None) -> int | None:
        return self._numbers.get(getattr(element.get("Pg"), "objid", -1), otherwise)

    def _level(self, element: dict[str, Any]) -> int | None:
        """1-6 for a heading, by its own name or by what the file says its name stands for."""
        name = self._name(element.get("S"))
        found = HEADING.fullmatch(name) or HEADING.fullmatch(self._name(self._roles.get(name)))
        return int(found[1] or 1) if found else None

    def _name(self, said: Any) -> str:
        return str(getattr(self._resolve(said), "name", ""))


def marked_on(headings: Iterable[TaggedHeading], page: int) -> frozenset[int]:
    """The marked pieces of a page that belong to headings."""
    return frozenset(number for heading in headings for at, number in heading.places if at == page)


def headings_named(
    headings: Sequence[TaggedHeading], words: dict[Place, str], letters: int, known: Iterable[str]
) -> list[tuple[str, int]]:
    """The headings as (text, level); nothing where too much of the document's letters would be headings.

    `words` are those of the marked pieces; what is `known` from the file's outline is not named twice.
    """
    texts = [(" ".join(words.get(place, "") for place in heading.places), heading.level) for heading in headings]
    if sum(len(text) for text, _ in texts) > PART * letters:
        return []
    outlined = {_bare(text) for text in known}
    whole = ((text, level) for text, level in texts if 0 < len(_bare(text)) <= LONGEST_HEADING)
    return [(text, level) for text, level in whole if _bare(text) not in outlined]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
