"""The registry of source kinds: a new one is a class in a module of its own and a line here."""

from __future__ import annotations

from extractors.model.errors import SourceError
from pipeline.sources.kinds.feed_source import FeedSource, SitemapSource
from pipeline.sources.kinds.folder_source import FolderSource
from pipeline.sources.kinds.list_page_source import ListPageSource
from pipeline.sources.kinds.single_source import FileSource, PageSource
from pipeline.sources.kinds.source_kind import ListingKind, SourceKind
from pipeline.sources.sources import Source

ALL: tuple[SourceKind, ...] = (
    FileSource(),
    FolderSource(),
    PageSource(),
    ListPageSource(),
    FeedSource(),
    SitemapSource(),
)
KINDS: dict[str, SourceKind] = {kind.name: kind for kind in ALL}


def kind_of(source: Source) -> SourceKind:
    """The kind of a source.  Raises SourceError for a name that no kind has.

    >>> kind_of(Source(name="a", address="/a", kind="folder")).taken
    'it is a folder: the files in it are taken'
    """
    if source.kind not in KINDS:
        raise SourceError(
            f"source {source.name} has a kind that is not known ({source.kind})",
            subject=source.address,
            advice=f"Write one of {', '.join(KINDS)}.",
        )
    return KINDS[source.kind]


def listing_kind(name: str) -> ListingKind | None:
    """The kind of that name where it is one that lists documents, None for any other."""
    kind = KINDS.get(name)
    return kind if isinstance(kind, ListingKind) else None


def kind_by_content(media_type: str) -> ListingKind | None:
    """The kind of listing a media type is, None for a document.

    >>> kind_by_content("application/atom+xml").name, kind_by_content("text/html")
    ('feed', None)
    """
    found = (kind for kind in KINDS.values() if media_type in kind.media_types)
    return next((kind for kind in found if isinstance(kind, ListingKind)), None)
