"""The base form of each surname of a document: what its forms may stand for, and what the text says of them.

"Malin" may be the genitive of Mali; that "Malinin" stands in the same text, or that "Timo Malin voitti", decides.

    bases (people.name_forms)      what a form may be the inflection of, each with a weight
    + VOTES                        what the text adds to one base or the other
    + registered                   what the population register adds: people bear the one name, and not the other
    ▼ the heaviest base is the name
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.lexicon.wordlists import alternatives
from extractors.people.name_forms import bases, inflects_otherwise
from extractors.people.name_view import View
from extractors.people.name_windows import FullName
from extractors.people.name_words import is_finite_verb, is_inflected, surname_ends, surnames
from extractors.people.registered import bearers, given_bearers
from extractors.text.inflection import AFTER_A_GENITIVE

NameSpan = tuple[int, int]

SHARED = 0.3
"""What each further unit of weight adds that a base has from the other surnames of the text."""

Votes = dict[str, float]
"""Base form -> what is added to its weight."""


@dataclass
class Surname:
    """One surname as it is written, with its places and the surnames, itself among them, of each of its given names."""

    lead: list[str]
    last: str
    text: str
    places: list[NameSpan] = field(default_factory=list)
    beside: list[set[str]] = field(default_factory=list)
    swedish: bool = False
    undeclined: bool = False
    in_full: bool = False

    @property
    def word(self) -> str:
        """The whole surname as written, particles and all."""
        return " ".join([*self.lead, self.last])

    def stands_beside(self, other: str) -> bool:
        """Does another surname stand beside one of its given names?"""
        return any(other in said for said in self.beside)


class SurnameBase(NamedTuple):
    """The base form of a surname as written; `why` says what decided where the text and Voikko alone would not have."""

    name: str
    why: str = ""


def surname_bases(
    view: View, full: Sequence[FullName], single: Sequence[tuple[str, NameSpan]]
) -> dict[str, SurnameBase]:
    """Each surname as written -> the base form that the document's mentions support best together."""
    surnames = _collected(view, full, single)
    written = {w.text for w in view.words if w.text[0].isupper()} | set(surnames)
    support: Votes = {}
    for surname in surnames.values():
        for base in bases(surname.last):
            support[base.form] = support.get(base.form, 0.0) + base.weight
    return {word: _base(surname, written, support) for word, surname in surnames.items()}


def _collected(view: View, full: Sequence[FullName], single: Sequence[tuple[str, NameSpan]]) -> dict[str, Surname]:
    found: dict[str, Surname] = {}
    namesakes: dict[str, set[str]] = {}
    for word, place in [*((m.surname, (m.start, m.end)) for m in full), *single]:
        *lead, last = word.split()
        swedish, undeclined = view.language == "sv", view.language in ("sv", "en")
        surname = Surname(lead, last, view.text, swedish=swedish, undeclined=undeclined)
        found.setdefault(word, surname).places.append(place)
    for m in full:
        found[m.surname].in_full = True
        namesakes.setdefault(m.given[0], set()).add(m.surname)
    for said in namesakes.values():
        # "Kari Hakulin" and "Kari Hakuli": each is told of the other.
        for word in said if len(said) > 1 else ():
            found[word].beside.append(said)
    return found


def _base(surname: Surname, written: set[str], support: Votes) -> SurnameBase:
    weight = {b.form: b.weight + SHARED * support[b.form] for b in bases(surname.last)}
    if surname.undeclined:
        weight = {surname.last: weight.get(surname.last, 1.0)}  # "Rolf Gästrin" of a Swedish text is no genitive
    if surname.swedish and (owner := _swedish_genitive(surname.last)):
        weight[owner] = GENITIVE_S
    bare = False
    for rule in VOTES:
        for form, votes in rule(surname, list(weight), written):
            weight[form] = weight.get(form, 0.0) + votes
            bare = bare or (form == surname.last and votes > 0)
    unasked = _heaviest(weight)
    for form, votes in registered(surname, list(weight), written, bare=bare):
        weight[form] += votes
    chosen = _heaviest(weight)
    why = f"“{surname.last}” is a form of “{chosen}”, which the population register lists, rather than of “{unasked}”"
    return SurnameBase(" ".join([*surname.lead, chosen]), "" if chosen == unasked else why)


def _heaviest(weight: Votes) -> str:
    return max(weight, key=lambda form: weight[form])


GENITIVE_S = 2.0
"""The weight of a surname without the -s of the Swedish genitive, where what is left ends as surnames do."""


