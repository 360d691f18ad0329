"""What the class and id of an element say it is.  The tokens are in `lexicon/chrome.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

from extractors.readers.web.furniture.chrome import lexicon

Strength = Literal["", "content", "weak", "strong", "replies"]
"""What a name says: nothing, the document, furniture perhaps, furniture surely, what readers wrote below it."""

STRENGTHS: tuple[Strength, ...] = ("replies", "strong", "content", "weak")
PARTS = re.compile(r"[-_:]+|(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
"""Where a token falls into parts: "site-breadcrumb", "block__list", "relatedArticles"."""
BUILDERS, WIDGETS = ("elementor-", "so-widget", "wixui-", "siteorigin-"), frozenset({"widget", "widgets"})
"""Programs that build a page of widgets, the headline and the text among them: there the word says nothing."""
DIGITS = "0123456789"
LONGEST = 300  # utility classes by the dozen ("md:flex px-4 ...") say nothing after this many characters


def names_of(element: Any) -> str:
    """The class and id of an element as one string, and the tag of one that the page has made up: <story-teaser>."""
    names, own = element.get("class"), element.get("id")
    made = element.tag if "-" in element.tag else ""
    return f"{names or ''} {own or ''} {made}" if names or own or made else ""


@lru_cache(maxsize=20_000)
def parts_of(token: str) -> frozenset[str]:
    """The parts of a token, in lower case.

    >>> sorted(parts_of("relatedArticles__list"))
    ['articles', 'list', 'related']
    """
    return frozenset(part.lower().rstrip(DIGITS) for part in PARTS.split(token) if part)


@lru_cache(maxsize=20_000)
def strength_of(names: str) -> Strength:
    """What names say, the strongest word first.

    >>> strength_of("site-header cookie-notice"), strength_of("article-body"), strength_of("sc-1i0as1y")
    ('strong', 'content', '')
    >>> strength_of("wp-block commentList"), strength_of("layout has-sidebar no-share")
    ('replies', '')
    """
    said = {_said(token) for token in names[:LONGEST].split()}
    return next((one for one in STRENGTHS if one in said), "")


@lru_cache(maxsize=20_000)
def is_caption(names: str) -> bool:
    """Whether names say that words stand under a picture.

    >>> is_caption("wp-caption-text"), is_caption("text")
    (True, False)
    """
    return any(parts_of(token) & lexicon()["captions"] for token in names[:LONGEST].split())


def _said(token: str) -> Strength:
    words, low = lexicon(), token.lower()
    if (said := next((one for one in STRENGTHS if low in words[one]), None)) is not None:
        return said
    if _is_a_state(low):
        return ""
    parts = parts_of(token) - (WIDGETS if low.startswith(BUILDERS) else frozenset())
    return next((one for one in STRENGTHS if one != "content" and parts & words[f"{one}_parts"]), "")


def _is_a_state(token: str) -> bool:
    """ "has-sidebar", "no-share": what a page has or lacks, said of an element that is something else."""
    head, bar, _ = token.replace("_", "-").partition("-")
    return bool(bar) and head in lexicon()["states"]
