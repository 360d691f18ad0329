"""How the watched sources fare: when each was last passed over, what it has given, and what is wrong with it."""

from __future__ import annotations

from collections import Counter

from extractors.model.document import Model
from index.home import Home
from index.store.run_log import not_ended, recent_runs, standing_failures
from index.store.store import Store
from pipeline.sources.expectations import WITHDRAWN
from pipeline.sources.listing_state import load_listing
from pipeline.sources.sources import Source

PASSES = 200  # of the latest runs, where the last pass over each source is looked for


class Health(Model):
    """One source: `last_pass` (ISO 8601), how many `documents` are held of it, and its `health` in words."""

    name: str
    last_pass: str | None = None
    documents: int = 0
    failing: int = 0
    vanished: int = 0
    health: str = "not passed over yet"


def health_of(home: Home, sources: list[Source]) -> list[Health]:
    """How each of the sources fares, in their order."""
    if not home.holds_something():
        return [Health(name=source.name) for source in sources]
    with Store.open(home) as store:
        failing = Counter(item.source for item in standing_failures(store))
        runs = recent_runs(store, PASSES)
        last: dict[str, str] = {}
        notes: dict[str, str] = {}
        for run in runs:
            looked_at = run.data.get("sources") or ()
            for name in looked_at:
                if name not in last:
                    last[name] = run.ended or f"{run.started} (not ended: {not_ended(run)})"
                    said = (note["text"] for note in run.data.get("notes") or () if note["source"] == name)
                    notes[name] = next(said, "")
        out = []
        for source in sources:
            held = store.addresses(source=source.name)
            out.append(
                Health(
                    name=source.name,
                    last_pass=last.get(source.name),
                    documents=len({one.document_id for one in held if one.vanished is None}),
                    failing=failing[source.name],
                    vanished=sum(one.vanished is not None for one in held),
                    health=_in_words(store, source, last, notes, failing[source.name]),
                )
            )
        return out


def _in_words(store: Store, source: Source, last: dict[str, str], notes: dict[str, str], failing: int) -> str:
    if source.name not in last:
        return "not passed over yet"
    listing = load_listing(store, source)
    if listing.unread:
        return WITHDRAWN if listing.withdrawn else f"its listing could not be read since {listing.unread}"
    said = [notes.get(source.name) or "", f"{failing} failing" if failing else ""]
    return "; ".join(one for one in said if one) or "well"
