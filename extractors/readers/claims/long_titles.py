"""What is longer than any title is none: no list of hits could show it.  Its words stay where they are in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.model.document import Hints, Issue, Page
from extractors.model.draft import Block, Draft

LONGEST = 1_000
"""Letters of a title: the name of a law that amends twenty others has some hundreds."""

LEFT_OUT = "the title is {} letters long and was left out: at most {} are a title's"
OF_PAGE = "the title of the page is longer than {} letters and was left out"
SHOWN = 200
"""Letters of it that the issue shows."""


def is_long_title(words: str | None) -> bool:
    """Whether words said to be a title are too many for one.

    >>> is_long_title("Vesimaksut 2024"), is_long_title("Kunta antoi lausunnon. " * 100)
    (False, True)
    """
    return words is not None and len(words) > LONGEST


def without_long_titles(draft: Draft, hints: Hints) -> Draft:
    """A draft in which nothing too long is called a title, with an issue that tells what was left out.

    >>> draft = without_long_titles(Draft("text/html", [Block("title", "Kunta " * 300)]), Hints(title="Kunta " * 300))
    >>> draft.blocks[0].kind, [issue.reason for issue in draft.issues]
    ('paragraph', ["the title is 1800 letters long and was left out: at most 1000 are a title's"])
    """
    return replace(
        draft,
        claims=[claim for claim in draft.claims if claim.field != "title" or not is_long_title(claim.value)],
        blocks=[_no_title(b) if b.kind == "title" and is_long_title(b.text) else b for b in draft.blocks],
        pages=[p.model_copy(update={"title": None}) if is_long_title(p.title) else p for p in draft.pages],
        issues=[*draft.issues, *_told(draft, hints)],
    )


def without_long_title(hints: Hints) -> Hints:
    """The same of what a listing or a person hinted."""
    return hints.model_copy(update={"title": None}) if is_long_title(hints.title) else hints


def _no_title(block: Block) -> Block:
    return replace(block, kind="paragraph", level=None)


def _told(draft: Draft, hints: Hints) -> Iterator[Issue]:
    """One issue of the document's own title, and one of each page whose title is none."""
    pages: list[Page] = [page for page in draft.pages if is_long_title(page.title)]
    claimed = [*(claim.value for claim in draft.claims if claim.field == "title"), hints.title]
    of_pages = {page.title for page in pages}
    for words in claimed:
        if words is not None and is_long_title(words) and words not in of_pages:
            yield Issue(reason=LEFT_OUT.format(len(words), LONGEST), text=words[:SHOWN])
            break
    for page in pages:
        yield Issue(reason=OF_PAGE.format(LONGEST), text=(page.title or "")[:SHOWN], page=page.number)
