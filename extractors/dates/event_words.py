"""The words that say what happens at a time, from lexicon/date_events.toml: where they stand in the words beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.wordlists import wordlist
from extractors.model.value_kinds import DateEvent

BETWEEN = r"(?: [\w.-]+){0,3} "
"""What may stand between two words of a phrase: "otetaan (uusi laitos) käyttöön"."""


class SaidEvent(NamedTuple):
    """Where some words say an event; `outright` where a verb or phrase does, not a noun that names it."""

    start: int
    end: int
    event: DateEvent
    outright: bool
    words: str


class EventWords(NamedTuple):
    """The words of the languages of a document: of events, and of what only says that something is held."""

    events: tuple[tuple[DateEvent, bool, re.Pattern[str]], ...]
    held: re.Pattern[str]
    chosen: re.Pattern[str]
    setting: re.Pattern[str]
    lasting: re.Pattern[str]
    counted: re.Pattern[str]
    groups: re.Pattern[str]
    of_a_time: re.Pattern[str]
    """Words before a time that it is the time of; a time may take its own preposition in: "för 2024"."""

    def said(self, words: str) -> list[SaidEvent]:
        """Every event that some words say, in order; of two at one place the one that the lexicon lists first."""
        found: dict[int, SaidEvent] = {}
        for event, outright, pattern in self.events:
            for m in pattern.finditer(words):
                met = found.get(m.start())
                if met is None or (outright and not met.outright):
                    found[m.start()] = SaidEvent(m.start(), m.end(), event, outright, m[0])
        return [found[at] for at in sorted(found)]


@lru_cache(maxsize=16)
def event_words(languages: frozenset[str]) -> EventWords:
    """The words of some languages; Finnish where none of them is known.

    >>> [(one.event, one.outright) for one in event_words(frozenset({"fi"})).said("Laki tulee voimaan")]
    [('in force', True)]
    """
    lexicon = wordlist("date_events")
    known = sorted(languages & {"fi", "sv", "en"}) or ["fi"]

    def of(words: dict[str, list[str]]) -> list[str]:
        return [word for language in known for word in words.get(language, ())]

    events = (
        (one["name"], key == "does", _pattern(words))
        for one in lexicon["event"]
        for key in ("does", "names")
        if (words := of(one.get(key, {})))
    )
    before = "|".join(map(re.escape, of(lexicon["of"])))
    return EventWords(
        tuple(events),
        **{key: _pattern(of(lexicon[key])) for key in ("held", "chosen", "setting", "lasting", "counted")},
        groups=_pattern(lexicon["setting"]["groups"]),
        of_a_time=re.compile(rf"(?:^|[\s(])(?i:{before}) ?(?:den )?\d*$"),
    )


@lru_cache(maxsize=1)
def organs() -> tuple[str, ...]:
    """How the bodies' names end whose name and a day are a meeting's heading."""
    return tuple(wordlist("date_events")["organs"]["ends"])


@lru_cache(maxsize=1)
def things() -> tuple[str, ...]:
    """What is no person and yet is "born", in base form: the last part of a compound too."""
    return tuple(wordlist("date_events")["things"]["fi"])


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Any of some words or phrases, a star standing for any letters.

    >>> _pattern(["tul* voimaan"]).search("se tulee pian voimaan")[0]
    'tulee pian voimaan'
    """
    longest_first = sorted(words, key=lambda word: (-word.count(" "), -len(word), word))
    told = (BETWEEN.join(re.escape(part).replace(r"\*", r"[\w-]*") for part in w.split(" ")) for w in longest_first)
    return re.compile(rf"(?<![\w-])(?i:{'|'.join(told)})(?![\w])")
