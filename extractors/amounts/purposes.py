"""What money is for, when the sentence says: "2 M€ rantojen kunnostukseen", "hankkeen budjetti on 2 M€".

Three places tell it: the noun a genitive sum is the size of ("2 miljoonan euron avustus"), the goal that follows in
the illative or allative, and the subject of "on" before.  The words are given as they stand, but for the noun of the
first kind, which is in base form; where none of the three is there, nothing is said.
"""

from __future__ import annotations

import re

from extractors.amounts.amount_mention import Mention
from extractors.text.morphology import WordReading, readings
from extractors.text.sentences import sentence

_WORD = re.compile(r" (?P<w>[A-Za-zÅÄÖåäö][\w-]*(?::\w+)?)")
_WORDS = re.compile(r"[A-Za-zÅÄÖåäö][\w-]*(?::\w+)?")
# "miljoonan euron", "200 €:n".
_GENITIVE = re.compile(r"(?i:euron|€:n|eur:n|markan|dollarin)$")
# " vuonna 2021", " vuosina 2021-2023".
_TIME = re.compile(r" (?:vuo(?:nna|sina|den|sien|della)|v\.|vv\.) ?\d{4}(?: ?- ?\d{2,4}| ja \d{4})?(?: aikana)?")
# "on", "yhteensä".
_COPULA = re.compile(
    r"^(?:on|ovat|oli|olivat|olisi|yhteensä|noin|kaikkiaan|n\.|arviolta|enintään|vähintään|enimmillään|ollut)$"
)
_GOALS = ("illative", "allative")
_SKIPPED = {"yhteensä", "kaikkiaan", "myös", "vielä", "nyt", "tänä", "vuonna", "lisäksi"}
_NOT_GOALS = {
    "vuosi",
    "kuukausi",
    "euro",
    "prosentti",
    "aika",
    "verrata",
    "loppu",
    "alku",
    "mennä",
    "osa",
    "taso",
    "luokka",
    "verta",
}


def purpose(text: str, m: Mention) -> str | None:
    """What the money of a mention is for, or None.

    >>> from decimal import Decimal
    >>> said = "Veteraanien tukeen ohjataan 2 miljoonan euron avustus."
    >>> purpose(said, Mention(28, 45, "money", Decimal(2), Decimal(2), "EUR", "exact", "money"))
    'avustus'
    """
    if m.kind != "money":
        return None
    start, end = sentence(text, m.start)
    if _GENITIVE.search(text, m.start, m.end):
        size = _size_of(text, m.end, end)
        if size:
            return size
    return _goal(text, m.end, end) or _subject(text, start, m.start)


def _size_of(text: str, at: int, end: int) -> str | None:
    """The noun a genitive sum is the size of, in base form, behind adjectives of its case."""
    for _ in range(3):
        w = _WORD.match(text, at, end)
        if not w:
            return None
        read = readings(w["w"])
        noun = next((r for r in read if r.word_class == "nimisana"), None)
        # "2 miljoonan euron avustus".
        if noun is not None:
            return noun.lemma if noun.lemma not in _NOT_GOALS else None
        if not any(r.word_class in ("laatusana", "nimisana_laatusana") for r in read):
            return None
        at = w.end()
    return None


def _goal(text: str, at: int, end: int) -> str | None:
    """The illative or allative phrase right after a sum, as written."""
    skipped = _TIME.match(text, at, end)
    at = skipped.end() if skipped else at
    begin = None
    for _ in range(8):
        w = _WORD.match(text, at, end)
        if not w:
            return None
        word, at = w["w"], w.end()
        # "2 M€ vuonna 2024 rantojen kunnostukseen".
        if begin is None and word.lower() in _SKIPPED:
            continue
        begin = w.start("w") if begin is None else begin
        if word.endswith("-") or word in ("ja", "sekä"):
            continue
        read = readings(word)
        goal = next((r for r in read if r.word_class in ("nimisana", "nimisana_laatusana") and r.case in _GOALS), None)
        # "2 M€ rantojen kunnostukseen".
        if goal is not None:
            return text[begin:at] if goal.lemma not in _NOT_GOALS else None
        if not _modifies(read):
            return None
    return None


def _modifies(read: tuple[WordReading, ...]) -> bool:
    """Whether a word may stand before the goal: a genitive, or an adjective of the goal's case."""
    return any(
        r.case == "genitive"
        or (r.case in _GOALS and r.word_class in ("laatusana", "nimisana_laatusana", "asemosana", "lukusana"))
        for r in read
    )


def _subject(text: str, start: int, at: int) -> str | None:
    """The nominative phrase before "on": "Hankkeen kokonaisbudjetti on"."""
    words = list(_WORDS.finditer(text, start, at))
    if not words or not any(w[0] in ("on", "ovat", "oli", "olivat", "olisi") for w in words[-4:]):
        return None
    while words and _COPULA.match(words[-1][0]):
        words.pop()
    if not words or "," in text[words[-1].end() : at]:
        return None
    head = words[-1]
    if not any(r.case == "nominative" and r.word_class == "nimisana" for r in readings(head[0])):
        return None
    begin = head.start()
    for w in reversed(words[:-1][-6:]):
        if text[w.end() : begin] != " ":
            break
        read = readings(w[0])
        if not any(
            r.case == "genitive" or (r.case == "nominative" and r.word_class in ("laatusana", "teonsana")) for r in read
        ):
            break
        begin = w.start()
    return text[begin : head.end()]
