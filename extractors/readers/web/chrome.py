"""What stands around a document and is not part of it: told by markup, by class names and by its words.

The words and tokens are in `lexicon/chrome.toml`; here is how they are used.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from extractors.text.cleaning import one_line

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
PARTS = re.compile(r"[-_:]+")
TRIMMED = " \t:.»›→«‹←<-–|·•>"
SHORT = 70


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The words of `lexicon/chrome.toml`."""
    read: dict[str, Any] = tomllib.loads(
        resources.files("extractors").joinpath("lexicon/chrome.toml").read_text("utf-8")
    )
    lists = {name: words for name, words in read.items() if isinstance(words, list)}
    return {name: frozenset(words) for name, words in (lists | read["markup"] | read["tokens"]).items()}


@lru_cache(maxsize=20_000)
def strength_of(names: str) -> str:
    """What the class and id of an element say it is: "strong" or "weak" furniture, "content", or nothing.

    >>> strength_of("site-header cookie-notice"), strength_of("article-body"), strength_of("sc-1i0as1y")
    ('strong', 'content', '')
    """
    found = ""
    words = lexicon()
    for token in names.lower().split():
        parts = {token, *PARTS.split(token)}
        if token in words["strong"] or parts & words["strong_parts"]:
            return "strong"
        if token in words["content"]:
            found = "content"
        elif not found and (token in words["weak"] or parts & words["weak_parts"]):
            found = "weak"
    return found


def is_dropped(element: Any, tag: str, total: int, inside: bool) -> bool:
    """Whether an element is furniture.  `total` is the page's text (see `weight`): a class name never takes away most
    of it.  `inside` says that the page's main part or article has begun.
    """
    words = lexicon()
    if tag == "button" and _heads_a_panel(element):
        return False
    if tag in words["dropped_tags"] or (element.get("role") or "") in words["dropped_roles"]:
        return True
    if tag == "noscript" and len(element) and total > 200:
        return True
    if tag == "label" and (element.get("for") is not None or any(True for _ in element.iter("input", "select"))):
        return True
    if is_hidden(element) and not _unfolds(element):
        return weight(element) * 2 < total
    if tag in ("main", "body", "html", "article"):
        return False
    if tag == "footer" and not _has_contacts(element):
        return True
    if tag == "header" and not inside:
        return not any(True for _ in element.iter("h1"))
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    strength = strength_of(names) if names != " " else ""
    if strength == "strong":
        return weight(element) * 2 < total or "cookie" in names.lower()
    return strength == "weak" and weight(element) * 3 < total and not _has_contacts(element)


def is_hidden(element: Any) -> bool:
    """Whether markup says that nobody sees the element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and HIDDEN.search(style) is not None


def _unfolds(element: Any) -> bool:
    """The panel of an accordion or a tab is hidden until somebody opens it, and is text all the same."""
    if element.get("role") in ("tabpanel", "region"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(set(PARTS.split(names.replace(" ", "-"))) & lexicon()["unfolding"])


def _heads_a_panel(button: Any) -> bool:
    """The question of an accordion stands in a button."""
    above = button.getparent()
    if above is not None and above.tag in ("h2", "h3", "h4", "h5", "h6", "dt", "summary"):
        return True
    return button.get("aria-expanded") is not None and bool(button.get("aria-controls")) and _unfolds(button)


def weight(element: Any) -> int:
    """Roughly how much running text an element holds."""
    return sum(len(p.text or "") + sum(len(c.tail or "") for c in p) for p in element.iter("p", "li", "td"))


def _has_contacts(element: Any) -> bool:
    """The side column or foot of a release holds whom to ask: it is part of the document."""
    return any(is_kept_heading(h.text_content()) for h in element.iter("h2", "h3", "h4", "h5", "strong"))


def folded(text: str) -> str:
    """The form lines are compared in."""
    return one_line(text).lower().strip(TRIMMED)


def is_furniture_line(text: str) -> bool:
    """Whether a line is nothing but furniture.

    >>> is_furniture_line("Hyppää sisältöön"), is_furniture_line("Takaisin »"), is_furniture_line("Päätös")
    (True, True, False)
    """
    if len(text) > SHORT:
        return False
    words = folded(text)
    return not words or words in lexicon()["lines"]


def is_related_heading(text: str) -> bool:
    """Whether a heading opens a list of other documents.

    >>> is_related_heading("Lue myös"), is_related_heading("Viimeisimmät artikkelit"), is_related_heading("Muut asiat")
    (True, True, False)
    """
    words, known = folded(text), lexicon()
    if words.startswith(tuple(known["related_starts"])):
        return True
    if len(text) >= SHORT:
        return False
    which, _, what = words.rpartition(" ")
    return words in known["related"] or (which in known["related_which"] and what in known["related_what"])


def leads_to_neighbour(text: str) -> bool:
    """Whether the words of a link lead to the document before or after: "Seuraava päätös".

    >>> leads_to_neighbour("Seuraava päätös »"), leads_to_neighbour("Seuraavat kokoukset")
    (True, False)
    """
    words = folded(text).split()
    return 1 <= len(words) <= 3 and words[0] in lexicon()["neighbours"]


def asks_consent(body: Any) -> set[Any]:
    """The boxes that ask to accept cookies: a button that accepts, and around it words on what is accepted.

    A box never holds a headline or the page's main part, and never most of a page that has no such button.
    """
    known = lexicon()
    boxes: set[Any] = set()
    for button in body.iter("button", "a", "input"):
        words = folded(button.text_content() or button.get("value") or "")
        if len(words) < 40 and words in known["consents"] and (box := _box_around(button)) is not None:
            boxes.add(box)
    return boxes


def _box_around(button: Any) -> Any:
    """The largest element around a button that speaks of cookies and holds nothing of the document."""
    found = None
    for above in button.iterancestors():
        if above.tag in ("body", "html", "main", "article") or any(True for _ in above.iter("h1", "main", "article")):
            break
        words = above.text_content().lower()
        if any(matter in words for matter in lexicon()["consent_matter"]):
            if found is not None and len(words) > 1.5 * len(found.text_content()):
                break
            found = above
    return found


def is_kept_heading(text: str) -> bool:
    """Whether a heading opens contacts or attachments, which belong to the document wherever they stand."""
    return len(text) < SHORT and folded(text) in lexicon()["kept"]


def is_generic(text: str) -> bool:
    """Whether words name a system's page and not a document.

    >>> is_generic("Esityslistat/pöytäkirjat"), is_generic("Valtionavustukset 2024")
    (True, False)
    """
    return folded(text) in lexicon()["generic"]
