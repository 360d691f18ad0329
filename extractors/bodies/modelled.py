"""What the model takes for organisations, weighed: most false ones are persons, programmes and common nouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.entity_features import Guess, weight_of
from extractors.bodies.head_nouns.modifiers import given_name
from extractors.bodies.lexical import known_single
from extractors.bodies.name_bases import NameForm, name_base
from extractors.lexicon.wordlists import wordlist
from extractors.text.finnish_model import Entity
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings

_PLAIN = re.compile(r"(?<![\w.-])[a-zåäö]{3,}(?![\w-])")

_CAMEL = re.compile(r"(?<![\w.])(?:[A-ZÅÄÖ]?[a-zåäö]+(?:[A-ZÅÄÖ][a-zåäö]+)+)(?!\w)")
TECHNICAL = 8
"""A text with so many different words like "buildingPermitIssue" describes data; in it these are no companies."""

TOO_FEW = 3
"""Words under which a stretch tells nothing of its language."""


def model_mentions(
    text: str, words: list[BodyWord], entities: Sequence[Entity], *, sift: bool = True
) -> Iterator[BodyMention]:
    """The model's ORG entities that are more likely bodies than not (all of them where `sift` is False)."""
    persons = frozenset(w.lower() for e in entities if e.label == "PERSON" for w in re.findall(r"\w[\w-]+", e.text))
    starts = [w.start for w in words]
    finnish = Finnish(text)
    written = frozenset(w.text for w in words if w.capital)
    technical = len(set(_CAMEL.findall(text))) >= TECHNICAL
    for at, e in enumerate(entities):
        if e.label != "ORG":
            continue
        first, last = bisect_left(starts, e.start), bisect_left(starts, e.end)
        inside = _one_line(words[first:last])
        if not inside:
            continue
        guess = _guess(words, first, inside, persons)
        guess.among_places = _among_places(text, entities, at)
        if sift and (
            # "Add the Server to the List".
            not finnish.around(e.start)
            # "buildingPermitIssue" in a description of data.
            or (technical and _looks_like_data(guess))
            # "taloudelliset toimintaedellytykset (TAHE)".
            or _short_for_common(text, guess)
            # "Europe/Zurich", "”Uusi alku”".
            or _broken(text, guess)
            # "Bo-Göran Sandvik".
            or _surname(guess)
            # "KTM Liisa Malli", "Laura Malli, KHT".
            or _degree(guess)
            # "Veikka Malli, Minea Malli, Abdi Yusuf".
            or (_two_names(guess) and _among_people(text, entities, at))
            # "UTLÅTANDE OM FASTIGHETSSKATTEN".
            or _about(guess)
            or weight_of(guess) <= 0
        ):
            continue
        yield _mention(guess, sure=_sure(guess) if sift else UNSIFTED, written=written)


UNSIFTED = 0.5
"""How sure a guess is that nothing was asked of."""


def _guess(words: list[BodyWord], first: int, inside: list[BodyWord], persons: frozenset[str]) -> Guess:
    after = first + len(inside)
    return Guess(
        inside,
        before=words[first - 1] if first else None,
        after=words[after] if after < len(words) else None,
        persons=persons,
    )


_LISTED = re.compile(r", | (?:ja|sekä|tai) ")


def _among_places(text: str, entities: Sequence[Entity], at: int) -> bool:
    """Does a place stand right before or after it in a list?"""
    own = entities[at]
    before = entities[at - 1] if at else None
    after = entities[at + 1] if at + 1 < len(entities) else None
    return (before is not None and before.label in PLACES and _gap(text, before, own)) or (
        after is not None and after.label in PLACES and _gap(text, own, after)
    )


PLACES = frozenset({"GPE", "LOC"})

_NEXT_PERSON = re.compile(r"(?: \([^()\n]{1,30}\))?(?:,[ \n]| (?:ja|sekä|och|samt) )")
"""What stands between two people of a list: "Ella Malli (pj), Onni Malli ja Abdi Yusuf"."""


def _among_people(text: str, entities: Sequence[Entity], at: int) -> bool:
    """Do people stand on both sides of it in a list, or two of them before it?"""

    def person(i: int) -> bool:
        return 0 <= i < len(entities) and entities[i].label == "PERSON"

    def listed(i: int) -> bool:
        return _NEXT_PERSON.fullmatch(text, entities[i].end, entities[i + 1].start) is not None

    before = person(at - 1) and listed(at - 1)
    after = person(at + 1) and listed(at)
    return (before and after) or (before and person(at - 2) and listed(at - 2))


