"""From a head noun backwards: which of the words before it belong to the name.

Etelä-Savon hyvinvointialueelle            a name in the genitive, then the head
alueellisen valmistelun jaosto             common words in the genitive, for an organ
Hallinnon, talouden ja tukipalveluiden alatyöryhmä
sosiaali- ja terveysministeriö             a compound with a shared end
POSOTE20 -ohjausryhmä                      a coined name
"""

from __future__ import annotations

from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import (
    AND,
    agrees,
    complement_of,
    genitive,
    given_name,
    is_place,
    joined,
    joint,
    leads,
    made_by,
    proper,
    side_of,
    unknown,
    vague_noun,
    verb,
)
from extractors.bodies.head_nouns.named_phrases import named
from extractors.bodies.head_nouns.noun_phrase import NounPhrase
from extractors.text.head_nouns import HeadForm, head_of

LONGEST = 14
"""Words a name may have; a longer run is no name."""

DASHED_NAME = 6
"""Words of a name before a hyphen: "Helsingin seudun ja lähikuntien yhteiset ympäristöpalvelut -kuntayhtymä"."""

COUNTY_CODE = 3
"""Letters of a coined name before a head that takes proper names alone: "ELY keskus"."""


def phrase_at(words: list[BodyWord], last: int, form: HeadForm) -> NounPhrase:
    """The phrase that ends in this head."""
    p = NounPhrase(words, last, form, first=last)
    if words[last].text.startswith("-"):
        _take_dashed(p)
        if p.dashed:
            return p
    _take_shared_end(p)
    if _take_adjectives(p):
        return p
    # "yhteinen kirkkovaltuusto".
    if p.first == p.last and _can_grow(p) and joint(words[p.first - 1], form.lemma, form.case):
        p.first -= 1
    if p.adjective and _can_grow(p) and made_by(words[p.first - 1]):
        p.genitive = True  # "asettaman liturgisen työryhmän": told from others as by an owner
        return p
    _take_complement(p)
    _take_coined(p)
    while _take_genitive(p):
        pass
    # "kansallinen tekoälyn neuvottelukunta".
    if p.genitive and not p.proper and _can_grow(p) and leads(words[p.first - 1], form.case):
        p.first -= 1
    _take_given_names(p)
    return p


def _take_adjectives(p: NounPhrase) -> bool:
    """ "tekninen jaosto", not the "uusi" of "uusi Tilastokeskus"; True where a hyphen among them ends the phrase."""
    words, form = p.words, p.form
    own = p.head.capital and not p.head.first and not form.bare and not p.head.text.isupper()
    while _can_grow(p) and agrees(words[p.first - 1], form.case) and (not own or words[p.first - 1].capital):
        p.first -= 1
        p.adjective = True
        _take_shared_end(p)
        if words[p.first].text.startswith("-"):
            _take_dashed(p)
            return True
    return False


def _take_given_names(p: NounPhrase) -> None:
    """ "Kalevi Sorsan säätiö", "Aino ja Kalevi Sorsan säätiö"."""
    words = p.words
    if not (p.proper and p.genitive and _can_grow(p) and given_name(words[p.first - 1]) and proper(words[p.first])):
        return
    p.first -= 1
    if p.first > 1 and words[p.first - 1].low in AND and joined(words[p.first]) and given_name(words[p.first - 2]):
        p.first -= 2


def _take_complement(p: NounPhrase) -> None:
    """ "palvelujen järjestelyyn liittyvä työryhmä": what a participle before the head is about."""
    if p.adjective and _can_grow(p) and complement_of(p.words[p.first], p.words[p.first - 1]):
        p.first -= 1
        p.genitive = True


def _can_grow(p: NounPhrase) -> bool:
    return p.first > 0 and p.last - p.first < LONGEST and joined(p.words[p.first])


def _take_dashed(p: NounPhrase) -> None:
    """ "Helsingin seudun ympäristöpalvelut -kuntayhtymä": back to the nearest capital, and the names before it."""
    at, capital = p.first, None
    if at > 0 and p.words[at - 1].low in AND:
        return  # "ympäristökeskuksen ja -lautakunnan": the first part of the word before is shared
    while at > 0 and p.first - at < DASHED_NAME and joined(p.words[at]):
        before = p.words[at - 1]
        # "päätettiin laajentaa Helsingin seudun ympäristöpalvelut -kuntayhtymän".
        if verb(before):
            break
        # "Helsingin seudun", "2020-luvun".
        if before.capital or before.text[:1].isdigit():
            capital = at - 1 if before.capital else capital
        elif capital is not None:
            break
        at -= 1
    if capital is not None:
        p.first, p.dashed, p.proper = capital, True, True


