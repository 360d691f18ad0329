"""Watching: add, check and remove sources, and a pass over them.

check(home, address) -> Check     what a source would give, and why, before anything is taken
add(home, address) -> Source      from now on a pass looks there
watching(home)                    a Job over the sources, for one pass; `pass_over` is the pass without Prefect
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from pydantic import ValidationError

from extractors.model.document import Model
from extractors.model.errors import SourceError
from extractors.text.file_names import path_of
from index.home import Home
from index.store.store import Store
from pipeline.alerts.alerts import AlertSettings
from pipeline.fetching.fetch import Fetcher
from pipeline.fetching.files import file_bytes
from pipeline.runs.dismiss import chosen_failures, dismiss
from pipeline.runs.ingest import Do, drive, fetching, plainly, writing
from pipeline.runs.job import Job
from pipeline.runs.reports.report import RunReport, Teller
from pipeline.runs.run_settings import RunSettings, run_settings
from pipeline.runs.understanding import chosen_understanding
from pipeline.runs.watch_log import log_pass, logged
from pipeline.settings.settings_tables import table
from pipeline.sources import watched
from pipeline.sources.discover import Offer, Preset, best_of, discover, kind_within, preset_called, preset_of
from pipeline.sources.kinds.source_kind import MOST_LISTING, Asking, ListingKind
from pipeline.sources.kinds.source_kinds import KINDS, kind_of, listing_kind
from pipeline.sources.listed_items import ListedItem
from pipeline.sources.listing_state import Listing, left_of, listing_of, wanted
from pipeline.sources.sources import Source, Wanted, slug, source_of

__all__ = ["Check", "add", "added", "check", "load", "pass_over", "remove", "watching"]

load = watched.load


class Left(Model):
    """An item of a listing that would not be taken, and why."""

    address: str
    why: str


class Check(Model):
    """What a source would give: `taken` in order and `why`, `left` with the reason, and what else the site offers.

    `was` is the entry that stood there before it was added, `changed` what is another of it now.
    """

    source: Source
    why: str = ""
    title: str | None = None
    taken: tuple[Wanted, ...] = ()
    left: tuple[Left, ...] = ()
    offers: tuple[Offer, ...] = ()
    preset: str | None = None
    was: Source | None = None
    changed: tuple[str, ...] = ()


def check(home: Home, address: str, *, preset: str | None = None, **options: Any) -> Check:
    """Look at a source without taking anything from it.  Raises SourceError, FetchError.

    `preset` names a ready-made entry that says what of the site is watched; `options` are fields of Source: kind,
    links, skip, most ...
    """
    base = source_of(address)
    options = {name: value for name, value in options.items() if value is not None}
    with Store.open(home) as store, fetching(home, store, [base.address]) as fetcher:
        if not base.is_remote:
            return _check_path(base, options)
        if not preset:
            return _check_address(base, options, fetcher)
        chosen = preset_called(preset)
        base, offers = _by_preset(base, chosen, fetcher)
        options = {**base.model_dump(include={"kind", "links", "recheck"}, exclude_none=True), **options}
        found = _check_address(base, options, fetcher, offers)
        why = f"{_why_taken(found.source, False)} (preset {chosen.name})"
        return found.model_copy(update={"why": why, "preset": chosen.name})


def _by_preset(base: Source, preset: Preset, fetcher: Fetcher) -> tuple[Source, list[Offer]]:
    """The source that a preset makes of a site's address (its feed, else its list, else its site map), and all offers.

    An address that is a feed or a site map already stays what it is.
    """
    got = fetcher.get(base.address)
    kind: Any = kind_within(got.content, got.address, got.media_type)
    if kind:
        offers = [Offer(address=base.address, kind=kind, seen="the address itself", recheck=preset.recheck)]
    else:
        offers = discover(got.content, got.address, fetcher, preset)
    offer = best_of(offers)
    if offer is None:
        raise SourceError(
            f"nothing to watch is where {preset.name} sites have it",
            subject=base.address,
            advice="`louhi watch check` shows what the address offers.",
        )
    told = offer.model_dump(include={"address", "kind", "links", "recheck"}, exclude_none=True)
    return _with(base, {"name": slug(offer.address), **told}), offers


def _check_path(base: Source, options: dict[str, Any]) -> Check:
    if kind_of(base).is_document:
        content = file_bytes(path_of(base.address), MOST_LISTING)
        base = base.model_copy(update={"kind": kind_within(content, base.address, None) or base.kind})
    source = _with(base, options)
    items, _, failed, left = kind_of(source).offer(source, Listing(address=source.address), Asking(None, _read_listing))
    not_taken = [Left(address=one.address, why=one.why or "") for one in left]
    not_taken += [Left(address=at, why=str(error)) for at, error in failed]
    return Check(source=source, why=_why_taken(source, "kind" in options), taken=tuple(items), left=tuple(not_taken))


def _check_address(base: Source, options: dict[str, Any], fetcher: Fetcher, known: list[Offer] | None = None) -> Check:
    got = fetcher.get(base.address)
    kind = options.get("kind") or kind_within(got.content, got.address, got.media_type)
    page = got.content[:300_000].decode("utf-8", "replace")
    preset = preset_of(page, got.address) if kind is None else None
    if kind is None:
        kind = "list" if options.get("links") else "page"
    source = _with(base.model_copy(update={"kind": kind}), options)
    if known is None:
        is_page = not KINDS[source.kind].media_types
        known = discover(got.content, got.address, fetcher) if is_page else []
    offers = tuple(known)
    its_kind = listing_kind(source.kind)
    if its_kind is None:
        only = Wanted(address=source.address, source=source.name)
        why = _why_taken(source, "kind" in options)
        return Check(source=source, why=why, taken=(only,), offers=offers, preset=preset.name if preset else None)
    found = _read_listing(its_kind, got.content, got.address)
    cut = left_of(len(found))
    short = [Left(address=got.address, why=cut)] if cut else []
    if any(item.is_map for item in found):
        read = partial(_read_listing, its_kind)
        whole, failed = listing_of(source, Listing(address=source.address), fetcher, read)
        found = list(whole.items)
        short = [Left(address=at, why=one.left) for at, one in whole.held.items() if one.left]
        short += (Left(address=at, why=str(error)) for at, error in failed)
    items = wanted(source, found)
    allowed = [one for one in items if _allowed(fetcher, one)]
    told = {one.address for one in allowed}
    refused = {one.address for one in items} - told
    left = [
        Left(address=one.address, why=one.why or _why(source, one.address, one.address in refused))
        for one in found
        if one.address not in told
    ]
    return Check(
        source=source,
        why=_why_taken(source, "kind" in options),
        taken=tuple(allowed),
        left=(*short, *left),
        offers=offers,
        preset=preset.name if preset else None,
    )


def _why_taken(source: Source, said: bool) -> str:
    """Why a source gives what it gives, as a sentence without its full stop."""
    some = [f"those that match {source.links}"] if source.links else []
    some += [f"but not those that match {source.skip}"] if source.skip else []
    some += [f"at most {source.most}"] if source.most is not None else []
    return ", ".join([kind_of(source).taken, *some]) + (" (the kind was given)" if said else "")


def _allowed(fetcher: Fetcher, one: Wanted) -> bool:
    from urllib.parse import urlsplit

    origin = "{0.scheme}://{0.netloc}".format(urlsplit(one.address))
    known = origin in fetcher.robots.known
    return not known or fetcher.robots.allows(origin, one.address) is not False


def _why(source: Source, address: str, refused: bool) -> str:
    if not source.takes(address):
        return "the patterns leave it out"
    if refused:
        return "the site's robots.txt asks not to read it"
    return f"only the first {source.most} are taken"


def _read_listing(kind: ListingKind, content: bytes, base: str) -> list[ListedItem]:
    return chosen_understanding(RunSettings()).listed(kind, content, base)


def _with(base: Source, options: dict[str, Any]) -> Source:
    try:
        source = Source.model_validate({**base.model_dump(), **options})
        kind_of(source)
        return source
    except ValidationError as error:
        reason, advice = watched.fault_of(error)
        raise SourceError(reason, subject=base.address, advice=advice) from error


def add(home: Home, address: str, **options: Any) -> Source:
    """Watch a source from now on; one with the same address gets the fields given.  Raises SourceError, FetchError.

    The kind is found out by looking, unless `kind` says it; `preset` names a ready-made entry.
    """
    return added(home, address, **options).source


def added(home: Home, address: str, **options: Any) -> Check:
    """Watch a source as `add` does; gives it with what looking at it told, and what changed of an entry that was there.

    Of such an entry only the fields in `options` change.
    """
    base = source_of(address)
    options = {name: value for name, value in options.items() if value is not None}
    there = next((one for one in load(home) if one.address == base.address), None)
    if there is not None and "preset" not in options:
        found = Check(source=_with(there, options))
    else:
        looked = "kind" not in options or "preset" in options
        found = check(home, address, **options) if looked else Check(source=_with(base, options))
    source = found.source
    watched.refuse_unexpectable(source, source.address)
    with watched.editing(home):
        held = load(home)
        others = [one for one in held if one.address != source.address]
        before = next((one for one in held if one.address == source.address), None)
        if before is not None:
            source = _with(
                before, {**source.model_dump(exclude_defaults=True), "name": options.get("name", before.name)}
            )
        names = {one.name for one in others}
        if source.name in names:
            if "name" in options:
                raise SourceError("another source has that name", subject=source.name, advice="Choose another name.")
            number = next(n for n in range(2, 1000) if f"{source.name}-{n}" not in names)
            source = source.model_copy(update={"name": f"{source.name}-{number}"})
        watched.save(home, [*others, source])
    return found.model_copy(update={"source": source, "was": before, "changed": _changed(before, source)})


def _changed(before: Source | None, now: Source) -> tuple[str, ...]:
    """What changed of an entry, in words: "most: 10 -> 20"."""
    if before is None:
        return ()
    old, new = watched.entry_of(before), watched.entry_of(now)
    names = [name for name in Source.model_fields if old.get(name) != new.get(name)]
    return tuple(f"{name}: {old.get(name, 'none')} -> {new.get(name, 'none')}" for name in names)


def remove(home: Home, name: str) -> Source:
    """Watch a source no more; what it gave stays, and its failures are dismissed.

    Raises SourceError where no source is called that.
    """
    with watched.editing(home):
        [source, *_] = watched.chosen(home, [name])
        watched.save(home, [one for one in load(home) if one.name != source.name])
    with Store.open(home) as store:
        dismiss(store, chosen_failures(store, source=source.name), why="its source is watched no more")
    return source


@contextmanager
def watching(
    home: Home,
    names: list[str] | None = None,
    *,
    tell: Teller | None = None,
    settings: RunSettings | None = None,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[Job, list[Source]]]:
    """A Job for one pass over the watched sources, with the home's writer lock held."""
    sources = watched.chosen(home, names)
    table(home, "alerts", AlertSettings)  # what cannot be told in the end is said before anything is done
    said = [source.address for source in sources]
    with (
        writing(home),
        logged(home) as log,
        Store.open(home) as store,
        fetching(home, store, said, now=now, sleep=sleep) as fetcher,
    ):
        log.info("a pass over %s begins", f"{len(sources)} source{'s' * (len(sources) != 1)}")
        job = Job(
            home,
            store,
            fetcher=fetcher,
            settings=settings or run_settings(home),
            tell=tell,
            now=now,
            explicit=False,
        )
        try:
            yield job, sources
        except Exception as error:
            log.error("the pass broke off: %s", error)
            raise
        log_pass(job.ledger.items, job.ledger.notes)


def pass_over(home: Home, names: list[str] | None = None, *, do: Do | None = None, **options: Any) -> RunReport:
    """One pass over the watched sources as plain functions; `options` as for `watching`."""
    with watching(home, names, **options) as (job, sources):
        return drive(job, sources, do or plainly(options.get("sleep", time.sleep)))
