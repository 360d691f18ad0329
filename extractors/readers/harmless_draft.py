"""A draft is made fit to be shown: nothing in it steers a terminal, and what it holds of persons is told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from extractors.model.document import Hints, Issue, Passage
from extractors.model.draft import Draft
from extractors.text.cleaning import harmless
from extractors.text.personal_codes import PERSONAL, codes_in


def harmless_draft(draft: Draft) -> Draft:
    """A draft of whose words none steers a terminal or turns those beside it about: nobody downstream need think of it.

    >>> from extractors.model.draft import Block
    >>> harmless_draft(Draft("text/html", [Block("title", "\x1b[2JPäätös")])).blocks[0].text
    'Päätös'
    """

    def cleaned(issue: Issue) -> Issue:
        return issue.model_copy(update={"reason": harmless(issue.reason), "text": harmless(issue.text)})

    return replace(
        draft,
        blocks=[replace(b, text=harmless(b.text), cells=tuple(map(harmless, b.cells))) for b in draft.blocks],
        pages=[page.model_copy(update={"title": page.title and harmless(page.title)}) for page in draft.pages],
        claims=[replace(claim, value=harmless(claim.value)) for claim in draft.claims],
        links=[
            link.model_copy(update={"url": harmless(link.url), "text": harmless(link.text)}) for link in draft.links
        ],
        furniture=[harmless(line) for line in draft.furniture],
        issues=[cleaned(issue) for issue in draft.issues],
        text=None if draft.text is None else harmless(draft.text, in_place=True),
    )


def harmless_hints(hints: Hints) -> Hints:
    """The same of what a listing or a person hinted."""
    said = {name: harmless(value) for name, value in hints.model_dump().items() if value}
    return hints.model_copy(update=said)


def personal_data(text: str, passages: tuple[Passage, ...]) -> Iterator[Issue]:
    """An issue that says on which page the first personal identity code stands, where there is one."""
    codes = list(codes_in(text))
    if codes:
        at = bisect_right([p.start for p in passages], codes[0].start()) - 1
        page = passages[at].page if at >= 0 else None
        yield Issue(reason=f"{PERSONAL}: {len(codes)} of them, masked in what is shown", page=page)
