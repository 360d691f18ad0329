"""What speaks for and against an organisation that the model marked: small named features, each with a weight.

The model's word counts for BASE; a guess is a body where all its features together are above nought.  No feature but
the IMPOSSIBLE ones decides alone: that its leader stands after it outweighs that the word is an everyday one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from extractors.bodies.body_words import BodyWord
from extractors.bodies.lexical import known_single
from extractors.lexicon.wordlists import wordlist
from extractors.people.titles import is_title_word, title
from extractors.text.base_forms import base_form
from extractors.text.head_nouns import head_of
from extractors.text.morphology import WordReading, readings

PROPER = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
PERSONAL = frozenset({"etunimi", "sukunimi"})

PLACING = frozenset({"inessive", "adessive", "elative", "ablative", "illative", "allative"})
"""Cases that tell where; a name in them is one of a body only with other words to say so."""

LONGEST = 8
"""Words an organisation's name may have; a longer guess is a sentence."""

ACRONYM = 4
"""Letters from which a word in capitals may be a heading ("HIEMAN") as well as an acronym."""


@dataclass
class Guess:
    """Some words that the model takes for an organisation, and what stands around them."""

    words: list[BodyWord]
    before: BodyWord | None = None
    after: BodyWord | None = None
    persons: frozenset[str] = field(default_factory=frozenset)
    among_places: bool = False

    @property
    def last(self) -> BodyWord:
        """The word that is declined."""
        return self.words[-1]

    @property
    def one(self) -> bool:
        """Is it a single word?"""
        return len(self.words) == 1

    @cached_property
    def said(self) -> str:
        """The words as a name."""
        return joined(self.words)

    @cached_property
    def name(self) -> str:
        """The base form."""
        return base_form(self.said)


def joined(words: list[BodyWord]) -> str:
    """The words of a name as they stand, their commas kept."""
    return " ".join(
        w.text + ("," if i + 1 < len(words) and words[i + 1].gap.startswith(",") else "") for i, w in enumerate(words)
    ).lstrip("-")


Feature = Callable[[Guess], bool]
FEATURES: dict[str, tuple[float, Feature]] = {}

BASE = 1.0
"""What the model's word is worth: a guess with no feature at all is believed."""

IMPOSSIBLE = -99.0
"""The weight of what no name can be, whatever else speaks for it."""


def feature(weight: float) -> Callable[[Feature], Feature]:
    """Put a feature into the table, with what it adds."""

    def register(rule: Feature) -> Feature:
        FEATURES[rule.__name__.replace("_", " ")] = (weight, rule)
        return rule

    return register


def weight_of(guess: Guess) -> float:
    """All features of a guess together; above nought it is a body."""
    return BASE + sum(weight for weight, rule in FEATURES.values() if rule(guess))


# --- what no name can be


@feature(IMPOSSIBLE)
def headline_with_a_place(g: Guess) -> bool:
    """ "Tulvahuippu Rovaniemellä": a common noun at the head of a line, and where it is."""
    # Within a sentence a capital is no headline's.
    if g.one or not g.words[0].first:
        return False
    where = [r for r in readings(g.last.text) if r.word_class == "paikannimi"]
    common = any(r.word_class == "nimisana" for r in readings(g.words[0].low)) and head_of(g.words[0].low) is None
    return common and bool(where) and all(r.case in PLACING for r in where)


@feature(IMPOSSIBLE)
def social_media(g: Guess) -> bool:
    """ "Twitter @malli": a way to reach somebody."""
    return (
        g.one
        and g.last.low in ("twitter", "facebook", "instagram", "linkedin")
        and g.after is not None
        and ("@" in g.after.gap or "/" in g.after.gap)
    )


@feature(IMPOSSIBLE)
def no_capital(g: Guess) -> bool:
    """ "hallituksen", "2030": no word of it has a capital, or its last no letter."""
    return not any(w.capital for w in g.words) or not any(c.isalpha() for c in g.last.text)


@feature(IMPOSSIBLE)
def cut_off(g: Guess) -> bool:
    """ "Sosiaali-": the model stopped in the middle of a word."""
    return g.last.text.endswith("-")


@feature(IMPOSSIBLE)
def too_long(g: Guess) -> bool:
    """A whole line of a table."""
    return len(g.words) > LONGEST


@feature(IMPOSSIBLE)
def technical(g: Guess) -> bool:
    """ "XML", "TAE 2024": an acronym of the list of those that name no body."""
    return g.words[0].text.partition(":")[0].upper() in _list("no_bodies")


@feature(IMPOSSIBLE)
def code(g: Guess) -> bool:
    """ "A-2428a", "AL", "M1", "GUAC_SALA": two capitals are a body only where a list has them."""
    return _CODE.fullmatch(g.last.text) is not None


