"""Pages of status 200 that are no document: refusals, cookie walls, "not found", pages that only name another one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html import unescape
from importlib.resources import files

SHORT = 3_000  # characters of a page that holds nothing but a question
REFRESH = re.compile(r"content\s*=\s*[\"']?\s*(\d+)[\d.]*\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)


@cache
def _signs() -> dict[str, list[str]]:
    return tomllib.loads((files("pipeline.fetching") / "soft_errors.toml").read_text(encoding="utf-8"))


def refusal(content: bytes, media_type: str | None) -> str | None:
    """Why a page of status 200 is a refusal and no document; None for what is one.

    >>> refusal(b"<title>Just a moment...</title>", "text/html")
    'the site asks for proof of a human reader'
    >>> refusal(b"<title>Tiedote</title>", "text/html") is None
    True
    """
    page = _page(content, media_type)
    if page is None:
        return None
    signs, lower = _signs(), page[:20_000].lower()
    refused = any(_title(lower).startswith(sign) for sign in signs["titles"])
    challenged = len(content) < 60_000 and any(sign in lower for sign in signs["challenge"])
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
    if page is None or len(content) > 20_000 or len(_words(page)) > 500:
        return None
    for tag in re.findall(r"<meta\b[^>]*>", page, re.IGNORECASE):
        if re.search(r"http-equiv\s*=\s*[\"']?refresh", tag, re.IGNORECASE):
            found = re.search(
                r"content\s*=\s*[\"']?\s*(\d+)[\d.]*\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", tag, re.IGNORECASE
            )
            if found and int(found[1]) <= 10:
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
    found = re.search(r"<title[^>]*>\s*(.*?)\s*</title>", page, re.DOTALL | re.IGNORECASE)
    return " ".join(unescape(found[1]).split()) if found else ""


def _words(page: str) -> str:
    """What a person would see of a page, roughly."""
    seen = re.sub(r"<(script|style|head|noscript|template)\b.*?</\1\s*>", " ", page, flags=re.DOTALL | re.IGNORECASE)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", seen)).split())
