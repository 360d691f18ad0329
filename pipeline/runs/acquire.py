"""Acquire: the bytes of one document, from a file, an address or an archive; what is held already stops here."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urldefrag

from extractors.model.document import Document, RawDocument
from extractors.model.errors import LouhiError, SourceError
from extractors.model.ids import sha256
from extractors.readers.archive import CONTAINERS
from extractors.readers.sandbox.exchange import Inside
from extractors.text.file_names import path_of
from index.home import Home
from index.store.duplicates.same_release import lasting
from index.store.maintenance.forgetting import forgotten_digests
from index.store.run_log import Item
from index.store.store import Address, Store
from pipeline.fetching.fetch import Fetched, Fetcher
from pipeline.fetching.files import ARCHIVE, MAILBOX, file_bytes
from pipeline.fetching.http_errors import FetchFailed
from pipeline.runs.batch import InFlight
from pipeline.runs.comparison.volatile_lines import VolatileLines
from pipeline.runs.extractor_version import extractor
from pipeline.runs.partly_read import waits
from pipeline.runs.reports.ledger import Ledger, item_of
from pipeline.runs.reports.report import failed_item
from pipeline.sources.kinds.source_kind import ReadListing
from pipeline.sources.kinds.source_kinds import kind_by_content, kind_of
from pipeline.sources.listing_state import wanted
from pipeline.sources.sources import Source, Wanted, is_address, is_front
from pipeline.sources.walking import walked

IN_TEXT = ("text", "revised", None)
"""Where a page's day may have been read from a line that changes by itself: "Sivu luotu 28.11.2026 15:54"."""
FORGOTTEN = "it was forgotten at a person's wish (`louhi forget`)"


class Within(NamedTuple):
    """The documents that another holds, and those of them that are not held yet."""

    found: list[RawDocument]
    new: list[InFlight]


