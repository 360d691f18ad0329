"""What sites asked of us, remembered in the home between runs: robots.txt, not to be asked before some time, and a
delay since they were last asked."""

from __future__ import annotations

import json
from pathlib import Path

from index.home import Home, write_whole
from pipeline.fetching.robots import Rules

LATE = 86_400.0  # seconds: longer than any delay between two requests


def load_rules(home: Home) -> dict[str, Rules]:
    """What is remembered; nothing where the file is missing or damaged, for it can all be fetched again."""
    try:
        kept = json.loads((home.root / "robots.json").read_text(encoding="utf-8"))
        return {origin: Rules.model_validate(rules) for origin, rules in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def save_rules(home: Home, rules: dict[str, Rules]) -> None:
    """Remember what was fetched."""
    kept = {origin: one.model_dump() for origin, one in sorted(rules.items()) if one.text is not None}
    write_whole(home.root / "robots.json", json.dumps(kept, ensure_ascii=False, indent=1).encode())


def load_resting(home: Home) -> dict[str, float]:
    """The hosts that asked to be left alone, and until when (seconds since 1970)."""
    return _moments(_resting(home))


def save_resting(home: Home, resting: dict[str, float], now: float) -> None:
    """Remember the hosts that still rest; writes only where that is news."""
    kept = {host: round(until, 1) for host, until in sorted(resting.items()) if until > now}
    if kept != load_resting(home):
        write_whole(_resting(home), json.dumps(kept, ensure_ascii=False, indent=1).encode())


def load_asked(home: Home) -> dict[str, float]:
    """The hosts that were asked of late, and when they last were (seconds since 1970)."""
    return _moments(_asked(home))


def save_asked(home: Home, asked: dict[str, float], now: float) -> None:
    """Remember when each host was last asked, by this run or by another that has ended meanwhile."""
    known = load_asked(home)
    latest = {host: max(asked.get(host, 0.0), known.get(host, 0.0)) for host in asked | known}
    kept = {host: round(at, 3) for host, at in sorted(latest.items()) if now - LATE < at <= now}
    if kept != known:
        write_whole(_asked(home), json.dumps(kept, ensure_ascii=False, indent=1).encode())


def _moments(path: Path) -> dict[str, float]:
    try:
        return {host: float(moment) for host, moment in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _resting(home: Home) -> Path:
    return home.root / "resting.json"


def _asked(home: Home) -> Path:
    return home.root / "asked.json"
