"""The watched sources: sources.toml in the home, kept readable for a person and written whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from extractors.model.errors import SourceError
from index.home import Home, write_whole
from index.store.locking import held
from index.toml_files import NotToml, toml_of, toml_text
from pipeline.settings.config_values import first_fault
from pipeline.sources.kinds.source_kinds import kind_of
from pipeline.sources.sources import Expect, Source, canonical, is_address

HEAD = "# What Louhi watches.  Edit freely; `louhi watch check` shows what a source would give.\n\n"


def load(home: Home) -> list[Source]:
    """The sources, in the order they stand.  Raises SourceError naming the entry that cannot be understood."""
    try:
        said = toml_of(home.sources)
    except NotToml as error:
        raise SourceError(f"it is {error}", subject=str(home.sources), advice="Mend that line.") from error
    found = []
    listed = said.get("source", [])
    if not isinstance(listed, list) or (unknown := [name for name in said if name != "source"]):
        what = "source is no list" if not isinstance(listed, list) else f"{unknown[0]} is nothing that is known here"
        raise SourceError(what, subject=str(home.sources), advice="Begin each source with a line [[source]].")
    for number, entry in enumerate(listed, 1):
        try:
            found.append(Source.model_validate(entry))
        except ValidationError as error:
            name = entry.get("name") if isinstance(entry, dict) else None
            reason, advice = fault_of(error)
            raise SourceError(f"source {name or number}: {reason}", subject=str(home.sources), advice=advice) from error
    for source in found:
        refuse_unaskable(source, str(home.sources))
        refuse_unexpectable(source, str(home.sources))
    names = [source.name for source in found]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(f"two sources are called {name}", subject=str(home.sources), advice="Rename one.")
    return found


def refuse_unaskable(source: Source, subject: str) -> None:
    """Raise SourceError for an address where nothing can stand, or where nothing of the source's kind can."""
    if why := _why_unaskable(source):
        advice = "Write a path, or an address that begins with https://."
        raise SourceError(f"source {source.name}: {why}", subject=subject, advice=advice)


def _why_unaskable(source: Source) -> str | None:
    address = source.address
    if not address.strip():
        return "its address is empty"
    if "\x00" in address:
        return "its address holds a zero byte"
    if not is_address(address):
        return "only http and https addresses are fetched" if re.match(r"[a-zA-Z][\w+.-]+://", address) else None
    if kind_of(source).is_local:
        return f"it is a {source.kind}, and its address is a web address"
    try:
        return None if urlsplit(canonical(address)).hostname else "the address has no host"
    except SourceError as error:
        return error.reason


def refuse_unexpectable(source: Source, subject: str) -> None:
    """Raise SourceError for an expectation of a source that nothing can be expected of: it would never be looked at."""
    if not kind_of(source).is_listing and source.expect != Expect():
        raise SourceError(
            f"source {source.name} has `expect`, but it is a {source.kind}, "
            "and only of feeds, site maps and list pages can something be expected",
            subject=subject,
            advice="Take `expect` out of it.",
        )


def save(home: Home, sources: list[Source]) -> None:
    """Write the sources; what a person wrote around them (comments, order, spelling) stays."""
    import tomlkit
    from tomlkit.items import AoT

    kept = tomlkit.parse(toml_text(home.sources) or HEAD)
    tables = kept.get("source")
    if not isinstance(tables, AoT):
        kept["source"] = tables = tomlkit.aot()
    found = paired([(str(one.get("name")), str(one.get("address"))) for one in tables], sources)
    for number in reversed(range(len(tables))):
        if number in found:
            update_fields(tables[number], entry_of(found[number]))
        else:
            del tables[number]
    for source in sources:
        if source not in found.values():
            table = tomlkit.table()
            update_fields(table, entry_of(source))
            tables.append(table)
    write_whole(home.sources, tomlkit.dumps(kept).encode())


def paired(entries: Sequence[tuple[str, str]], sources: Sequence[Source]) -> dict[int, Source]:
    """Which source each entry of a file says, by name, else by address: several may watch parts of one listing.

    >>> a, b = (Source(name=name, address="/srv", kind="folder") for name in "ab")
    >>> [one.name for one in paired([("b", "/srv"), ("a", "/srv")], [a, b]).values()]
    ['b', 'a']
    >>> {number: one.name for number, one in paired([("x", "/srv"), ("y", "/muu")], [a]).items()}
    {0: 'a'}
    """
    by_name = {source.name: source for source in sources}
    found = {number: by_name.pop(name) for number, (name, _) in enumerate(entries) if name in by_name}
    for number, (_, address) in enumerate(entries):
        left = [source for source in by_name.values() if source.address == address]
        if number not in found and left:
            found[number] = by_name.pop(left[0].name)
    return dict(sorted(found.items()))


def entry_of(source: Source) -> dict[str, Any]:
    """A source as its entry says it: what differs from what goes without saying."""
    return source.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def update_fields(table: MutableMapping[str, Any], said: Mapping[str, Any]) -> None:
    """Make an entry say this, and leave the lines that say it already as they stand."""
    for name in [name for name in table if name not in said]:
        del table[name]
    for name, value in said.items():
        if name not in table or table[name] != value:
            table[name] = value


@contextmanager
def editing(home: Home) -> Iterator[None]:
    """Hold the list of sources while it is loaded, changed and saved: two at once must not lose each other's.

    Raises StoreError where another has held it for ten seconds, or where the home cannot be written.
    """
    with held(home.root / ".sources.lock", 10.0, "another Louhi is changing what is watched"):
        yield


def chosen(home: Home, names: list[str] | None) -> list[Source]:
    """The sources with these names or addresses, or all.  Raises SourceError for a name that is not there."""
    sources = load(home)
    if not names:
        return sources
    out = []
    for name in names:
        found = [source for source in sources if name in (source.name, source.address)]
        if not found:
            raise SourceError("no watched source is called that", subject=name, advice="`louhi watch list` shows all.")
        out += found
    return out


Times = tuple[str | None, float | None, str | None]
"""A schedule: a cron line or seconds, and the time zone that a source names for its cron line."""


def on_schedule(home: Home, names: list[str] | None, own: Times | None) -> list[str]:
    """The names of the sources that have this schedule of their own now, or none of their own where `own` is None.

    `names` are those a person asked for, by name or address; all without it.  One that is watched no more is left out,
    one that has been added since is taken along: a schedule that is served for months need not be started anew.
    """
    return [
        source.name
        for source in load(home)
        if (not names or source.name in names or source.address in names) and own_schedule(source) == own
    ]


def as_times(said: Sequence[Any] | None) -> Times | None:
    """A schedule as a server of Prefect gives it back; an older Louhi's has no time zone.

    >>> as_times(["0 6 * * *", None])
    ('0 6 * * *', None, None)
    """
    if said is None:
        return None
    cron, every, zone = [*said, None][:3]
    return cron, every, zone


def own_schedule(source: Source) -> Times | None:
    """A source's own schedule, None where it has none."""
    if not (source.cron or source.every):
        return None
    return (source.cron, None, source.timezone) if source.cron else (None, source.every, None)


def fault_of(error: ValidationError) -> tuple[str, str]:
    """What of a source cannot be understood, as a sentence without its full stop, and what to write."""
    where, reason, advice = first_fault(error)
    if error.errors()[0]["type"] == "extra_forbidden":
        return f"{'.'.join(where)} is no field of a source", f"There are: {', '.join(Source.model_fields)}."
    return f"{'.'.join(where) or 'it'} cannot be understood ({reason})", advice