class Acquire:
    """Gets documents for one run and settles in its ledger what needs no more work; `want` queues another one."""

    def __init__(
        self,
        home: Home,
        store: Store,
        ledger: Ledger,
        fetcher: Fetcher | None,
        *,
        want: Callable[[Wanted], None],
        look_inside: Callable[[RawDocument], Inside],
        read_listing: ReadListing,
        sources: Mapping[str, Source],
        file_bytes: int,
        explicit: bool,
    ) -> None:
        self._home, self._store, self._ledger, self._fetcher = home, store, ledger, fetcher
        self._want, self._sources, self._file_bytes = want, sources, file_bytes
        self._explicit, self._look_inside, self._read_listing = explicit, look_inside, read_listing
        self._forgotten = forgotten_digests(store)
        self._volatile = VolatileLines(store)
        self._new: set[str] = set()

    def expect(self, some: Collection[Wanted]) -> None:
        """These are asked for next: which of them never gave a document is found out at once."""
        asked = {one.address for one in some}
        self._new = asked - self._store.known(asked)

    def get(self, one: Wanted) -> list[InFlight]:
        """The bytes of one document, of several from an archive, of none where nothing is left to do.

        Raises FetchFailed, ReadError, and StoreError.
        """
        if self._is_source(one):
            return self._answers_again(one)
        if sha256(one.address.encode()) in self._forgotten:
            self._ledger.settle(item_of(one, "skipped", FORGOTTEN))
            return []
        known = None if one.address in self._new else self._store.address(one.address)
        now = self._ledger.moment()
        held = known.source if known else None
        state = Address(
            address=one.address,
            document_id=known.document_id if known else "",
            sha256="",
            checked=now,
            source=(held or one.source) if self._explicit else (one.source or held),
        )
        if one.is_remote:
            got = self._fetched(one, known)
            if is_front(got.address) and not is_front(one.address) and self._is_listed(one):
                raise FetchFailed(
                    "it leads to the site's front page: it is no longer there", subject=one.address, gone=True
                )
            state = state.model_copy(update={"etag": got.etag, "last_modified": got.last_modified})
            if got.not_modified and known and not waits(self._store, known.document_id):
                etag, changed = got.etag or known.etag, got.last_modified or known.last_modified
                self.touch(state.model_copy(update={"etag": etag, "last_modified": changed}))
                self._ledger.settle(item_of(one, "unchanged", None, known.document_id))
                return []
            at = one.address if urldefrag(one.address).url == got.address else got.address
            raw = RawDocument(
                content=self._home.content(known.sha256) if got.not_modified and known else got.content,
                source=at,
                media_type=got.media_type,
                charset=got.charset,
                fetched=datetime.fromisoformat(now),
                hints=one.hints,
            )
        else:
            content = file_bytes(path_of(one.address), self._file_bytes)
            raw = RawDocument(content=content, source=one.address, hints=one.hints)
        state = state.model_copy(update={"sha256": raw.sha256})
        if raw.sha256 in self._forgotten:
            self._ledger.settle(item_of(one, "skipped", FORGOTTEN))
            return []
        if self._was_looked_into(raw, known) and self._is_known(one, raw, state, known):
            return []
        inside = self._look_inside(raw)
        if inside.media_type in (ARCHIVE, MAILBOX):
            within = self._unpacked(one, raw, state, inside)
            said = f"it is an archive: {len(within.found)} documents in it were looked at"
            self._ledger.settle(item_of(one, "skipped", said))
            return within.new
        attached = self._unpacked(one, raw, state, inside).new
        if self._is_known(one, raw, state, known) or self._is_listing(one, raw, inside.media_type):
            return attached
        return [InFlight(one, raw, state), *attached]

    def _was_looked_into(self, raw: RawDocument, known: Address | None) -> bool:
        """Whether an address gives the bytes it gave, in which this Louhi found one document and no others."""
        if known is None or known.sha256 != raw.sha256:
            return False
        row = self._store.rows([known.document_id]).get(known.document_id)
        return row is not None and row["extractor"] == extractor() and row["media_type"] not in CONTAINERS

    def _is_known(self, one: Wanted, raw: RawDocument, state: Address, known: Address | None) -> bool:
        """Settle content that is held already: at this address, or at another."""
        if known and waits(self._store, known.document_id):
            return False
        if known and known.sha256 == raw.sha256 and not known.vanished:
            self._home.keep(raw.content)
            if one.is_remote or known.source != state.source:
                self.touch(state)
            self._ledger.settle(item_of(one, "unchanged", None, known.document_id))
            return True
        holder = self._store.holder(raw.sha256)
        entry = self._store.entry(holder) if holder else None
        if entry is None:
            return False
        self._home.keep(raw.content)
        put = self._store.put_version(entry, state, fetched=state.checked, extractor=extractor())
        if not one.is_remote:
            self._note_moved(put.document_id)
        self._ledger.settle(item_of(one, put.outcome, None, put.document_id))
        return True

    def _note_moved(self, document_id: str) -> None:
        """Where a file was renamed or moved, its old address is gone."""
        for known in self._store.addresses(document_id):
            if known.vanished is None and not is_address(known.address) and not _is_there(known.address):
                self._store.vanish(known.address, self._ledger.moment())

    def _unpacked(self, one: Wanted, raw: RawDocument, state: Address, inside: Inside) -> Within:
        """The documents of an archive, a mailbox or a message; each has an address of its own, `a.zip!b.pdf`."""
        theirs = {"hints": raw.hints, "fetched": raw.fetched}
        found = [member.model_copy(update=theirs) for member in inside.found]
        for error in inside.failed:
            self._ledger.settle(failed_item(error.subject or one.address, error, one.source))
        out = []
        for member in found:
            name = member.source.partition("!")[2] or member.source
            inner = one.model_copy(update={"address": f"{one.address}!{name}"})
            known = self._store.address(inner.address)
            its = state.model_copy(
                update={
                    "address": inner.address,
                    "sha256": member.sha256,
                    "document_id": known.document_id if known else "",
                }
            )
            if not self._is_known(inner, member, its, known):
                out.append(InFlight(inner, member, its))
        return Within(found, out)

    def _answers_again(self, one: Wanted) -> list[InFlight]:
        """Settle a watched listing or folder that failed and is retried: it answers, or raises as `get` does."""
        if one.is_remote:
            self._fetched(one, None)
        else:
            next(walked(path_of(one.address)), None)
        self._ledger.settle(item_of(one, "skipped", "it answers again; the next pass takes what it lists"))
        return []

    def _fetched(self, one: Wanted, known: Address | None) -> Fetched:
        if self._fetcher is None:
            raise SourceError("this run fetches nothing from the network", subject=one.address)
        if known is None or known.vanished or not self._home.holds(known.sha256):
            return self._fetcher.get(one.address, delay=one.delay)
        return self._fetcher.get(one.address, etag=known.etag, last_modified=known.last_modified, delay=one.delay)

    def _is_listed(self, one: Wanted) -> bool:
        """Whether a listing names it, and no person did."""
        source = self._sources.get(one.source or "")
        return source is not None and kind_of(source).is_listing

    def _is_source(self, one: Wanted) -> bool:
        """Whether it is a watched listing or folder itself, which failed and is retried."""
        source = self._sources.get(one.source or "")
        return source is not None and source.address == one.address and not kind_of(source).is_document

    def _is_listing(self, one: Wanted, raw: RawDocument, media_type: str) -> bool:
        """Settle content that lists documents and is none: followed where a person named it, else left."""
        kind = kind_by_content(media_type)
        if kind is None:
            return False
        source = self._sources.get(one.source or "")
        what = kind.taken.partition(":")[0]
        if source is None or not kind_of(source).is_document or source.address != one.address:
            self._ledger.settle(item_of(one, "skipped", f"{what}: it lists documents and is none itself"))
            return True
        as_listing = source.model_copy(update={"kind": kind.name})
        found = self._read_listing(kind, raw.content, raw.source)
        for item in wanted(as_listing, found):
            self._want(item)
        for entry in found:
            if entry.why:
                self._ledger.settle(Item(address=entry.address, source=one.source, outcome="skipped", reason=entry.why))
        self._ledger.settle(item_of(one, "skipped", f"{what}: {len(found)} items it lists were looked at"))
        return True

    def says_the_same(self, document: Document, state: Address) -> bool:
        """Whether a known address's new bytes hold the text it had, but for what changes by itself.

        Not where the bytes it had are lost: the new ones take their place.
        """
        entry = self._store.entry(state.document_id) if state.document_id else None
        known = self._store.address(state.address) if entry else None
        if entry is None or known is None or not self._home.holds(known.sha256):
            return False
        old = entry.document
        if old.title != document.title or not _same_day(old, document):
            return False
        if lasting(old.text) == lasting(document.text):
            return True
        return self._volatile.says_the_same(state.document_id, old.text, document.text, known.checked)

    def refused(self, one: Wanted, error: LouhiError) -> None:
        """Settle an address that gave a clear no: gone, not to be read, or failed."""
        known = self._store.address(one.address)
        if not isinstance(error, FetchFailed):
            self._ledger.settle(failed_item(one.address, error, one.source))
        elif error.gone and known:
            if not known.vanished:
                self._store.vanish(one.address, self._ledger.moment())
            self._ledger.settle(item_of(one, "vanished", error.reason, known.document_id))
        elif error.skipped:
            self._ledger.settle(item_of(one, "skipped", error.reason))
        else:
            self._ledger.settle(failed_item(one.address, error, one.source))

    def look_for_vanished(self, source: Source, items: Iterable[Wanted]) -> None:
        """Mark the files of a watched folder that are no longer there."""
        there, folder = {one.address for one in items}, path_of(source.address)
        for known in self._store.addresses(source=source.name):
            ours = path_of(known.address).is_relative_to(folder)  # it may have been another source's before
            if ours and known.address not in there and not known.vanished and not _is_there(known.address):
                self._store.vanish(known.address, self._ledger.moment())
                gone = Wanted(address=known.address, source=source.name)
                self._ledger.settle(item_of(gone, "vanished", "the file is no longer in the folder", known.document_id))

    def touch(self, state: Address) -> None:
        """Note that an address answered and holds what it held."""
        told = {"etag": state.etag, "last_modified": state.last_modified, "source": state.source}
        self._store.touch(state.address, checked=state.checked or self._ledger.moment(), **told)


def _is_there(address: str) -> bool:
    """Whether a file is there, or the archive that it was taken from."""
    pieces = address.split("!")
    return any(os.path.lexists(path_of("!".join(pieces[:count]))) for count in range(len(pieces), 0, -1))


def _same_day(old: Document, new: Document) -> bool:
    """Whether two readings of a page were published at one time, as far as more than a stamp in their text says so."""
    in_text = all(one.found_in.get("published") in IN_TEXT for one in (old, new))
    return old.published == new.published or in_text
