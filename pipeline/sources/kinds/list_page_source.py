"""A page that lists documents: what it links to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.model.document import Hints
from pipeline.sources.kinds.source_kind import ListingKind
from pipeline.sources.listed_items import ListedItem, resolved, words
from pipeline.sources.sources import canonical, is_address


class ListPageSource(ListingKind):
    """The pages a page links to; a person says which links are meant."""

    name = "list"
    taken = "it is taken as a list page: the pages it links to are taken"
    rank = 2

    def entries(self, content: bytes, base: str) -> Iterator[ListedItem]:
        """The links of a page, without those that lead to itself."""
        page = page_of(content, base)
        said = page.xpath("//base/@href")
        start = (resolved(said[0], base) if said and is_address(base) else None) or base
        own = canonical(base) if is_address(base) else base
        for link in page.iterfind(".//a[@href]"):
            address = resolved(link.get("href"), start)
            if address is not None and address != own:
                yield ListedItem(address=address, hints=Hints(title=words(link.text_content())))


def page_of(content: bytes, base: str) -> Any:
    """The elements of a page that lists documents, parsed as any page is.  Raises ReadError."""
    from extractors.readers.web.html import parse
    from extractors.text.decoding import decoded

    return parse(decoded(content).text, base)
