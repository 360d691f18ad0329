"""The one table of odd spaces; a text as finders may look at it, as long as the document's, so that offsets hold."""

from __future__ import annotations

import re

ODD_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
"""No-break, em, thin ... spaces: what stands between words and is not U+0020."""

CONTROL_SPACES = (0x09, 0x0B, 0x0C, 0x0D)
"""Tab, vertical tab, form feed, carriage return."""

UNSEEN = (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
"""Zero-width spaces and joiners: dropped where a text is read; a blank where it is taken as it is."""

LONGEST_RUN = 1000
"""Characters without a blank that patterns and Voikko are shown; no word, date, sum or address is longer."""

_PLAIN = dict.fromkeys((*ODD_SPACES, 0x09, 0x0B, 0x0C, 0x200B, 0xFEFF), " ")
_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")


def plain_spaces(text: str) -> str:
    """The same text with every odd space as a plain one, and endless runs of anything else blanked out.

    >>> plain_spaces("1.3.2021\\u00a0–\\u00a031.3.2023"), plain_spaces("a " + "7" * 5000) == "a " + " " * 5000
    ('1.3.2021 – 31.3.2023', True)
    """
    return without_long_runs(text.translate(_PLAIN))


def without_long_runs(text: str, longest: int = LONGEST_RUN) -> str:
    """A text with what goes on without a blank for longer blanked out: base64, a row of brackets, 60,000 digits."""
    run = _RUN if longest == LONGEST_RUN else re.compile(rf"\S{{{longest},}}")
    return run.sub(lambda m: " " * len(m[0]), text)
