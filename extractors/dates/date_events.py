"""What happens at a time, where its sentence says: a meeting, an election, the start, the end, coming into force.

The words between the time before and this one are asked first, then those up to the next: in "Haku alkaa 1.3. ja
päättyy 31.3." each verb belongs to the day after it, in "31.3. päättyvä haku" to the day before.  Words of another
clause say nothing where the time's own has a verb.  The first of RULES that has an answer gives it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Literal

from extractors.dates.event_words import EventWords, SaidEvent, event_words, organs, things
from extractors.dates.unresolved import Atom
from extractors.lexicon.wordlists import either
from extractors.model.value_kinds import DateEvent
from extractors.text.morphology import readings, tenses

Answer = DateEvent | Literal["nothing"] | None
"""An event; that nothing happens then; or that a rule does not know."""

NOTHING: Literal["nothing"] = "nothing"

_CLAUSE_WORDS = either("date_patterns", "clause_words")
_CLAUSE = re.compile(rf"(?:,|;| [-–]) (?=(?:{_CLAUSE_WORDS})\b)|;|: ")
_WORD = re.compile(r"[A-Za-zÅÄÖåäö-]{2,}")
_PASSIVE = re.compile(r"(?:taan|tään|daan|dään)$")
_BORN = re.compile(r"(?:^|[\s(,])(?:s|f|b)\. ?$")
_DEAD = re.compile(r"(?:^|[\s(,–-])(?:k|d)\. ?$")
_YEAR_OF = re.compile(r"(?i:vuo(?:den|sien|delta|delle|silta|sille|tta|sia)\b)")
_COPULAS = frozenset({"on", "oli", "ovat", "olivat", "ollut", "olleet"})
_POST = re.compile(
    r"\b\w{3,}ksi\b|\btill (?:ny |ordinarie )?\w+|\bas (?:the |its |a |new )*\w+|\bto (?:the )?(?:post|board|office)\b"
)
_SINCE = re.compile(r"\b(?:voimassa|gäller|gällt|in force)$")


class TimePlace:
    """A time in its sentence: the words before it from the last time on, and those after it up to the next."""

    def __init__(self, atom: Atom, said: str, before: str, after: str, words: EventWords) -> None:
        self.atom, self.said, self.words = atom, said, words
        self.before, self.after = _own_clause(before), _CLAUSE.split(after, maxsplit=1)[0]

    @property
    def is_span(self) -> bool:
        """From one time to another, where nothing begins or ends: "1.1.–31.12.2018"."""
        return self.atom.last is not None and self.atom.rule != "edge of a year"

    @property
    def lasts(self) -> bool:
        """Whether its clause tells of what goes on: "on johtanut", "jatkuu"."""
        return bool(self.words.lasting.search(f"{self.before} {self.after}"))

    @cached_property
    def said_before(self) -> list[SaidEvent]:
        """What the words before it say, the nearest first."""
        return self.words.said(self.before)[::-1]

    @cached_property
    def said_after(self) -> list[SaidEvent]:
        """What the words after it say, the nearest first."""
        return self.words.said(self.after)


EventRule = Callable[[TimePlace], Answer]


def of_a_period(place: TimePlace) -> Answer:
    """ "tilikaudelta 1.1.–31.12.2018", "vuoden 2023 talousarvio": the time tells which one it is."""
    if place.words.of_a_time.search(place.before) or place.words.of_a_time.search(place.said):
        return NOTHING
    plain = not place.atom.side and not place.atom.first.edge and place.atom.rule in ("year", "years")
    attribute = plain and _YEAR_OF.match(place.said) and re.match(r" [a-zåäö]", place.after)
    return NOTHING if attribute else None


def sign_of_a_life(place: TimePlace) -> Answer:
    """ "(s. 1846, k. 1919)", "f. 1950"."""
    return "birth" if _BORN.search(place.before) else "death" if _DEAD.search(place.before) else None


def participle_after(place: TimePlace) -> Answer:
    """ "2.11.2022 kuollutta luottamushenkilöä", "31.3. päättyvä haku", "3.3. pidetyssä kokouksessa"."""
    m = re.match(r" ([a-zåäö]{5,})\b", place.after)
    if m is None or not any(r.word_class == "laatusana" for r in readings(m[1])):
        return None
    if place.words.held.fullmatch(m[1]):
        return next((one.event for one in place.said_after), None)
    return next((_of_verb(one, place) for one in place.said_after if one.outright and one.start == 1), None)


def verb_before(place: TimePlace) -> Answer:
    """ "Valtioneuvosto nimitti torstaina", "Laki tulee voimaan 1.1.2025": the nearest, no other verb after it."""
    for one in place.said_before:
        if one.outright:
            return None if _other_verb(place.before[one.end :]) else _of_verb(one, place)
    return None


def held_before(place: TimePlace) -> Answer:
    """ "Hakuinfo pidetään verkossa 11.2.": what is held a noun says, on either side; else it is an occasion."""
    if not place.words.held.search(place.before):
        return None
    return next((one.event for one in [*place.said_before, *place.said_after]), "occasion")


def verb_after(place: TimePlace) -> Answer:
    """ "Torstaina valtioneuvosto nimitti"."""
    for one in place.said_after:
        if one.outright:
            return None if _other_verb(place.after[: one.start]) else _of_verb(one, place)
    return None


def held_after(place: TimePlace) -> Answer:
    """ "Huomenna järjestetään koulutus"."""
    if not place.words.held.search(place.after):
        return None
    return next((one.event for one in [*place.said_before, *place.said_after]), "occasion")


def noun_before(place: TimePlace) -> Answer:
    """ "Sopimuksen allekirjoitus 2/2021", "Seuraava kokous on 13.10."; not "kokouksen pöytäkirja tarkastettiin"."""
    one = next(iter(place.said_before), None)
    return one.event if one is not None and not _other_verb(place.before[one.end :]) else None


def noun_after(place: TimePlace) -> Answer:
    """ "13.10. seuraava kokous"."""
    one = next(iter(place.said_after), None)
    return one.event if one is not None and not _other_verb(place.after[: one.start]) else None


def until_then(place: TimePlace) -> Answer:
    """ "Maksu on voimassa 31.12.2025 saakka"."""
    return "end" if place.atom.side == "until" else None


def from_then(place: TimePlace) -> Answer:
    """ "Maksua korotetaan 1.3.2025 alkaen"; what is "voimassa 1.3. alkaen" comes into force."""
    if place.atom.side != "from":
        return None
    return "in force" if _SINCE.search(place.before.rstrip()) else "start"


def of_what_lasts(place: TimePlace) -> Answer:
    """ "Hanke kestää huhtikuuhun", "virastoa vuodesta 2015 johtanut"; not "kasvoi vuodesta 2023"."""
    if not place.lasts:
        return None
    return {"until": "end", "from": "start"}.get(place.atom.leans)  # type: ignore[return-value]


def open_ended(atom: Atom, before: str, after: str, languages: frozenset[str] = frozenset({"fi"})) -> Atom:
    """A time with its side open where what lasts begins or ends then; a plain time otherwise.

    >>> from extractors.dates.unresolved import Point
    >>> year = Atom(0, 13, "year", Point("2015"), leans="from")
    >>> open_ended(year, "Hän on johtanut virastoa ", ".").side, open_ended(year, "Väki kasvoi ", ".").side
    ('from', '')
    """
    if not atom.leans or atom.side or atom.last is not None or atom.more:
        return atom
    return replace(atom, side=atom.leans) if TimePlace(atom, "", before, after, event_words(languages)).lasts else atom


def heading_of_a_meeting(place: TimePlace) -> Answer:
    """ "Ohjausryhmä 15.9.2020" on a line of its own; "Lautakunta 3.3.2020 § 12"."""
    organ = place.before.strip().lower().endswith(organs())
    return "meeting" if organ and re.match(r"\s*(?:§|$|klo|kl\.)", place.after) else None


RULES: tuple[EventRule, ...] = (
    sign_of_a_life,
    of_a_period,
    until_then,
    participle_after,
    verb_before,
    held_before,
    verb_after,
    held_after,
    noun_before,
    noun_after,
    from_then,
    of_what_lasts,
    heading_of_a_meeting,
)

OF_SPANS = frozenset(("meeting", "election", "occasion"))
"""What takes more than a moment: "Ennakkoäänestys on 2.–8.4."; no law comes into force from a day to another."""


def event_of(
    atom: Atom, said: str, before: str, after: str, *, late: bool, languages: frozenset[str] = frozenset({"fi"})
) -> DateEvent | None:
    """What happens at a time, by the words on either side of it in its sentence; `late` says that it is a deadline.

    >>> from extractors.dates.unresolved import Point
    >>> day = Atom(0, 8, "full date", Point("2025", 1, day=1))
    >>> event_of(day, "1.1.2025", "Laki tulee voimaan ", ".", late=False)
    'in force'
    """
    if late:
        return "deadline"
    place = TimePlace(atom, said, before, after, event_words(languages))
    answer = next((answer for rule in RULES if (answer := rule(place)) is not None), None)
    if answer is None or answer == NOTHING or (place.is_span and answer not in OF_SPANS):
        return None
    return answer


def _own_clause(before: str) -> str:
    """The last clause of the words before a time, where it has a verb; else all of them."""
    last = _CLAUSE.split(before)[-1]
    return last if last != before and any(tenses(word) for word in _WORD.findall(last)) else before


def _other_verb(words: str) -> bool:
    """Do some words have a verb that tells of something else: "päätti asiasta ja kunta (rakensi) koulun 2019"?"""
    return any(
        told == {"past"} or (told and _PASSIVE.search(word))
        for word in _WORD.findall(words)
        if word not in _COPULAS and (told := tenses(word.lower()))
    )


def _of_verb(one: SaidEvent, place: TimePlace) -> Answer:
    """The event of a verb, where what is chosen, set up or born says more than the verb does."""
    around = f"{place.before} {place.said} {place.after}"
    if place.words.setting.fullmatch(one.words) and place.words.groups.search(around):
        return "start"
    if place.words.chosen.fullmatch(one.words) and _POST.search(around):
        return "appointment"
    if one.event in ("birth", "death"):
        return _of_a_life(one, place)
    return one.event


def _of_a_life(one: SaidEvent, place: TimePlace) -> Answer:
    """ "Yhtiö syntyi 1995" is a start, "syntyi 148 lasta" a figure."""
    words = place.before if one in place.said_before else place.after
    if place.words.counted.search(f"{place.before} {place.after}"):
        return NOTHING
    subject = re.search(r"([A-Za-zÅÄÖåäö-]+) (?:on |oli )?$", words[: one.start])
    if subject and _is_thing(subject[1].lower()):
        return "start" if one.event == "birth" else "end"
    return one.event


def _is_thing(word: str) -> bool:
    """ "yhtiö", "kuntayhtymä": no person."""
    return any(r.word_class == "nimisana" and r.lemma.endswith(things()) for r in readings(word))