_CODE = re.compile(r"[A-ZÅÄÖ]{1,3}-?\d[\w-]*|[A-ZÅÄÖ]{2}|[A-Z]{4,}\d+|\w*_\w*")


@feature(IMPOSSIBLE)
def listed_as_none(g: Guess) -> bool:
    """ "Microsoft Teams", "Perustuslaki": software, services and works of the list."""
    return g.name.casefold() in _list("no_body_names")


@feature(IMPOSSIBLE)
def several(g: Guess) -> bool:
    """ "ELY-keskukset", "AVIt": not one body but many of a kind."""
    form = head_of(g.last.low)
    return (form is not None and form.plural) or _ACRONYMS.fullmatch(g.last.text) is not None


_ACRONYMS = re.compile(r"[A-ZÅÄÖ]{2,}(?:t|ien|ille|issa|ista)")


@feature(IMPOSSIBLE)
def opens_small(g: Guess) -> bool:
    """ "uuden Kajonix": the first of several words has no capital."""
    return not g.one and not g.words[0].capital and not g.words[0].text[:1].isdigit()


@feature(IMPOSSIBLE)
def job(g: Guess) -> bool:
    """ "Senior Specialist": several words that end in a title."""
    return not g.one and is_title_word(g.last.text)


# --- what speaks against it


@feature(-4.0)
def says_no_which(g: Guess) -> bool:
    """ "Tulevaisuuden kunta", "Uusi kunta": a kind of body, and a word before it that names none."""
    return not g.one and g.words[0].low in _list("vague") and head_of(g.last.low) is not None


@feature(-4.0)
def thing(g: Guess) -> bool:
    """ "Vihreä siirtymä -ohjelma", "Maakuntaverkko": it ends as programmes, laws, systems, streets and events do."""
    lemma = _last_lemma(g.last.low)
    return any(lemma.endswith(end) for end in _list("no_body_ends"))


@feature(-4.0)
def everyday_end(g: Guess) -> bool:
    """ "Brasilian maalein", "Twitter-tiliäni": the last word is an everyday one in small letters, and no head noun."""
    tail = g.last.text.partition(":")[0].rpartition("-")[2]
    # "Brasilian Maalit" has a capital; "maalein" alone is told by others.
    if not tail.islower() or (g.one and "-" not in g.last.text):
        return False
    return _common(tail) and head_of(tail) is None


@feature(-4.0)
def swedish_noun(g: Guess) -> bool:
    """ "Undersökningen", "Möjligheterna": an everyday Swedish noun with its article, first in its line."""
    return g.one and g.last.first and _SWEDISH_NOUN.fullmatch(g.last.low) is not None


_SWEDISH_NOUN = re.compile(r"\w{2,}(?:ning(?:en|arna)|het(?:en|erna)|tion(?:en|erna)|[ae]ndet|skapet|elsen|laget)s?")


@feature(-4.0)
def shouted(g: Guess) -> bool:
    """ "HIEMAN": an everyday word in capitals."""
    text = g.last.text.partition(":")[0]
    return text.isupper() and len(text) >= ACRONYM and _common(text.lower()) and head_of(text.lower()) is None


@feature(-4.0)
def personal(g: Guess) -> bool:
    """ "Virtanen": one word that Voikko knows as a person's name and as nothing else."""
    return g.one and _personal(g.last.text)


@feature(-4.0)
def person_of_the_text(g: Guess) -> bool:
    """ "Kajolan" where the text names Matti Kajola."""
    return g.one and any(_same_stem(g.last.low, p) for p in g.persons)


@feature(-4.0)
def everyday_word(g: Guess) -> bool:
    """ "Avattu", "Sitovuuden": one everyday word whose capital says nothing, or an abstract one."""
    return g.one and _ordinary(g.last)


@feature(-4.0)
def place(g: Guess) -> bool:
    """ "Strandgatan", "Kuopio": one word that is a place, and no company named as one."""
    return g.one and _place(g.last.text)


@feature(-4.0)
def everyday_compound(g: Guess) -> bool:
    """ "Rakennusjärjestys": one compound of everyday words."""
    return g.one and _common_compound(g.last.text)


@feature(-4.0)
def row_of_nouns(g: Guess) -> bool:
    """ "Verotulot Valtionosuudet": everyday nouns side by side in the nominative, as in a table's head."""
    return not g.one and head_of(g.last.low) is None and all(w.capital and _plain_noun(w.low) for w in g.words)


@feature(-4.0)
def nothing_but_words(g: Guess) -> bool:
    """ "Avattu Osuus", "Matti Virtanen": several words, each an everyday one or a person's."""
    return not g.one and all(
        _ordinary(w) or any(_same_stem(w.low, p) for p in g.persons) or _personal(w.text) for w in g.words
    )