def _take_shared_end(p: NounPhrase) -> None:
    """ "opetus- ja kulttuuri|ministeriö", "elinkeino-, liikenne- ja ympäristökeskus"."""
    words, at = p.words, p.first
    if at > 1 and joined(words[at]) and words[at - 1].low in AND and words[at - 2].low.endswith("-"):
        at -= 2
        # "elinkeino-, liikenne- ja ympäristökeskus".
        while at >= 1 and words[at].gap == ", " and words[at - 1].low.endswith("-"):
            at -= 1
        p.first, p.compound = at, True


def _take_coined(p: NounPhrase) -> None:
    """ "POSOTE20 ohjausryhmä", "Ylä-Savon SOTE kuntayhtymä": a coined name in the nominative right before the head."""
    while _can_grow(p):
        before = p.words[p.first - 1]
        text = before.text
        # "Helmi ympäristöministeriö": a ministry has its name already.
        if p.whole_already and p.first == p.last:
            break
        # "ELY keskus".
        if p.form.head.whole and p.form.head.modified == "proper" and len(text) != COUNTY_CODE:
            break
        # "Kaupunki ohjausryhmä" are two.
        if not before.capital or ":" in text or text.endswith("-") or head_of(before.low):
            break
        # "POSOTE20", "SoTe" and words nobody knows are coined; "Hanke" is plain.
        plain = not (any(c.isdigit() for c in text) or text[1:] != text[1:].lower() or unknown(text))
        if plain and (before.first or not p.form.head.coined):
            break
        # "Kuopion" is a genitive, and asked for as one.
        if before.low.endswith("n") and (not text.isupper() or p.head.text.isupper()):
            break
        p.first -= 1
        p.proper = True


def _take_genitive(p: NounPhrase) -> bool:
    if not _can_grow(p):
        return False
    words, at = p.words, p.first - 1
    before = words[at]
    # "Hallinnon ja talouden alatyöryhmä".
    if before.low in AND and p.genitive:
        return _take_coordinated(p)
    form = head_of(before.low)
    # "Espoon kaupungin ympäristölautakunta".
    if form and form.bare and form.case == "genitive" and not form.plural and not p.owner:
        return _take_owner(p, at, form)
    # "hankkeen ohjausryhmä".
    if vague_noun(before) and not p.genitive:
        return False
    # "Suomen ympäristöministeriö", but not "uuden ympäristöministeriö".
    if p.whole_already and not is_place(before.text):
        return False
    # "Keskisen Uudenmaan pelastuslaitos".
    if p.genitive and side_of(before) and proper(words[p.first]):
        p.first = at
        return True
    named_so_far = proper(words[p.first]) if p.genitive else p.head.capital and not p.head.first and not p.form.bare
    # "alueellisen Kuopion kaupungin": small words do not open a name with a capital.
    if not genitive(before) or (named_so_far and not proper(before)):
        return False
    p.first = at
    p.genitive = True
    if before.text.startswith("-"):
        _take_dashed(p)
    p.proper = p.proper or proper(before)
    # "ympäristölautakunnan jaosto".
    if form and form.case == "genitive":
        p.owner = True
    _take_shared_end(p)
    return True


def _take_owner(p: NounPhrase, at: int, form: HeadForm) -> bool:
    """A body in the genitive before the head ("Espoon kaupungin ympäristölautakunta"), if it is a named one."""
    owner = phrase_at(p.words, at, form)
    # "uuden kaupungin lautakunta".
    if not named(owner):
        return False
    p.first, p.genitive, p.owner = owner.first, True, True
    p.proper = p.proper or owner.proper or form.head.alone
    return True


def _is_body(words: list[BodyWord], at: int) -> bool:
    form = head_of(words[at].low)
    return form is not None and named(phrase_at(words, at, form))


def _take_coordinated(p: NounPhrase) -> bool:
    """ "Hallinnon, talouden ja tukipalveluiden ...": genitives of one kind side by side."""
    words, at = p.words, p.first - 2
    if at < 0 or not joined(words[p.first - 1]):
        return False
    one, other = words[p.first], words[at]
    # "Espoon kaupungin ja Kuopion kaupungin", "uusi ja Kuopion kaupungin".
    if _is_body(words, at) or not genitive(other) or proper(one) != proper(other) or other.low.endswith(":n"):
        return False
    # "Rantasalmen ja Sulkavan kunta" is Sulkava's alone; "kunnat" are both's.
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
