"""Names the lexicon lists, where no head noun gives them away: Kela, Business Finland, STM:ssä."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.lexicon.known_bodies import KnownBody, known_bodies
from extractors.lexicon.wordlists import wordlist
from extractors.text.base_forms import ADJECTIVES
from extractors.text.head_nouns import head_of
from extractors.text.inflection import forms, plural_forms
from extractors.text.morphology import readings

# "Museiverkets", "Folkpensionsanstaltens", "riksdagens".
SWEDISH = ("s", "n", "ns", "en", "ens", "et", "ets")

WEAK = 5
"""Letters up to which a weak short name is known in its base form alone: its cases may be other words."""

TWO = 2
"""Letters of an acronym without cases of its own ("EU"); words of a name, over which its letters may all be small."""

LETTERED = 3
"""Letters up to which a name of large and small ones ("SAk") must be written as it is listed."""

EVERYDAY = 10
"""Letters of an everyday word; a longer one that Voikko reads is a compound, and as a name it is one."""


class LongName(NamedTuple):
    """A name of several words: `words` in lower case, `ends` the forms its last one takes."""

    words: tuple[str, ...]
    ends: frozenset[str]
    name: str
    entry: KnownBody


@lru_cache(maxsize=1)
def _long() -> dict[str, list[LongName]]:
    """First word -> the names that begin with it, the longest first."""
    found: dict[str, list[LongName]] = {}
    for entry in known_bodies().values():
        for name in (
            (*entry.names, *entry.abbr)
            if entry.kind != "municipality"
            else [n for n in entry.names if n.endswith((" stad", " kommun"))]
        ):
            words = tuple(name.casefold().replace(",", "").split())
            if len(words) > 1:
                ends = _forms_of(words[-1], entry) | {words[-1] + s for s in SWEDISH}
                for first in (words[0], *wordlist("modifiers")["inflected_first"].get(words[0], ())):
                    found.setdefault(first, []).append(LongName((first, *words[1:]), ends, name, entry))
    for names in found.values():
        names.sort(key=lambda n: -len(n.words))
    return found


@lru_cache(maxsize=1)
def _single() -> dict[str, tuple[str, KnownBody, str]]:
    """Lower-case form -> (the name, its entry, "name", "abbr" or "weak")."""
    found: dict[str, tuple[str, KnownBody, str]] = {}
    for entry in known_bodies().values():
        for form in entry.forms:
            found[form] = (entry.name, entry, "name")
        for role, names in (("weak", entry.weak), ("abbr", entry.abbr), ("name", entry.names)):
            for name in names:
                if " " in name:
                    continue
                found[name.lower()] = (name, entry, role)
                if (
                    (role != "weak" or len(name) > WEAK)
                    and (not name.isupper() or len(name) > TWO)
                    and not _headed(name)
                ):
                    for form in _forms_of(name, entry):
                        found.setdefault(form, (name, entry, role))
                    if role == "name":
                        for ending in SWEDISH[:1]:
                            found.setdefault(name.lower() + ending, (name, entry, role))
    return found


def known_single(low: str) -> KnownBody | None:
    """The entry that has this form of a word, in lower case, among its names of one word.

    >>> known_single("ilmarisen").name, known_single("kunnan")
    ('Ilmarinen', None)
    """
    found = _single().get(low.partition(":")[0])
    return found[1] if found and found[2] != "weak" else None


def is_weak(low: str) -> bool:
    """Whether a word in lower case is a short form of the lexicon that a document has to decide.

    >>> is_weak("komissio"), is_weak("ilmarinen")
    (True, False)
    """
    found = _single().get(low)
    return found is not None and found[2] == "weak"


def _forms_of(name: str, entry: KnownBody) -> frozenset[str]:
    """All forms of a name in lower case; "Puolustusvoimat" has those of a plural."""
    declined = plural_forms if entry.plural and name.endswith("t") and name not in (entry.sv, entry.en) else forms
    return frozenset(form.lower() for form in declined(name))


def _headed(name: str) -> bool:
    """Does it end in a head noun in base form, so that the head's own forms are known?"""
    form = head_of(name.lower())
    return form is not None and form.lemma == name.lower()


