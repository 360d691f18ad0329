"""Signs that a window of words is a name, or is not: what the model says, what stands around it, what it is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.people.name_view import View
from extractors.people.name_words import is_common, is_given, is_inflected, is_place, surname_weight, surnames
from extractors.people.titles import is_title_word, title

# "Rakennus Kari Malli Oy", "Kari Mallin säätiö": a company or a foundation has his name.
COMPANY = re.compile(r"\s+(?:Oy|Oyj|Ab|Abp|Ky|ry|r\.y\.|rf|Tmi|säätiö|Oy:\w+|Ltd|Inc|GmbH|AB|OY)\b")
# "Malli-hanke", "Kalevi Malli -palkinto": what is named after somebody.
THING = re.compile(
    r"\s?[-–](?:hank|ohjelma|työryhm|järjestelm|sivusto|koulu|palvelu|sali|palkin|katu|tie\b|talo|maljan?\b)"
)
# "AvoinKunta" is no name; "McDonald", "MacMahon" and "DeVries" are.
CAMEL = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<=[a-zåäö])[A-ZÅÄÖ]")
# "Malli Niementie", "Kaarina Mallinpuisto": a last word that is a street, a park, a school, a hospital.
STREET = re.compile(
    r"(?:katu|tie|kuja|polku|puisto|tori|esplanadi|vägen|gatan|kadun|kadulla|tiellä|tien|koulu|koulun|sairaala|puistossa"
    r"|puiston|raitti)$",
    re.I,
)
PLACE_NOUN = (
    rf"\s(?:{alternatives(wordlist('beside_names')['places'])})"
    r"(?:n|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|a|ä|on|ön|t|jen)?\b"
)
# "Aino Mallin 12 B," is an address.
PLACE = re.compile(rf"\s\d{{1,3}}\s?[A-Z]?\b,|{PLACE_NOUN}")
# "Kari Malli toimii", "Kari Malli, toteaa".
VERB_AFTER = re.compile(
    r",?\s(?:toimii|toimi|kertoo|kertoi|sanoo|sanoi|toteaa|totesi|aloittaa|esitteli|esittelee|avasi|jatkaa|muistuttaa"
    r"|nimitettiin|valittiin)\b"
)
# "nimitti Kari Mallin", "utsåg Kari Malli".
VERB_BEFORE = re.compile(
    r"\b(?:valitsi|nimitti|nimesi|kutsui|määräsi|valittiin|nimitettiin|nimettiin|toimii|toimi|tulossa|nimetty|valittu"
    r"|utsåg|utnämndes|kertoo|sanoo|toteaa) $"
)
# "+358 44", "puh. 044", "tfn 09", "(09) 123", "etunimi.sukunimi(at)kunta.fi".
CONTACT = re.compile(
    r"(?:\+\d|\bp(?:uh)?\.?|\btel\.?|\btfn|\b0\d{1,3}[ -]?\d|@|\(at\)|\[at\]|\(\d{2,3}\)\s?\d|etunimi\.sukunimi)", re.I
)
FOLD = str.maketrans("åäöéèüáíóšžøæ", "aaoeeuaioszoa")


WEIGHTS = {
    "given": 2.0,  # "Noora"
    "given also a word": 1.6,  # "Ilma", "Aamu"
    "foreign given": 0.3,  # "Rahul": no list has the word
    "unlikely given": -0.5,  # "Kuopio Malli": a place or a common word that the model takes for a given name
    "initial": 1.0,  # "J. Virtanen"
    "surname first": -0.6,  # "Laine Armi"
    "model": 2.0,  # the model marks more than the window: "Kari Malli, rehtori"
    "model exact": 3.0,  # it marks these very words
    "model touches": 1.0,  # it marks a part of them
    "model says other": -1.0,  # it takes them for a place or a body
    "title before": 2.2,  # "osastopäällikkö Kari Malli"
    "verb beside": 0.8,  # "Kari Malli kertoo"
    "title after": 1.5,  # "Kari Malli, rehtori"
    "in apposition": 0.8,  # "Pieter van Malli, the Commissioner for Fisheries."
    "bracket after": 0.5,  # "Kari Malli (Kuopio)"
    "label before": 1.0,  # "Yhteyshenkilö: Kari Malli"
    "contact": 1.0,  # a number or an address further on in its line
    "contact next": 2.2,  # "Kari Malli, puh. 044 123 4567"
    "in a list": 2.0,  # "Pia Salo, Kari Malli ja Ulla Niemi", one of which is sure
    "address": 3.0,  # kari.malli@kunta.fi stands in the text
    "own line": 0.4,  # a line or a cell of its own
    "in a body": -2.5,  # "Sorsa" of "Kalevi Sorsan säätiö"
    "opens a body": -1.0,  # "Kalevi Sorsan" of it
    "company": -4.0,  # "Kari Malli Oy"
    "street": -4.5,  # "Kaarina Mallin katu"
    "broken line": -0.8,  # its words stand on two lines
    "capitals": -0.5,  # "KARI MALLI"
    "cut short": -1.6,  # "Juhani Malli" of "Esko Juhani Malli"
    "goes on": -2.6,  # "Esko Juhani" of it
    "given name before": -1.5,  # "Kari Malli" after "Pia "
}
"""What each sign adds to a window's score."""


