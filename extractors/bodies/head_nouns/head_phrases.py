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

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import given_name, unknown
from extractors.bodies.head_nouns.named_phrases import named
from extractors.bodies.head_nouns.noun_phrase import NounPhrase, said
from extractors.bodies.head_nouns.phrase_growing import phrase_at
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.base_forms import base_form
from extractors.text.head_nouns import head_of

OWNERS = frozenset({"municipality", "wellbeing services county"})


def head_mentions(words: list[BodyWord]) -> Iterator[BodyMention]:
    """All names in a text that end in a head noun."""
    for at, word in enumerate(words):
        form = head_of(word.low)
        if form is None:
            continue
        p = phrase_at(words, at, form)
        # "Rantasalmen ja Sulkavan kunnat".
        if form.plural:
            yield from _several(p)
        # "Kuntayhtymä Kaskela".
        elif (after := _name_after(p)) is not None:
            name = base_form(f"{said(p, p.first, p.last)} {after.text}")
            yield BodyMention(p.start, after.end, name, form.head.kind, "heads", 0.92)
        # "Suomen pysyvään edustustoon EU:ssa", "Espoon kaupunginhallitus".
        elif named(p):
            mission = _mission(p)
            yield from _one(p) if mission is None else (mission,)


def _name_after(p: NounPhrase) -> BodyWord | None:
    """The coined name that follows a head in the nominative: "Kuntayhtymä Kaskela", "Tutkimuskeskus Ahjo"."""
    after = p.words[p.last + 1] if p.last + 1 < len(p.words) else None
    alone = p.first == p.last and p.form.case == "nominative" and p.head.capital
    if not alone or after is None or after.gap != " " or not (_leads_a_name(p) or _telling_compound(p, after)):
        return None
    # "Kuntayhtymä päätti", "Kuntayhtymä SOTE", "Kuntayhtymä Pekka".
    if not after.text[:1].isupper() or after.text.isupper() or given_name(after):
        return None
    return after if head_of(after.low) is None else None


def _leads_a_name(p: NounPhrase) -> bool:
    # "Kuntayhtymä Kaskela".
    return p.form.head.coined and (p.form.bare or p.form.head.word in ("kuntayhtymä", "osuuskunta", "säätiö"))


def _telling_compound(p: NounPhrase, after: BodyWord) -> bool:
    """ "laati Tutkimuskeskus Ahjonkaari": a compound with a capital nobody asked for, and a word nobody knows."""
    return p.form.head.compound == "capital" and not p.form.bare and not p.head.first and unknown(after.text)


def _mission(p: NounPhrase) -> BodyMention | None:
    """ "Suomen pysyvään edustustoon EU:ssa": a mission with where it is, which is in its name."""
    for count in (1, 2) if p.form.head.word == "edustusto" else ():
        where = p.words[p.last + 1 : p.last + 1 + count]
        at = " ".join(w.text for w in where)
        if at in wordlist("modifiers")["missions_at"] and all(w.gap == " " for w in where):
            name = f"{base_form(said(p, p.first, p.last))} {at}"
            return BodyMention(p.start, where[-1].end, name, p.form.head.kind, "heads", SURE_MISSION)
    return None


SURE_MISSION = 0.9
"""How sure such a name is: as a shared end of two ministries."""


def _one(p: NounPhrase) -> Iterator[BodyMention]:
    head = p.form.head
    name = base_form(said(p, p.first, p.last))
    known = known_body(name) or known_body(name.removeprefix("Eduskunnan "))
    # "Espoon kaupungin ympäristölautakunta" tells of Espoo too.
    if head.owned and p.owner:
        yield from _owner_inside(p)
    # "oikeus- ja sisäministeriö" are two; "sosiaali- ja terveysministeriö" is known as one.
    if p.compound and known is None and head.kind == "ministry":
        yield from _split(p)
        return
    sure = 0.97 if known else 0.93 if p.proper or head.alone else 0.85
    yield BodyMention(
        p.start,
        p.head.end,
        name,
        known.kind if known else head.kind,
        "heads",
        sure,
        known.id if known else None,
        owned=head.owned and not p.proper,
    )


def _owner_inside(p: NounPhrase) -> Iterator[BodyMention]:
    """The city inside "Espoon kaupungin ympäristölautakunta": told only where nothing else in the document names it."""
    for at in range(p.first + 1, p.last):
        form = head_of(p.words[at].low)
        # "kaupungin" of "Espoon kaupungin ympäristölautakunta".
        if form and form.bare and form.head.kind in OWNERS and form.case == "genitive":
            name = base_form(said(p, p.first, at))
            known = known_body(name)
            yield BodyMention(
                p.start, p.words[at].end, name, form.head.kind, "inside", 0.8, known.id if known else None
            )


def _split(p: NounPhrase) -> Iterator[BodyMention]:
    """ "oikeus- ja sisäministeriö": one body for each part."""
    for word in p.words[p.first : p.last + 1]:
        # "oikeus-" and "sisäministeriö".
        if word.low.endswith("-") or word is p.head:
            name = p.form.lemma if word is p.head else word.low.rstrip("-") + p.form.head.word
            known = known_body(name)
            yield BodyMention(word.start, word.end, name, p.form.head.kind, "heads", 0.9, known.id if known else None)


def _several(p: NounPhrase) -> Iterator[BodyMention]:
    """ "Rantasalmen ja Sulkavan kunnat": one body for each name; "kuntien" alone names none."""
    if p.compound and p.form.head.kind == "ministry" and not p.genitive:
        yield from _split(p)
    # "kuntien", "alueen kunnat".
    if not p.conjuncts or not p.proper:
        return
    starts = [p.first, *p.conjuncts]
    for i, first in enumerate(starts):
        word = p.words[first]
        end = p.head.end if i == len(starts) - 1 else word.end
        name = f"{word.text} {p.form.head.word}"
        known = known_body(name)
        # "Etelän ja Pohjoisen kunnat".
        if p.form.head.kind == "municipality" and not known:
            continue
        yield BodyMention(
            word.start, end, known.name if known else name, p.form.head.kind, "heads", 0.93, known.id if known else None
        )