def lexical_mentions(words: list[BodyWord], language: str = "fi") -> Iterator[BodyMention]:
    """All names of the lexicon in a text; weak short forms come with `known` unset, for the document to decide."""
    long, single = _long(), _single()
    for at, word in enumerate(words):
        low = word.low
        # "Suomen Punaisen Ristin".
        if low in long:
            yield from _long_at(words, at, long[low], language)
        base, colon, _ = low.removesuffix("'s").partition(":")
        found = single.get(base)
        # "eduskunnassa", by the form of its head noun.
        if found is None and (form := head_of(low)):
            found = single.get(form.lemma)
        # "HE/KHO": what stands behind a stroke is part of a code.
        if word.gap.endswith("/"):
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        # "VM/123" is a number of a case.
        if after and after.gap == "/" and after.text[:1].isdigit():
            continue
        # "Twitter @malli", "Follow us on Facebook": how to reach somebody.
        if low in SOCIAL_MEDIA and _as_a_way(words, at):
            continue
        # "STM-vetoinen", "Kela-kortti".
        if found is None and "-" in low and word.capital:
            base, _, rest = low.partition("-")
            # "VM-2024".
            if rest[:1].isdigit():
                continue
            found = single.get(base)
            if (
                found
                and found[2] != "name"
                and found[1].kind != "international body"
                and _cased(word.text[: len(base)], found[0])
            ):
                yield BodyMention(
                    word.start,
                    word.start + len(base),
                    found[1].name,
                    found[1].kind,
                    "lexicon",
                    0.9,
                    found[1].id if found[2] == "abbr" else None,
                    alias=True,
                )
            continue
        if found and not (found[2] == "weak" and _shouted(words, at)):
            yield from _single_at(word, *found, colon=bool(colon), language=language)


SOCIAL_MEDIA = frozenset({"twitter", "facebook", "instagram", "linkedin", "youtube"})


def _as_a_way(words: list[BodyWord], at: int) -> bool:
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    reached = before is not None and (before.low in ("on", "via", "på") or _listed_ways(words, at))
    return reached or (after is not None and ("@" in after.gap or "/" in after.gap))


def _listed_ways(words: list[BodyWord], at: int) -> bool:
    """ "on Twitter and Facebook": another way right before it."""
    return at > 1 and words[at - 1].low in AND_SV_EN and words[at - 2].low in SOCIAL_MEDIA


AND_SV_EN = ("and", "och")


def _shouted(words: list[BodyWord], at: int) -> bool:
    """ "BETÄNKANDE OM SKATTEN": among words in capitals a short form may be any little word."""
    around = [w.text for w in words[max(0, at - 1) : at + 2] if w is not words[at]]
    return bool(around) and all(text.isupper() and len(text) > WEAK for text in around)


def _long_at(words: list[BodyWord], at: int, names: list[LongName], language: str) -> Iterator[BodyMention]:
    for parts, ends, name, entry in names:
        last = at + len(parts) - 1
        # "Suomen Punaiselle Ristille".
        if last >= len(words) or not all(
            w.low == p or _agreeing(w.low, p) for w, p in zip(words[at:last], parts, strict=False)
        ):
            continue
        # "Statistics Finland's Director General".
        tail = words[last].low.removesuffix("'s").partition(":")[0]
        # "Suomen Punainen lanka".
        if tail not in ends and not _same_noun(tail, parts[-1]):
            continue
        capital = words[at].capital or words[last].capital or len(parts) > TWO or head_of(tail) is not None
        # "statsrådets kansli": Swedish writes the names of authorities small.
        capital = capital or entry.kind == "court" or (language == "sv" and name == entry.sv)
        # "business finland" in small letters; a name that goes over an empty line.
        if not capital or any("\n\n" in w.gap for w in words[at + 1 : last + 1]):
            continue
        yield BodyMention(words[at].start, words[last].end, name, entry.kind, "lexicon", 0.97, entry.id)
        return


