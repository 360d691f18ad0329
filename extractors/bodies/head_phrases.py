"""Names that end in a head noun of the domain, with the modifiers that stand before it.

Etelä-Savon hyvinvointialueelle            a name in the genitive, then the head
alueellisen valmistelun jaosto             common words in the genitive, for an organ
Hallinnon, talouden ja tukipalveluiden alatyöryhmä
sosiaali- ja terveysministeriö             a compound with a shared end
POSOTE20 -ohjausryhmä                      a coined name
Rantasalmen ja Sulkavan kunnat             two bodies
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.bodies.body_mention import Mention
from extractors.bodies.body_words import Word
from extractors.bodies.modifiers import (
    AND,
    agrees,
    complement_of,
    generic_part,
    genitive,
    given_name,
    is_place,
    joined,
    placed,
    proper,
    technical,
    unknown,
    vague_noun,
    verb,
)
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.base_forms import base_form
from extractors.text.head_nouns import HeadForm, head_of

OWNERS = frozenset({"municipality", "wellbeing services county"})

LONGEST = 14
"""Words a name may have; a longer run is no name."""


@dataclass
class Phrase:
    """A head noun at `last` with its modifiers from `first` on, and what was seen among them."""

    words: list[Word]
    last: int
    form: HeadForm
    first: int = 0
    dashed: bool = False
    compound: bool = False
    adjective: bool = False
    genitive: bool = False
    proper: bool = False
    owner: bool = False
    conjuncts: tuple[int, ...] = ()

    @property
    def whole_already(self) -> bool:
        """Is the head a name without more ("ympäristöministeriö"), so that only a land's name belongs to it?"""
        if self.form.bare or self.genitive:
            return False
        return self.form.head.kind == "ministry" or known_body(self.form.lemma) is not None

    @property
    def head(self) -> Word:
        """The word the head noun is in."""
        return self.words[self.last]

    @property
    def start(self) -> int:
        """Where the phrase begins in the text."""
        word = self.words[self.first]
        return word.start + (1 if word.text.startswith("-") and self.first == self.last else 0)


def phrase_at(words: list[Word], last: int, form: HeadForm) -> Phrase:
    """The phrase that ends in this head."""
    p = Phrase(words, last, form, first=last)
    if words[last].text.startswith("-"):
        _take_dashed(p)
        if p.dashed:
            return p
    _take_shared_end(p)
    own = words[last].capital and not words[last].first and not form.bare and not words[last].text.isupper()
    while _can_grow(p) and agrees(words[p.first - 1], form.case) and (not own or words[p.first - 1].capital):
        p.first -= 1
        p.adjective = True
        _take_shared_end(p)
        if words[p.first].text.startswith("-"):
            _take_dashed(p)
            return p
    _take_complement(p)
    _take_coined(p)
    while _take_genitive(p):
        pass
    if p.proper and p.genitive and _can_grow(p) and given_name(words[p.first - 1]) and proper(words[p.first]):
        p.first -= 1
        if p.first > 1 and words[p.first - 1].low in AND and joined(words[p.first]) and given_name(words[p.first - 2]):
            p.first -= 2
    return p


def _take_complement(p: Phrase) -> None:
    """ "palvelujen järjestelyyn liittyvä työryhmä": what a participle before the head is about."""
    if p.adjective and _can_grow(p) and complement_of(p.words[p.first], p.words[p.first - 1]):
        p.first -= 1
        p.genitive = True


def _can_grow(p: Phrase) -> bool:
    return p.first > 0 and p.last - p.first < LONGEST and joined(p.words[p.first])


def _take_dashed(p: Phrase) -> None:
    """ "Helsingin seudun ympäristöpalvelut -kuntayhtymä": back to the nearest capital, and the names before it."""
    at, capital = p.first, None
    if at > 0 and p.words[at - 1].low in AND:
        return  # "ympäristökeskuksen ja -lautakunnan": the first part of the word before is shared
    while at > 0 and p.first - at < 6 and joined(p.words[at]):
        before = p.words[at - 1]
        if verb(before):
            break
        if before.capital or before.text[:1].isdigit():
            capital = at - 1 if before.capital else capital
        elif capital is not None:
            break
        at -= 1
    if capital is not None:
        p.first, p.dashed, p.proper = capital, True, True


def _take_shared_end(p: Phrase) -> None:
    """ "opetus- ja kulttuuri|ministeriö", "elinkeino-, liikenne- ja ympäristökeskus"."""
    words, at = p.words, p.first
    if at >= 2 and joined(words[at]) and words[at - 1].low in AND and words[at - 2].low.endswith("-"):
        at -= 2
        while at >= 1 and words[at].gap == ", " and words[at - 1].low.endswith("-"):
            at -= 1
        p.first, p.compound = at, True


