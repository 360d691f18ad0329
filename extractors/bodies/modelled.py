"""What the model takes for organisations, sifted: most false ones are persons, programmes and common nouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.bodies.body_mention import Mention
from extractors.bodies.body_words import Word
from extractors.bodies.modifiers import given_name
from extractors.lexicon.wordlists import wordlist
from extractors.people.titles import is_title_word
from extractors.text.base_forms import base_form
from extractors.text.finnish_model import Entity
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings

PROPER = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
NAMES = frozenset({"etunimi", "sukunimi"})


_PLAIN = re.compile(r"(?<![\w.-])[a-zåäö]{3,}(?![\w-])")


_CAMEL = re.compile(r"(?<![\w.])(?:[A-ZÅÄÖ]?[a-zåäö]+(?:[A-ZÅÄÖ][a-zåäö]+)+)(?!\w)")
TECHNICAL = 8
"""A text with so many different words like "buildingPermitIssue" describes data; in it these are no companies."""


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return tuple(wordlist("modifiers")["no_body_ends"])


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["no_body_names"])


@lru_cache(maxsize=1)
def _technical() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["no_bodies"])


def model_mentions(text: str, words: list[Word], entities: Sequence[Entity], *, sift: bool = True) -> Iterator[Mention]:
    """The model's ORG entities that stand up to a second look (all of them where `sift` is False)."""
    people = [e for e in entities if e.label == "PERSON"]
    persons = {w.lower() for e in people for w in re.findall(r"\w[\w-]+", e.text)}
    starts = [w.start for w in words]
    finnish = Finnish(text)
    technical = len(set(_CAMEL.findall(text))) >= TECHNICAL
    for e in entities:
        if e.label != "ORG":
            continue
        inside = words[bisect_left(starts, e.start) : bisect_left(starts, e.end)]
        inside = _one_line(inside)
        if not inside:
            continue
        if sift and (_short_for_common(text, words, inside[0], inside[-1]) or not finnish.around(e.start)):
            continue
        if sift and technical and (len(inside) == 1 or any(_CAMEL.fullmatch(w.text) for w in inside)):
            continue
        if sift and (not all(_JOINT.fullmatch(w.gap) for w in inside[1:]) or _quoted(text, inside)):
            continue
        start, end = inside[0].start, inside[-1].end
        at = bisect_left(starts, start)
        if sift and len(inside) == 1 and inside[0].gap == " " and given_name(words[at - 1]):
            continue
        if not sift:
            yield Mention(start, end, base_form(_joined(inside)), "body", "model", 0.5)
        elif _stands(inside, persons):
            yield Mention(start, end, base_form(_joined(inside)), "body", "model", _sure(inside))


_JOINT = re.compile(r" {1,2}| ?[&+] ?| ?[–-] ?|, |\. | ")
"""What may stand between the words of a name; "Isaacus.local" and "Europe/Zurich" are none."""


def _quoted(text: str, words: list[Word]) -> bool:
    """Do quotation marks hold several words and no more: the title of a work, a form or a menu?"""
    before, after = text[words[0].start - 1 : words[0].start], text[words[-1].end : words[-1].end + 1]
    return len(words) > 1 and before in ("”", '"', "“", "«") and after in ("”", '"', "“", "»")


class Finnish:
    """Where a text is Finnish, as far as Voikko knows its words: the model reads nothing else.

    >>> [Finnish(t).around(3) for t in ("Kokous päätti asiasta yksimielisesti.", "Add the server to the list")]
    [True, False]
    """

    STEP = 300

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: dict[int, bool] = {}

    def around(self, offset: int) -> bool:
        """Are most of the words about here Finnish?  True where there are too few to tell."""
        block = offset // self.STEP
        if block not in self.blocks:
            piece = self.text[max(0, block * self.STEP - 60) : (block + 1) * self.STEP + 60]
            words = _PLAIN.findall(piece)[:40]
            known = sum(1 for w in words if readings(w))
            self.blocks[block] = len(words) < 3 or known >= 0.6 * len(words)
        return self.blocks[block]


def _short_for_common(text: str, words: list[Word], first: Word, last: Word) -> bool:
    """Is it an acronym in brackets after common words: "taloudelliset toimintaedellytykset (TAHE)"?"""
    if (
        first is not last
        or not first.text.isupper()
        or text[first.start - 1 : first.start] != "("
        or text[first.end : first.end + 1] != ")"
    ):
        return False
    at = bisect_left(words, first.start, key=lambda w: w.start)
    before = words[at - 1] if at else None
    return before is not None and before.text.islower() and _common(before.low) and head_of(before.low) is None


def _one_line(words: list[Word]) -> list[Word]:
    """The part before the first line break or table cell."""
    for at, word in enumerate(words):
        if at and ("\n" in word.gap or "\t" in word.gap):
            return words[:at]
    return words


def _joined(words: list[Word]) -> str:
    return " ".join(
        w.text + ("," if i + 1 < len(words) and words[i + 1].gap.startswith(",") else "") for i, w in enumerate(words)
    ).lstrip("-")


