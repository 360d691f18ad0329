"""A source that is one document itself: a file, or a page."""

from __future__ import annotations

from pipeline.sources.kinds.source_kind import Asking, Offered, SourceKind
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import Listing, as_wanted
from pipeline.sources.sources import Source


class SingleSource(SourceKind):
    """Offers its own address."""

    is_document = True

    def offer(self, source: Source, before: Listing, asking: Asking) -> Offered:
        """The one document."""
        return Offered([as_wanted(source, ListedItem(address=source.address))], before)


class FileSource(SingleSource):
    """A file."""

    name = "file"
    taken = "it is a file: the file itself is taken"
    is_local = True


class PageSource(SingleSource):
    """A page at a web address."""

    name = "page"
    taken = "it is a page: the page itself is taken"