def _take_coined(p: Phrase) -> None:
    """ "POSOTE20 ohjausryhmä", "Ylä-Savon SOTE kuntayhtymä": a coined name in the nominative right before the head."""
    while _can_grow(p):
        before = p.words[p.first - 1]
        text = before.text
        if p.whole_already and p.first == p.last:
            break
        if p.form.head.whole and p.form.head.modified == "proper" and len(text) != 3:
            break
        if not before.capital or ":" in text or text.endswith("-") or head_of(before.low):
            break
        plain = not (any(c.isdigit() for c in text) or text[1:] != text[1:].lower() or unknown(text))
        if plain and (before.first or not p.form.head.coined):
            break
        if before.low.endswith("n") and (not text.isupper() or p.head.text.isupper()):
            break
        p.first -= 1
        p.proper = True


def _take_genitive(p: Phrase) -> bool:
    if not _can_grow(p):
        return False
    words, at = p.words, p.first - 1
    before = words[at]
    if before.low in AND and p.genitive:
        return _take_coordinated(p)
    form = head_of(before.low)
    if form and form.bare and form.case == "genitive" and not form.plural and not p.owner:
        return _take_owner(p, at, form)
    if vague_noun(before) and not p.genitive:
        return False
    if p.whole_already and not is_place(before.text):
        return False
    named_so_far = proper(words[p.first]) if p.genitive else p.head.capital and not p.head.first and not p.form.bare
    if not genitive(before) or (named_so_far and not proper(before)):
        return False
    p.first = at
    p.genitive = True
    if before.text.startswith("-"):
        _take_dashed(p)
    p.proper = p.proper or proper(before)
    if form and form.case == "genitive":
        p.owner = True
    _take_shared_end(p)
    return True


def _take_owner(p: Phrase, at: int, form: HeadForm) -> bool:
    """A body in the genitive before the head ("Espoon kaupungin ympäristölautakunta"), if it is a named one."""
    owner = phrase_at(p.words, at, form)
    if not named(owner):
        return False
    p.first, p.genitive, p.owner = owner.first, True, True
    p.proper = p.proper or owner.proper or form.head.alone
    return True


def _is_body(words: list[Word], at: int) -> bool:
    form = head_of(words[at].low)
    return form is not None and named(phrase_at(words, at, form))


def _take_coordinated(p: Phrase) -> bool:
    """ "Hallinnon, talouden ja tukipalveluiden ...": genitives of one kind side by side."""
    words, at = p.words, p.first - 2
    if at < 0 or not joined(words[p.first - 1]):
        return False
    one, other = words[p.first], words[at]
    if _is_body(words, at) or not genitive(other) or proper(one) != proper(other) or other.low.endswith(":n"):
        return False
    if p.head.low != one.low and not p.form.plural and proper(one):
        return False
    p.conjuncts = (p.first, *p.conjuncts)
    while (
        at >= 1
        and words[at].gap == ", "
        and genitive(words[at - 1])
        and not _is_body(words, at - 1)
        and proper(words[at - 1]) == proper(one)
    ):
        p.conjuncts = (at, *p.conjuncts)
        at -= 1
    p.first = at
    return True


def named(p: Phrase) -> bool:
    """Does the phrase name a body, or only speak of one?"""
    head, form, word = p.form.head, p.form, p.head
    if form.plural or form.lemma in wordlist("modifiers")["no_compounds"]:
        return False
    if p.first < p.last and known_body(base_form(_said(p, p.first, p.last))):
        return True
    if head.modified in ("place", "name"):
        named_by = [w for w in p.words[p.first : p.last] if placed(w) or (head.modified == "place" and proper(w))]
        return p.genitive and not p.owner and bool(named_by)
    if p.dashed or (p.proper and head.modified != "none" and not _somebodys_unit(p)):
        return True
    if p.genitive and head.modified == "any":
        return True
    if form.bare and not p.compound:
        if head.unit and p.genitive and p.words[p.first].first and p.words[p.first].capital and _ends_line(p):
            return True
        if head.unit and p.owner and p.adjective:
            return True
        if p.genitive and p.words[p.first].capital and word.capital and not word.first and not word.text.isupper():
            return head.modified != "none"
        return head.alone or (p.adjective and head.modified == "any" and (word.capital or p.words[p.first].capital))
    if head.alone:
        return True
    if head.compound == "name":
        return p.compound or not generic_part(form.lemma[: len(form.lemma) - len(head.means)])
    if p.compound:
        return head.compound == "capital" and p.words[p.first].capital
    if head.unit and p.genitive:
        return True
    before = word.text[: len(form.lemma) - len(head.means)].rstrip("-")
    if len(before) > 1 and before.isupper() and not word.text.isupper():
        return head.compound == "name" or (head.compound == "capital" and not technical(before))
    return head.compound == "capital" and word.capital and not word.first and not word.text.isupper()


