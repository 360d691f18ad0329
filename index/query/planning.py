"""From a query's tree to a plan: words become terms, phrases and fields become document numbers.

What each kind of term counts was chosen on development queries alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

import numpy as np

from extractors.model.errors import QueryError
from extractors.text.morphology import forms
from index.engines.engine import Engine
from index.query.fields import FIELDS, Said, codes_of
from index.query.parser import And, FieldIs, Fuzzy, Must, Node, Not, Or, Phrase, Prefix, QueryWord, leaves, only_filters
from index.query.plan import All, AllBut, AnyOf, Everything, Has, Ints, Numbers, Plan, Published, Terms, Weighted
from index.query.query_tokens import Token
from index.query.times import as_days
from index.query.variants import abbreviations, hyphens, long_forms, undotted, within
from index.ranking.analysis import BASE, ENGLISH, PART, SURFACE, SWEDISH, is_stopword, keys, lower, stem
from index.ranking.forward import Forward, Totals
from index.ranking.phrases import find_in_titles, find_phrase, in_order
from index.ranking.scoring import grams, rarity
from index.ranking.stream import TITLE

PARTS = 0.5
"""A word of the query that is a part of a compound in the text."""
HINTS = 0.4
"""A part of a compound that was asked for, standing elsewhere; counts only where the word itself is met."""
WRITTEN = 0.1
"""The very form that was typed, on top of its base form."""
SPELT = 0.5
"""A word typed without its dots, or misspelt with ~."""
ALIAS = 0.5
"""An abbreviation for its long form, or the other way round."""
_LIKELIEST = 3
_NUMBERED = 50
"""So many compounds that begin with one number are looked for."""
_SNOWBALL = {"sv": "swedish", "en": "english"}
_QUOTED = {'"': "phrase", "'": "exact"}
PROSE = 4
"""From so many words on, free words are read as a sentence."""


class Corpus(Protocol):
    """What a planner asks beside the engine."""

    def called(self, facet: str, said: str) -> tuple[str, ...]:
        """The values of a facet that a name means."""

    def unknown(self, facet: str, said: str) -> str | None:
        """What to do where an id is of no such person or body; None for what is no id."""

    def having(self, field: str, said: Said) -> Ints:
        """The documents that meet a demand which the store answers, ascending."""


@dataclass
class Planner:
    """Turns trees into plans against one index as it is now; `unknown` collects words the index does not hold."""

    query: str
    engine: Engine
    forward: Forward
    totals: Totals
    corpus: Corpus
    unknown: list[str] = field(default_factory=list)
    _frequencies: dict[str, int] = field(default_factory=dict)

    def plan_of(self, tree: Node) -> Plan:
        """The plan of a whole query; how common its words are is asked of the engine in one go."""
        likely = list(_likely(tree, self.totals.languages))
        self.engine.look_up(list(_begun(tree)), likely)
        self._ask(likely)
        return self.plan(tree)

    def _ask(self, terms: Sequence[str]) -> None:
        missing = [term for term in dict.fromkeys(terms) if term not in self._frequencies]
        if missing:
            self._frequencies |= self.engine.frequencies(missing)

    def frequency(self, term: str) -> int:
        """How many documents hold a term."""
        self._ask([term])
        return self._frequencies[term]

    def plan(self, node: Node) -> Plan:
        """The plan of a part of a query."""
        if isinstance(node, QueryWord):
            return self.word(node.text)
        if isinstance(node, Phrase):
            return self.phrase(node)
        if isinstance(node, Prefix):
            return self._listed(node.text + "*", self.engine.vocabulary(SURFACE + lower(node.text)))
        if isinstance(node, Fuzzy):
            return self.fuzzy(node)
        if isinstance(node, FieldIs):
            return self._field(node)
        if isinstance(node, Not):
            return AllBut(self.plan(node.part))
        if isinstance(node, Must):
            return self.plan(node.part)
        if isinstance(node, And):
            return All(tuple(self.plan(part) for part in node.parts))
        return self._row(node.parts) if node.free else AnyOf(tuple(self.plan(part) for part in node.parts))

    def _row(self, parts: Sequence[Node]) -> Plan:
        """Words side by side: any of them; fields and NOT beside them: all of those."""
        narrowing = [part for part in parts if only_filters(part)]
        musts = [part.part for part in parts if isinstance(part, Must)]
        wanted = [part for part in parts if not only_filters(part) and not isinstance(part, Must)]
        few = len(wanted) < PROSE  # in a question "voi" is a verb, beside another word or two it may be butter
        telling = [part for part in wanted if not (isinstance(part, QueryWord) and is_stopword(part.text, surely=few))]
        said = {(type(part), getattr(part, "text", part)): part for part in telling or wanted}
        found = tuple(self.plan(part) for part in said.values())
        found += tuple(self._spelled_out([part.text for part in wanted if isinstance(part, QueryWord)]))
        needed = tuple(self.plan(part) for part in (*narrowing, *musts))
        if not needed:
            return AnyOf(found)
        if musts and found:  # "+rahoitus avustus": a document without avustus is found too, after those with it
            return All((*needed, AnyOf((*found, Everything()))))
        return All((*needed, AnyOf(found))) if found else All(needed)

    def _weighted(self, term: str, weight: float) -> Weighted:
        return Weighted(term, weight, rarity(self.frequency(term), self.totals.documents))

    def word(self, text: str) -> Terms:
        """A word in any inflection, alone or inside compounds, under its other names, with or without its dots."""
        found = self._terms(text)
        held = any(self.frequency(one.term) for one in found.any_of)
        known = bool(forms(text).bases)
        others = [*hyphens(lower(text), keys(text).parts, known=known), *self._with_dots(text, held, known)]
        own = {one.term for one in found.any_of}
        others = list(dict.fromkeys(others))
        self._ask([term for other in others for term in _term_names(other, self.totals.languages)])
        variants = [
            one._replace(weight=one.weight * SPELT)
            for other in others
            for one in self._terms(other).any_of
            if one.term not in own and self.frequency(one.term)
        ]
        if not held and not variants:
            self.unknown.append(text)
        found = replace(found, any_of=(*found.any_of, *variants))
        short = tuple(
            self._weighted(term, ALIAS) for name in abbreviations(text) for term in (BASE + name, SURFACE + name)
        )
        return replace(found, any_of=(*found.any_of, *short))

    def _with_dots(self, text: str, held: bool, known: bool) -> Iterator[str]:
        """What may have been meant by a word that nobody writes, or that is no word of Finnish and has no dots."""
        if not held:
            yield from undotted(lower(text))
        elif not known:
            yield from (one for one in islice(undotted(lower(text)), _LIKELIEST) if forms(one).bases)

    def _terms(self, text: str) -> Terms:
        surface, (bases, parts) = lower(text), keys(text)
        stems = [
            layer + stem(surface, _SNOWBALL[language])
            for layer, language in ((SWEDISH, "sv"), (ENGLISH, "en"))
            if self.totals.languages.get(language)
        ]
        whole = [self._weighted(term, 1.0) for term in (*(BASE + base for base in bases), *stems)]
        rarest = min((one.rarity for one in whole), default=0.0)
        written = Weighted(SURFACE + surface, 1.0, rarest)
        inside = [self._weighted(PART + base, PARTS) for base in bases]
        hints: list[tuple[Weighted, ...]] = [(self._weighted(SURFACE + surface, WRITTEN),)]
        hints += [(self._weighted(BASE + part, HINTS), self._weighted(PART + part, HINTS)) for part in parts]
        return Terms(text, (written, *whole, *inside), tuple(hints), grams(surface), rarest)

    def fuzzy(self, node: Fuzzy) -> Terms:
        """The word itself, and words, base forms and parts of compounds at most so many letters off."""
        word = lower(node.text)
        own = self._terms(node.text).any_of
        found = [term for one in _begun(node) for term in self.engine.vocabulary(one)]
        told = self._listed(node.text + "~", [term for term in found if within(word, term[2:], node.distance)])
        held = {one.term for one in own}
        near = (
            one._replace(weight=PARTS * SPELT if one.term.startswith(PART) else SPELT)
            for one in told.any_of
            if one.term not in held
        )
        return replace(told, any_of=(*own, *near))

    def _listed(self, said: str, found: Sequence[str]) -> Terms:
        self._ask(found)
        held = rarity(sum(map(self.frequency, found)), self.totals.documents)
        return Terms(said, tuple(Weighted(term, 1.0, held) for term in found), rarity=held)

    def phrase(self, node: Phrase) -> Plan:
        """Where these words stand together, found in the streams of the documents that hold them all."""
        elements = [self._whole(word, node.exact) for word in node.words]
        self.unknown += [e.word for e in elements if not any(self.frequency(one.term) for one in e.any_of)]
        return self._phrase(elements, " ".join(node.words), node.slop)

    def _whole(self, word: str, exact: bool) -> Terms:
        if word.endswith("*"):
            return self._listed(word, self.engine.vocabulary(SURFACE + lower(word[:-1])))
        if exact:
            return Terms(word, (self._weighted(SURFACE + lower(word), 1.0),))
        found = self._terms(word)
        whole = tuple(one for one in found.any_of if not one.term.startswith(PART))
        return replace(found, hints=(), grams=(), any_of=(*whole, *self._numbered(word)))

    def _numbered(self, word: str) -> Iterator[Weighted]:
        """Compounds that begin with a number of a phrase: "24/7" stands in "24/7-palvelu" too."""
        if word.isdigit():
            yield from (self._weighted(term, 1.0) for term in self.engine.vocabulary(f"{SURFACE}{word}-")[:_NUMBERED])

    def _phrase(self, elements: list[Terms], said: str, slop: int = 0, *, in_title: bool = False) -> Numbers:
        found = self.engine.phrase(elements, slop)
        terms = [[one.term for one in e.any_of] for e in elements]
        likely = found.likely
        if in_title and found.known is not None:
            likely, found = np.union1d(likely, found.known), found._replace(known=None)
        numbers, counts = find_phrase(self.forward, likely, terms, slop, in_title=in_title)
        if found.known is not None and found.times is not None:
            numbers, counts = in_order(np.concatenate([numbers, found.known]), np.concatenate([counts, found.times]))
        told = sum(max((one.rarity for one in e.any_of), default=0.0) for e in elements)
        return Numbers(numbers, counts, told, said, tuple(map(frozenset, terms)), slop=slop)

    def _spelled_out(self, said: list[str]) -> Iterator[Plan]:
        """The other names of what was asked for: STM as its long form, a long form of several words as STM."""
        for word in said:
            for name in long_forms(word):
                elements = [self._whole(part, exact=False) for part in name]
                if all(any(self.frequency(one.term) for one in e.any_of) for e in elements):
                    yield self._alias(elements, word) if len(elements) > 1 else _aliased(elements[0])
        if len(said) > 1:
            for short in abbreviations(" ".join(said)):
                yield Terms(short, tuple(self._weighted(layer + short, ALIAS) for layer in (BASE, SURFACE)))

    def _alias(self, elements: list[Terms], said: str) -> Numbers:
        """A long name said for its abbreviation: all its words together are worth one."""
        phrase = self._phrase(elements, said)
        return replace(phrase, rarity=ALIAS * max(one.rarity for e in elements for one in e.any_of))

    def _field(self, node: FieldIs) -> Plan:
        asked = FIELDS[node.name]
        if asked.asks == "title":
            return self._title(node)
        if codes := codes_of(asked, node.value):
            return Has(asked.name, codes)
        said = said_of(node, self.query)
        if asked.asks == "name":
            return self._named(asked.name, node.value, said)
        if asked.asks == "day":
            return Published(*as_days(said))
        return Numbers(self.corpus.having(asked.name, said))

    def _named(self, facet: str, value: str, said: Said) -> Plan:
        """Documents that name one of those who are called so; an id that is nobody's is an error."""
        found = self.corpus.called(facet, value)
        if not found and FIELDS[facet].thing and (advice := self.corpus.unknown(facet, said[0])):
            raise QueryError(f"there is no {facet} {said[0]}", position=said[1], subject=self.query, advice=advice)
        return Has(facet, found)

    def _title(self, node: FieldIs) -> Plan:
        """Documents whose title holds each of these words."""
        each = tuple(self._in_title(one) for one in _title_words(node))
        return All(each) if each else AnyOf(())

    def _in_title(self, node: Node) -> Plan:
        """Documents with a word in their title, scored by that word wherever it stands in them."""
        if isinstance(node, Prefix):
            held = [term for layer in (SURFACE, BASE) for term in self.engine.vocabulary(layer + lower(node.text))]
            return self._titled(self._listed(node.text + "*", held))
        if isinstance(node, Fuzzy):
            return self._titled(self.fuzzy(node))
        if isinstance(node, Phrase):
            elements = [self._whole(word, node.exact) for word in node.words]
            return self._phrase(elements, " ".join(node.words), node.slop, in_title=True)
        assert isinstance(node, QueryWord)
        return self._titled(self.word(node.text))

    def _titled(self, found: Terms) -> Plan:
        whole = dict.fromkeys(TITLE + one.term[2:] for one in found.any_of if not one.term.startswith(PART))
        self._ask(list(whole))
        parts = [one.term for one in found.any_of if one.term.startswith(PART)]
        titled: Plan = Terms(found.word, tuple(self._weighted(term, 1.0) for term in whole))
        if parts:  # the engine knows titles by their whole words alone
            holding = self.engine.matching(Terms(found.word, tuple(Weighted(term, 1.0) for term in parts)))
            titled = AnyOf((titled, Numbers(find_in_titles(self.forward, holding, parts))))
        return All((titled, found))


