"""What a page's markup says of itself: JSON-LD, meta tags, Open Graph, <time>, and classes that hold a date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from itertools import islice, takewhile
from typing import Any

from extractors.model.draft import Claim
from extractors.readers.claims.dateline import date_in, is_dateline, labelled, machine_time
from extractors.readers.web.furniture.chrome import is_generic
from extractors.readers.web.furniture.class_tokens import names_of, strength_of
from extractors.readers.web.lenient import lenient_json, unescaped
from extractors.text.cleaning import one_line

DEEPEST_THING = 6
"""Things within things that are looked into; a document's own stands in the first two, under @graph."""


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
        for thing in _things(lenient_json(script.text)):
            yield from _thing_claims(thing)


def _thing_claims(thing: dict[str, Any]) -> Iterator[Claim]:
    """What a thing of JSON-LD says; an article is surer than a page, and a page than a thing of a type of its own."""
    kinds = thing.get("@type")
    types = set(map(str, kinds if isinstance(kinds, list) else [kinds]))
    published = machine_time(_words(thing.get("datePublished")))
    if not types & set(names()["articles"]):
        if published and not types & set(names()["other_things"]):
            yield Claim("published", published, "markup")
        return
    where = "json-ld" if kinds != "WebPage" else "meta"
    if published:  # a WebPage's date is often the day its empty page was made: what a reader sees is surer
        yield Claim("published", published, where if where == "json-ld" else "markup")
    if kinds != "WebPage" and (title := _words(thing.get("headline"))):
        yield Claim("title", title, where)
    if publisher := _words(thing.get("publisher")):
        yield Claim("publisher", publisher, where)
    if language := _words(thing.get("inLanguage")):
        yield Claim("language", language[:2].lower(), where)


def _things(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_THING:
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
    return unescaped(value) or None if isinstance(value, str) else None


def _meta(tree: Any) -> Iterator[Claim]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            said.setdefault(name, unescaped(meta.get("content")))
    yield from _meta_dates(said)
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


def _meta_dates(said: dict[str, str]) -> Iterator[Claim]:
    """The first date of the article's own, and the first of the page's."""
    for group, where in (("dates", "meta"), ("page_dates", "page date")):
        for name in names()[group]:
            if published := machine_time(said.get(name)) or date_in(said.get(name, "")):
                yield Claim("published", published, where)
                break


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
    if len(parts) <= 1:
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


MOST_TIMES = 200  # <time> elements of a page that are looked at: a calendar has thousands


def dates_in_body(body: Any, headline: Any | None) -> Iterator[Claim]:
    """The first <time>, and the first element whose class says it holds a date; those below the headline go first."""
    below = _below(body, headline)
    said = {day[:10]: day for e in islice(body.xpath(OWN_DAY), MOST_TIMES) if (day := _own_day(e))}
    if len(said) == 1:
        yield Claim("published", next(iter(said.values())), "microdata")
    for found in (_time_of(e) for e in sorted(islice(body.iter("time", "abbr"), MOST_TIMES), key=below)):
        if found:
            yield Claim("published", found, "microdata")
            break
    dated = [e for e in body.iter("span", "div", "p", "em", "small", "li", "dd", "abbr") if _is_named_a_date(e)]
    for element in sorted(dated[:MOST_TIMES], key=below):
        words = one_line(element.text_content())
        if (
            len(words) < DATE_LINE
            and (is_dateline(words) or labelled(words))
            and not _in_furniture(element)
            and (when := labelled(words) or date_in(words))
        ):
            yield Claim("published", when, "markup")
            break


OWN_DAY = ".//*[@itemprop='datePublished' and (@datetime or @content)]"


def _own_day(element: Any) -> str | None:
    """The day of an element that says it is the publication's, wherever it stands; readers' replies have their own."""
    if any(strength_of(names_of(above)) == "replies" for above in element.iterancestors()):
        return None
    return machine_time(element.get("datetime") or element.get("content"))


FEW = 12  # elements beside a <time> in the line of an event; a list of thousands is no line
SPAN_LINE = 120  # characters of "ke 4.3. klo 9.00–11.30, valtuustosali"
DATE_LINE = 90  # characters of a line that holds a date and hardly more


def _below(body: Any, headline: Any | None) -> Callable[[Any], bool]:
    """A key that puts elements after the headline before those above it; the order is kept otherwise."""
    if headline is None:
        return lambda element: False
    above = {id(e): e for e in takewhile(lambda e: e is not headline, body.iter("time", "abbr", *DATED, headline.tag))}
    return lambda element: id(element) in above


DATED = ("span", "div", "p", "em", "small", "li", "dd")


def _is_named_a_date(element: Any) -> bool:
    names = element.get("class") or element.get("itemprop")
    return bool(names) and _holds_date().search(names) is not None


def _time_of(element: Any) -> str | None:
    """The day of a <time>, or of an <abbr class="published" title="2021-02-17">; as written where that says more."""
    if element.tag == "abbr" and not _is_named_a_date(element):
        return None
    if _in_furniture(element) or _is_of_event(element):
        return None
    words = one_line(element.text_content())
    written = date_in(words)
    when = machine_time(element.get("datetime") or element.get("title")) or written
    if not when:
        return None
    return written if written and written[:10] == when[:10] and len(written) > len(when) else when


def _is_of_event(element: Any) -> bool:
    """The time of an event is not the page's: its class says so, or it is one end of a span of time."""
    above = [element, *list(element.iterancestors())[:3]]
    if any(
        _holds_event().search(f"{e.get('class') or ''} {e.get('itemprop') or ''} {e.get('id') or ''}") for e in above
    ):
        return True
    parent = element.getparent()
    if parent is None or len(parent) > FEW:
        return False
    around = one_line(parent.text_content())
    return len(around) < SPAN_LINE and SPAN.search(around) is not None


APART = frozenset({"nav", "footer", "aside", "li", "figure", "blockquote", "a"})
"""A date in these is that of a menu, of a related page's card, of a post that is only shown."""


FACTS = 5  # items of a list of facts on an article: its day, its writer, its section


def _is_of_facts(item: Any) -> bool:
    """Whether a list item is one of a few short facts: <ul><li>Maija Malli</li><li><time>3.2.2021</time></li></ul>."""
    whole = item.getparent()
    return whole is not None and len(whole) <= FACTS and len(one_line(whole.text_content())) < SPAN_LINE


def _in_furniture(element: Any) -> bool:
    """Whether a date is of something else; what an element around a whole article is called says nothing."""
    for above in element.iterancestors():
        if above.tag in ("main", "article", "body") or any(True for _ in above.iter("h1")):
            return False
        if above.tag == "li" and _is_of_facts(above):
            continue
        if above.tag in APART or strength_of(names_of(above)) in ("strong", "replies"):
            return True
        if strength_of(names_of(above)) == "weak" and any(True for _ in above.iter("a")):
            return True  # <div class="popular"><a>...</a> 3.2.2021; <div class="footer">3.2.2021</div> is a dateline
    return False
