"""Names that a kind of body opens, with a coined name after it: Teatteri Takapiha, Metsäkeskus Kainuu.

Teatteri Takapihan                         a kind in the nominative, then a name, which is declined
Valtion palvelukeskus Palkeinen            a phrase that ends in such a kind, then the name it goes by
OSUUSKUNTA POHJOLAN VILJA                  the same in capitals
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import given_name
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.people.titles import is_title_word
from extractors.text.base_forms import base_form
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings

LAYER = "coined"
SURE = 0.85
"""A capital nobody asked for after a kind of body: now and then two headings side by side."""

LONGEST = 3
"""Words of a coined name."""


def coined_mentions(words: Sequence[BodyWord]) -> Iterator[BodyMention]:
    """Every kind of body that leads on to a coined name.

    >>> from extractors.bodies.body_words import words_of
    >>> [m.name for m in coined_mentions(words_of("Tuottaja siirtyi Teatteri Takapihan palvelukseen."))]
    ['Teatteri Takapiha']
    """
    for at, word in enumerate(words):
        kind = kind_of(word.low)
        # "Teatteri Takapiha", "päiväkoti Käpytikka", "Valtion palvelukeskus Palkeinen".
        if kind is None or not (word.capital or _always(word.low) or _unheard(words, at)):
            continue
        last = _last(words, at, shouted=word.text.isupper())
        # "Teatteri" alone; "Museo Uusi": a kind so common that only a coined name may follow.
        if last == at or (word.low in _weak() and _everyday(words[at + 1].text)):
            continue
        # "Valtion palvelukeskus".
        first = at - 1 if at and words[at - 1].low == "valtion" and word.gap == " " else at
        said = " ".join(w.text for w in words[first : last + 1])
        name = _recased(said) if word.text.isupper() else base_form(said)
        known = known_body(name)
        if known is None:
            yield BodyMention(words[first].start, words[last].end, name[:1].upper() + name[1:], kind, LAYER, SURE)


def with_coined_name(words: Sequence[BodyWord], mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """Phrases with the name they go by: "Valtion palvelukeskus Palkeinen"."""
    by_end = {w.end: at for at, w in enumerate(words)}
    out = []
    for m in mentions:
        at = by_end.get(m.end)
        if at is not None and m.layer == "heads" and not m.known and " " in m.name and kind_of(words[at].low):
            last = _last(words, at, shouted=False)
            # "Valtion palvelukeskus Palkeinen".
            if last > at and all(_coined(w) for w in words[at + 1 : last + 1]):
                tail = base_form(" ".join(w.text for w in words[at + 1 : last + 1]))
                m = m._replace(end=words[last].end, name=f"{m.name} {tail}", known=None)
        elif at and m.layer == "heads" and m.kind in STATE_ORGANS and not m.known and m.start == words[at].start:
            m = _of_the_state(words[at - 1], words[at], m)
        out.append(m)
    return out


NEW = 3
"""Letters of a word that nobody knows and that may be a name; shorter ones are short forms and codes."""

STATE_ORGANS = frozenset({"committee", "council", "board", "advisory board"})
"""Kinds of which the state has its own: "Valtion kirjallisuustoimikunta"."""


def _of_the_state(before: BodyWord, word: BodyWord, m: BodyMention) -> BodyMention:
    # "valtion kirjallisuustoimikunta", but not "kunnan kirjallisuustoimikunta".
    if before.low != "valtion" or word.gap != " ":
        return m
    return m._replace(start=before.start, name=f"valtion {m.name[:1].lower()}{m.name[1:]}")


def _unheard(words: Sequence[BodyWord], at: int) -> bool:
    """Is it the state's, with a capitalised word that nobody knows after it: "Valtion palvelukeskus Palkeinen"?"""
    after = words[at + 1] if at and at + 1 < len(words) and words[at - 1].low == "valtion" else None
    return (
        after is not None and after.gap == " " and after.capital and not readings(after.text) and len(after.text) > NEW
    )


@lru_cache(maxsize=20_000)
def kind_of(low: str) -> str | None:
    """The kind of body that a word in the nominative opens a name of; None for any other word.

    >>> kind_of("teatteri"), kind_of("viestintätoimisto"), kind_of("kunta"), kind_of("teatterissa")
    ('association', 'company', None, None)
    """
    for word, kind in _kinds().items():
        # "teatteri", "viestintätoimisto".
        if low == word or (low.endswith(word) and len(low) > len(word) + 1 and readings(low)):
            return kind
    return None


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    rows: list[list[str]] = wordlist("coined")["kinds"]
    return dict(sorted(((word, kind) for word, kind in rows), key=lambda row: -len(row[0])))


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(wordlist("coined")["small"])


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(wordlist("coined")["weak"])


def _always(low: str) -> bool:
    """Does the kind lead on to a name also in small letters: "päiväkoti Käpytikka"?"""
    return low in _small()


def _last(words: Sequence[BodyWord], at: int, *, shouted: bool) -> int:
    """The last word of the name that follows: capitals, up to a title, a person or another body."""
    last = at
    while last + 1 < len(words) and last - at < LONGEST and _goes_on(words[last + 1], shouted=shouted):
        last += 1
    return last


def _goes_on(word: BodyWord, *, shouted: bool) -> bool:
    # "Teatteri, Takapiha" and "Teatteri TAKAPIHA" are two things.
    if word.gap != " " or not word.capital or word.text.isupper() != shouted:
        return False
    # "Teatteri Johtaja", "Teatteri Pekka", "Teatteri Kaupunki".
    other = is_title_word(word.text.lower()) or given_name(word) or head_of(word.low) or known_body(word.text)
    return not other and (shouted or not _place_case(word.text))


@lru_cache(maxsize=20_000)
def _place_case(text: str) -> bool:
    """ "Helsingissä", "Turusta": a place in a case that tells where, not what."""
    found = [r for r in readings(text) if r.word_class == "paikannimi"]
    return bool(found) and all(r.case not in ("nominative", "genitive") for r in found)


@lru_cache(maxsize=20_000)
def _everyday(text: str) -> bool:
    known = readings(text)
    return bool(known) and all(r.word_class not in ("paikannimi", "nimi") for r in known)


def _coined(word: BodyWord) -> bool:
    """Is it a name nobody knows for anything else: "Palkeinen", "Valtori"?"""
    return not _everyday(word.text) and not word.text.isupper()


def _recased(said: str) -> str:
    return " ".join(part[:1] + part[1:].lower() if len(part) > 1 else part for part in said.split())
