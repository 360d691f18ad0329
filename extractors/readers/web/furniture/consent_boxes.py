"""The boxes that ask to accept cookies."""

from __future__ import annotations

from typing import Any

from extractors.readers.web.furniture.chrome import folded, lexicon

MOST_BUTTONS = 20  # a page asks once; one with thousands of "OK" would be gone through for each
LABEL = 40  # characters of a button, at most
GROWN = 1.5  # a box so much larger than the one inside it holds something else too


def consent_boxes(body: Any) -> set[Any]:
    """The elements that ask: a button that accepts, and around it words on what is accepted.

    A box never holds a headline or the page's main part, and never most of a page that has no such button.
    """
    boxes: set[Any] = set()
    asked = 0
    for button in body.iter("button", "a", "input"):
        if asked < MOST_BUTTONS and _accepts(button):
            asked += 1
            if (box := _box_around(button)) is not None:
                boxes.add(box)
    return boxes


def _accepts(button: Any) -> bool:
    words = button.text_content() or button.get("value") or ""
    return len(words) < 4 * LABEL and len(words := folded(words)) < LABEL and words in lexicon()["consents"]


def _box_around(button: Any) -> Any:
    """The largest element around a button that speaks of cookies and holds nothing of the document."""
    found, size = None, 0
    for above in button.iterancestors():
        if above.tag in ("body", "html", "main", "article") or any(True for _ in above.iter("h1", "main", "article")):
            break
        words = above.text_content().lower()
        if any(matter in words for matter in lexicon()["consent_matter"]):
            if found is not None and len(words) > GROWN * size:
                break
            found, size = above, len(words)
    return found
