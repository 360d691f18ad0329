"""What a database's error means to a person: told by a sign in its words."""

from __future__ import annotations

from typing import NamedTuple

from extractors.model.errors import StoreError

CUT = "the connection was cut"
RUN_AGAIN = "What was stored before is safe; run it again."
"""Said of a connection that goes in the midst of things, whether the database says so or nobody answers any more."""


class ErrorMeaning(NamedTuple):
    """Of an error whose words hold `sign`: the reason, what to try, and what is raised."""

    sign: str
    reason: str
    advice: str
    kind: type[StoreError] = StoreError
