"""What sites asked of us, remembered in the store between runs: robots.txt, not to be asked before some time, and a
delay since they were last asked."""

from __future__ import annotations

from math import floor
from typing import Any

from pydantic import ValidationError

from index.store import state
from index.store.store import Store
from pipeline.fetching.fetch import LONGEST_REST
from pipeline.fetching.robots import Rules

LATE = 86_400.0  # seconds: longer than any delay between two requests
ROBOTS, RESTING, ASKED = "robots", "resting", "asked"
"""What they are in the small state."""


def load_rules(store: Store) -> dict[str, Rules]:
    """What is remembered by site; what cannot be read counts as nothing, for it can all be fetched again."""
    found = {}
    for origin, rules in _every(store, ROBOTS).items():
        try:
            found[origin] = Rules.model_validate(rules)
        except ValidationError:
            continue
    return found


def save_rules(store: Store, rules: dict[str, Rules], now: float) -> None:
    """Remember what was fetched, unless newer rules are remembered; those of a clock that was set back are not."""
    with store.writing() as db:
        held = state.every(db, ROBOTS)
        for origin, one in sorted(rules.items()):
            if one.text is not None and not one.fetched <= _number(held.get(origin), "fetched") <= now:
                state.put(db, ROBOTS, origin, one.model_dump())


def load_resting(store: Store) -> dict[str, float]:
    """The hosts that asked to be left alone, and until when (seconds since 1970)."""
    return _moments(_every(store, RESTING), "until")


def save_resting(store: Store, resting: dict[str, float], now: float) -> None:
    """Remember the hosts that still rest, by this run or by another; writes only where that is news."""
    # rounded down: what lies a moment beyond the longest rest would pass for what a clock said that was set back
    times = {host: floor(until * 10) / 10 for host, until in resting.items()}
    _save_latest(store, RESTING, "until", times, after=now, until=now + LONGEST_REST)


def load_asked(store: Store) -> dict[str, float]:
    """The hosts that were asked of late, and when they last were (seconds since 1970)."""
    return _moments(_every(store, ASKED), "at")


def save_asked(store: Store, asked: dict[str, float], now: float) -> None:
    """Remember when each host was last asked, by this run or by another that has ended meanwhile."""
    times = {host: round(at, 3) for host, at in asked.items()}
    _save_latest(store, ASKED, "at", times, after=now - LATE, until=now)


def _save_latest(store: Store, kind: str, name: str, moments: dict[str, float], *, after: float, until: float) -> None:
    """Remember the latest moment of each host, of those that lie after a moment and until another.

    What a clock said that was set back since lies beyond.
    """
    if not moments and not _every(store, kind):
        return
    with store.writing() as db:
        known = _moments(state.every(db, kind), name)
        latest: dict[str, float] = {}
        for host, at in (*known.items(), *moments.items()):
            if after < at <= until:
                latest[host] = max(at, latest.get(host, 0.0))
        state.put_changed(db, kind, {host: {name: at} for host, at in sorted(latest.items())})


def _every(store: Store, kind: str) -> dict[str, dict[str, Any]]:
    with store.reading() as db:
        return state.every(db, kind)


def _moments(held: dict[str, dict[str, Any]], name: str) -> dict[str, float]:
    return {host: moment for host, one in held.items() if (moment := _number(one, name))}


def _number(held: dict[str, Any] | None, name: str) -> float:
    try:
        return float((held or {}).get(name) or 0.0)
    except (TypeError, ValueError):
        return 0.0
