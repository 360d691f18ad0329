"""What listings offer: ListedItems, and what reading one has in common, whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from extractors.model.document import Hints, Model
from extractors.model.errors import SourceError
from extractors.text.file_names import address_of, path_of
from pipeline.sources.sources import canonical, is_address

FEED_TYPES = ("application/rss+xml", "application/atom+xml")
SITEMAP_TYPE = "application/sitemap+xml"
MOST = 50_000  # a site map may hold no more
NO_ADDRESS = "what it links to is no address that can be asked"


class ListedItem(Model):
    """One item of a listing.  `mark` changes when the listing says the item did; `is_map` names a further site map.

    `within` is the file that lists it, `why` the reason why an entry cannot be asked for.
    """

    address: str
    hints: Hints = Hints()
    mark: str | None = None
    is_map: bool = False
    within: str | None = None
    why: str | None = None


class CutShort(SourceError):
    """A listing that ends before its end; `items` are those that it still gave."""

    def __init__(self, address: str) -> None:
        super().__init__(
            "the listing is cut short; what it still gave is taken",
            subject=address,
            advice="It is asked for again on the next run.",
        )
        self.items: list[ListedItem] = []


def unique_items(items: Iterable[ListedItem]) -> list[ListedItem]:
    """The items of a listing, each address once, as many as are taken; those of a torn one go with its CutShort."""
    found: dict[str, ListedItem] = {}
    try:
        for item in items:
            found.setdefault(item.address, item)
            if len(found) >= MOST:
                break
    except CutShort as cut:
        cut.items = list(found.values())
        raise
    return list(found.values())


def resolved(link: str, base: str) -> str | None:
    """A link's address as seen from the page or file it stands in; None for mail, scripts and other schemes.

    >>> resolved("tiedote-1.html", "https://kunta.example.fi/tiedotteet/")
    'https://kunta.example.fi/tiedotteet/tiedote-1.html'
    >>> resolved("mailto:kirjaamo@kunta.example.fi", "https://kunta.example.fi/") is None
    True
    """
    try:
        whole = urljoin(base, link.strip()) if is_address(base) else link.strip()
        if is_address(whole):
            return canonical(whole)
    except (SourceError, ValueError):
        return None
    if is_address(base) or re.match(r"[a-zA-Z][\w+.-]+:", whole):
        return None
    from urllib.parse import unquote

    folder = path_of(base).parent
    path = (folder / unquote(whole.partition("#")[0])).resolve()
    within = path.is_relative_to(folder.resolve())
    return address_of(path) if within and path.is_file() else None


def words(text: object) -> str | None:
    """A title as one line, None for an empty one."""
    said = " ".join(str(text or "").split())
    return said or None