def context_signs(view: View, start: int, end: int, spell: list[str], model: str | None) -> Iterator[str]:
    """The signs around a window; `model` is what the model says of it."""
    if model:
        yield model
    yield from _titled(view, start, end)
    yield from _goes_beyond(view, start, end, spell)
    yield from _contacts(view, start, end, spell)
    yield from _in_its_line(view, start, end)
    yield from _named_after(view, start, end, spell, model)


def is_titled(view: View, start: int) -> bool:
    """Whether a title stands right before: "osastopäällikkö Kari Malli"."""
    before = view.word_before(start)
    if view.language == "en" and _OVER.search(view.text, max(0, start - 80), start):
        return True
    return bool(before and _JOINED.fullmatch(view.text[before.end : start]) and is_title_word(before.text))


def _titled(view: View, start: int, end: int) -> Iterator[str]:
    """ "osastopäällikkö Kari Malli", "Yhteyshenkilö: Kari Malli", "Kari Malli toimii", "Kari Malli, johtaja"."""
    text, before, tail = view.text, view.word_before(start), view.text[end : end + 160]
    if is_titled(view, start):
        yield "title before"
    elif before and _LABELLED.fullmatch(text[before.end : start]):
        yield "label before"
    if VERB_AFTER.match(tail) or VERB_BEFORE.search(text, max(0, start - 16), start):
        yield "verb beside"
    if _BRACKETED.match(tail):
        yield "bracket after"
    told = _title_follows(tail) or (_opens_line(view, start) and (m := _BESIDE.match(tail)) and title(m[1]))
    if told and view.language == "en" and _ARTICLE.match(tail):
        yield from ("title after", "in apposition") if _in_apposition(tail) else ()
    elif told:
        yield "title after"


_OFFICE_OF = (
    r"(?:Minister|Secretary|Director|Head|Commissioner|Professor|Chief|Dean)(?:[ -]General)? (?:of|for) (?:the )?"
    r"[A-Z][\w-]+(?:,? (?:and )?[A-Z][\w-]+){0,4}"
)
_OVER = re.compile(rf"\b{_OFFICE_OF} \Z|\b[Tt]he {_OFFICE_OF}, \Z")
""" "Minister of the Interior (Petteri Malli)", "the Secretary General of the Nordic Council, (Petteri Malli)"; what
follows "Kari Malli, Head of Unit," is his office's body."""

_ARTICLE = re.compile(r", (?:the|our) ")
_APPOSITION = re.compile(
    _ARTICLE.pattern + r"(?P<title>(?:[\w-]+ ){0,3}?[\w-]+)(?: (?:of|for|at) [^.;,\n]{3,60})?(?:[.;]|, (?![A-Z]))"
)
""" ", the Commissioner for Fisheries." closes; "In North Karelia, the Minister opened" and
"At the Music Centre, the Minister for Culture, Kari Malli," do not tell of who stands before."""


def _in_apposition(tail: str) -> bool:
    m = _APPOSITION.match(tail)
    return m is not None and title(m["title"].split()[-1]) is not None


# "johtaja Kari", "pj. Kari", and a title that ends its line.
_JOINED = re.compile(r"\.?[ ]{1,2}|[ ]?\n[ ]?")
# "Yhteyshenkilö: Kari", "Lisätietoja / Kari".
_LABELLED = re.compile(r"\s?[:/]\s{0,2}")
# "Kari Malli (Kuopio)", but "(2024)" says nothing of a person.
_BRACKETED = re.compile(r"\s?\((?!\d)[^)\n]{1,40}\)")


def _opens_line(view: View, start: int) -> bool:
    return not view.text[view.line(start)[0] : start].strip(" -•*–|")


