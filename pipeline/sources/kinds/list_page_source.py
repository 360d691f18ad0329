"""A page that lists documents: what it links to."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from extractors.model.document import Hints
from extractors.model.errors import SourceError
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
        from lxml import html

        try:
            page = html.document_fromstring(content)
        except (ValueError, html.etree.ParserError) as error:
            raise SourceError("the list page cannot be understood", subject=base) from error
        said = page.xpath("//base/@href")
        start = urljoin(base, said[0]) if said and is_address(base) else base
        own = canonical(base) if is_address(base) else base
        for link in page.iterfind(".//a[@href]"):
            address = resolved(link.get("href"), start)
            if address is not None and address != own:
                yield ListedItem(address=address, hints=Hints(title=words(link.text_content())))