def _swedish_genitive(word: str) -> str | None:
    """ "Holmbergs förslag" is Holmberg's, "Karhunens" is Karhunen's; "Fors" and "Roos" are themselves."""
    owner = word[:-1]
    ends_so = word.endswith("s") and (owner in surnames() or owner.lower().endswith(tuple(surname_ends())))
    return owner if ends_so and word not in surnames() and not word.endswith(("fors", "roos")) else None


Vote = Callable[[Surname, list[str], set[str]], Iterator[tuple[str, float]]]

WRITTEN = 1.5
BESIDE = 2.0
WHOLE = 9.0
PARTICLE = 2.0
SURNAME_ALONE = 0.8
DECLINED = 3.2
SUBJECT = 2.6
"""What each vote adds, and DECLINED takes.  SUBJECT beats any genitive a dictionary knows (3.0 against 1.0 for the form
as written, with the shared weight); WHOLE beats all."""


def written_elsewhere(s: Surname, forms: list[str], written: set[str]) -> Iterator[tuple[str, float]]:
    """ "Hakulin" where "Hakuli" stands too."""
    return ((form, WRITTEN) for form in forms if form != s.last and form in written)


def beside_a_namesake(s: Surname, forms: list[str], _: set[str]) -> Iterator[tuple[str, float]]:
    """ "Kari Hakulin" where "Kari Hakuli" stands too."""
    others = ((form, " ".join([*s.lead, form])) for form in forms if form != s.last)
    return ((form, BESIDE) for form, other in others if s.stands_beside(other))


LONG = 5
"""Letters from which a stem may be such a name: "Leyen", but "Julin" is no genitive of Jul."""

CASES = ("n", "a", "ä", "in", "ia", "iä", "lla", "llä", "lta", "ltä", "lle", "ssa", "ssä", "sta", "stä", "s")


def in_full_beside_a_namesake(s: Surname, _: list[str], __: set[str]) -> Iterator[tuple[str, float]]:
    """ "Hassan Alia" where "Hassan Ali" stands too: the form less a case ending."""
    bare = (s.word.removesuffix(ending) for ending in CASES if s.word.endswith(ending))
    return ((other.split()[-1], WHOLE) for other in bare if s.stands_beside(other))


def after_a_particle(s: Surname, forms: list[str], _: set[str]) -> Iterator[tuple[str, float]]:
    """ "von der Leyenin", "von Hertzbergin": the names of the foreign nobility end in a consonant."""
    if s.lead:
        yield from ((form, PARTICLE) for form in forms if s.last == form + "in" and len(form) >= LONG)
        yield from ((form, -PARTICLE) for form in forms if form != s.last and form[-1].lower() in "aeiouyåäö")


def declined(s: Surname, _: list[str], __: set[str]) -> Iterator[tuple[str, float]]:
    """ "Kari Vallin mukaan", "Joel Saastamoa vastaan": what stands so has an ending, whatever it looks like."""
    if s.last.endswith("n") and any(_in_genitive(s.text, place) for place in s.places):
        yield s.last, -DECLINED
    if s.last.endswith(("a", "ä")) and any(_AGAINST.match(s.text, end) for _, end in s.places):
        yield s.last, -DECLINED


def standing_alone(s: Surname, _: list[str], __: set[str]) -> Iterator[tuple[str, float]]:
    """ "Kari Vuorimaa, osastopäällikkö": before a comma, a bracket or a line's end a name is likely a base form."""
    if not is_inflected(s.last) and any(_stands_alone(s.text, end) for _, end in s.places):
        yield s.last, SURNAME_ALONE


def closing_a_clause(s: Surname, _: list[str], __: set[str]) -> Iterator[tuple[str, float]]:
    """ "jäsenenä on Mia Salin.": the verb takes a bare form after it."""
    bare = not is_inflected(s.last) and not _BOUND.search(s.last)
    if bare and any(_closes(s.text, place, _VERB) for place in s.places):
        yield s.last, SURNAME_ALONE


def object_of_a_passive(s: Surname, _: list[str], __: set[str]) -> Iterator[tuple[str, float]]:
    """ "nimettiin Niina Sarin ja Olli Wallin.": what a passive names has no ending."""
    if s.last.endswith("n") and any(_closes(s.text, place, _PASSIVE) for place in s.places):
        yield s.last, SUBJECT


def subject_of_a_verb(s: Surname, forms: list[str], written: set[str]) -> Iterator[tuple[str, float]]:
    """ "Timo Malin voitti", "Guzenina oli poissa": right before a finite verb stands its subject.

    Not where a base form stands elsewhere: "Pesun tavoittaa numerosta 09 123" beside "Pesu".
    """
    if any(form != s.last and form in written for form in forms):
        return
    if not _OBLIQUE.search(s.last) and any(_acts(s, end) for _, end in s.places):
        yield s.last, SUBJECT