def said_of(node: FieldIs, query: str) -> Said:
    """A field's value, where it stands and the query: what an error points at."""
    return node.value.strip(), node.at + len(query[node.at :].partition(":")[0]) + 1, query


def _title_words(node: FieldIs) -> list[Node]:
    """The words, phrases and beginnings that a condition on the title asks for."""
    if quoted := _QUOTED.get(node.value[:1]):
        return list(leaves(Token(quoted, node.value[1:-1], node.at)))
    return [one for chunk in node.value.split() for one in leaves(Token("word", chunk, node.at))]


def _begun(node: Node) -> Iterator[str]:
    """The beginnings of terms whose vocabularies a plan needs: of "kunt*", of "kunta~"."""
    match node:
        case Prefix(text):
            yield SURFACE + lower(text)
        case Fuzzy(text):
            yield from (layer + lower(text)[0] for layer in (SURFACE, BASE, PART))
        case Phrase(said):
            yield from (SURFACE + lower(one[:-1]) for one in said if one.endswith("*"))
            yield from (f"{SURFACE}{one}-" for one in said if one.isdigit() and not node.exact)
        case FieldIs() if FIELDS[node.name].asks == "title":
            for word in _title_words(node):
                yield from _begun(word)
                if isinstance(word, Prefix):
                    yield BASE + lower(word.text)
        case Not(part) | Must(part):
            yield from _begun(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _begun(part)


def _likely(node: Node, languages: Mapping[str, int]) -> Iterator[str]:
    """The terms that a plan is likely to need."""
    match node:
        case QueryWord(text):
            for name in _names_of(text):
                yield from _term_names(name, languages)
            yield from (layer + name for name in abbreviations(text) for layer in (BASE, SURFACE))
        case Fuzzy(text):
            yield from _term_names(text, languages)
        case Phrase(said):
            for one in said:
                yield from _term_names(one.rstrip("*"), languages)
        case FieldIs() if FIELDS[node.name].asks == "title":
            terms = [term for word in _title_words(node) for term in _likely(word, languages)]
            yield from (*terms, *(TITLE + term[2:] for term in terms if not term.startswith(PART)))
        case Not(part) | Must(part):
            yield from _likely(part, languages)
        case And(parts) | Or(parts):
            for each in parts:
                yield from _likely(each, languages)


def _names_of(text: str) -> Iterator[str]:
    """A word, what it may stand for, and with its hyphens and dots otherwise where nobody knows it."""
    yield text
    yield from hyphens(lower(text), keys(text).parts, known=bool(forms(text).bases))
    yield from (part for name in long_forms(text) for part in name)
    if not forms(text).bases:
        yield from undotted(lower(text))


def _term_names(text: str, languages: Mapping[str, int]) -> Iterator[str]:
    """The terms a word may be met by, and those of its parts."""
    surface, (bases, parts) = lower(text), keys(text)
    yield SURFACE + surface
    for base in bases:
        yield from (BASE + base, PART + base)
    for layer, language in ((SWEDISH, "sv"), (ENGLISH, "en")):
        if languages.get(language):
            yield layer + stem(surface, _SNOWBALL[language])
    for part in parts:
        yield from (BASE + part, PART + part)


def _aliased(element: Terms) -> Terms:
    return replace(element, any_of=tuple(one._replace(weight=one.weight * ALIAS) for one in element.any_of))