def _goes_beyond(view: View, start: int, end: int, spell: list[str]) -> Iterator[str]:
    """ "Esko Juhani" of "Esko Juhani Malminen", "Kari Malli" after "Pia"."""
    before = view.word_before(start)
    if _goes_on(view, end, spell[-1]):
        yield "goes on"
    elif _cut_short(view, start, end):
        yield "cut short"
    if before and view.text[before.end : start] == " " and is_given(before.text) and is_given(spell[0]):
        yield "given name before"


def _contacts(view: View, start: int, end: int, spell: list[str]) -> Iterator[str]:
    """ "Kari Malli, puh. 044 123 4567", and kari.malli@kunta.fi anywhere."""
    _, line_end = view.line(start)
    if CONTACT.match(view.text[end : end + 160].lstrip(" ,|-–")):
        yield "contact next"
    elif CONTACT.search(view.text[end : line_end + 90][:120]):
        yield "contact"
    if view.mails:
        local = [s.casefold().translate(FOLD) for s in spell]
        if {".".join(local), ".".join(reversed(local)), f"{local[0]}.{local[-1]}"} & view.mails:
            yield "address"


def _in_its_line(view: View, start: int, end: int) -> Iterator[str]:
    """A name alone in its line or cell."""
    line_start, line_end = view.line(start)
    before = view.text[line_start:start].rpartition("|")[2].strip(" -•*–")
    after = view.text[end:line_end].partition("|")[0].strip(" ,")
    if not before and not after:
        yield "own line"


def _named_after(view: View, start: int, end: int, spell: list[str], model: str | None) -> Iterator[str]:
    """ "Kalevi Sorsan säätiö", "Rakennus Matti Malli Oy", "Alvar Aallon katu": a body, a company or a place."""
    body, tail = view.body_over(start, end), view.text[end : end + 160]
    if body and body[0] <= start and end <= body[1]:
        yield "opens a body" if body[0] == start and body[1] > end + 2 else "in a body"
    if COMPANY.match(tail) or _OF_A_COMPANY.search(view.text[max(0, start - 14) : start]):
        yield "company"
    if THING.match(tail) or PLACE.match(tail) or (STREET.search(spell[-1]) and model != "model exact"):
        yield "street"


# "Kiinteistö Oy Kari Malli", "As. Kari Malli".
_OF_A_COMPANY = re.compile(r"\b(?:Oy|Ab|Kiinteistö|As\.?)\s$")


def _cut_short(view: View, start: int, end: int) -> bool:
    """Does a further name-like word stand beside the window on its line?"""
    after, before = view.word_after(end), view.word_before(start)
    # "Esko Juhani" with "Salminen" behind it.
    if after and view.text[end : after.start] == " " and _like_name(after.text):
        return True
    if before is None or view.text[before.end : start] != " " or not _like_name(before.text):
        return False
    if view.language == "en":
        return False  # "Minister of the Environment Pekka Malli"
    # A word that opens its sentence has a capital whatever it is: "Myös Kari Malli".
    return not view.starts_sentence(before.start)


def _goes_on(view: View, end: int, last: str) -> bool:
    """Does a surname follow a window that ends in a given name: "Esko Juhani" of "Esko Juhani Malminen"?"""
    after = view.word_after(end)
    if after is None or view.text[end : after.start] != " " or not after.text[0].isupper() or after.text.isupper():
        return False
    named = is_given(after.text) or surname_weight(after.text) > -1
    return named and is_given(last) and last not in surnames() and not title(after.text)


def _like_name(word: str) -> bool:
    # "Uusi", "STM", "Kunta", "Kuopio" and "Kuopiosta" beside a name are no further names of it.
    lone = not word[0].isupper() or word.isupper() or is_common(word) or is_place(word) or is_inflected(word)
    return not lone and not is_title_word(word)


_BESIDE = re.compile(r" ([a-zåäö]{3,})(?=,|\n|$)")
"""A word right after a name that opens its line: "Ahti Malli rehtori, esittelijä"."""

_SPACED = r"((?:[^\W\d_]|[-.])+)"
# "Kari Malli, vt. tekninen johtaja", "Kari Malli | rehtori", and a title on the next line.
_AFTER = re.compile(
    rf"\s{{0,2}},\s{{1,2}}{_SPACED}(?:\s{_SPACED})?(?:\s{_SPACED})?|\s?(?:\||\n\s?\n?){_SPACED}(?:\s{_SPACED})?"
)


def _title_follows(tail: str) -> bool:
    m = _AFTER.match(tail)
    return m is not None and any(title(w) for w in m.groups() if w)
