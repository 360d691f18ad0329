"""What the words of a record's fields may be: apart from the models, so that a command can offer them without these."""

from __future__ import annotations

from typing import Literal

AmountKind = Literal["money", "percent", "duration", "count", "measure"]
Qualifier = Literal["exact", "about", "at least", "at most", "over", "under"]
AmountSense = Literal["amount", "total", "change by", "change from", "change to"]
RoleStatus = Literal["held", "proposed", "coming", "leaving", "former"]
DateEvent = Literal[
    "deadline",
    "meeting",
    "occasion",
    "decision",
    "publication",
    "appointment",
    "signing",
    "start",
    "end",
    "election",
    "in force",
    "birth",
    "death",
]