def _stands(words: list[Word], persons: set[str]) -> bool:
    last = words[-1]
    if not any(w.capital for w in words) or not any(c.isalpha() for c in last.text) or last.text.endswith("-"):
        return False
    if len(words) > 8 or _acronym(words[0]) in _technical() or _code(last.text):
        return False
    if base_form(_joined(words)).casefold() in _no_names():
        return False
    lemma = _last_lemma(last.low)
    if any(lemma.endswith(end) for end in _ends()):
        return False
    if _plain_end(words) or _plural(last):
        return False
    if len(words) == 1:
        if _personal(last.text) or any(_same_stem(last.low, p) for p in persons):
            return False
        if _ordinary(last) or _place(last.text) or _common_compound(last.text):
            return False
    elif (
        _job(words)
        or _row_of_nouns(words)
        or all(_ordinary(w) or _same_stem_any(w.low, persons) or _personal(w.text) for w in words)
    ):
        return False
    return not (len(words) > 1 and not words[0].capital and not words[0].text[:1].isdigit())


def _code(text: str) -> bool:
    """Is it a code, not a name: "A-2428a", "AL", "M1"?  Two capitals are a body only where a list has them."""
    base = text.partition(":")[0]
    return (
        re.fullmatch(r"[A-ZÅÄÖ]{1,3}-?\d[\w-]*|[A-ZÅÄÖ]{2}|[A-Z]{4,}\d+|\w*_\w*", base) is not None and ":" not in text
    )


def _ordinary(word: Word) -> bool:
    """Is it an everyday word whose capital says nothing: a table's head, the first word of a line, "Avattu"?"""
    if word.text.isupper() or ":" in word.text:
        return False
    return _common(word.low) and (word.first or _only_common(word.low))


@lru_cache(maxsize=20_000)
def _only_common(low: str) -> bool:
    """An abstract noun or a participle, which names nothing even within a sentence: "Sitovuuden", "Digitoinnin"."""
    found = readings(low)
    ends = ("uus", "yys", "nti", "minen", "nut", "nyt", "ttu", "tty", "tu", "ty", "us", "ys")
    return bool(found) and all(
        r.word_class in ("nimisana", "laatusana") and r.lemma.endswith(ends) and not r.parts for r in found
    )


def _job(words: list[Word]) -> bool:
    """Does it end in a title ("Senior Specialist"), as no body does?"""
    return is_title_word(words[-1].text)


def _row_of_nouns(words: list[Word]) -> bool:
    """Do everyday nouns stand side by side in the nominative, as in a table's head and in no name?"""
    return head_of(words[-1].low) is None and all(w.capital and _plain_noun(w.low) for w in words)


@lru_cache(maxsize=20_000)
def _plain_noun(low: str) -> bool:
    found = readings(low)
    return bool(found) and all(r.word_class == "nimisana" and r.case == "nominative" for r in found)


@lru_cache(maxsize=20_000)
def _common_compound(text: str) -> bool:
    """Is it a compound of everyday words with a capital ("Rakennusjärjestys"), and no name?"""
    found = readings(text)
    return bool(found) and all(r.word_class == "nimisana" and r.parts for r in found) and head_of(text.lower()) is None


@lru_cache(maxsize=1)
def _place_ends() -> re.Pattern[str]:
    return re.compile(rf"\w(?:{'|'.join(wordlist('modifiers')['place_stems'])})\w{{0,4}}$")


@lru_cache(maxsize=20_000)
def _place(text: str) -> bool:
    """Is it a place, and none that is a company's name too?"""
    known = readings(text)
    if not known and _place_ends().search(text.lower()):
        return True
    found = [r for r in known if r.word_class == "paikannimi"]
    return bool(found) and found[0].lemma.lower() not in wordlist("modifiers")["companies_named_as_places"]


def _plural(word: Word) -> bool:
    """Does it speak of several ("ELY-keskukset", "AVIt")?"""
    form = head_of(word.low)
    return (form is not None and form.plural) or bool(re.fullmatch(r"[A-ZÅÄÖ]{2,}(?:t|ien|ille|issa|ista)", word.text))


def _plain_end(words: list[Word]) -> bool:
    """Does it end in an everyday word ("Brasilian maalein", "Twitter-tiliäni", "HIEMAN") that is no head noun?"""
    text = words[-1].text.partition(":")[0]
    tail = text.rpartition("-")[2]
    if text.isupper() and len(text) > 3:
        return _common(text.lower()) and head_of(text.lower()) is None
    if not tail.islower() or (len(words) == 1 and "-" not in text):
        return False
    return _common(tail) and (head_of(tail) is None or len(words) > 1)


def _acronym(word: Word) -> str:
    return word.text.partition(":")[0].upper()


@lru_cache(maxsize=20_000)
def _last_lemma(low: str) -> str:
    found = readings(low)
    return found[0].lemma.lower() if found else low.rpartition("-")[2]


@lru_cache(maxsize=20_000)
def _personal(text: str) -> bool:
    found = readings(text)
    return bool(found) and all(r.word_class in NAMES for r in found)


@lru_cache(maxsize=20_000)
def _common(low: str) -> bool:
    found = readings(low)
    return bool(found) and not all(r.word_class in PROPER for r in readings(low[:1].upper() + low[1:]))


def _same_stem(word: str, other: str) -> bool:
    size = max(4, len(word) - 4)
    return word[:size] == other[:size]


def _same_stem_any(word: str, others: set[str]) -> bool:
    return any(_same_stem(word, other) for other in others)


def _sure(words: list[Word]) -> float:
    if len(words) > 1:
        return 0.7
    return 0.75 if words[0].text.partition(":")[0].isupper() or not words[0].first else 0.55
