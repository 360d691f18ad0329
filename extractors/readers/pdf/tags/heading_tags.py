"""The headings of a tagged PDF: its structure tree says which marked pieces of its pages are headings, and how deep.

The tree is believed where headings are a small part of the text: some programs call all that they write a heading.
What it names is then looked for among the paragraphs, as the names in a file's outline are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from extractors.readers.pdf.tags.structure_tree import TaggedBlock

LONGEST_HEADING = 250  # letters; more is a paragraph
PART = 0.4  # of a document's letters: where more of them are headings, the tags say nothing


def headings_named(
    tags: Mapping[int, list[TaggedBlock]],
    words: Mapping[tuple[int, int], str],
    letters: int,
    known: Iterable[str],
) -> list[tuple[str, int]]:
    """The headings of all pages as (text, level); nothing where too much of the document's letters would be headings.

    `words` are those of the marked contents by page and number; what is `known` from the file's outline is not named
    twice.
    """
    texts = [
        (" ".join(words.get((page, number), "") for number in block.numbers), block.level or 1)
        for page, found in tags.items()
        for block in found
        if block.kind == "heading"
    ]
    if sum(len(text) for text, _ in texts) > PART * letters:
        return []
    outlined = {_bare(text) for text in known}
    whole = ((text, level) for text, level in texts if 0 < len(_bare(text)) <= LONGEST_HEADING)
    return [(text, level) for text, level in whole if _bare(text) not in outlined]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
