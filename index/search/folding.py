"""Folding: forms of one document (a deck as PPTX and as PDF, a release on two hosts) are one hit of a page.

Documents are what is counted, paged and exported; folding only draws those of a page that are forms of one as one hit,
the likeliest, with all its other forms below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.search.results import Hit, HitForm
from index.store.reader import StoreReader


def side_by_side(ids: Sequence[str], groups: Mapping[str, str]) -> list[str]:
    """Documents in their order, the forms of one right behind the first of them.

    >>> side_by_side(["deck.pptx", "page", "deck.pdf"], {"deck.pptx": "g", "deck.pdf": "g"})
    ['deck.pptx', 'deck.pdf', 'page']
    """
    first: dict[str, int] = {}
    for place, one in enumerate(ids):
        first.setdefault(groups.get(one, one), place)
    return sorted(ids, key=lambda one: first[groups.get(one, one)])  # sorting keeps the order of equals


def with_forms(reader: StoreReader, hits: Iterable[Hit]) -> list[Hit]:
    """Hits, each with the other forms that its document is held in."""
    some = list(hits)
    forms = reader.forms([hit.document_id for hit in some])
    return [
        hit.model_copy(update={"others": tuple(HitForm(**form._asdict()) for form in forms[hit.document_id])})
        if hit.document_id in forms
        else hit
        for hit in some
    ]


def folded(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that stand below one before them."""
    below: set[str] = set()
    out: list[Hit] = []
    for hit in hits:
        if hit.document_id not in below:
            out.append(hit)
            below |= {form.document_id for form in hit.others}
    return out