def _acts(s: Surname, end: int) -> bool:
    """Is the next word a verb whose subject this is, and no passive with an object: "Kuusvuorta kiitettiin"?"""
    verb = _NEXT.match(s.text, end)
    if verb is None or not is_finite_verb(verb[1]):
        return False
    return not (s.last.endswith(("a", "ä")) and _IN_PASSIVE.search(verb[1]))


COMMON_NAME = {5000: 2.0, 1000: 1.9, 500: 1.8, 200: 1.7, 120: 1.6}
"""What the register adds to a base form that so many people bear at least: a tie falls to the commoner name."""


def registered(s: Surname, forms: list[str], written: set[str], *, bare: bool) -> Iterator[tuple[str, float]]:
    """ "Risto Hauhia", "Kari Lunkan": Hauhia and Lunkka are surnames in the population register, Hauh and Lunka none.

    No list of names outdoes the document: where the text shows the name bare ("jäsenenä on Mia Salmelin."), or writes
    another of its base forms, the register speaks for no third.  A word alone may be a given name too: "Jaakolle".
    """
    shown = {s.last, *(form for form in forms if form in written and not bare)}
    for form in forms:
        if (form in shown or not (bare or len(shown) > 1)) and not inflects_otherwise(s.last, form):
            least = bearers(form) if s.in_full else max(bearers(form), given_bearers(form))
            if least:
                yield form, COMMON_NAME[least]


VOTES: list[Vote] = [
    written_elsewhere,
    beside_a_namesake,
    in_full_beside_a_namesake,
    after_a_particle,
    declined,
    standing_alone,
    closing_a_clause,
    object_of_a_passive,
    subject_of_a_verb,
]

# "Timo Malilla", "Mialta": a form of place owns or has, it does not act.
_OBLIQUE = re.compile(r"(?:ll[aäe]|lt[aä]|ss[aä]|st[aä])$")
# "Salinilla": such a case behind a bound -i.
_BOUND = re.compile(r"i(?:ll[aäe]|lt[aä]|ss[aä]|st[aä])$")
# "kiitettiin", "valitaan".
_IN_PASSIVE = re.compile(r"(?:taan|tään|daan|dään|ttiin|tiin)$")
# "Vallin mukaan", "Vallin johtama", "Vallin esityksestä".
_OWNED = re.compile(
    rf" (?:{alternatives(sorted(AFTER_A_GENITIVE))}|"
    r"(?:johta|kannatta|kirjoitta|laati|teke|esittä)m[aä]\w*|(?:seuraaja|sijais)\w*|ehdotuksesta|esityksestä|aloitteesta)\b"
)
# "Saastamoa vastaan".
_AGAINST = re.compile(r" (?:vastaan|kohtaan|varten)\b")
# "Lautakunta valitsi johtajaksi Mervi Salmelin".
_CHOOSES = re.compile(
    r"\b(?:vali(?:tsi|tsee|tsivat|tsevat)|nimi(?:tti|ttää|ttivät|ttävät)|nime(?:si|ää|sivät)|kutsu(?:i|u|ivat|vat))"
    r" (?:[\w-]+ ){0,4}$"
)
_NEXT = re.compile(r" ([a-zåäö]{2,})\b")
# "jäsenenä on", "nimettiin", "aloittivat": a bare form follows.
_VERB = re.compile(
    r"\b(?:\w{2,}(?:taan|tään|daan|dään|ttiin|tiin)|\w*vat|\w+vät|on|oli|toimii|toimi|jatkaa|jatkoi)\b[^.!?\n]{0,170}$"
)
# "nimettiin uusi jäsen", "valitaan".
_PASSIVE = re.compile(r"\b\w{2,}(?:taan|tään|daan|dään|ttiin|tiin) (?:[\w-]+(?: ja|,)? ){0,4}$")
# "Mia Salin.", "Mia Salin, ", "Mia Salin ja".
_CLOSES = re.compile(r"\s?[.;]|, | (?:ja|sekä) ")


def _stands_alone(text: str, end: int) -> bool:
    # "Kari Vuorimaa, osastopäällikkö", "Kari Vuorimaa (Kuopio)", "Kari Vuorimaa | rehtori".
    return text[end : end + 1] in ("", "\n", ",", ")", "(", ";", "|") or text[end : end + 2] in (" (", " |", " \n")


def _in_genitive(text: str, place: NameSpan) -> bool:
    start, end = place
    return _OWNED.match(text, end) is not None or _CHOOSES.search(text, max(0, start - 100), start) is not None


def _closes(text: str, place: NameSpan, verb: re.Pattern[str]) -> bool:
    start, end = place
    return _CLOSES.match(text, end) is not None and verb.search(text, max(0, start - 200), start) is not None
