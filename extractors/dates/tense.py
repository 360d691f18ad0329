"""Whether the words around a time tell of what has been or of what is to come.

"Silta avataan kesäkuussa"             to come: a verb in the present
"Kaupunki myi osakkeensa marraskuussa"  past: an imperfect, or a participle of the past
"Sovittiin, että kokous pidetään maanantaina"  the clause that the time stands in decides, where it has a verb
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.text.morphology import readings, tenses

_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
# "päätti, että silta avataan": the verb of the clause decides.
_CLAUSE_END = re.compile(
    r" (?=att )|[;:](?= )|,(?= (?:että|jotta|joka|jotka|jossa|jonka|kun|mutta|ja|koska|sillä|vaikka)\b)"
    r"|,(?= (?:som|där|när|men|eftersom|who|which|where|when|but|because|while)\b)"
    r"| (?=(?:and|och) (?:retires|opens|closes|starts|begins|ends|will|tillträder|börjar|slutar|avgår|öppnas|går i)\b)"
)
_AUXILIARIES = frozenset({"on", "ovat", "en", "et", "ei", "emme", "ette", "eivät"})
"""Verbs of which the participle beside them tells the time."""

_SPEAKING = frozenset({"kertoo", "kertovat", "sanoo", "sanovat", "toteaa", "toteavat", "arvioi", "muistuttaa"})
"""Verbs of a release's quotes, in the present whatever they tell of."""

# "on tarkoitus avata", "tullaan avaamaan".
_MEANT = re.compile(r"\b(?:on|oli) (?:tarkoitus|määrä|aikomus)\b|\btullaan\b|\baikoo\b|\baiotaan\b", re.I)
# "päätettiin avata", "sovittiin, että avataan".
_RESOLVED = re.compile(
    r"\b(?i:pää(?:tti|ttivät|tettiin)|sovittiin|sopi(?:vat)?|suunnitel(?:tiin|tu)|esit(?:ti|ettiin)|määrä(?:si|ttiin)"
    r"|kehot(?:ti|ettiin)|pyy(?:si|dettiin))\b[^.;]*\b"
    r"(?!(?:enin|vähin)tään\b|(?:kevää|kesä|syksy|talve)ll[aä]\b)\w+(?:taan|tään|tt[aä]v\w+|(?<!s)t[aä]|d[aä]|ll[aä]|r[aä]|n[aä]v[aä]ksi)\b"
)
"""Past words of what is to come: "päätti aloittaa työn marraskuussa".

No infinitive is the elative ("vähentämisestä"), nor the season that the time itself may be ("syksyllä").
"""

# "nimitettiin johtajaksi", "utsågs till direktör".
_APPOINTED = re.compile(
    r"\b(?i:nimit(?:ettiin|ti|tivät|etty)|valit(?:tiin|si|sivat|tu)|määrätt(?:iin|y)|kutsutt(?:iin|u)|palkatt(?:iin|u)"
    r"|utsågs|utsetts|valdes|valts|utnämndes|utnämnts|anställts|anställdes"
    r"|(?:was|has been|were|have been) (?:appointed|elected))\b"
)
"""Past words of a post that opens later: "johtajaksi 1.9. alkaen valittiin"."""

_VERBS = wordlist("dates")["verbs"]
_FOREIGN_FUTURE = re.compile(rf"\b(?:{alternatives(_VERBS['to come'])})\b", re.I)
_FOREIGN_PAST = re.compile(rf"\b(?:{alternatives(_VERBS['has been'])})\b", re.I)


# "öppnades", "beslutade".
_SWEDISH_PAST = re.compile(
    r"\w{3,}(?:ades?|[dglnr]des?|ttes?)$"
    r"|(?:över|in|ut|av|upp|ned|ner|till|på|för|före|be|an|fram)?"
    rf"(?:{alternatives(_VERBS['strong past'])})$"
)
"""Swedish verbs of the past: "minskade", "stängdes", "övergick"; of words that are no Finnish ones ("lumisade")."""


class Tense(NamedTuple):
    """What the verbs of some words tell of; both or neither where they do not agree or there are none."""

    past: bool
    coming: bool

    @property
    def only_past(self) -> bool:
        """It has been, and nothing says that it is to come."""
        return self.past and not self.coming

    @property
    def only_coming(self) -> bool:
        """It is to come, and nothing says that it has been."""
        return self.coming and not self.past


def tense_around(sentence: str, at: int) -> Tense:
    """The tense of the clause that holds the place `at` of a sentence; of the sentence, where the clause has no verb.

    >>> tense_around("Silta avataan kesäkuussa.", 15)
    Tense(past=False, coming=True)
    >>> tense_around("Lautakunta päätti, että silta avataan kesäkuussa.", 40).only_coming
    True
    """
    clause = tense_of(_clause(sentence, at))
    return clause if clause.past or clause.coming else tense_of(sentence)


def _clause(sentence: str, at: int) -> str:
    start, end = 0, len(sentence)
    for m in _CLAUSE_END.finditer(sentence):
        if m.end() <= at:
            start = m.end()
        else:
            end = m.start()
            break
    return sentence[start:end]


def tense_of(words: str) -> Tense:
    """What the verbs of some words tell of.

    >>> tense_of("Tiedot on julkaistu"), tense_of("Uusi hinnasto astuu voimaan")
    (Tense(past=True, coming=False), Tense(past=False, coming=True))
    """
    if _MEANT.search(words) or _RESOLVED.search(words):
        return Tense(past=False, coming=True)
    past, coming = bool(_FOREIGN_PAST.search(words)), bool(_FOREIGN_FUTURE.search(words))
    for m in _WORD.finditer(words):
        word = m[0].lower()
        # "on avattu" is past by its participle; "kertoo" is of now and of no day.
        if word in _AUXILIARIES or word in _SPEAKING:
            continue
        told = tenses(word)
        past = past or told == {"past"}
        coming = coming or told == {"present"}
        past = past or (bool(_SWEDISH_PAST.match(word)) and not readings(word))
    return Tense(past, coming)


def opens_later(words: str) -> bool:
    """Whether a post is given in some words, so that a time "alkaen" in them is to come.

    >>> opens_later("Johtajaksi 1.9. alkaen valittiin Matti Malli."), opens_later("Tie suljettiin 1.9. alkaen.")
    (True, False)
    """
    return bool(_APPOINTED.search(words))
