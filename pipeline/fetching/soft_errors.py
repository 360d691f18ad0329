"""Pages of status 200 that are no document: refusals, cookie walls, "not found", pages that only name another one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html import unescape
from importlib.resources import files

SHORT = 3_000  # characters of a page that holds nothing but a question
REFRESH = re.compile(
    r"content\s{0,9}=\s{0,9}[\"']?\s{0,9}(\d{1,9})[\d.]{0,9}\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}[\"']?([^\"'>]+)",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"<(script|style|head|noscript|template)\b|<[^<>]*>", re.IGNORECASE)
"""What a person does not see of a page: such an element up to its end, or a tag.  Every pattern here takes time that
grows with the page's length alone, for these pages are looked at in the run's own process."""

LOOKED_AT = 20_000
"""Letters of a page in which its refusal is looked for: it stands in the title or in the first script."""

CHALLENGE_BYTES = 60_000
"""A page that holds a puzzle for human readers is shorter; a longer one that has the same words speaks of puzzles."""

MOVED_BYTES = 20_000
"""A page that only leads on is shorter than this, its frame counted in ..."""

MOVED_LETTERS = 500
"""... and says less than this ("Sivu on siirtynyt. Jos selain ei ohjaa, paina linkkiä.")."""

AT_ONCE = 10
"""Seconds after which a page leads on; one that loads itself anew every few minutes is a page to read."""


@cache
def _signs() -> dict[str, list[str]]:
    return tomllib.loads((files("pipeline.fetching") / "soft_errors.toml").read_text(encoding="utf-8"))


def soft_error(content: bytes, media_type: str | None) -> str | None:
    """Why a page of status 200 is a refusal and no document; None for what is one.

    >>> soft_error(b"<title>Just a moment...</title>", "text/html")
    'the site asks for proof of a human reader'
    >>> soft_error(b"<title>Tiedote</title>", "text/html") is None
    True
    """
    page = _page(content, media_type)
    if page is None:
        return None
    signs, lower = _signs(), page[:LOOKED_AT].lower()
    refused = any(_title(lower).startswith(sign) for sign in signs["titles"])
    challenged = len(content) < CHALLENGE_BYTES and any(sign in lower for sign in signs["challenge"])
    if refused or challenged:
        return "the site asks for proof of a human reader"
    words = _words(page)
    if len(words) < SHORT and any(sign in words.lower() for sign in signs["walls"]):
        return "the site asks to accept cookies before it shows anything"
    return None


def is_missing(content: bytes, media_type: str | None) -> bool:
    """Whether a page of status 200 says that there is nothing at its address.

    >>> is_missing("<title>Sivua ei löytynyt | Hallanmaan liitto</title>".encode(), "text/html")
    True
    >>> is_missing("<title>404 miljoonaa euroa torjuntaan</title>".encode(), "text/html")
    False
    """
    page = _page(content, media_type)
    if page is None:
        return False
    parts = re.split(r"\s[|–—·»:-]+\s|:\s", _title(page.lower()))
    return any(part.strip(" .!-") in _signs()["missing"] for part in parts)


def moved_to(content: bytes, media_type: str | None) -> str | None:
    """Where a page that holds nothing but its new address leads at once.

    >>> moved_to(b'<meta http-equiv="refresh" content="0; URL=/uusi">Siirretty', "text/html")
    '/uusi'
    """
    page = _page(content, media_type)
    if page is None or len(content) > MOVED_BYTES or len(_words(page)) > MOVED_LETTERS:
        return None
    for tag in re.findall(r"<meta\b[^<>]*>", page, re.IGNORECASE):
        if re.search(r"http-equiv\s{0,9}=\s{0,9}[\"']?refresh", tag, re.IGNORECASE):
            found = REFRESH.search(tag)
            if found and int(found[1]) <= AT_ONCE:
                return unescape(found[2]).strip()
    return None


def _page(content: bytes, media_type: str | None) -> str | None:
    """The beginning of a web page as text, None for anything else."""
    if (media_type and "html" not in media_type) or (not media_type and b"<" not in content[:200]):
        return None
    head = content[:60_000]
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:  # cut within a letter, or of another encoding
        return head.decode("utf-8" if error.start > len(head) - 4 else "cp1252", "replace")


def _title(page: str) -> str:
    begun = re.search(r"<title[^<>]*>", page, re.IGNORECASE)
    if begun is None:
        return ""
    end = re.compile("</title>", re.IGNORECASE).search(page, begun.end())
    return " ".join(unescape(page[begun.end() : end.start()]).split()) if end else ""


def _words(page: str) -> str:
    """What a person would see of a page, roughly.

    >>> _words("<head><title>x</title></head><p>Kunta</p><script>if (a < b) c</script> päätti")
    'Kunta päätti'
    """
    seen, at, endless = [], 0, set[str]()
    while tag := UNSEEN.search(page, at):
        seen.append(page[at : tag.start()])
        at = tag.end()
        name = (tag[1] or "").lower()
        if name and name not in endless:
            end = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(page, at)
            if end:
                at = end.end()
            else:
                endless.add(name)
    return " ".join(unescape(" ".join([*seen, page[at:]])).split())
