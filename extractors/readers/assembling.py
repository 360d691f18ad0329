"""From a reader's Draft to a Document: blocks get their places, claims are weighed, languages are told.

The text is joined in one way for all readers: a blank line between passages, a newline between the items of one
list and the rows of one table, a tab between cells.  Letters are composed (Unicode NFC) before places are counted.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.model.document import Document, Passage, RawDocument
from extractors.model.draft import Block, CellPlace, Draft
from extractors.model.ids import stable_id
from extractors.readers.claims.long_titles import without_long_title, without_long_titles
from extractors.readers.claims.weighing import settle
from extractors.readers.harmless_draft import harmless_draft, harmless_hints, personal_data
from extractors.text.cleaning import harmless, nfc

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
    hints = harmless_hints(raw.hints)
    draft = without_long_titles(harmless_draft(draft), hints)
    raw = raw.model_copy(update={"hints": without_long_title(hints)})
    text, passages = place(composed(draft))
    from extractors.lexicon.hosts import site_claims
    from extractors.text.language_detection import tell_languages

    draft.claims += site_claims(raw.source)
    settled = settle(draft, raw)

    language, passages = tell_languages(text, passages, settled.pop("language", None))
    found_in = {name: claims[0].where for name, claims in settled.items()}
    found_in["language"] = language.where
    return Document(
        id=stable_id("doc", raw.sha256),
        title=nfc(settled["title"][0].value) if "title" in settled else None,
        kind=settled["kind"][0].value if "kind" in settled else "document",  # type: ignore[arg-type]
        listing=draft.listing,
        language=language.value,
        publishers=tuple(nfc(c.value) for c in settled.get("publisher", ())),
        published=settled["published"][0].value if "published" in settled else None,
        source=harmless(raw.source),
        media_type=draft.media_type,
        sha256=raw.sha256,
        text=text,
        passages=passages,
        pages=tuple(p.model_copy(update={"title": p.title and nfc(p.title)}) for p in draft.pages),
        links=tuple(link.model_copy(update={"text": nfc(link.text)}) for link in draft.links),
        furniture=tuple(map(nfc, draft.furniture)),
        found_in=found_in,
        issues=(*draft.issues, *personal_data(text, passages)),
    )


def composed(draft: Draft) -> Draft:
    """A draft with the letters of its blocks composed; a text kept as it stands comes composed from its reader."""
    blocks = [replace(b, text=nfc(b.text), cells=tuple(map(nfc, b.cells))) for b in draft.blocks]
    return replace(draft, blocks=blocks)


def place(draft: Draft) -> tuple[str, tuple[Passage, ...]]:
    """The text of a draft and its passages with their places in it."""
    if draft.text is not None:
        return draft.text, tuple(_passage(b, *b.span) for b in draft.blocks if b.span is not None)
    laying = _Laying()
    for block in draft.blocks:
        words = "\t".join(block.cells) if block.cells else block.text
        if words.strip():
            laying.add(block, words)
    return "".join(laying.parts), tuple(laying.passages)


class _Laying:
    """The text so far, and where the cells of its tables stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.passages: list[Passage] = []
        self._at = 0
        self._before: Block | None = None
        self._tables: list[object] = []
        self._cells: dict[tuple[int, CellPlace], tuple[int, int]] = {}

    def add(self, block: Block, words: str) -> None:
        """Put one block at the end."""
        if self._before is not None:
            gap = "\n" if _goes_on(self._before, block) else "\n\n"
            self.parts.append(gap)
            self._at += len(gap)
        start, end = self._at, self._at + len(words)
        self.passages.append(_passage(block, start, end, self._columns(block, start), self._table(block)))
        self.parts.append(words)
        self._at, self._before = end, block

    def _table(self, block: Block) -> int | None:
        """The number of the table a block belongs to, from 1."""
        if block.row is None:
            return None
        if not self._tables or self._tables[-1] is not block.row.table:
            self._tables.append(block.row.table)
        return len(self._tables)

    def _columns(self, block: Block, start: int) -> tuple[tuple[int, int], ...]:
        """The span of the cell that stands in each column; what covers a place may have begun in a row above."""
        own, at = [], start
        for cell in block.cells:
            own.append((at, at + len(cell)))
            at += len(cell) + 1
        row, table = block.row, self._table(block)
        if row is None or table is None or len(own) != len(row.places):
            return tuple(own)
        for column, span in enumerate(own):
            if row.places[column] == (row.number, column):
                self._cells[table, (row.number, column)] = span
        return tuple(
            span if place is None else self._cells.get((table, place), span)
            for place, span in zip(row.places, own, strict=True)
        )


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a block is the next item of a list, or the next row of the same table."""
    if before.kind != block.kind or block.kind not in CLOSE:
        return False
    tables = [b.row.table if b.row else None for b in (before, block)]
    return tables[0] is tables[1]


def _passage(
    block: Block, start: int, end: int, cells: tuple[tuple[int, int], ...] = (), table: int | None = None
) -> Passage:
    return Passage(
        kind=block.kind,
        page=block.page,
        start=start,
        end=end,
        level=block.level,
        cells=cells,
        table=table,
        head=block.row is not None and block.row.head,
        language=block.language,
        hidden=block.hidden,
        ocr=block.ocr,
        box=block.box,
    )
