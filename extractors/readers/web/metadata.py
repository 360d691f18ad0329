"""What a page's markup says of itself: JSON-LD, meta tags, Open Graph, <time>, and classes that hold a date."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from extractors.model.draft import Claim
from extractors.readers.claims.dateline import date_in, is_dateline, labelled, stamp
from extractors.readers.web.chrome import is_generic
from extractors.readers.web.class_tokens import names_of, strength_of
from extractors.text.cleaning import one_line


@cache
def names() -> dict[str, tuple[str, ...]]:
    """The words of `lexicon/markup.toml`."""
    read = tomllib.loads(resources.files("extractors").joinpath("lexicon/markup.toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in read.items()}


@cache
def _holds_date() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names()['date_classes'])})(?:$|[\s_-])", re.IGNORECASE)


@cache
def _holds_event() -> re.Pattern[str]:
    return re.compile("|".join(names()["event_classes"]), re.IGNORECASE)


def claims_of(tree: Any) -> list[Claim]:
    """The claims of a page's head and of the markup of its body, the strongest kinds first."""
    claims = list(_json_ld(tree))
    claims += _meta(tree)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    if language:
        claims.append(Claim("language", language, "markup"))
    return claims


def _json_ld(tree: Any) -> Iterator[Claim]:
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            found = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            kinds = thing.get("@type")
            if not set(names()["articles"]) & set(map(str, kinds if isinstance(kinds, list) else [kinds])):
                continue
            where = "json-ld" if kinds != "WebPage" else "meta"
            if published := stamp(_words(thing.get("datePublished"))):
                # a WebPage's date is often the day its empty page was made: what a reader sees is surer
                yield Claim("published", published, where if where == "json-ld" else "markup")
            if kinds != "WebPage" and (title := _words(thing.get("headline"))):
                yield Claim("title", title, where)
            if publisher := _words(thing.get("publisher")):
                yield Claim("publisher", publisher, where)
            if language := _words(thing.get("inLanguage")):
                yield Claim("language", language[:2].lower(), where)


def _things(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(found, list):
        for item in found[:50]:
            yield from _things(item, depth + 1)
    elif isinstance(found, dict):
        yield found
        yield from _things(found.get("@graph"), depth + 1)
        yield from _things(found.get("mainEntity"), depth + 1)


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return one_line(value) or None if isinstance(value, str) else None


def _meta(tree: Any) -> Iterator[Claim]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            said.setdefault(name, one_line(meta.get("content")))
    for name in names()["dates"]:
        if published := stamp(said.get(name)) or date_in(said.get(name, "")):
            yield Claim("published", published, "meta")
            break
    for name in names()["titles"]:
        if name in said:
            yield Claim("title", said[name], "meta")
    if said.get("og:title"):
        yield Claim("title", without_site(said["og:title"], said.get("og:site_name")), "open graph")
    for name in names()["publishers"]:
        if said.get(name, "http").startswith("http") is False:
            yield Claim("publisher", said[name], "meta")
            break
    if said.get("og:site_name"):
        yield Claim("publisher", said["og:site_name"], "open graph")
    for name in names()["languages"]:
        if name in said:
            yield Claim("language", said[name][:2].lower(), "meta")
    if said.get("og:type", "").lower() in ("pressrelease", "press_release"):
        yield Claim("kind", "press release", "open graph")


SPAN = re.compile(r"\d\s*[–-]\s*\d{1,2}[.:]\d\d|\d\.\s*[–-]\s*\d{1,2}\.\d")
SEPARATORS = re.compile(r"\s+[|–—•·»:]\s+|\s+-\s+|\s*\|\s*|\s+::\s+")


def without_site(title: str, site: str | None) -> str:
    """A page's title without the site's name after (or before) it.

    >>> without_site("Sote-rahoitus kasvaa - Valtiovarainministeriö", "Valtiovarainministeriö")
    'Sote-rahoitus kasvaa'
    >>> without_site("Rahoitus kasvaa – Kuopio mukana | Uusi Suomi", None)
    'Rahoitus kasvaa – Kuopio mukana'
    """
    parts = SEPARATORS.split(title)
    head, colon, tail = title.partition(": ")
    if colon and is_generic(head) and tail:
        return tail
    if len(parts) < 2:
        return title
    if site:
        wanted = one_line(site).lower()
        if parts[-1].strip().lower() == wanted:
            return title[: title.rindex(parts[-1])].rstrip(" |–—•·»:-")
        if parts[0].strip().lower() == wanted:
            return title[len(parts[0]) :].lstrip(" |–—•·»:-")
        return title
    for bar in ("|", " :: ", " • ", " » "):
        if bar in title:
            head, tail = title.rsplit(bar, 1)
            return head.rstrip() if len(tail.strip()) <= max(len(head.strip()), 30) else tail.strip()
    return title


def dates_in_body(body: Any, headline: Any | None) -> Iterator[Claim]:
    """<time> elements and elements whose class says they hold a date, those nearest the headline first."""
    for time in body.iter("time"):
        if _in_furniture(time) or _is_of_event(time):
            continue
        when = stamp(time.get("datetime")) or date_in(one_line(time.text_content()))
        if when:
            written = date_in(one_line(time.text_content()))
            yield Claim(
                "published",
                written if written and written[:10] == when[:10] and len(written) > len(when) else when,
                "microdata",
            )
            break
    for element in body.iter("span", "div", "p", "em", "small", "li", "dd"):
        classes = element.get("class") or element.get("itemprop")
        if (
            classes
            and _holds_date().search(classes)
            and len(words := one_line(element.text_content())) < 90
            and (is_dateline(words) or labelled(words))
            and not _in_furniture(element)
            and (when := labelled(words) or date_in(words))
        ):
            yield Claim("published", when, "markup")
            break


def _is_of_event(element: Any) -> bool:
    """The time of an event is not the page's: its class says so, or it is one end of a span of time."""
    above = [element, *list(element.iterancestors())[:3]]
    if any(
        _holds_event().search(f"{e.get('class') or ''} {e.get('itemprop') or ''} {e.get('id') or ''}") for e in above
    ):
        return True
    around = one_line(element.getparent().text_content()) if element.getparent() is not None else ""
    return len(around) < 120 and SPAN.search(around) is not None


def _in_furniture(element: Any) -> bool:
    for above in element.iterancestors():
        if above.tag in ("nav", "footer", "aside", "li", "figure") or strength_of(names_of(above)) in (
            "strong",
            "weak",
            "replies",
        ):
            return above.tag not in ("body", "html")
    return False
