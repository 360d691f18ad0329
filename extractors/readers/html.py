"""Web pages."""

from __future__ import annotations

from extractors.document import RawDocument
from extractors.draft import Block, Claim, Draft
from extractors.errors import EmptyDocument
from extractors.readers.cleaning import one_line


def read_html(raw: RawDocument) -> Draft:
    """The draft of a web page."""
    import trafilatura

    found = trafilatura.bare_extraction(raw.content, include_tables=True)
    if found is None:
        raise EmptyDocument("the page has no text", subject=raw.source)
    draft = Draft("text/html", [Block("paragraph", one_line(line)) for line in (found.text or "").split("\n")])
    draft.claims.append(Claim("kind", "web page", "markup"))
    if found.title:
        draft.claims.append(Claim("title", one_line(found.title), "html title"))
    if found.date:
        draft.claims.append(Claim("published", found.date, "meta"))
    return draft
