"""What happens at the times of marked texts is told no worse than it was."""

from __future__ import annotations

from tests.quality.event_score import event_score, event_sets

FLOORS = {"open": 0.97, "aside": 0.94, "marked documents": 0.96}
"""F of 2026-11-29, rounded down."""


def test_events_of_marked_texts() -> None:
    found = {name: round(event_score(events).f, 3) for name, events in event_sets().items()}
    assert {name: f for name, f in found.items() if f < FLOORS[name]} == {}
