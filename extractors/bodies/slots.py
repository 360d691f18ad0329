"""Bodies told by the place they stand in, whatever they are called: where a person's employer is written.

Tiedottaja Nina Malli, Merikeskus Vellamo, puh. 040 123 4567      between a person with a title and a number
Clara Malli, Curator, Kallas Collection                           after a name and its title, on a line of their own
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.head_nouns.modifiers import technical
from extractors.lexicon.known_bodies import known_body, municipality
from extractors.lexicon.wordlists import wordlist
from extractors.people.name_words import is_finite_verb, is_given
from extractors.people.titles import is_title_word
from extractors.text.base_forms import base_form
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
CARD = re.compile(rf"(?<![\w-])(?P<title>[\w-]{{2,40}}) {_NAME}, {_BODY}, {_NUMBER})")
""" "tiedottaja Nina Malli, (Merikeskus Vellamo), puh."."""

LISTED = re.compile(rf"^[ •*–-]*{_NAME}, (?P<title>[^,;\n\d]{{3,50}}), {_BODY}(?:$|[ ]?\(|, {_NUMBER}))", re.MULTILINE)
""" "Nina Malli, tiedottaja, (Merikeskus Vellamo)"."""


PROGRAMME = re.compile(
    rf"(?<![\w-])(?P<title>[a-zåäö][\w-]{{2,40}}|^[A-ZÅÄÖ][\w-]{{2,40}}) {_NAME}, "
    r"(?P<body>[A-ZÅÄÖ][^,;:\n\d()|.]{1,60})[.]?$",
    re.MULTILINE,
)
""" "Avaus, professori Nina Malli, (LUT)": the end of a line of a programme or a list of speakers."""

FROM = re.compile(
    rf"(?<![\w-])(?P<title>[\w-]{{2,40}}) {_NAME} "
    r"(?P<body>[A-ZÅÄÖ][\w-]{3,40}?(?:st[aä]|lt[aä]))(?![\w-])(?! [A-ZÅÄÖ])"
)
""" "tutkija Minna Malli (Ekosysteemihubista)"."""

FRAN = re.compile(
    rf"(?<![\w-])(?P<title>[\w-]{{2,40}}) {_NAME} (?:från|vid) (?P<body>[A-ZÅÄÖ][\w-]{{5,}})(?![\w-])(?! [A-ZÅÄÖ])"
)
""" "rektor Kaj Malli från (Skärgårdsskolan)"."""

AT_EN = re.compile(
    rf"{_NAME},? (?:an? |the )?(?P<title>[A-Za-z][A-Za-z -]{{2,50}}?) at (?:the )?"
    r"(?P<body>[A-ZÅÄÖ][\w&-]+(?: (?:(?:of|for|and) )?[A-ZÅÄÖ][\w&-]+){0,4})(?![\w-])"
)
""" "Nina Malli, head of section at the (Red Cross)"."""

OWNED = re.compile(rf"(?<![\w-])(?P<body>[A-ZÅÄÖ][\w-]{{3,40}}n) (?P<title>[a-zåäö][\w-]{{1,40}}) {_NAME}")
""" "(Rannikkolehden) päätoimittaja Kai Malli"."""


OWNED_SV = re.compile(
    rf"(?<![\w-])(?P<body>(?:[A-ZÅÄÖ][\w-]{{2,}} ){{1,2}}[A-ZÅÄÖ][\w-]{{2,}}|[A-ZÅÄÖ][\w-]{{4,}})s "
    rf"(?:nya |nuvarande |tidigare |avgående )?(?P<title>[a-zåäö][\w-]{{1,40}}) {_NAME}"
)
""" "(Finlands Fiskare)s ordförande Tor Malli", "(Skärgårdsskolan)s rektor Tor Malli"."""

FOR_SV = re.compile(
    r"(?<![\w-])(?P<title>[A-ZÅÄÖa-zåäö][\w-]{1,40}) (?:för|vid|på|hos) "
    r"(?P<body>[A-ZÅÄÖ][\w-]{2,}(?: [A-ZÅÄÖ][\w-]{2,}){1,2}|[A-ZÅÄÖ][\w-]{4,})(?![\w-])(?! [A-ZÅÄÖ])"
)
""" "vd för (Vasa Elektriska)", "rektorn för (Yrkesakademin)"."""

OWNED_TEAM = re.compile(
    r"(?<![\w-])(?P<body>[A-ZÅÄÖ][\w-]{3,}n [A-ZÅÄÖ][\w-]{2,}n) (?P<title>[a-zåäö][\w-]{1,40}) " + _NAME
)
""" "(Vaalajoen Visan) puheenjohtaja Kai Malli": a club or a paper of a place."""


def slot_mentions(text: str) -> Iterator[BodyMention]:
    """The bodies that stand where an employer is written.

    >>> [m.name for m in slot_mentions("Tiedottaja Nina Malli, Merikeskus Vellamo, puh. 040 123 4567")]
    ['Merikeskus Vellamo']
    """
    plain = plain_spaces(text)
    for pattern in (CARD, LISTED):
        for m in pattern.finditer(plain):
            said = m["body"].rstrip(" .")
            # "Tiedottaja Nina Malli, Merikeskus Vellamo, puh.".
            if is_title_word(m["title"].split()[-1]) and names_body(said):
                yield BodyMention(m.start("body"), m.start("body") + len(said), said, "body", LAYER, SURE)
    yield from _of_programmes(plain)
    for pattern in (FROM, OWNED):
        for m in pattern.finditer(plain):
            name = _declined(m["body"], first=_opens(plain, m.start("body")))
            # "tutkija Minna Malli Ekosysteemihubista", "Rannikkolehden päätoimittaja Kai Malli".
            if name and is_title_word(m["title"]):
                yield BodyMention(*m.span("body"), name, "body", LAYER, SURE)
    yield from _beside_their_heads(plain)
    for m in AT_EN.finditer(plain):
        last = m["title"].partition(" of ")[0].split()[-1]
        if is_title_word(last) and not municipality(m["body"]) and not known_body(m["body"]):
            yield BodyMention(*m.span("body"), m["body"], "body", LAYER, SURE)
    for m in FRAN.finditer(plain):
        if is_title_word(m["title"]) and m["body"].lower().endswith(_ends("ends_sv")) and not known_body(m["body"]):
            yield BodyMention(*m.span("body"), m["body"], "body", LAYER, SURE)


def _of_programmes(plain: str) -> Iterator[BodyMention]:
    """The bodies that end a line of a programme: "Avaus, professori Nina Malli, LUT"."""
    for m in PROGRAMME.finditer(plain):
        said = m["body"].rstrip()
        if is_title_word(m["title"]) and _ends_a_line_of_speakers(said):
            yield BodyMention(m.start("body"), m.start("body") + len(said), said, "body", LAYER, SURE)


def _beside_their_heads(plain: str) -> Iterator[BodyMention]:
    """What stands before or after the title of who leads it: "Finlands Fiskares ordförande", "Vaalajoen Visan"."""
    for pattern in (OWNED_SV, FOR_SV):
        for m in pattern.finditer(plain):
            if is_title_word(m["title"]) and _named_in_swedish(m["body"]):
                end = m.end("body") + (pattern is OWNED_SV)  # the genitive is a part of the mention
                yield BodyMention(m.start("body"), end, m["body"], "body", LAYER, SURE)
    for m in OWNED_TEAM.finditer(plain):
        if m["title"] in LED_BY and (name := _team(m["body"])):
            yield BodyMention(*m.span("body"), name, "body", LAYER, SURE)


COINED = 2
"""Letters that stand at least before the end of a coined name: "Byskolan"."""

LED_BY = frozenset(
    {"puheenjohtaja", "toiminnanjohtaja", "päätoimittaja", "toimitusjohtaja", "rahastonhoitaja", "valmentaja"}
)
"""Titles of those who lead a club, a paper or a company of two words."""


@lru_cache(maxsize=5_000)
def _named_in_swedish(said: str) -> bool:
    """Can these words before or after a Swedish title be a body that no list has: not a place, a person or a day?

    >>> [_named_in_swedish(said) for said in ("Finlands Fiskare", "Skärgårdsskolan", "Helsingfors", "Anna Holm")]
    [True, True, False, False]
    """
    words = said.split()
    if known_body(said) or municipality(said) or is_title_word(words[0]):
        return False
    if len(words) == 1:
        ends = (*_ends("ends_sv"), "akademin", "institutet", "förbundet", "föreningen")
        return any(said.lower().endswith(end) and len(said) > len(end) + COINED for end in ends)  # not "Bolaget"
    return not is_given(words[0]) and words[-1].lower() not in wordlist("foreign")["sv"]["places"]


def _team(said: str) -> str | None:
    """The base form of a club's or a paper's name: "Vaalajoen Visan"; None for two places or a person.

    >>> _team("Vaalajoen Visan"), _team("Helsingin Malmin"), _team("Maija Mallin")
    ('Vaalajoen Visa', None, None)
    """
    place, own = said.split()
    if is_given(place) or any(r.word_class == "paikannimi" for r in readings(own)) or known_body(said):
        return None
    return None if head_of(own.lower()) else f"{place} {base_form(own)}"


def _opens(text: str, at: int) -> bool:
    """Does a sentence or a line begin here, so that the capital says nothing?"""
    before = text[max(0, at - 2) : at]
    return at == 0 or before[-1:] in "\n\t•–(”" or before in (". ", "! ", "? ", ": ", "• ", "– ", "- ")


@lru_cache(maxsize=10_000)
def _declined(word: str, *, first: bool) -> str | None:
    """The base form of a coined name of one word in the genitive, elative or ablative; None for anything else.

    >>> _declined("Rannikkolehden", first=True), _declined("Toiminnan", first=True), _declined("Turusta", first=False)
    ('Rannikkolehti', None, None)
    """
    found = readings(word)
    # "Turusta", "Annasta", "Virastosta".
    if any(r.word_class in ("paikannimi", "etunimi", "sukunimi") for r in found) or head_of(word.lower()):
        return None
    nouns = [r for r in found if r.word_class == "nimisana" and r.case in ("genitive", "elative", "ablative")]
    # "Rannikkolehden".
    compound = next((r.lemma for r in nouns if len(r.parts) > 1 and r.parts[-1] in _ends("ends")), None)
    if compound:
        return compound[:1].upper() + compound[1:]
    if (
        found
        or first
        or not word.endswith(tuple(f"{end}{case}" for end in _ends("ends") for case in ("n", "sta", "stä")))
    ):
        return None
    return re.sub(r"(?:n|st[aä]|lt[aä])$", "", word)


@lru_cache(maxsize=2)
def _ends(name: str) -> tuple[str, ...]:
    return tuple(wordlist("coined")[name])


ACRONYM = re.compile(r"[A-ZÅÄÖ]{2,7}")


@lru_cache(maxsize=5_000)
def _ends_a_line_of_speakers(said: str) -> bool:
    """Can what stands after a title and a name, to the end of the line, be a body: "LUT", "Liikkuva poliisi"?

    >>> [_ends_a_line_of_speakers(said) for said in ("LUT", "Liikkuva poliisi", "Helsinki", "Helsinki on kaunis")]
    [True, True, False, False]
    """
    words = said.split()
    if names_body(said) or (ACRONYM.fullmatch(said) and not known_body(said)):
        return True
    plain = 1 < len(words) <= LONGEST and not known_body(said) and not is_given(words[0])
    return plain and not any(is_title_word(word) or is_finite_verb(word.lower()) for word in words)


@lru_cache(maxsize=5_000)
def names_body(said: str) -> bool:
    """Can these words, in the place of an employer, be a body that no list has?

    >>> [names_body(words) for words in ("Marinstaben", "Kallas Collection", "Helsinki", "Senior Adviser", "Etätyö")]
    [True, True, False, False, False]
    """
    words = said.split()
    if not said[:1].isupper() or len(words) > LONGEST or known_body(said) or municipality(said):
        return False
    # "Senior Adviser", "PDF".
    if any(is_title_word(word) for word in words) or technical(said):
        return False
    # "Saaristomeren tutkimuskeskus".
    if head_of(words[-1].lower()) is not None:
        return True
    # "Marinstaben", but not "Etätyö", "HUOM".
    if len(words) == 1:
        return not readings(said) and not said.isupper()
    return any(not readings(word) for word in words) or all(word[:1].isupper() for word in words)
