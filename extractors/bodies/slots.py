"""Bodies told by the place they stand in, whatever they are called: where a person's employer is written.

Tiedottaja Nina Malli, Merikeskus Vellamo, puh. 040 123 4567      between a person with a title and a number
Clara Malli, Curator, Kallas Collection                           after a name and its title, on a line of their own
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.lexicon.known_bodies import known_body, municipality
from extractors.lexicon.wordlists import wordlist
from extractors.people.titles import is_title_word
from extractors.text.characters import plain_spaces
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings

LAYER = "slot"
SURE = 0.75

LONGEST = 6
"""Words of a body in such a place; more are a sentence."""

_NAME = r"[A-ZÅÄÖ][\w’'-]+(?: [A-ZÅÄÖ]\.?)?(?: [A-ZÅÄÖ][\w’'-]+){1,2}"
_BODY = r"(?P<body>[A-ZÅÄÖ][^,;:\n\d()|]{2,60})"
_NUMBER = r"(?=(?:puh|p\.|tel|tfn|gsm|mob|\+\d|\(?0\d|[\w.-]+(?:@|\(at\)))"
CARD = re.compile(rf"(?P<title>[\w-]+) {_NAME}, {_BODY}, {_NUMBER})")
""" "tiedottaja Nina Malli, (Merikeskus Vellamo), puh."."""

LISTED = re.compile(rf"^[ •*–-]*{_NAME}, (?P<title>[^,;\n\d]{{3,50}}), {_BODY}(?:$|[ ]?\(|, {_NUMBER}))", re.MULTILINE)
""" "Nina Malli, tiedottaja, (Merikeskus Vellamo)"."""


def slot_mentions(text: str) -> Iterator[BodyMention]:
    """The bodies that stand where an employer is written.

    >>> [m.name for m in slot_mentions("Tiedottaja Nina Malli, Merikeskus Vellamo, puh. 040 123 4567")]
    ['Merikeskus Vellamo']
    """
    plain = plain_spaces(text)
    for pattern in (CARD, LISTED):
        for m in pattern.finditer(plain):
            said = m["body"].rstrip(" .")
            if is_title_word(m["title"].split()[-1]) and names_body(said):
                yield BodyMention(m.start("body"), m.start("body") + len(said), said, "body", LAYER, SURE)


@lru_cache(maxsize=5_000)
def names_body(said: str) -> bool:
    """Can these words, in the place of an employer, be a body that no list has?

    >>> [names_body(words) for words in ("Marinstaben", "Kallas Collection", "Helsinki", "Senior Adviser", "Etätyö")]
    [True, True, False, False, False]
    """
    words = said.split()
    if not said[:1].isupper() or len(words) > LONGEST or known_body(said) or municipality(said):
        return False
    if any(is_title_word(word) for word in words) or said.upper() in _no_bodies():
        return False
    if head_of(words[-1].lower()) is not None:
        return True
    if len(words) == 1:
        return not readings(said) and not said.isupper()
    return any(not readings(word) for word in words) or all(word[:1].isupper() for word in words)


@lru_cache(maxsize=1)
def _no_bodies() -> frozenset[str]:
    return frozenset(wordlist("modifiers")["no_bodies"])
