"""From a reader's Draft to a Document: blocks get their places, claims are weighed, languages are told.

The text is joined in one way for all readers: a blank line between passages, a newline between the items of one
list and the rows of one table, a tab between cells.
"""

from __future__ import annotations

from extractors.model.document import Document, Passage, RawDocument
from extractors.model.draft import Block, Draft
from extractors.model.ids import stable_id
from extractors.readers.claims.weighing import settle

CLOSE = {"list item", "table row"}


def assemble(draft: Draft, raw: RawDocument) -> Document:
    """The Document a draft amounts to; what the feed or the source hinted is one more, weak, witness.

    >>> from extractors.model.draft import Claim
    >>> draft = Draft("text/html", [Block("title", "Päätös"), Block("table row", cells=("Lahti", "9,4 M€"))])
    >>> draft.claims.append(Claim("title", "Päätös", "heading"))
    >>> document = assemble(draft, RawDocument(content=b"...", source="paatos.html"))
    >>> document.text, document.title, document.passages[1].cells
    ('Päätös\\n\\nLahti\\t9,4 M€', 'Päätös', ((8, 13), (14, 20)))
    """
    text, passages = place(draft)
    from extractors.lexicon.hosts import site_claims
    from extractors.text.language_detection import tell_languages

    draft.claims += site_claims(raw.source)
    settled = settle(draft, raw)

    language, passages = tell_languages(text, passages, settled.pop("language", None))
    found_in = {name: claims[0].where for name, claims in settled.items()}
    found_in["language"] = language.where
    return Document(
        id=stable_id("doc", raw.sha256),
        title=settled["title"][0].value if "title" in settled else None,
        kind=settled["kind"][0].value if "kind" in settled else "document",  # type: ignore[arg-type]
        listing=draft.listing,
        language=language.value,
        publishers=tuple(c.value for c in settled.get("publisher", ())),
        published=settled["published"][0].value if "published" in settled else None,
        source=raw.source,
        media_type=draft.media_type,
        sha256=raw.sha256,
        text=text,
        passages=passages,
        pages=tuple(draft.pages),
        links=tuple(draft.links),
        furniture=tuple(draft.furniture),
        found_in=found_in,
        issues=tuple(draft.issues),
    )


def place(draft: Draft) -> tuple[str, tuple[Passage, ...]]:
    """The text of a draft and its passages with their places in it."""
    if draft.text is not None:
        return draft.text, tuple(_passage(b, *b.span) for b in draft.blocks if b.span is not None)
    parts: list[str] = []
    passages: list[Passage] = []
    at, before = 0, None
    for block in draft.blocks:
        words = "\t".join(block.cells) if block.cells else block.text
        if not words.strip():
            continue
        if before is not None:
            gap = "\n" if before == block.kind and block.kind in CLOSE else "\n\n"
            parts.append(gap)
            at += len(gap)
        passages.append(_passage(block, at, at + len(words)))
        parts.append(words)
        at, before = at + len(words), block.kind
    return "".join(parts), tuple(passages)


def _passage(block: Block, start: int, end: int) -> Passage:
    cells, at = [], start
    for cell in block.cells:
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    return Passage(
        kind=block.kind,
        page=block.page,
        start=start,
        end=end,
        level=block.level,
        cells=tuple(cells),
        language=block.language,
        hidden=block.hidden,
        ocr=block.ocr,
    )
