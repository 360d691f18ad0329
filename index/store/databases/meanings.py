"""What a database's error means to a person: told by a sign in its words."""

from __future__ import annotations

from typing import NamedTuple

from extractors.model.errors import StoreError


class ErrorMeaning(NamedTuple):
    """Of an error whose words hold `sign`: the reason, what to try, and what is raised."""

    sign: str
    reason: str
    advice: str
    kind: type[StoreError] = StoreError
