"""The watched sources: sources.toml in the home, kept readable for a person and written whole."""

from __future__ import annotations

import tomllib

from extractors.errors import SourceError
from index.home import Home, write_whole
from pipeline.sources import Source

HEAD = "# What Louhi watches.  Edit freely; `louhi watch check` shows what a source would give.\n\n"


def load(home: Home) -> list[Source]:
    """The sources, in the order they stand.  Raises SourceError naming the entry that cannot be understood."""
    try:
        said = tomllib.loads(home.sources.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"it is not TOML ({error})", subject=str(home.sources), advice="Mend that line.") from error
    found = []
    for number, entry in enumerate(said.get("source", []), 1):
        try:
            found.append(Source.model_validate(entry))
        except ValueError as error:
            name = entry.get("name") if isinstance(entry, dict) else None
            raise SourceError(f"source {name or number} cannot be understood ({_first(error)})",
                              subject=str(home.sources), advice="Mend that entry.") from error  # fmt: skip
    names = [source.name for source in found]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(f"two sources are called {name}", subject=str(home.sources), advice="Rename one.")
    return found


def save(home: Home, sources: list[Source]) -> None:
    """Write the sources."""
    import tomli_w

    entries = [source.model_dump(mode="json", exclude_defaults=True, exclude_none=True) for source in sources]
    write_whole(home.sources, (HEAD + tomli_w.dumps({"source": entries})).encode())


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


def on_schedule(home: Home, names: list[str] | None, own: tuple[str | None, float | None] | None) -> list[str]:
    """The names of the sources that have this schedule of their own now, or none of their own where `own` is None.

    `names` are those a person asked for, by name or address; all without it.  One that is watched no more is left out,
    one that has been added since is taken along: a schedule that is served for months need not be started anew.
    """
    return [
        source.name
        for source in load(home)
        if (not names or source.name in names or source.address in names) and own_schedule(source) == own
    ]


def own_schedule(source: Source) -> tuple[str | None, float | None] | None:
    """A source's own schedule: a cron line or seconds, None where it has none."""
    if not (source.cron or source.every):
        return None
    return (source.cron, None) if source.cron else (None, source.every)


def _first(error: Exception) -> str:
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        one = error.errors()[0]
        return f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}"
    return str(error)
