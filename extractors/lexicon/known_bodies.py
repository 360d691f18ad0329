"""The bodies the lexicon knows: names in Finnish, Swedish and English, abbreviations, years and successors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from extractors.lexicon.wordlists import wordlist

LISTS = (
    "ministries",
    "agencies",
    "counties",
    "parliament",
    "government",
    "courts",
    "education",
    "others",
    "companies",
    "associations",
    "former_agencies",
)


class KnownBody(NamedTuple):
    """One entry of the lexicon.

    `names` are all its long names, `abbr` its unambiguous short forms, `weak` those that need its long name in the same
    document or a case ending; `common` marks a name that is a common noun too, `plural`
    one that is declined as a plural; `from_` and `until` are ISO days.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    from_: str | None = None
    until: str | None = None
    successor: tuple[str, ...] = ()
    sv: str | None = None
    en: str | None = None
    common: bool = False
    place: str | None = None
    forms: tuple[str, ...] = ()
    plural: bool = False


def _entry(row: dict[str, Any], kind: str) -> KnownBody:
    names = dict.fromkeys([row["name"], *(row[key] for key in ("sv", "en") if key in row), *row.get("also", ())])
    several = {key: tuple(row.get(key, ())) for key in ("abbr", "weak", "successor", "forms")}
    return KnownBody(
        row["id"],
        row["name"],
        row.get("kind", kind),
        tuple(names),
        **several,
        from_=row.get("from"),
        until=row.get("until"),
        sv=row.get("sv"),
        en=row.get("en"),
        common=row.get("common", False),
        place=row.get("region"),
        plural=row.get("plural", False),
    )


def slug(name: str) -> str:
    """A name as an id: "Mänttä-Vilppula" -> "mantta-vilppula".

    >>> slug("Mänttä-Vilppula")
    'mantta-vilppula'
    """
    return name.lower().translate(str.maketrans("äöåé ", "aoae-"))


def owning_place(place: str) -> str:
    """A Swedish name of a place as it stands before "stad" or "kommun".

    >>> owning_place("Raseborg"), owning_place("Vasa"), owning_place("Malax")
    ('Raseborgs', 'Vasa', 'Malax')
    """
    return place if place[-1].lower() in "aeiouyåäösxz" else f"{place}s"


def _municipalities() -> Iterator[KnownBody]:
    data = wordlist("municipalities")
    for name, genitive, calls_itself, sv, _ in data["municipalities"]:
        other = "kunta" if calls_itself == "kaupunki" else "kaupunki"
        noun = "stad" if calls_itself == "kaupunki" else "kommun"
        stad = f"{owning_place(sv or name)} {noun}"
        own, english = f"{genitive} {calls_itself}", ("City" if calls_itself == "kaupunki" else "Municipality")
        names = (own, f"{genitive} {other}", stad, f"{sv or name} {noun}", f"City of {name}", f"Municipality of {name}")
        yield KnownBody(
            f"kunta-{slug(name)}", own, "municipality", names, sv=stad, en=f"{english} of {name}", place=name
        )
    for name, genitive, calls_itself, until, successor in data["former"]:
        own = f"{genitive} {calls_itself}"
        yield KnownBody(
            f"kunta-{slug(name)}",
            own,
            "municipality",
            (own,),
            until=until,
            successor=(f"kunta-{slug(successor)}",),
            place=name,
        )


def _regional() -> Iterator[KnownBody]:
    data = wordlist("regions")
    for name, genitive, sv, en in data["regions"]:
        names = (f"{genitive} liitto", f"{genitive} maakuntaliitto", sv, en)
        yield KnownBody(f"liitto-{slug(name)}", names[0], "regional council", names, sv=sv, en=en, place=name)
    for genitive, sv, en in data["avi"]:
        name = f"{genitive} aluehallintovirasto"
        yield KnownBody(
            f"avi-{slug(genitive)}",
            name,
            "regional agency",
            (name, f"{genitive} AVI", sv, en),
            from_="2010-01-01",
            until="2025-12-31",
            successor=("lvv",),
            sv=sv,
            en=en,
        )
    for genitive in data["ely"]:
        name = f"{genitive} elinkeino-, liikenne- ja ympäristökeskus"
        spellings = (name, f"{genitive} ELY-keskus", f"{genitive} ELY")
        region = data["ely_sv"].get(genitive)
        sv = f"Närings-, trafik- och miljöcentralen i {region}" if region else None
        in_all = (*spellings, sv, f"NTM-centralen i {region}") if sv else spellings
        yield KnownBody(
            f"ely-{slug(genitive)}", name, "regional agency", in_all, from_="2010-01-01", until="2025-12-31", sv=sv
        )
    for genitive in data["elinvoimakeskukset"]:
        name = f"{genitive} elinvoimakeskus"
        yield KnownBody(f"evk-{slug(genitive)}", name, "regional agency", (name,), from_="2026-01-01")


@lru_cache(maxsize=1)
def known_bodies() -> dict[str, KnownBody]:
    """Every entry by its id.

    >>> known_bodies()["stm"].sv
    'Social- och hälsovårdsministeriet'
    """
    found = {}
    for name in LISTS:
        data = wordlist(name)
        for row in data["bodies"]:
            found[row["id"]] = _entry(row, data["kind"])
    for entry in (*_municipalities(), *_regional()):
        found[entry.id] = entry
    return found


def before_and_after(key: str) -> tuple[list[KnownBody], list[KnownBody]]:
    """The bodies whose work an entry took over, and those that took over its.

    >>> before, after = before_and_after("liikennevirasto")
    >>> [one.id for one in before], [one.id for one in after]
    (['tiehallinto', 'ratahallintokeskus', 'merenkulkulaitos'], ['vayla', 'traficom'])
    """
    every = known_bodies()
    own = every[key].successor if key in every else ()
    before = [one for one in every.values() if key in one.successor]
    return before, [every[one] for one in own if one in every]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, KnownBody]:
    found: dict[str, KnownBody] = {}
    for entry in known_bodies().values():
        for name in entry.names:
            found.setdefault(name.casefold(), entry)
    return found


@lru_cache(maxsize=1)
def _by_place() -> dict[str, KnownBody]:
    return {k.place.casefold(): k for k in known_bodies().values() if k.place and k.kind == "municipality"}


def known_body(name: str) -> KnownBody | None:
    """The entry of this long name in base form, letter case aside; None for a name nobody listed.

    >>> known_body("kuopion kaupunki").id, known_body("Ministry of Finance").id, known_body("Kuopion kerho")
    ('kunta-kuopio', 'vm', None)
    """
    return _by_name().get(name.casefold())


def municipality(place: str) -> KnownBody | None:
    """The municipality of this place name in the nominative.

    >>> municipality("Kuopio").name, municipality("Pariisi")
    ('Kuopion kaupunki', None)
    """
    return _by_place().get(place.casefold())
