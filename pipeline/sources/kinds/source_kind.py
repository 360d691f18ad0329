"""What a kind of source is: how it is told, what it offers, and what may be expected of it.

A kind is a class in a module of its own and a line in the registry beside this module.  Nothing else in the pipeline
asks which kind a source is: it asks the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, NamedTuple

from extractors.model.document import RawDocument
from extractors.model.errors import SourceError
from extractors.readers.archive import unpacked
from extractors.text.file_names import path_of
from pipeline.fetching.fetch import Fetcher
from pipeline.fetching.files import MEGABYTE, file_bytes
from pipeline.sources.listed_items import ListedItem, unique_items
from pipeline.sources.listing_state import Failures, Listing, listing_of, wanted
from pipeline.sources.sources import Source, Wanted

MOST_LISTING = 100 * MEGABYTE  # a listing in a file; one that is fetched is bounded by the fetcher

ReadListing = Callable[["ListingKind", bytes, str], list[ListedItem]]
"""How the bytes of a listing become its items: in a process of its own, or in this one."""


class Asking(NamedTuple):
    """What a source is asked with."""

    fetcher: Fetcher | None
    read: ReadListing


class Offered(NamedTuple):
    """What a source offers now: documents, its listing to be remembered, what failed, and what is left and why."""

    items: list[Wanted]
    listing: Listing
    failed: Failures = []  # noqa: RUF012 - never changed
    left: list[ListedItem] = []  # noqa: RUF012 - never changed


class SourceKind:
    """One kind of source.

    `taken` is a sentence for `louhi watch check`.  An `is_local` one stands on this machine.  Of an `is_document`
    source the address is the document itself; an `is_listing` one has a listing that is remembered from pass to pass;
    `is_complete` says that what it lists no more is gone.  `media_types` tell it by its content; `usual` is where a
    site is asked for one; of several that a site has the one of the lowest `rank` is watched.
    """

    name: ClassVar[str]
    taken: ClassVar[str]
    is_document: ClassVar[bool] = False
    is_local: ClassVar[bool] = False
    is_listing: ClassVar[bool] = False
    is_complete: ClassVar[bool] = False
    media_types: ClassVar[tuple[str, ...]] = ()
    usual: ClassVar[tuple[str, ...]] = ()
    rank: ClassVar[int] = 9

    def offer(self, source: Source, before: Listing, asking: Asking) -> Offered:
        """What a source of this kind offers now; `before` is its listing as it was remembered.

        Raises LouhiError where the source itself cannot be had.
        """
        raise NotImplementedError


class ListingKind(SourceKind):
    """A kind whose bytes list addresses: all it needs of its own is `entries`."""

    is_listing = True

    def entries(self, content: bytes, base: str) -> Iterator[ListedItem]:
        """The items of a listing in order; `base` is its own address."""
        raise NotImplementedError

    def listed(self, content: bytes, base: str) -> list[ListedItem]:
        """The items, each address once.

        Raises ReadError or SourceError where it cannot be understood, CutShort with the items of one that is torn.
        """
        raw = unpacked(RawDocument(content=content, source=base))  # many a site map is kept as sitemap.xml.gz
        return unique_items(self.entries(raw.content, base))

    def offer(self, source: Source, before: Listing, asking: Asking) -> Offered:
        """What the listing offers now; it is read again only where it has changed."""

        def read(content: bytes, base: str) -> list[ListedItem]:
            return asking.read(self, content, base)

        if not source.is_remote:
            items = read(file_bytes(path_of(source.address), MOST_LISTING), source.address)
            return Offered(wanted(source, items), before)
        if asking.fetcher is None:
            raise SourceError("this run fetches nothing from the network", subject=source.address)
        now, failed = listing_of(source, before, asking.fetcher, read)
        return Offered(wanted(source, now.items), now, failed)
