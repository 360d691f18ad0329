"""What sites asked of us is remembered: the newest robots.txt, unless a clock set back makes it one of tomorrow."""

from __future__ import annotations

import pytest

from index.home import Home
from index.store.store import Store
from pipeline.fetching.host_memory import load_rules, save_rules
from pipeline.fetching.robots import Rules

SITE = "https://hallala.example"


@pytest.mark.parametrize(
    ("held", "fetched", "now", "kept"),
    [
        (None, 100.0, 100.0, 100.0),
        (50.0, 100.0, 100.0, 100.0),
        (90.0, 80.0, 100.0, 90.0),  # another run has fetched it since
        (500.0, 100.0, 100.0, 100.0),  # the clock was ahead then
    ],
)
def test_which_rules_are_remembered(home: Home, held: float | None, fetched: float, now: float, kept: float) -> None:
    with Store.open(home) as store:
        if held is not None:
            save_rules(store, {SITE: Rules(text="", fetched=held)}, held)
        save_rules(store, {SITE: Rules(text="", fetched=fetched)}, now)
        assert load_rules(store)[SITE].fetched == kept
