"""Which claim wins: the witnesses of title, date, publisher, language and kind, the strongest first."""

from __future__ import annotations

from extractors.document import RawDocument
from extractors.draft import Claim, Draft

# A reader may know of a witness that is not listed: it stands before the hints.
STRENGTH = (
    "json-ld", "markup", "meta", "microdata", "decision system", "dateline", "placeholder", "heading", "open graph",
    "outline", "layout", "text", "html title", "address", "feed", "hint", "file properties", "file name",
)  # fmt: skip
RANK = {where: rank for rank, where in enumerate(STRENGTH)}
UNLISTED = RANK["text"]


def settle(draft: Draft, raw: RawDocument, text: str) -> dict[str, list[Claim]]:
    """The winning claim of each field; of publishers, all from the strongest witness that names any."""
    hints = [Claim(name, value, "hint") for name, value in raw.hints if value]  # type: ignore[arg-type]
    settled: dict[str, list[Claim]] = {}
    for claim in sorted([*draft.claims, *hints], key=lambda c: RANK.get(c.where, UNLISTED)):
        if not claim.value.strip():
            continue
        won = settled.setdefault(claim.field, [])
        if not won or (claim.field == "publisher" and won[0].where == claim.where and claim not in won):
            won.append(claim)
    return settled
