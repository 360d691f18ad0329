"""The fields of a query and the facets of its hits: ONE table that everything else reads.

The parser, the help, the plans, the proofs in a hit, the suggestions, the facets, the command's options and the
documentation take from here what fields there are, so that a new one is one entry in FIELDS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from extractors.lexicon.wordlists import either
from extractors.model.errors import QueryError
from index.query.codes import amount_kind_of, kind_of, language_of, year_of

Said = tuple[str, int, str]
"""A value, where it stands, and the whole query: an error points at the spot."""

Meets: TypeAlias = Callable[[Mapping[str, Any]], bool]


class Facts(NamedTuple):
    """What the store says of a document, for its facets: `types` are (kind of record, its own kind), `named` are
    (person or body, thing).
    """

    kind: str
    language: str
    published: str | None
    publishers: tuple[str, ...]
    types: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    title: str | None = None

    def things(self, kind: str) -> Iterable[str]:
        """The people or bodies it names."""
        return (thing for one, thing in self.named if one == kind)

    def kinds(self, kind: str) -> Iterable[str]:
        """The kinds of its records of one kind: money, percent ..."""
        return (type_ for one, type_ in self.types if one == kind)


class Field(NamedTuple):
    """One field.

    `asks` says how it finds documents: "title" by words there, "code" by one of a few values, "name" by the names of
    things, "day" by the day of publication, "store" by a condition on what is kept (see field_conditions.py).
    `of` gives a document's values where the field is a facet too, `code` the value that a word means, `advice` which
    there are.  `check` raises QueryError for a value that cannot be meant, `spaced` gives the pattern of values that
    hold a space without quotes; `records` are those that prove a hit, `meets` whether one does.  `most` values are
    counted, by how many documents have them unless they are `in_order`; a name may begin `inside` a compound; its
    values may be a `thing` of the corpus each.
    """

    name: str
    finnish: tuple[str, ...]
    example: str
    help: str
    asks: Literal["title", "code", "name", "day", "store"]
    of: Callable[[Facts], Iterable[str]] | None = None
    code: Callable[[str], str | None] | None = None
    advice: str = ""
    check: Callable[[Said], object] | None = None
    records: str | None = None
    meets: Callable[[Said], Meets] | None = None
    spaced: Callable[[], re.Pattern[str]] | None = None
    most: int = 20
    in_order: bool = False
    inside: bool = False
    thing: bool = False


def _time(said: Said) -> object:
    from index.query.times import span

    return span(*said)


def _overlaps(said: Said) -> Meets:
    from index.query.times import overlaps

    return overlaps(said)


def _amount(said: Said) -> object:
    from index.query.query_amounts import amount_range

    return amount_range(*said)


def _amount_typed() -> re.Pattern[str]:
    from index.query.query_amounts import typed

    return typed()


def _within(said: Said) -> Meets:
    from index.query.query_amounts import within

    return within(said)


MISTYPED = 4
"""Letters of a word that may be a mistyped field: shorter ones are near to a field by chance ("org" in "org:n")."""

_TIME = re.compile(r"\d[\d.-]*?\s?(?:\.\.|–| - )\s?\d[\d.-]*(?=[\s)]|$)|[^\W\d_]+ \d{4}(?=[\s)]|$)")
_KIND = re.compile(r"(?:press|web)[ _-](?:release|page)s?(?!\w)", re.IGNORECASE)

_ENTRIES = (
    Field("title", ("otsikko",), "rahoitus", "words of the title", "title"),
    Field(
        "person",
        ("henkilö",),
        '"Kauko Harjula"',
        "a person it names",
        "name",
        of=lambda facts: facts.things("person"),
        records="people",
        thing=True,
    ),
    Field(
        "body",
        ("taho", "elin", "organisaatio"),
        "STM",
        "a body it names",
        "name",
        of=lambda facts: facts.things("body"),
        records="bodies",
        thing=True,
        inside=True,
    ),
    Field(
        "kind",
        ("laji", "tyyppi"),
        "tiedote",
        "what kind of document it is",
        "code",
        of=lambda facts: (facts.kind,),
        code=kind_of,
        advice="There are: slides (kalvot), web page (sivu), press release (tiedote), document (asiakirja).",
        spaced=lambda: _KIND,
    ),
    Field(
        "publisher",
        ("julkaisija",),
        "Lehto",
        "the body that published it",
        "name",
        of=lambda facts: facts.publishers,
        inside=True,
    ),
    Field(
        "language",
        ("kieli",),
        "sv",
        "its language",
        "code",
        of=lambda facts: (facts.language,),
        code=language_of,
        advice="Write fi (suomi), sv (ruotsi), en (englanti), or another ISO 639-1 code.",
    ),
    Field(
        "published",
        ("julkaistu",),
        "2021-02..2021-06",
        "when it was published",
        "day",
        check=_time,
        spaced=lambda: _TIME,
    ),
    Field(
        "year",
        ("vuosi",),
        "2021",
        "the year it was published",
        "code",
        of=lambda facts: (facts.published[:4],) if facts.published else (),
        code=year_of,
        advice="Write a year in four figures, or two with .. between.",
        most=200,
        in_order=True,
    ),
    Field(
        "mentions",
        ("aika", "mainitsee"),
        "2023",
        "a time it speaks of",
        "store",
        check=_time,
        records="dates",
        meets=_overlaps,
        spaced=lambda: _TIME,
    ),
    Field(
        "amount",
        ("summa", "määrä"),
        ">1M€",
        "an amount it names, or a kind of amount",
        "store",
        of=lambda facts: facts.kinds("amounts"),
        code=amount_kind_of,
        advice="There are: money (raha), percent (prosentti), duration (kesto), count (lukumäärä), measure (mitta).",
        check=_amount,
        records="amounts",
        meets=_within,
        spaced=_amount_typed,
    ),
    Field("id", ("tunnus",), "doc-1a2b3c4d5e6f7a8b", "the document itself", "store"),
)

FIELDS: dict[str, Field] = {field.name: field for field in _ENTRIES}
"""Every field by its own name, in the order in which they are told."""

FACETS: dict[str, Field] = {field.name: field for field in _ENTRIES if field.of is not None}
"""The fields whose values are counted, and can be chosen."""

THINGS = frozenset(name for name, field in FACETS.items() if field.thing)
"""The facets whose values are things: those of a document may change though the document does not."""

_UNDOTTED = str.maketrans("äöå", "aoa")

NAMES: dict[str, str] = {
    spelt: field.name
    for field in _ENTRIES
    for name in (field.name, *field.finnish)
    for spelt in (name, name.translate(_UNDOTTED))
}
"""Every name a field may be called by, and its own name."""

FIELDS_IN_WORDS = ", ".join(f"{field.name} ({field.finnish[0]})" for field in _ENTRIES)
"""All fields in a sentence."""


def values_of(facts: Facts) -> dict[str, list[str]]:
    """The values of each facet of a document, each once, in order.

    >>> facts = Facts("document", "fi", "2021-02", ("Lehto",), (("amounts", "money"),))
    >>> values_of(facts)["year"], values_of(facts)["amount"], "body" in values_of(facts)
    (['2021'], ['money'], False)
    """
    found = ((name, list(dict.fromkeys(field.of(facts)))) for name, field in FACETS.items() if field.of is not None)
    return {name: values for name, values in found if values}


def years(value: str) -> list[str]:
    """The years of a year or a range of them; none for anything else.

    >>> years("2021..2023"), years("2021"), years("soon")
    (['2021', '2022', '2023'], ['2021'], [])
    """
    first, dots, last = value.partition("..")
    ends = year_of(first), year_of(last if dots else first)
    if ends[0] is None or ends[1] is None:
        return []
    return [str(year) for year in range(int(ends[0]), int(ends[1]) + 1)]


def codes_of(field: Field, value: str) -> tuple[str, ...]:
    """The values of a facet that a word means: none where it means none.

    >>> codes_of(FIELDS["kind"], "Tiedote"), codes_of(FIELDS["year"], "2021..2022"), codes_of(FIELDS["amount"], ">1M€")
    (('press release',), ('2021', '2022'), ())
    """
    if field.name == "year":
        return tuple(years(value))
    found = field.code(value) if field.code else None
    return (found,) if found is not None else ()


_SCHEMES = frozenset(["http", "https", "ftp", "file", "mailto", "tel", "urn", "doi", "isbn", "issn"])
_CASES = either("query_patterns", "case_endings")
_ENDING = re.compile(rf"(?:[aeiouyäö]{{0,2}}(?:{_CASES}))(?:kin|kaan|kään|ko|kö|nsa|nsä)?", re.IGNORECASE)


def near_miss(name: str) -> str | None:
    """The field a mistyped one may mean.

    >>> near_miss("publised"), near_miss("STM")
    ('published', None)
    """
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), NAMES, n=1, cutoff=0.8) if len(name) >= MISTYPED else []
    return close[0] if close else None


def is_a_word(name: str, value: str) -> bool:
    """Whether a colon between these two belongs to a word or an address, and makes no field of it.

    >>> is_a_word("STM", "ssä"), is_a_word("stm", "n?"), is_a_word("urn", "nbn:fi-fe2021"), is_a_word("aihe", "sote")
    (True, True, True, False)
    """
    capitals = name[1:] != name[1:].lower()
    ending = _ENDING.fullmatch(value.rstrip(".,;!?…"))
    return len(name) <= 1 or capitals or ":" in value or name.lower() in _SCHEMES or ending is not None


def check(name: str, value: str, at: int, query: str) -> None:
    """Whether a field can have this value; raises QueryError, which points at the value, where it cannot."""
    field = FIELDS[name]
    if field.code and codes_of(field, value):
        return
    if field.check is not None:
        field.check((value, at, query))
    elif field.code is not None:
        raise QueryError(
            f"there is no {name} {value}",
            position=at,
            subject=query,
            advice=field.advice,
        )
