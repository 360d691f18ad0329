"""Counts whose noun stands before the number, with other words between: what is counted opens the clause.

Kouluja 14, joista pieniä 5                 in a list: a plural partitive, then the number
Kohdatut nuoret 1 046                       a plural that with its number fills the line
Matkoja tehtiin viime vuonna 84 300.        a plural partitive, light words and verbs, then the number
Henkilöstöä oli vuoden lopussa 388.         a word for people in the singular
Kävijämäärä oli 9 870.                      a number of something
Antalet färjor är 59.                       the same in Swedish
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.counted_nouns import counted
from extractors.amounts.counted_sv_en import foreign_noun, singular
from extractors.amounts.units import LEXICON, Unit, scale, unit
from extractors.amounts.without_figures import likeliest
from extractors.text.morphology import readings, tenses
from extractors.text.normalised import Spans
from extractors.text.numbers import figures
from extractors.text.sentences import line_at, sentence, stops

RULE = "count told after"
_WORDS = LEXICON["counts apart"]
LIGHT = frozenset(_WORDS["light"])
NONE = frozenset(_WORDS["none"])
MONEY = tuple(_WORDS["money"])
"""Nouns of money: millions of them are euros, "2 miljoonaa lisärahoitusta"."""

PEOPLE: dict[str, str] = _WORDS["people"]

PER_CENT = "%"
LONGEST = 110
"""Characters from the noun that opens a clause to its number."""

NUMBER = re.compile(
    r"(?<![\w.,/:§#_=^+€$-])(?<!\d )(?P<n>\d{1,3}(?: \d{3})+|\d{1,6}(?:,\d{1,2})?)(?::[a-zåäö]{1,5})?"
    r"(?![\w]|[.,:/-]\d|[/§]| ?%| \d{3}(?!\d)|-\w)"
)
_MORE = re.compile(r" (?:enemmän|vähemmän)\b")
""" "3 100 enemmän kuin vuosi sitten": of what the sentence counts."""

_ENDS = re.compile(r" ?(?:$|[\n,;)?!]|\((?![A-ZÅÄÖ])|(?:ja|joista|mikä|kun|tai|sekä|eli)\b)")
"""What comes after the number of such a clause where no sentence ends: a clause or a bracket of its own."""

_GOES_ON = re.compile(
    r" (?:enemmän|vähemmän)\b| (?:noin )?\d[\d ]*:(?:een|iin|aan|ään|hin|oon|seen)\b"
    r"| (?=(?:kah|kolme|neljä|viide|kuude|seitsemä|kahdeksa|yhdeksä|kymmene)\w*(?:sta|stä) )"
)
""" "Vastauksia tuli 412 seitsemästä koulusta", "määrä nousi 1 200:sta 1 450:een": another number comes after it."""

_OPENS = re.compile(r"[ •*–\"”»-]*")
"""What may stand before the first word of a sentence."""

_CLAUSE = re.compile(r"(?:[,;] |: |– |\b(?:mukaan|että|kun|koska|jossa|ja|sekä) )(?=[^;]*\Z)")
_OF_THEM = re.compile(r"\b(?i:joista|niistä|heistä)(?: (?P<light>[a-zåäö]+))?(?: [a-zåäö]+)? \Z")
""" "joista (16)", "Niistä (1 021) oli": of what was counted last."""

# "niistä (1 021) oli".
_IS = re.compile(r" (?:on|oli|ovat|olivat)\b")
_TOKEN = re.compile(r"[^\W\d_][\w-]*|\d[\d.,–-]*|:|[^\s\w]")
# "kävijämäärä", "oppilasluku".
_QUANTITY = re.compile(r"(?P<of>[a-zåäö-]{3,}?)(?:määrä|luku|lukumäärä)\Z")
# "2016" among the words is no count.
_YEAR = re.compile(r"(?:19|20)\d\d")


def counts_apart(text: str, blocked: Spans, language: str) -> Iterator[Mention]:
    """Every count whose noun opens the clause that its number ends."""
    if language == "en":
        return  # labelled_counts reads them
    last: tuple[int, str | None] = (0, None)
    for m in NUMBER.finditer(text):
        # "112/2020", "007".
        if blocked.touch(*m.span()) or (m["n"][0] == "0" and len(m["n"]) > 1):
            continue
        factor, end = scale(text, m.end())
        beside = _beside(text, m.end(), language)
        noun = None if beside else _noun_of(text, m.start(), end, language, factor == 1, last)
        if beside or noun:
            last = (end, beside or noun)
        if noun:
            value = figures(m["n"])
            if noun == PER_CENT:
                yield mention(text, m.start(), value, value, Unit(end, "percent", "%", Decimal(1), "percent"))
            elif "," not in m["n"]:
                yield mention(text, m.start(), value, value, Unit(end, "count", noun, factor, RULE))


def _beside(text: str, at: int, language: str) -> str | None:
    """What a number counts that has its noun right after it."""
    found = foreign_noun(text, at, language) if language == "sv" else counted(text, at, "")
    return found.noun if found else None


def _noun_of(text: str, start: int, end: int, language: str, plain: bool, last: tuple[int, str | None]) -> str | None:
    """What the number counts that stands at `start` with nothing after it; `last` is what was counted before it."""
    if plain and unit(text, end, language):
        return None
    if language == "sv":
        return _swedish(text, start) if plain else None
    # "Kouluja 14, joista pieniä 5".
    if plain and last[1] and start - last[0] < LONGEST and _OF_THEM.search(text, max(last[0], start - 40), start):
        return last[1] if _closes(text, end) or _IS.match(text, end) else None
    # "3 100 enemmän kuin vuosi sitten".
    if _MORE.match(text, end) and last[1] and "." not in text[last[0] : start] and start - last[0] < LONGEST:
        return last[1]
    # "Kohdassa 3 hallinto": the sentence goes on.
    if not _closes(text, end) and not _GOES_ON.match(text, end):
        return None
    noun = _finnish(text, start)
    return None if noun is None or (not plain and noun.endswith(MONEY)) else noun


def _closes(text: str, end: int) -> bool:
    """Does the clause of a number end right after it?"""
    return _ENDS.match(text, end) is not None or stops(text, end)


def _finnish(text: str, at: int) -> str | None:
    """The counted noun that opens the clause before a number; None where the words between say otherwise."""
    start, low = sentence(text, at)[0], at - LONGEST
    opens = _OPENS.match(text, start, at)
    clauses = [*_CLAUSE.finditer(text, max(start, low), at)][-2:]
    begins = [opens.end()] if opens and opens.end() > low else []
    begins = [*begins, *(m.end() for m in clauses)][-2:]
    found = _in_clause(text, begins[-1], at) if begins else None
    if found is None and len(begins) > 1 and clauses[-1][0] == ": ":
        return _in_clause(text, begins[0], at)  # "Päivystyskäyntejä 2015: 41 260"
    return found


def _in_clause(text: str, start: int, at: int) -> str | None:
    words = _TOKEN.findall(text[start:at])
    noun, used = _opening(words)
    if noun is None and words and (beside := _partitive(words[-1])[0]) and beside not in NONE:
        return beside  # "läsnä oli jäseniä 12"
    if noun is None:
        return _plural_line(words) if _fills_line(text, start, at) else None
    rest = words[used:]
    if ":" in rest[:2]:
        rest = [w for w in rest if w[:1].islower()]  # "Irtisanomisia: Konepaja Oy 85"
    after = [*rest, ""][1:]
    return noun if all(_is_light(w) or then in _POSTPOSITIONS for w, then in zip(rest, after, strict=True)) else None


_POSTPOSITIONS = ("jälkeen", "aikana", "lopussa", "alussa", "mukaan", "päättyessä")
"""What a genitive stands before that says when or by whom: "laajennuksen jälkeen"."""


def _opening(words: list[str]) -> tuple[str | None, int]:
    """The noun phrase that opens a clause: (what is counted, how many words it takes)."""
    lemma: str | None = None
    first = next((i for i, word in enumerate(words) if not _only_before(word)), len(words))
    phrase = words[first : first + LONGEST_NOUN]
    number_of = _number_of(words[first:]) if first < len(words) else None
    if number_of:
        return number_of
    for i, word in enumerate(phrase, first):
        if i == first and (people := _people(word)):
            return people, i + 1
        as_noun, agrees = _partitive(word)
        if as_noun is not None:
            return (None if as_noun in NONE else as_noun), i + 1
        if not agrees:
            return (lemma, i) if lemma else (None, 0)
        lemma = agrees
    return lemma, first + len(phrase)


def _number_of(words: list[str]) -> tuple[str | None, int] | None:
    """ "Asuntojen määrä", "Uusien hakijoiden lukumäärä": a number of things in the plural."""
    at = next((i for i, w in enumerate(words[: LONGEST_NOUN + 1]) if i and w in ("määrä", "lukumäärä")), None)
    if at is None:
        return None
    many = [r.lemma.lower() for r in readings(words[at - 1].lower()) if r.case == "genitive" and r.plural]
    noun = likeliest(many)
    return (noun, at + 1) if noun and noun not in NONE and not noun.endswith(MONEY) else None


LONGEST_NOUN = 4
"""Words of a counted noun with its adjectives, after those that say which: "alle 20 oppilaan (pieniä kouluja)"."""


@lru_cache(maxsize=20_000)
def _only_before(word: str) -> bool:
    """Can a word only say which are counted: a number, a qualifier, a genitive in small letters?"""
    if word.isdigit() or word.lower() in ("alle", "yli", "myös", "lisäksi"):
        return True
    cases = {r.case for r in readings(word)}
    return bool(cases) and (cases <= PLACING or (word[:1].islower() and cases == {"genitive"}))


PLACING = frozenset({"inessive", "adessive", "essive"})
"""Cases that say where or when: "Lumivaarassa äänioikeutettuja on 14 612"."""


@lru_cache(maxsize=20_000)
def _partitive(word: str) -> tuple[str | None, str | None]:
    """(a plural partitive noun's base form, an adjective's or participle's): "kouluja", "vakituisia"."""
    some = [r for r in readings(word.lower()) if r.case == "partitive" and r.plural]
    nouns = [r.lemma.lower() for r in some if r.word_class == "nimisana"]
    noun = likeliest(nouns)
    if word.lower().endswith("misia"):
        noun = word.lower()[:-5] + "minen"
    other = next((r.lemma.lower() for r in some if r.word_class != "nimisana"), None)
    return (None, other) if other and not noun else (noun, None)


@lru_cache(maxsize=20_000)
def _people(word: str) -> str | None:
    """ "Henkilöstöä", "Väkiluku", "Kävijämäärä": whom a word in the singular counts."""
    for r in readings(word.lower()):
        lemma = r.lemma.lower()
        if r.plural or r.case not in ("nominative", "partitive"):
            continue
        if lemma in PEOPLE:
            return PEOPLE[lemma]
        if lemma.endswith("prosentti") and len(lemma) > len("prosentti"):
            return PER_CENT  # "Vastausprosentti oli 38"
        m = _QUANTITY.match(lemma)
        of = next((o for o in readings(m["of"].rstrip("-")) if o.word_class == "nimisana"), None) if m else None
        if of is not None and of.case == "nominative" and len(r.parts) > 1:
            return of.lemma.lower()
    return None


@lru_cache(maxsize=20_000)
def _is_light(word: str) -> bool:
    low = word.lower()
    if low in LIGHT or word in (":", "(", ")") or _YEAR.fullmatch(word.strip(".")):
        return True
    if word[:1].isdigit():
        return "." in word or bool(_SPAN_OF_YEARS.fullmatch(word))  # a day: "31.10.2012"
    return word[:1].islower() and bool(tenses(low) or _verbal(low) or _tells_when(low))


_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d[-–](?:19|20)?\d\d")


def _tells_when(low: str) -> bool:
    """ "joulukuussa", "maanantaina", "ennen": a word between that says when."""
    return low in ("ennen", "aiemmin", "jälkeen") or any(
        r.case in PLACING and r.lemma.endswith(("kuu", "tai", "viikko")) for r in readings(low)
    )


def _verbal(low: str) -> bool:
    return any(r.word_class == "teonsana" or r.lemma.endswith(("nut", "nyt", "ttu", "tty")) for r in readings(low))


def _fills_line(text: str, start: int, at: int) -> bool:
    """Do the words and the number alone make a line: a heading of a list or a slide?"""
    number = NUMBER.match(text, at)
    opens = not text[line_at(text, start)[0] : start].strip(" •*–-")
    return number is not None and opens and text[number.end() : number.end() + 1] in ("", "\n")


def plural_noun(words: str) -> str | None:
    """What the label of a row of numbers counts: "Pelastustehtävät", "Kohdatut nuoret", "Uusia opiskelijoita"."""
    said = _TOKEN.findall(words)
    if not said or len(said) > LINE_WORDS:
        return None
    some, _ = _partitive(said[-1])
    noun = _plural_line(said) or (some if all(_partitive(w)[1] for w in said[:-1]) else None)
    return None if noun is None or noun in NONE or noun.endswith(MONEY) else noun


LINE_WORDS = 3
"""Words of a line that is a noun with its attributes; a longer one is text."""


def _plural_line(words: list[str]) -> str | None:
    """The plural noun of a line that holds nothing else: "Kohdatut nuoret"."""
    if not words or len(words) > LINE_WORDS or not all(w[:1].isalpha() for w in words):
        return None
    many = [r for r in readings(words[-1].lower()) if r.plural and r.case == "nominative"]
    noun = next(
        (r.lemma.lower() for r in many if r.word_class in ("nimisana", "nimisana_laatusana", "laatusana")), None
    )
    agree = all(any(r.plural and r.case == "nominative" for r in readings(w.lower())) for w in words[:-1])
    return noun if noun and agree and noun not in NONE and not noun.endswith(MONEY) else None  # "Verot 120"


_ANTALET = re.compile(r"[Aa]ntalet (?P<noun>[a-zåäö-]{3,})(?P<rest>[^.;\n]{0,100})\Z")
_SAID = re.compile(r"(?:är|var|blir|blev|till|från|mot|uppgår till|uppgick till|omkring|cirka|ungefär)\Z")


def _swedish(text: str, at: int) -> str | None:
    """ "Antalet färjor är (59)", "antalet brott steg från (511) till (587)"."""
    m = _ANTALET.match(text, max(0, text.rfind("ntalet ", max(0, at - LONGEST), at) - 1), at)
    if m is None or (m["rest"].strip() and not _SAID.search(m["rest"].rstrip())):
        return None
    return singular(m["noun"], "sv")
