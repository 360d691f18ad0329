"""Finnish words through Voikko: base forms, cases and compound parts; cached, with no spaCy in sight.

Voikko is a system library (libvoikko1, voikko-fi).  Where it is missing every call raises SetupError with the
command that installs it; `LOUHI_VOIKKO` is read by the entry points alone, which call `use_voikko(path)`.
"""

from __future__ import annotations

import ctypes
import re
import sys
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractors.model.errors import SetupError

Case = Literal[
    "nominative",
    "genitive",
    "partitive",
    "essive",
    "translative",
    "inessive",
    "elative",
    "illative",
    "adessive",
    "ablative",
    "allative",
    "abessive",
    "comitative",
    "instructive",
    "accusative",
    "adverb",
]

CASES: dict[str, Case] = {
    "nimento": "nominative",
    "omanto": "genitive",
    "osanto": "partitive",
    "olento": "essive",
    "tulento": "translative",
    "sisaolento": "inessive",
    "sisaeronto": "elative",
    "sisatulento": "illative",
    "ulkoolento": "adessive",
    "ulkoeronto": "ablative",
    "ulkotulento": "allative",
    "vajanto": "abessive",
    "seuranto": "comitative",
    "keinonto": "instructive",
    "kohdanto": "accusative",
    "kerrontosti": "adverb",
}

FEWEST_PARTS = 2
"""A compound has two parts at least: "valtuusto" has one, "kaupunginvaltuusto" two."""

SHORTEST_RUN = 3
"""Letters of the shortest part one searches by: "työ" of "kehitystyö", not "ja" or "yö"."""


class WordReading(NamedTuple):
    """One way to read a word form.

    `word_class` is Voikko's own term (nimisana, laatusana, teonsana, etunimi, sukunimi, paikannimi, lukusana ...);
    `parts` are the compound's parts in base form where it is one, else empty.
    """

    lemma: str
    word_class: str
    case: Case | None
    plural: bool
    parts: tuple[str, ...]


_lock = threading.Lock()
_path: str | None = None
_voikko: Any = None


def use_voikko(path: str | None) -> None:
    """Look for libvoikko and its dictionary in this folder (for a Voikko unpacked without root)."""
    global _path, _voikko
    _path, _voikko = path, None
    readings.cache_clear()
    tenses.cache_clear()


def folder() -> str | None:
    """Where Voikko is looked for: the folder that was named, else what `make setup` unpacked into this environment."""
    unpacked = Path(sys.prefix, "voikko")
    return _path or (str(unpacked) if unpacked.is_dir() else None)


def _load_neighbours(folder: str) -> None:
    """Load the libraries beside libvoikko that it needs, in whatever order they need each other.

    The system's loader does not look into the folder; a library that is loaded already it finds by name.
    """
    left = sorted(Path(folder).glob("lib*.so*"))
    while left:
        failed = []
        for library in left:
            try:
                ctypes.CDLL(str(library))
            except OSError:
                failed.append(library)
        if len(failed) == len(left):
            return
        left = failed


def _engine() -> Any:
    global _voikko
    if _voikko is None:
        try:
            from libvoikko import Voikko, VoikkoException
        except ImportError as error:
            said = "the Python binding of Voikko is not installed"
            raise SetupError(said, advice="Run: pip install libvoikko") from error
        try:
            where = folder()
            if where:
                _load_neighbours(where)
                Voikko.setLibrarySearchPath(where)
            _voikko = Voikko("fi", path=where)
        except (OSError, VoikkoException) as error:
            raise SetupError(
                "Voikko, which reads Finnish word forms, is not on this machine",
                advice="Run `make setup`, or on Debian and Ubuntu: sudo apt-get install libvoikko1 voikko-fi",
            ) from error
    return _voikko


LONGEST_WORD = 120
"""Letters beyond which Voikko is not asked: no Finnish word has so many, and the time it takes grows with them."""


@lru_cache(maxsize=400_000)
def readings(word: str) -> tuple[WordReading, ...]:
    """All readings of one word form, Voikko's likeliest first; empty for a word it does not know.

    >>> [r.lemma for r in readings("tiekarttaan")]
    ['tiekarsi', 'tiekartta']
    >>> readings("hyvinvointialueelle")[0].parts
    ('hyvin', 'vointi', 'alue')
    """
    if len(word) > LONGEST_WORD:
        return ()
    with _lock:
        found = _engine().analyze(word)
    seen: dict[WordReading, None] = {}
    for a in found:
        lemma = a.get("BASEFORM") or word
        seen[
            WordReading(
                lemma,
                a.get("CLASS", ""),
                CASES.get(a.get("SIJAMUOTO", "")),
                a.get("NUMBER") == "plural",
                _parts(lemma, a.get("STRUCTURE", "")),
            )
        ] = None
    return tuple(seen)