@lru_cache(maxsize=20_000)
def _agreeing(word: str, base: str) -> bool:
    """Is it a form of an adjective of the name: "Suomen Punaiselle Ristille"?"""
    return any(r.lemma.lower() == base and r.word_class in ADJECTIVES for r in readings(word))


@lru_cache(maxsize=20_000)
def _same_noun(word: str, base: str) -> bool:
    form = head_of(word)
    if form and form.lemma == base:
        return True
    return any(r.lemma.lower() == base for r in readings(word))


def _cased(said: str, name: str) -> bool:
    # "SAk" is written in one way.
    if len(name) <= LETTERED and not name.isupper() and name != name.capitalize():
        return said == name
    # "Kela", "KELA".
    if said == name or said.isupper():
        return True
    # "Stm", and not "Ilo", "Eva".
    spelled = len(name) > TWO and said == said[:1] + said[1:].lower() and said[:1].isupper()
    return spelled and not (name.isupper() and _everyday(said))


@lru_cache(maxsize=2_000)
def _everyday(said: str) -> bool:
    """Is it a word or a name by itself: "Ilo" and "Eva" are no ILO and EVA, "Stm" is STM?"""
    return any(r.word_class in ("nimisana", "laatusana", "etunimi", "sukunimi") for r in readings(said))


def _single_at(
    word: BodyWord, name: str, entry: KnownBody, role: str, *, colon: bool, language: str
) -> Iterator[BodyMention]:
    said = word.text.removesuffix("'s").partition(":")[0]
    if role == "weak":
        yield from _weak_at(word, said, name, entry, colon=colon)
        return
    if role == "abbr" and not _is_short_for(word, said, name, entry):
        return
    shown, alias = (entry.name if role == "abbr" else name), role == "abbr"
    if entry.kind == "party" and (not said[:1].isupper() or (word.first and _ordinary(word.low))):
        # "keskusta", "vihreät" in small letters may be the middle of a town and a colour.
        yield BodyMention(word.start, word.end, shown, entry.kind, "party", 0.85, entry.id, alias=alias)
    elif role != "name" or _is_named(word, name, entry, language):
        yield BodyMention(word.start, word.end, shown, entry.kind, "lexicon", 0.97, entry.id, alias=alias)


def _weak_at(word: BodyWord, said: str, name: str, entry: KnownBody, *, colon: bool) -> Iterator[BodyMention]:
    """ "SM", "MM": short forms that are other things too."""
    if said == name or (name.islower() and word.low == name) or (name == "komissio" and word.low in forms(name)):
        yield BodyMention(word.start, word.end, name, entry.kind, "weak", 0.9 if colon else 0.6, entry.id, alias=True)


def _is_short_for(word: BodyWord, said: str, name: str, entry: KnownBody) -> bool:
    """Is it the short form, by its letters: "STM", "Stm", not "stm", nor an everyday word that opens a sentence?"""
    opens = entry.common and word.first and said.lower() != name.lower() and not said.isupper()
    return _cased(said[: len(name)], name) and not opens


def _is_named(word: BodyWord, name: str, entry: KnownBody, language: str) -> bool:
    """Is it the name, and no everyday word: "Tulli", not "tulli"; "Varma" may open a sentence as "sure"?"""
    form = head_of(word.low)
    if form and form.lemma == name.lower():
        return word.capital or not entry.common
    if entry.kind == "parliament" and name == entry.sv:
        return True  # "riksdagen" has no capital within a Swedish sentence
    if language == "sv" and name == entry.sv:
        return word.capital and not entry.common  # "Tullen" is a word of Finnish, and none of Swedish
    return word.capital and not entry.common and not (word.first and _ordinary(word.low))


@lru_cache(maxsize=20_000)
def _ordinary(low: str) -> bool:
    """Is it an everyday word too, so that a capital at the beginning of a sentence proves nothing?"""
    return len(low) <= EVERYDAY and bool(readings(low))
