"""The day a document was written: what its times without a year are told from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the document was written, as far as it is known: a day, or a month or year alone."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, published: str | None) -> Anchor:
        """From ISO 8601 at any precision.

        >>> Anchor.of("2021-02").month, Anchor.of("2021-02-17T14:26:00+02:00").day, Anchor.of(None).year
        (2, datetime.date(2021, 2, 17), None)
        """
        m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published or "")
        if not m:
            return cls()
        year, month = int(m[1]), int(m[2]) if m[2] else None
        try:
            return cls(year, month, date(year, month, int(m[3])) if month and m[3] else None)
        except ValueError:
            return cls(year)