_PAST_PARTICIPLES = ("past_passive", "past_active")
TELLING_MOODS = ("indicative", "potential")
"""Moods that tell a time: "raja ylittyy", "raja ylittynee"."""


@lru_cache(maxsize=100_000)
def tenses(word: str) -> frozenset[Literal["past", "present"]]:
    """The times a word may tell as a verb of its sentence; empty for a word that is first of all an adjective.

    >>> sorted(tenses("avattiin")), sorted(tenses("avataan")), sorted(tenses("valittu")), sorted(tenses("uusi"))
    (['past'], ['present'], ['past'], [])
    """
    if len(word) > LONGEST_WORD:
        return frozenset()
    with _lock:
        found = _engine().analyze(word)
    if any(a.get("CLASS") == "laatusana" and not a.get("PARTICIPLE") for a in found):
        return frozenset()  # "uusi" is new, and hardly "renewed"
    told: set[Literal["past", "present"]] = set()
    for a in found:
        if a.get("MOOD") in TELLING_MOODS and a.get("NEGATIVE") != "true":
            told.add("past" if a.get("TENSE") == "past_imperfective" else "present")
        elif a.get("PARTICIPLE") in _PAST_PARTICIPLES and a.get("SIJAMUOTO", "nimento") == "nimento":
            told.add("past")
    return frozenset(told)


def _parts(lemma: str, structure: str) -> tuple[str, ...]:
    """Cut a base form at its STRUCTURE's boundaries: "=pppp=ppp" -> four letters, then the rest."""
    sizes = [len(part.replace("-", "")) for part in structure.split("=")[1:]]
    if len(sizes) < FEWEST_PARTS:
        return ()
    out, at, bare = [], 0, lemma
    for i, size in enumerate(sizes):
        while at < len(bare) and bare[at] == "-":
            at += 1
        end = len(bare) if i == len(sizes) - 1 else at + size
        out.append(bare[at:end].strip("-").lower())
        at = end
    return tuple(part for part in out if part)


class Forms(NamedTuple):
    """What a word form may be looked up by: base forms of all its readings, and what its compounds are made of."""

    bases: tuple[str, ...]
    parts: tuple[str, ...]


_MADE_OF = re.compile(r"\+[^(+]*\(([^)+=]+)\)")


def forms(word: str) -> Forms:
    """Base forms of all readings, with the verb of a participle, and every run of a compound's parts in base form.

    >>> forms("tiekarttaan").bases
    ('tiekarsi', 'tiekartta')
    >>> forms("kuntayhtymämalleja").parts
    ('kunta', 'kuntayhtymä', 'yhtymä', 'yhtymämalli', 'malli')
    >>> forms("rahoitetun").bases
    ('rahoitettu', 'rahoittaa')
    """
    with _lock:
        found = _engine().analyze(word)
    bases: dict[str, None] = {}
    compounds: list[tuple[str, ...]] = []
    for a in found:
        if not (lemma := a.get("BASEFORM")):
            continue
        bases[lemma.lower()] = None
        runs = _parts(lemma, a.get("STRUCTURE", ""))
        if not runs and a.get("PARTICIPLE") and (made := _MADE_OF.match(a.get("WORDBASES", ""))):
            bases[made[1].lower()] = None
        compounds.append(runs)
    fewest = min((len(runs) for runs in compounds), default=0)  # elin+kaari+sääntö, not elin+kaari+säkä+n+työ
    parts = dict.fromkeys(part for runs in compounds if len(runs) == fewest for part in _runs(runs))
    return Forms(tuple(bases), tuple(part for part in parts if part not in bases))


def _runs(parts: tuple[str, ...]) -> Iterator[str]:
    """Every run of neighbouring parts but the whole; a part in the genitive ("hevosen") is brought to its base."""
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            run = "".join(parts[first : last + 1])
            if last - first + 1 == len(parts) or len(run) < SHORTEST_RUN:
                continue
            if last == len(parts) - 1:
                yield run
            else:
                yield from _nouns(run) or (run,)


@lru_cache(maxsize=100_000)
def _nouns(run: str) -> tuple[str, ...]:
    """The base forms of a part, a noun or adjective in the nominative or genitive; none where Voikko knows none.

    >>> _nouns("hevosen"), _nouns("alusta"), _nouns("hyvin")
    (('hevonen',), ('alusta',), ())
    """
    found = (r for r in readings(run) if r.word_class in ("nimisana", "laatusana", "nimisana_laatusana"))
    bases = dict.fromkeys(r.lemma.lower() for r in found if r.case in ("nominative", "genitive"))
    return (run,) if run in bases else tuple(bases)
