"""Every site's robots.txt, remembered in the home between runs for as long as it holds."""

from __future__ import annotations

import json

from index.home import Home, write_whole
from pipeline.robots import Rules


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