def _somebodys_unit(p: Phrase) -> bool:
    """Is it a bare unit of what may be a person ("Antonovin yksikkö"), and neither of a place nor of a body?"""
    unit = p.form.head.unit and p.form.bare and not p.owner
    return unit and not any(is_place(w.text) for w in p.words[p.first : p.last])


def _ends_line(p: Phrase) -> bool:
    after = p.words[p.last + 1] if p.last + 1 < len(p.words) else None
    return after is None or "\n" in after.gap


def head_mentions(words: list[Word]) -> Iterator[Mention]:
    """All names in a text that end in a head noun."""
    for at, word in enumerate(words):
        form = head_of(word.low)
        if form is None:
            continue
        p = phrase_at(words, at, form)
        if form.plural:
            yield from _several(p)
        elif (after := _name_after(p)) is not None:
            name = base_form(f"{_said(p, p.first, p.last)} {after.text}")
            yield Mention(p.start, after.end, name, form.head.kind, "heads", 0.92)
        elif named(p):
            yield from _one(p)


def _name_after(p: Phrase) -> Word | None:
    """The coined name that follows a bare head in the nominative ("Kuntayhtymä Kaskela"), if one does."""
    after = p.words[p.last + 1] if p.last + 1 < len(p.words) else None
    short = p.form.bare or p.form.head.word in ("kuntayhtymä", "osuuskunta", "säätiö")
    wanted = p.form.head.coined and short and p.first == p.last and p.form.case == "nominative" and p.head.capital
    if not wanted or after is None or after.gap != " " or not after.text[:1].isupper() or after.text.isupper():
        return None
    return after if not given_name(after) and head_of(after.low) is None else None


def _said(p: Phrase, first: int, last: int) -> str:
    parts = [w.text for w in p.words[first : last + 1]]
    glued = [
        part + ("," if i + 1 < len(parts) and p.words[first + i + 1].gap.startswith(",") else "")
        for i, part in enumerate(parts)
    ]
    name = " ".join(glued).lstrip("-")
    initial, space, rest = name.partition(" ")
    return f"{_region_initials()[initial]} {rest}" if space and initial in _region_initials() else name


@lru_cache(maxsize=1)
def _region_initials() -> dict[str, str]:
    """ "P-S" -> "Pohjois-Savon", for the regions whose initials are theirs alone."""
    genitives = [genitive for _, genitive, *_ in wordlist("regions")["regions"] if "-" in genitive]
    short = ["-".join(part[0] for part in genitive.split("-")) for genitive in genitives]
    return {s: g for s, g in zip(short, genitives, strict=True) if short.count(s) == 1}


def _one(p: Phrase) -> Iterator[Mention]:
    head = p.form.head
    name = base_form(_said(p, p.first, p.last))
    known = known_body(name) or known_body(name.removeprefix("Eduskunnan "))
    if head.owned and p.owner:
        yield from _owner_inside(p)
    if p.compound and known is None and head.kind == "ministry":
        yield from _split(p)
        return
    sure = 0.97 if known else 0.93 if p.proper or head.alone else 0.85
    yield Mention(
        p.start,
        p.head.end,
        name,
        known.kind if known else head.kind,
        "heads",
        sure,
        known.id if known else None,
        owned=head.owned and not p.proper,
    )


def _owner_inside(p: Phrase) -> Iterator[Mention]:
    """The city inside "Espoon kaupungin ympäristölautakunta": told only where nothing else in the document names it."""
    for at in range(p.first + 1, p.last):
        form = head_of(p.words[at].low)
        if form and form.bare and form.head.kind in OWNERS and form.case == "genitive":
            name = base_form(_said(p, p.first, at))
            known = known_body(name)
            yield Mention(p.start, p.words[at].end, name, form.head.kind, "inside", 0.8, known.id if known else None)


def _split(p: Phrase) -> Iterator[Mention]:
    """ "oikeus- ja sisäministeriö": one body for each part."""
    for word in p.words[p.first : p.last + 1]:
        if word.low.endswith("-") or word is p.head:
            name = p.form.lemma if word is p.head else word.low.rstrip("-") + p.form.head.word
            known = known_body(name)
            yield Mention(word.start, word.end, name, p.form.head.kind, "heads", 0.9, known.id if known else None)


def _several(p: Phrase) -> Iterator[Mention]:
    """ "Rantasalmen ja Sulkavan kunnat": one body for each name; "kuntien" alone names none."""
    if p.compound and p.form.head.kind == "ministry" and not p.genitive:
        yield from _split(p)
    if not p.conjuncts or not p.proper:
        return
    starts = [p.first, *p.conjuncts]
    for i, first in enumerate(starts):
        word = p.words[first]
        end = p.head.end if i == len(starts) - 1 else word.end
        name = f"{word.text} {p.form.head.word}"
        known = known_body(name)
        if p.form.head.kind == "municipality" and not known:
            continue
        yield Mention(
            word.start, end, known.name if known else name, p.form.head.kind, "heads", 0.93, known.id if known else None
        )
