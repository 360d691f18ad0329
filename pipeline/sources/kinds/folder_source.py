"""A folder: the files in it and in the folders in it."""

from __future__ import annotations

from extractors.text.file_names import address_of, path_of
from pipeline.sources.kinds.source_kind import Asking, Offered, SourceKind
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import Failures, Listing, wanted
from pipeline.sources.sources import Source
from pipeline.sources.walking import walked


class FolderSource(SourceKind):
    """Offers its files; what is no file, or leads out of it, is left with the reason."""

    name = "folder"
    taken = "it is a folder: the files in it are taken"
    is_complete = True
    is_local = True

    def offer(self, source: Source, before: Listing, asking: Asking) -> Offered:
        """The files that are there now."""
        there: list[ListedItem] = []
        failed: Failures = []
        left: list[ListedItem] = []
        for met in walked(path_of(source.address)):
            address = address_of(met.path)
            if met.error is not None:
                failed.append((address, met.error))
            elif met.why is not None:
                left.append(ListedItem(address=address, why=met.why))
            else:
                there.append(ListedItem(address=address))
        return Offered(wanted(source, there), before, failed, left)
