"""How much each part of the second look counts: a table that was learned (see weights.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

WEIGHTS: dict[str, float] = tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))[
    "weights"
]
"""The weight of each part of a score by its name."""
