"""A draft is made fit to be shown: nothing in it steers a terminal, and what it holds of persons is told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from extractors.model.document import Hints, Issue, Passage
from extractors.model.draft import Draft
from extractors.text.cleaning import harmless
from extractors.text.personal_data.bank_accounts import PERSONAL as ACCOUNTS
from extractors.text.personal_data.bank_accounts import personal_accounts
from extractors.text.personal_data.health_data import PERSONAL as HEALTH
from extractors.text.personal_data.health_data import told_of_health
from extractors.text.personal_data.personal_codes import PERSONAL, codes_in


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
    """An issue for each kind of personal data a text holds, with the page of the first: codes, accounts, health."""
    starts = [p.start for p in passages]

    def told(reason: str, at: int) -> Issue:
        place = bisect_right(starts, at) - 1
        return Issue(reason=reason, page=passages[place].page if place >= 0 else None)

    if codes := [code.start() for code in codes_in(text)]:
        yield told(f"{PERSONAL}: {len(codes)} of them, masked in what is shown", codes[0])
    if accounts := [start for start, _ in personal_accounts(text)]:
        yield told(f"{ACCOUNTS}: {len(accounts)} of them, masked in what is shown", accounts[0])
    if (at := next(told_of_health(text), None)) is not None:
        yield told(f"{HEALTH}: look at it before it is passed on", at)
