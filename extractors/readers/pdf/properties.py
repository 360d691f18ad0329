"""What a PDF file says of itself: its properties, which are often a template's, and its outline."""

from __future__ import annotations

import re
from typing import Any

from extractors.lexicon.wordlists import either
from extractors.model.draft import Claim

# Titles that templates, printers and scanners leave behind.
NO_TITLE = re.compile(either("reader_patterns", "no_titles"), re.IGNORECASE)
MOST_MARKS = 2_000

SHORTEST_TITLE = 8
"""Letters; a shorter name in a file's properties is a template's or a draft's: "Uusi 2", "Memo ver"."""


def claims_of_file(meta: dict[str, str]) -> list[Claim]:
    """Weak claims from the file's properties; its dates are when it was saved, not when it was published."""
    title = " ".join(meta.get("Title", "").replace("\x00", "").split())
    if len(title) > SHORTEST_TITLE and " " in title and not NO_TITLE.fullmatch(title):
        return [Claim("title", title, "file properties")]
    return []


def outline(pdf: Any) -> list[tuple[str, int]]:
    """The file's outline as (text, level), level 1 the highest; nothing where there is none or it is broken."""
    from pdfminer.psparser import PSException

    marks: list[tuple[str, int]] = []
    if "Outlines" not in (pdf.doc.catalog or {}):
        return []
    try:
        for level, title, *_ in pdf.doc.get_outlines():
            marks.append((" ".join(str(title).replace("\x00", "").split()), int(level)))
            if len(marks) >= MOST_MARKS:
                break
    except (PSException, RecursionError, ValueError, TypeError, KeyError, AttributeError, UnicodeError):
        return marks
    return marks
