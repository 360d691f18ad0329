"""Which elements of a page are furniture: a table of rules by tag, then by attribute, then by name; each a few lines.

A tag or a name never takes away most of a page, nor, where it only hints, a third of the article it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.readers.web.furniture.chrome import is_kept_heading, lexicon
from extractors.readers.web.furniture.class_tokens import Strength, parts_of, strength_of
from extractors.readers.web.text_weight import Weights

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST = 2  # half of the page: a menu never holds it, a wrapper named "page has-menu" always does
THIRD = 3  # of its article: a fact box is smaller, a body named "l-sidebar-fixed" larger (real magazine pages)
CARD = 300  # characters of a related page's title and summary; the parts of a long list of tips are longer
LEAD = 40  # characters of a lead
BYLINE = 80  # characters of a writer's name, title and mail address; what is longer tells who the writer is
NOTICE = 200  # characters of a line that asks its reader to turn scripts on
ENOUGH = 200  # characters that are a document of their own, when the comments or the noscript copy are gone
HEADINGS = ("h2", "h3", "h4", "h5", "strong")


@dataclass(slots=True)
class Element:
    """An element with what the rules ask of it; `page` and `part` are the text of the page and of its article."""

    element: Any
    tag: str
    names: str
    """Its class and id."""
    weights: Weights
    page: int
    part: int
    inside: bool
    """The page's main part or article has begun above it."""
    in_article: bool
    after_headline: bool
    """Nothing but its headline has been read."""
    headed: bool
    """It holds the page's one <h1>."""

    @property
    def size(self) -> int:
        """Its text."""
        return self.weights.of(self.element)

    @property
    def strength(self) -> Strength:
        """What its class and id say."""
        return strength_of(self.names) if self.names else ""

    @property
    def is_most(self) -> bool:
        """Whether it holds half of the page."""
        return self.size * MOST >= self.page

    @property
    def is_third(self) -> bool:
        """Whether it holds a third of the article it stands in."""
        return self.size * THIRD >= self.part

    @property
    def has_contacts(self) -> bool:
        """The side column or foot of a release holds whom to ask: it is part of the document."""
        return any(is_kept_heading(h.text_content()) for h in self.element.iter(*HEADINGS))


ElementRule = Callable[[Element], bool]


def holds_no_text(e: Element) -> bool:
    """<script>, <style>, <select>."""
    return True


def is_a_switch(e: Element) -> bool:
    """<button>Jaa</button>; the question of an accordion stands in a <button> too, and is text."""
    return not _heads_a_panel(e.element)


def is_navigation(e: Element) -> bool:
    """<nav>Etusivu Palvelut</nav>; not the <nav> that an old template has wrapped around all."""
    return not e.is_most


def is_copy_without_script(e: Element) -> bool:
    """<noscript><img></noscript> beside the real text, or a line that asks for JavaScript; the page's text stays."""
    rest, words = e.page - e.size, e.element.text_content()
    asks = rest > e.size and len(words) < NOTICE and "javascript" in words.lower()
    return asks or (len(e.element) > 0 and rest > ENOUGH)


def labels_a_field(e: Element) -> bool:
    """<label for="q">Haku</label>."""
    return e.element.get("for") is not None or any(True for _ in e.element.iter("input", "select"))


def is_foot(e: Element) -> bool:
    """<footer>Kunnan vaihde, Evästeet</footer>; one that says "Lisätietoja" is the foot of a release."""
    return not e.is_third and not e.has_contacts


def is_head(e: Element) -> bool:
    """The <header> of a site; the one of an article holds its headline."""
    return not e.inside and not e.is_most and not any(True for _ in e.element.iter("h1"))


def is_beside(e: Element) -> bool:
    """<aside>Luetuimmat</aside>; "Yhteyshenkilöt" at the side of a release stays."""
    return not e.headed and not e.is_third and not e.has_contacts


def is_card(e: Element) -> bool:
    """An <article> within an <article>: the card of a related page, or a comment."""
    return e.in_article and not e.headed and e.size <= CARD and not e.is_third


