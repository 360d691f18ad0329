"""Plain text files: what kind of document they are is worked out from the words."""

from __future__ import annotations

from extractors.document import RawDocument
from extractors.draft import Block, Claim, Draft
from extractors.readers.cleaning import decode
from extractors.readers.textlayout import lay


def read_plain(raw: RawDocument) -> Draft:
    """The draft of a plain text file; its characters stay where they are."""
    text = decode(raw.content, raw.charset)
    blocks = [Block(p.kind, span=(p.start, p.end), level=p.level) for p in lay(text)]
    draft = Draft("text/plain", blocks, text=text)
    if blocks and blocks[0].span:
        first = text[slice(*blocks[0].span)]
        draft.claims.append(Claim("title", first.split("\n")[0][:200], "text"))
    return draft
