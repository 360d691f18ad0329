"""Files inserted whole into a Word document (altChunk): a page, a text or another document, read by its own reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Draft, ReaderOf
from extractors.model.errors import ReadError
from extractors.readers.layout.flowing import Line

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DEEPEST = 3  # files within files
UNREAD = "a file inserted into the document could not be read: {}"


def inserted_lines(chunk: Any, part: Any, draft: Draft, source: str, reader_of: ReaderOf) -> Iterator[Line]:
    """What the file of a w:altChunk says, as lines; an Issue where it cannot be read."""
    from extractors.readers.sniff import media_type

    related = part.related_parts.get(chunk.get(R_ID, ""))
    if related is None:
        draft.issues.append(Issue(reason=UNREAD.format("it is not in the package")))
        return
    inner = RawDocument(
        content=related.blob, source=f"{source}!{str(related.partname).lstrip('/')}", media_type=related.content_type
    )
    try:
        if source.count("!") >= DEEPEST:
            raise ReadError(f"it is one of more than {DEEPEST} within one another")
        reader = reader_of(media_type(inner.content, inner.source, inner.media_type))
        read = reader(inner) if reader else None
    except ReadError as error:
        draft.issues.append(Issue(reason=UNREAD.format(error.reason), text=inner.source))
        return
    if read is not None:
        draft.issues += read.issues
        draft.links += read.links
        for block in read.blocks:
            words = block.text if block.span is None else (read.text or "")[slice(*block.span)]
            yield Line(words, kind=block.kind, level=block.level, cells=block.cells, row=block.row)
