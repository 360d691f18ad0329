"""Times told from the day of writing: ensi kuussa, viime syksynä, tällä viikolla, lähiviikkoina, keskiviikkona."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.dates_in_words import EDGE, KUU, SEASON, STEM, edge_of, month_of, season_codes
from extractors.dates.unresolved import Atom, Point
from extractors.lexicon.wordlists import wordlist
from extractors.text.normalised import hits, near

_NEXT = "ensi|tulevana|tulevan|tulevalla|tulevaan|tulevassa|seuraavalla|seuraavan"
_LAST = "viime|menneenä|menneen|viimevuoden|edellisellä"
_THIS = (
    "tänä|kuluvan|kuluvana|tämän|kuluvaa|kuluvalla|tällä|tässä|kuluvassa|nykyisellä"
    "|kuluvalle|tälle|kuluvaksi|meneillään olevan|meneillään olevalla|koko kuluvan"
)
_WHICH = rf"(?P<which>{_NEXT}|{_LAST}|{_THIS}|toissa)"
_WEEKDAYS: list[str] = wordlist("dates")["weekdays"]["fi"]
_WEEKDAY = rf"(?P<wd>{'|'.join(_WEEKDAYS)})"
_TAIL = rf"(?: (?P<edge>{EDGE})\b)?(?: (?P<aikana>aikana|kuluessa)\b)?"

OF_YEAR = re.compile(
    rf"\b(?i:{_WHICH} ?vuo(?:nna|den|delle|delta|teen|desta|deksi|dessa|si|tta|tena))\b"
    rf"(?: (?i:(?P<m>{STEM}){KUU}|(?P<s>{SEASON})\b))?{_TAIL}"
)
OF_MONTH = re.compile(
    r"\b(?i:(?P<which>ensi|tulevan|viime|tässä|tämän|kuluvan|kuluvassa|tulevassa) (?:kuu|kuukaude)(?:n"
    rf"|ssa|sta|hun|lle|lla))\b(?: (?P<d>(?:[12]\d|3[01]|[1-9]))\. (?i:päivä(?:nä|än|stä|n)))?{_TAIL}"
)
OF_WEEK = re.compile(
    r"\b(?i:(?P<which>ensi|tulevan|tulevalla|viime|tällä|tämän|kuluvan|kuluvalla|seuraavalla)"
    rf" viik(?:olla|on|olle|olta|koon|osta))\b{_TAIL}"
)
DAY_OF_WEEK = re.compile(
    r"\b(?i:(?P<which>ensi|tulevan|viime|tämän|kuluvan|seuraavan|edellisen) viikon"
    rf" {_WEEKDAY}(?:na|sta|n|hin|ksi))\b"
)
NAMED = re.compile(rf"\b(?i:{_WHICH} (?:(?P<m>{STEM}){KUU}|(?P<s>{SEASON})\b|{_WEEKDAY}(?:na|sta|n|hin|ksi)\b)){_TAIL}")
WEEKDAY = re.compile(rf"\b(?i:{_WEEKDAY}na)\b(?! ?\d)")
NEAR = re.compile(
    r"\b(?i:lähi(?P<unit>päiv|viiko|viikko|kuukau|vuo)(?:inä|ina|ien|jen|ksien|ksina|sina|sien|na|den"
    r"|siin|jen)(?: aikana\b)?)"
)
TERM = re.compile(
    r"\b(?i:(?:(?P<which>tämän|tällä|kuluvan|kuluvalla|nykyisen|nykyisellä|viime|edellisellä|edellisen"
    r"|ensi|tulevalla|tulevan|seuraavalla|seuraavan) )?"
    r"(?P<what>hallitus|vaali|valtuusto|aluevaltuusto|aluevaali)kau(?:della|den|desta|delle|teen))"
    rf"\b(?! (?:\d{{4}}|vuo)){_TAIL}"
)
DAYS = {"tänään": 0, "eilen": -1, "huomenna": 1, "ylihuomenna": 2, "toissapäivänä": -2, "huomisesta": 1, "eilisen": -1}
DAY = re.compile(rf"\b(?i:{'|'.join(DAYS)})\b")


def _step(which: str) -> int:
    low = which.lower()
    return (
        -2
        if low == "toissa"
        else 1
        if low in _NEXT.split("|")
        else -1
        if low in _LAST.split("|") or low == "edellisen"
        else 0
    )


def relative(text: str) -> Iterator[Atom]:
    """Times told from the document's own; those of an earlier pattern are meant to win over those of a later one."""
    for m in hits(OF_YEAR, text, near(text, ("vuo",))):
        edge, side = edge_of(m["edge"])
        month = month_of(m["m"]) if m["m"] else None
        season = season_codes()[m["s"].lower()] if m["s"] else None
        yield Atom(
            *m.span(),
            "relative",
            Point(month=month, season=season, edge=edge, shift=("year", _step(m["which"]))),
            side=side,
        )
    for m in hits(OF_MONTH, text, near(text, ("kuu",))):
        edge, side = edge_of(m["edge"])
        of_month = int(m["d"]) if m["d"] else None
        yield Atom(*m.span(), "relative", Point(edge=edge, day=of_month, shift=("month", _step(m["which"]))), side=side)
    for m in hits(DAY_OF_WEEK, text, near(text, ("viikon",))):
        day = Point(weekday=_WEEKDAYS.index(m["wd"].lower()), shift=("day of a week", _step(m["which"])))
        yield Atom(*m.span(), "relative", day)
    for m in hits(OF_WEEK, text, near(text, ("viik",))):
        yield Atom(*m.span(), "relative", Point(shift=("week", _step(m["which"]))))
    for m in hits(
        NAMED,
        text,
        near(text, ("ensi ", "Ensi ", "iime ", "toissa ", "uleva", "eneen", "uluva", "änä ", "ällä ", "ämän ")),
    ):
        yield from _named(m)
    for m in hits(NEAR, text, near(text, ("ähi",))):
        unit = {"päiv": 7, "viik": 28, "kuuk": 120, "vuo": 1200}[m["unit"].lower()[:4]]
        yield Atom(*m.span(), "relative", Point(shift=("near", unit)))
    for m in hits(TERM, text, near(text, ("kaude", "kauteen"))):
        if m["which"] or m["edge"] or m["aikana"]:
            edge, side = edge_of(m["edge"])
            body = {"hallitus": "parliament", "vaali": "parliament", "valtuusto": "council"}.get(
                m["what"].lower(), "county"
            )
            yield Atom(*m.span(), "term", Point(edge=edge, shift=(body, _step(m["which"] or ""))), side=side)
    for m in hits(DAY, text, near(text, ("änään", "ilen", "ilisen", "uomenna", "uomisesta", "oissapäivänä"))):
        yield Atom(*m.span(), "relative", Point(shift=("day", DAYS[m[0].lower()])))
    for m in hits(WEEKDAY, text, near(text, ("taina", "viikkona", "staina"))):
        yield Atom(*m.span(), "weekday", Point(weekday=_WEEKDAYS.index(m["wd"].lower()), shift=("weekday", 0)))


def _named(m: re.Match[str]) -> Iterator[Atom]:
    """ "viime syksynä", "ensi maaliskuussa", "ensi maanantaina"."""
    step, (edge, side) = _step(m["which"]), edge_of(m["edge"])
    if m["wd"]:
        yield Atom(*m.span(), "weekday", Point(weekday=_WEEKDAYS.index(m["wd"].lower()), shift=("weekday", step)))
    elif m["m"]:
        yield Atom(*m.span(), "relative", Point(month=month_of(m["m"]), edge=edge, shift=("named", step)), side=side)
    else:
        yield Atom(
            *m.span(), "relative", Point(season=season_codes()[m["s"].lower()], shift=("named", step)), side=side
        )