def _two_names(guess: Guess) -> bool:
    """Is it two capitalised words as they are listed, the first a given name or one that nobody knows: "Abdi Yusuf"?"""
    words = guess.words
    if len(words) != TWO or not all(w.capital and not w.text.isupper() for w in words) or head_of(guess.last.low):
        return False
    return given_name(words[0]) or not readings(words[0].text)


TWO = 2
"""Words of a person's name in a list."""


def _degree(guess: Guess) -> bool:
    """Is it a degree, alone or with who holds it: "KHT", "KTM Liisa Mallin"?"""
    first = guess.words[0]
    if guess.one:
        return first.text in AUDITORS
    return first.text in DEGREES and given_name(guess.words[1])


AUDITORS = frozenset({"KHT", "JHT", "JHTT", "HTM"})
"""Letters that name no body; "KTM" was a ministry and "VTT" is a research centre."""

DEGREES = AUDITORS.union(wordlist("role_patterns")["degrees"])


def _gap(text: str, first: Entity, second: Entity) -> bool:
    return _LISTED.fullmatch(text, first.end, second.start) is not None


_COINED = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+")


def _mention(guess: Guess, *, sure: float, written: frozenset[str]) -> BodyMention:
    start, end = guess.words[0].start, guess.last.end
    # "Ilmarisen" is Ilmarinen.
    if guess.one and (entry := known_single(guess.last.low)) is not None:
        return BodyMention(start, end, entry.name, entry.kind, "model", sure, entry.id)
    return BodyMention(start, end, _base(guess, written), "body", "model", sure)


def _base(guess: Guess, written: frozenset[str]) -> str:
    """The name in base form; what neither rules nor Voikko decline is weighed by the document: "Itella Logisticsin"."""
    word, after = guess.last, guess.after
    if guess.name != guess.said or not _COINED.fullmatch(word.text) or readings(word.text) or head_of(word.low):
        return guess.name
    next_word = after.text if after is not None and after.gap == " " else ""
    base = name_base(NameForm(word.text, next_word, written))
    return guess.said.removesuffix(word.text) + base


def _looks_like_data(guess: Guess) -> bool:
    """Is it one word, or has it one like "buildingPermitIssue"?"""
    return guess.one or any(_CAMEL.fullmatch(w.text) for w in guess.words)


def _broken(text: str, guess: Guess) -> bool:
    """Is there more than a space between its words, or do quotation marks hold them?"""
    return not all(_JOINT.fullmatch(w.gap) for w in guess.words[1:]) or _quoted(text, guess.words)


def _surname(guess: Guess) -> bool:
    """Does a given name stand right before it: "Bo-Göran Sandvik"?"""
    return guess.one and guess.last.gap == " " and guess.before is not None and given_name(guess.before)


def _about(guess: Guess) -> bool:
    """Is it a Swedish heading in capitals, of which the model knows no word: "UTLÅTANDE OM FASTIGHETSSKATTEN"?"""
    return any(w.text == "OM" for w in guess.words[1:-1]) and all(w.text.isupper() for w in guess.words)


_JOINT = re.compile(r" {1,2}| ?[&+] ?| ?[–-] ?|, |\. | ")
"""What may stand between the words of a name; "Isaacus.local" and "Europe/Zurich" are none."""


def _quoted(text: str, words: list[BodyWord]) -> bool:
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
            self.blocks[block] = len(words) < TOO_FEW or known >= 0.6 * len(words)
        return self.blocks[block]


def _short_for_common(text: str, guess: Guess) -> bool:
    """Is it an acronym in brackets after common words: "taloudelliset toimintaedellytykset (TAHE)"?"""
    word, before = guess.last, guess.before
    bracketed = text[word.start - 1 : word.start] == "(" and text[word.end : word.end + 1] == ")"
    if not (guess.one and word.text.isupper() and bracketed) or before is None or not before.text.islower():
        return False
    return bool(readings(before.low)) and head_of(before.low) is None


def _one_line(words: list[BodyWord]) -> list[BodyWord]:
    """The part before the first line break or table cell."""
    for at, word in enumerate(words):
        if at and ("\n" in word.gap or "\t" in word.gap):
            return words[:at]
    return words


SEVERAL_WORDS, TELLING_WORD, FIRST_WORD = 0.7, 0.75, 0.55
"""How sure a guess is: several words; one in capitals or within a sentence; one that begins a sentence."""


def _sure(guess: Guess) -> float:
    if not guess.one:
        return SEVERAL_WORDS
    acronym = guess.last.text.partition(":")[0].isupper()
    return TELLING_WORD if acronym or not guess.last.first else FIRST_WORD
