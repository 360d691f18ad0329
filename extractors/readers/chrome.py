"""What stands around a document and is not part of it: told by markup, by class names and by its words.

The words and tokens are in `lexicon/chrome.toml`; here is how they are used.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from extractors.readers.cleaning import one_line

DROPPED_TAGS = {
    "script", "style", "template", "svg", "canvas", "iframe", "object", "embed", "applet", "audio", "video", "map", "head",
    "select", "option", "datalist", "button", "input", "textarea", "nav", "noframes", "link", "meta", "title", "base", "math", "dialog", "menu",
}  # fmt: skip
DROPPED_ROLES = {
    "navigation",
    "banner",
    "search",
    "contentinfo",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "tooltip",
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TOKEN = re.compile(r"[\s]+")
TRIMMED = " \t:.»›→«-–|·•>"


@cache
def lexicon() -> dict[str, Any]:
    """The words of `lexicon/chrome.toml`, lists as frozen sets."""
    read = tomllib.loads(resources.files("extractors").joinpath("lexicon/chrome.toml").read_text("utf-8"))
    sets: dict[str, Any] = {name: frozenset(words) for name, words in read.items() if isinstance(words, list)}
    sets |= {name: frozenset(words) for name, words in read["tokens"].items()}
    return sets


@lru_cache(maxsize=20_000)
def strength_of(names: str) -> str:
    """What the class and id of an element say it is: "strong" or "weak" furniture, "content", or nothing.

    >>> strength_of("site-header cookie-notice"), strength_of("article-body"), strength_of("sc-1i0as1y")
    ('strong', 'content', '')
    """
    found = ""
    words = lexicon()
    for token in TOKEN.split(names.lower()):
        if not token:
            continue
        parts = {token, *re.split(r"[-_:]+", token), *re.split(r"__|--", token)}
        if token in words["strong"] or parts & STRONG_PARTS:
            return "strong"
        if token in words["content"]:
            found = "content"
        elif not found and (token in words["weak"] or parts & WEAK_PARTS):
            found = "weak"
    return found


STRONG_PARTS = {"cookie", "cookies", "cookiebot", "breadcrumb", "breadcrumbs", "gdpr", "murupolku", "onetrust"}
WEAK_PARTS = {
    "nav", "navigation", "navbar", "menu", "sidebar", "footer", "share", "sharing", "social", "related", "advert", "ad", "ads", "banner", "promo", "newsletter",
    "recommended", "recommendations", "teaser", "teasers", "comments", "popup", "modal", "toolbar", "pagination", "subscribe", "sponsored", "tags",
}  # fmt: skip


def is_hidden(element: Any) -> bool:
    """Whether markup says that nobody sees the element."""
    get = element.get
    return (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or (get("style") is not None and HIDDEN.search(get("style")) is not None)
    )


def folded(text: str) -> str:
    """The form lines are compared in."""
    return one_line(text).lower().strip(TRIMMED)


def is_furniture_line(text: str) -> bool:
    """Whether a line is nothing but furniture.

    >>> is_furniture_line("Hyppää sisältöön"), is_furniture_line("Takaisin »"), is_furniture_line("Päätös")
    (True, True, False)
    """
    if len(text) > 70:
        return False
    words = folded(text)
    return not words or words in lexicon()["lines"]


def is_related_heading(text: str) -> bool:
    """Whether a heading opens a list of other documents."""
    return len(text) < 60 and folded(text) in lexicon()["related"]


def is_kept_heading(text: str) -> bool:
    """Whether a heading opens contacts or attachments, which belong to the document wherever they stand."""
    return len(text) < 60 and folded(text) in lexicon()["kept"]


def is_generic(text: str) -> bool:
    """Whether words name a system's page and not a document.

    >>> is_generic("Esityslistat/pöytäkirjat"), is_generic("Valtionavustukset 2024")
    (True, False)
    """
    return folded(text) in lexicon()["generic"]
