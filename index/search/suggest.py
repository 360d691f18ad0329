"""Did you mean: words the corpus does not hold, put right by words it does; and why a query finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.text.morphology import forms
from index.engines.engine import Engine
from index.query.fields import FIELDS, Field, codes_of
from index.query.variants import ONE_OFF, begun_alike, folded, within
from index.ranking.analysis import BASE, PART, SURFACE, keys, lower

if TYPE_CHECKING:
    from index.opened import Opened
    from index.query.parser import FieldIs, Node

SHOWN = 3
"""How many values are named."""
AS_IT_IS = 2
"""Letters of a word of which none is taken to be wrong: "ei" and "en" are two words."""

MISTYPED = 4
"""Letters of a word that may be mistyped, or of which only the beginning may be typed: "kunt" for "kunta"."""

FAR = 9
"""More letters off than any name that is offered."""


def did_you_mean(engine: Engine, query: str, unknown: Sequence[str]) -> str | None:
    """The query with its unknown words replaced by the nearest that the corpus holds; None where there are none."""
    out = query
    engine.look_up([one for word in unknown if _may_be_mistyped(lower(word)) for one in _near(lower(word))])
    for word in dict.fromkeys(unknown):
        if better := nearest(engine, word):
            out = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, out)
    return out if out != query else None


def nearest(engine: Engine, word: str) -> str | None:
    """The commonest word nearest to this one: a letter off, or two in a longer word; the first two letters right.

    Dots and accents count for nothing: lahitoir is two letters from lähitori.
    """
    typed = lower(word)
    if not _may_be_mistyped(typed):
        return None
    if accented := _accented(engine, typed):
        return accented

    plain = folded(typed)
    for layer in (BASE, PART, SURFACE):
        held = [term for one in begun_alike(typed) for term in engine.vocabulary(layer + one)]
        for distance in (1, 2) if len(typed) > ONE_OFF else (1,):
            near = [term for term in held if term[2:] != typed and within(plain, folded(term[2:]), distance)]
            often = engine.frequencies([one for term in near for one in (term, SURFACE + term[2:])])
            if near := [term for term in near if often[term]]:
                return _in_full(engine, min(near, key=lambda term: (-often[term], -often[SURFACE + term[2:]], term)))
    return None


def _may_be_mistyped(typed: str) -> bool:
    return len(typed) >= MISTYPED and typed.isalpha()


def _near(typed: str) -> Iterator[str]:
    """The beginnings of the terms among which a word's neighbours are looked for."""
    yield from (layer + one for layer in (SURFACE, BASE, PART) for one in begun_alike(typed))


def _accented(engine: Engine, typed: str) -> str | None:
    """The commonest word that is this one but for dots and accents: zürich for zurich, åkerberg for akerbergille."""
    begun = list(begun_alike(typed))
    bases = [term for one in begun for term in engine.vocabulary(BASE + one)]
    surfaces = [term for one in begun for term in engine.vocabulary(SURFACE + one)]
    if written := _commonest_alike(engine, [*surfaces, *bases], {folded(typed)}, typed):
        return written[2:]
    # typed in a case that no text has: "zurichista" where a text says "Zürichissä"
    inflected = _commonest_alike(engine, bases, set(map(folded, keys(typed).bases)), typed)
    return _in_full(engine, inflected) if inflected else None


def _commonest_alike(engine: Engine, held: Sequence[str], wanted: Collection[str], typed: str) -> str | None:
    alike = [term for term in held if term[2:] != typed and folded(term[2:]) in wanted]
    often = engine.frequencies(alike)
    return min((term for term in alike if often[term]), key=lambda term: (-often[term], term), default=None)


def _in_full(engine: Engine, term: str) -> str:
    """A word as a person writes it: a stem of a word that no dictionary knows is none."""
    word = term[2:]
    return word if term.startswith(SURFACE) or forms(word).bases else _written(engine, word)


def _written(engine: Engine, stem: str) -> str:
    """The commonest form of a word of which only the stem is known, the shortest where two are as common."""
    held = engine.vocabulary(SURFACE + stem)
    often = engine.frequencies(held)
    return min(held, key=lambda term: (-often[term], len(term), term))[2:] if held else stem


def hints(opened: Opened, query: str) -> tuple[str, ...]:
    """For a query that finds nothing: which of its demands nobody meets, with the nearest values, as sentences.

    Where each part alone finds something, how much.  Raises QueryError for a query that cannot be meant.
    """
    from index.query.parser import QueryWord, parse

    tree = parse(query)
    planner = opened.planner(query)

    def count(node: Node) -> int:
        return opened.engine.count(planner.plan(node))

    needed = list(_needed(tree))
    if len(needed) == 1 and isinstance(needed[0], QueryWord):
        return ()
    unmet = [said for part in needed if not count(part) for said in _why_none(opened, part, count)]
    if unmet or len(needed) <= 1:
        return tuple(dict.fromkeys(unmet))
    told = ", ".join(f"{_said(part)} {count(part)}" for part in needed)
    return (f"No document meets all of it; alone they find: {told}.",)