@feature(-2.0)
def goes_on(g: Guess) -> bool:
    """ "Davor Šuker", "Nissan Leaf": one word, and a word nobody knows with a capital goes on from it."""
    # "Nissan." and "Nissan on" go on with nothing.
    if not g.one or g.after is None or g.after.gap != " " or not g.after.capital:
        return False
    return not readings(g.after.text) and g.last.text.isalpha() and not g.last.text.isupper()


@feature(-2.0)
def titled(g: Guess) -> bool:
    """ "rouva Graenitziä": a title in the nominative before one unknown word makes it a person's."""
    # "rouva STM": a short form is nobody.
    if not g.one or g.before is None or g.last.gap != " " or g.last.text.isupper():
        return False
    found = title(g.before.text)
    return g.before.low in ("rouva", "herra", "neiti") or (found is not None and found.case == "nominative")


@feature(-2.0)
def listed_with_places(g: Guess) -> bool:
    """ "Assuanin, Quenan ja Sohaqin eteläisillä alueilla": a place stands beside it in a list."""
    return g.one and g.among_places


# --- what speaks for it


@feature(6.0)
def known(g: Guess) -> bool:
    """ "Varman", "Ilmarisen": a name of the lexicon that is an everyday word too."""
    return g.one and known_single(g.last.low) is not None


@feature(3.5)
def led(g: Guess) -> bool:
    """ "Ilmarisen toimitusjohtaja": a genitive with a leader's title after it, and no place."""
    lead = title(g.after.low) if g.after is not None and g.after.gap == " " else None
    # "Ilmarisen asiakas" has no leader.
    if lead is None or lead.base not in _list("leaders"):
        return False
    return g.last.low.endswith("n") and not _place(g.last.text)


@lru_cache(maxsize=16)
def _list(name: str) -> frozenset[str]:
    return frozenset(wordlist("modifiers")[name])


def _ordinary(word: BodyWord) -> bool:
    """Is it an everyday word whose capital says nothing: a table's head, the first word of a line, "Avattu"?"""
    # "STM", "H&M:n".
    if word.text.isupper() or ":" in word.text:
        return False
    return _common(word.low) and (word.first or _only_common(word.low))


ABSTRACT = ("uus", "yys", "nti", "minen", "nut", "nyt", "ttu", "tty", "tu", "ty", "us", "ys")
"""What abstract nouns and participles end in."""


@lru_cache(maxsize=20_000)
def _only_common(low: str) -> bool:
    """An abstract noun or a participle, which names nothing even within a sentence: "Sitovuuden", "Digitoinnin"."""
    return _all(low, lambda r: r.word_class in ("nimisana", "laatusana") and r.lemma.endswith(ABSTRACT) and not r.parts)


def _all(word: str, rule: Callable[[WordReading], bool]) -> bool:
    found = readings(word)
    return bool(found) and all(rule(r) for r in found)


@lru_cache(maxsize=20_000)
def _plain_noun(low: str) -> bool:
    return _all(low, lambda r: r.word_class == "nimisana" and r.case == "nominative")


@lru_cache(maxsize=20_000)
def _common_compound(text: str) -> bool:
    return _all(text, lambda r: r.word_class == "nimisana" and bool(r.parts)) and head_of(text.lower()) is None


@lru_cache(maxsize=1)
def _place_ends() -> re.Pattern[str]:
    return re.compile(rf"\w(?:{'|'.join(wordlist('modifiers')['place_stems'])})\w{{0,4}}$")


@lru_cache(maxsize=20_000)
def _place(text: str) -> bool:
    read = readings(text)
    # "Guzjolangatan": no word, but it ends as streets do.
    if not read:
        return _place_ends().search(text.lower()) is not None
    lemmas = [r.lemma.lower() for r in read if r.word_class == "paikannimi"]
    return bool(lemmas) and lemmas[0] not in _list("companies_named_as_places")


@lru_cache(maxsize=20_000)
def _last_lemma(low: str) -> str:
    read = readings(low)
    return read[0].lemma.lower() if read else low.rpartition("-")[2]


@lru_cache(maxsize=20_000)
def _personal(text: str) -> bool:
    return _all(text, lambda r: r.word_class in PERSONAL)


@lru_cache(maxsize=20_000)
def _common(low: str) -> bool:
    return bool(readings(low)) and not _all(low[:1].upper() + low[1:], lambda r: r.word_class in PROPER)


STEM = 4
"""Letters that a case ending takes off at most, and that two forms of one name share at least."""


def _same_stem(word: str, other: str) -> bool:
    size = max(STEM, len(word) - STEM)
    return word[:size] == other[:size]