def is_named_navigation(e: Element) -> bool:
    """<div role="banner">, role="search"."""
    return (e.element.get("role") or "").lower() in lexicon()["dropped_roles"] and not e.is_most


def is_out_of_sight(e: Element) -> bool:
    """style="display:none", but not the panel of an accordion, which is hidden until somebody opens it."""
    return is_hidden(e.element) and not _unfolds(e.element, e.names) and not e.is_most


def is_by_readers(e: Element) -> bool:
    """<ol class="commentlist">: what readers wrote below, however much it is."""
    return e.strength == "replies" and not e.headed and e.page - e.size > ENOUGH


def is_named_furniture(e: Element) -> bool:
    """<div class="breadcrumb">; a text about cookies never belongs to the document."""
    return e.strength == "strong" and (not e.is_most or "cookie" in e.names.lower())


def is_perhaps_furniture(e: Element) -> bool:
    """<div class="sidebar">: not with a third of the article, its headline or its contacts.

    <div class="teaser-text"> right below the headline is the article's lead.
    """
    if e.strength != "weak" or e.headed or e.is_third or e.has_contacts:
        return False
    return not (e.after_headline and "teaser" in e.names.lower() and e.size >= LEAD)


def tells_of_the_writer(e: Element) -> bool:
    """<div class="author-bio">Maija Malli on toimittaja, joka ...</div>; a byline of a few words stays."""
    if not any(parts_of(token) & lexicon()["authors"] for token in e.names.split()):
        return False
    return e.size > BYLINE and not e.is_third and not e.headed


WHOLE = frozenset({"main", "body", "html", "article"})
"""These are never furniture by a name."""
OF_TAG: dict[str, ElementRule] = {
    "button": is_a_switch,
    "noscript": is_copy_without_script,
    "label": labels_a_field,
    "footer": is_foot,
    "header": is_head,
    "aside": is_beside,
    "article": is_card,
}
BY_ATTRIBUTE: tuple[ElementRule, ...] = (is_named_navigation, is_out_of_sight)
BY_NAME: tuple[ElementRule, ...] = (is_by_readers, is_named_furniture)
BY_HINT: tuple[ElementRule, ...] = (is_perhaps_furniture, tells_of_the_writer)


@cache
def rules_by_tag() -> dict[str, ElementRule]:
    """The rule of each tag that has one: those above, and the tags of `lexicon/chrome.toml`."""
    known = lexicon()
    without = dict.fromkeys(known["dropped_tags"], holds_no_text)
    return without | dict.fromkeys(known["navigation_tags"], is_navigation) | OF_TAG


def is_furniture(e: Element) -> bool:
    """Whether an element is left out with all that is in it."""
    rule = rules_by_tag().get(e.tag)
    if rule is not None and rule(e):
        return True
    if not e.element.keys():
        return False
    by_name = e.names != "" and e.tag not in WHOLE and any(rule(e) for rule in BY_NAME)
    return by_name or any(rule(e) for rule in BY_ATTRIBUTE)


def is_hinted_furniture(e: Element) -> bool:
    """Whether names hint that an element is furniture; where they hint so of all the text, they are wrong."""
    return e.names != "" and e.tag not in WHOLE and any(rule(e) for rule in BY_HINT)


def is_hidden(element: Any) -> bool:
    """Whether markup says that nobody sees the element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and HIDDEN.search(style) is not None


def _unfolds(element: Any, names: str) -> bool:
    """The panel of an accordion or a tab."""
    if element.get("role") in ("tabpanel", "region"):
        return True
    return any(parts_of(token) & lexicon()["unfolding"] for token in names.split())


def _heads_a_panel(button: Any) -> bool:
    above = button.getparent()
    if above is not None and above.tag in ("h2", "h3", "h4", "h5", "h6", "dt", "summary"):
        return True
    opens = button.get("aria-expanded") is not None and bool(button.get("aria-controls"))
    return opens and _unfolds(button, button.get("class") or "")
