"""A company by its name alone, once it has been named with its form: "Suvantovoima Oyj ... Suvantovoiman tulos"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.companies import ASSOCIATION, COMPANY
from extractors.lexicon.known_bodies import known_body, municipality
from extractors.text.inflection import forms
from extractors.text.morphology import readings

SHORTEST = 4
"""Letters of a name that may stand without its form: "Eka Oy" is no "eka"."""

LAYER = "short company"
SURE = 0.89


def short_companies(
    words: Sequence[BodyWord], mentions: Sequence[BodyMention], publishers: Sequence[str] = ()
) -> Iterator[BodyMention]:
    """Where the companies and associations that a document names, or that publish it, stand without their form."""
    cores: dict[str, BodyMention] = {}
    for m in mentions:
        core = _core(m.name) if m.layer == "companies" and not m.known else None
        if core:
            cores.setdefault(core, m)
    for issued in map(issuer_by_form, publishers):
        core = _core(issued.name) if issued else None
        if issued and core:
            cores.setdefault(core, issued)
    if not cores:
        return
    lookup = {form: (core, m) for core, m in cores.items() for form in _forms(core)}
    longest = max(core.count(" ") for core in cores) + 1
    for at, word in enumerate(words):
        if not word.capital:
            continue
        for size in range(longest, 0, -1):
            part = words[at : at + size]
            # "Nuorten,\nYstävät" is no name of two words.
            if len(part) < size or any(w.gap != " " for w in part[1:]):
                continue
            found = lookup.get(" ".join(w.low for w in part))
            # "Ramppi" at the head of a sentence may be a ramp.
            if found and not (word.first and _everyday(found[0]) and found[1].end):
                m = found[1]
                yield BodyMention(word.start, part[-1].end, m.name, m.kind, LAYER, SURE, alias=True)
                break


def issuer_by_form(publisher: str) -> BodyMention | None:
    """A company or association that publishes a document, which may never say its form in it."""
    last = publisher.split()[-1].lower() if publisher.split() else ""
    kind = "company" if last in COMPANY else "association" if last in ASSOCIATION else None
    return BodyMention(0, 0, publisher, kind, "companies", SURE) if kind else None


def _core(name: str) -> str | None:
    """A name without its form of company, where that is a name still.

    >>> _core("Suvantovoima Oyj"), _core("Kiinteistö Oy Karakaasu"), _core("Eka Oy")
    ('Suvantovoima', None, None)
    """
    *words, last = name.split()
    if words[:1] == ["Ab"] and len(words) > 1:  # "Ab Lerviks Vatten"
        *words, last = [*words[1:], last, "Ab"]
    if last.lower() not in COMPANY | ASSOCIATION or any(w.lower() in COMPANY for w in words):
        return None
    core = " ".join(words)
    # "Eka Oy", "Kela Oy", "Kuopio Oy", "Virtanen Oy".
    if len(core) < SHORTEST or not core[:1].isupper() or known_body(core) or municipality(core) or _person(core):
        return None
    return core


@lru_cache(maxsize=5_000)
def _person(core: str) -> bool:
    return " " not in core and any(r.word_class in ("etunimi", "sukunimi") for r in readings(core))


@lru_cache(maxsize=5_000)
def _everyday(core: str) -> bool:
    return " " not in core and bool(readings(core.lower()))


@lru_cache(maxsize=2_000)
def _forms(core: str) -> frozenset[str]:
    """The forms of a name in small letters: the last word is declined, by Voikko's cases or by its stem."""
    before, _, last = core.lower().rpartition(" ")
    return frozenset(f"{before} {form}".strip() for form in (*forms(last), last))