def _needed(node: Node) -> Iterator[Node]:
    """The parts of a query that a document has to meet each."""
    from index.query.parser import And, Must, Or, only_filters

    if isinstance(node, And):
        for part in node.parts:
            yield from _needed(part)
    elif isinstance(node, Or) and node.free:
        musts = [part.part for part in node.parts if isinstance(part, Must)]
        wanted = tuple(part for part in node.parts if not only_filters(part))
        for part in (*filter(only_filters, node.parts), *musts):
            yield from _needed(part)
        if wanted and not musts:
            yield wanted[0] if len(wanted) == 1 else Or(wanted, free=True)
    else:
        yield node


def _why_none(opened: Opened, node: Node, count: Callable[[Node], int]) -> Iterator[str]:
    """Why nothing meets one part of a query, as sentences."""
    from index.query.parser import And, FieldIs, Or, Phrase, Prefix, QueryWord

    if isinstance(node, FieldIs):
        yield _unmet(opened, node)
    elif isinstance(node, Phrase):
        apart = tuple(QueryWord(word) for word in node.words)
        if missing := [word for word in apart if not count(word)]:
            yield from (f"No document holds {word.text}." for word in missing)
        elif len(apart) > 1 and (held := count(And(apart))):
            documents = "1 document holds" if held == 1 else f"{held} documents hold"
            wider = f'"{" ".join(node.words)}"~{node.slop + 5}'
            yield f"{documents} all words of {_said(node)}, but not so; {wider} is wider."
        elif len(apart) > 1:
            yield f"No document holds all words of {_said(node)}."
        else:
            yield f"No document holds {_said(node)} as it is written."
    elif isinstance(node, Prefix):
        yield f"No word begins with {node.text}."
    elif isinstance(node, Or):
        for part in node.parts:
            yield from _why_none(opened, part, count)
    elif isinstance(node, QueryWord):
        yield f"No document holds {node.text}."


def _said(node: Node) -> str:
    """A part of a query as a person would write it.

    >>> from index.query.parser import parse
    >>> _said(parse('NOT "uusi silta"~3'))
    'NOT "uusi silta"~3'
    """
    from index.query.parser import And, FieldIs, Fuzzy, Must, Not, Or, Phrase, Prefix

    match node:
        case Phrase(words, exact, slop):
            sign = "'" if exact else '"'
            return f"{sign}{' '.join(words)}{sign}" + (f"~{slop}" if slop else "")
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case FieldIs(name, value):
            return f'{name}:"{value}"' if " " in value and value[0] not in "\"'" else f"{name}:{value}"
        case Must(part):
            return f"+{_said(part)}"
        case Not(part):
            return f"NOT {_said(part)}"
        case And(parts):
            return f"({' AND '.join(map(_said, parts))})"
        case Or(parts, free):
            return f"({(' ' if free else ' OR ').join(map(_said, parts))})"
    return node.text


def _unmet(opened: Opened, demand: FieldIs) -> str:
    """Why no document meets a demand on a field, with the values that are there."""
    field, value = FIELDS[demand.name], demand.value
    if field.of is not None and (field.asks != "store" or codes_of(field, value)):
        return _no_value(opened, field, value)
    if field.asks == "day":
        years = sorted(opened.values.held("year"))
        told = f"they are of {years[0]}..{years[-1]}" if years else ""
        return f"No document is of {value}; {told}." if told else "No document has a day of publication."
    if field.asks == "title":
        return f"No document has {value} in its title."
    said = {"mentions": "speaks of", "amount": "names", "id": "has the id"}[field.name]
    return f"No document {said} {value}."


def _no_value(opened: Opened, field: Field, value: str) -> str:
    counts = opened.values.held(field.name)
    labels = opened.values.labels(field.name, list(counts))
    held = {labels.get(one, one): count for one, count in counts.items()}
    near = near_names(value, held) if field.asks == "name" else []
    if near:
        return f"No {field.name} is called {value}; near it: {_shown(field.name, near, held)}."
    common = f"; the commonest: {_shown(field.name, list(held), held)}" if held else ""
    return f"No document has {field.name}:{value}{common}."


def _shown(name: str, values: Sequence[str], held: Mapping[str, int]) -> str:
    return ", ".join(f'{name}:"{value}" ({held[value]})' for value in values[:SHOWN])


def near_names(asked: str, held: Mapping[str, int]) -> list[str]:
    """The names, of those held with how many documents have each, whose words are about those asked for.

    >>> near_names("Espon", {"Espoon kaupunki": 4, "Kuopion kaupunki": 9})
    ['Espoon kaupunki']
    """
    wanted = re.findall(r"\w+", asked.casefold())

    def off(name: str) -> int:
        words = re.findall(r"\w+", name.casefold())
        return sum(min((_off(one, word) for word in words if word[0] == one[0]), default=FAR) for one in wanted)

    scored = [(off(name), -count, name) for name, count in held.items()] if wanted else []
    return [name for far, _, name in sorted(one for one in scored if one[0] <= 2 * len(wanted))]


def _off(asked: str, word: str) -> int:
    """How many letters a word is off, up to two, the ending of a longer word aside."""
    begun = word[: len(asked)] if len(asked) >= MISTYPED else word
    for distance in (0, 1, 2) if len(asked) > ONE_OFF else (0, 1) if len(asked) > AS_IT_IS else (0,):
        if within(asked, word, distance) or within(asked, begun, distance):
            return distance
    return FAR
