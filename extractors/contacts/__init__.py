"""Contacts: phone numbers (E.164), e-mail addresses and addresses of pages, and whose they are.

"044 123 4567" -> "+358441234567", "simo.makela(at)etela-savo.fi" -> "simo.makela@etela-savo.fi".  A number is whose
block it stands in; a registry's or an exchange's number is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.contacts.contact_owner import PATTERN, Blocks, ContactKind, FoundContact, local_part
from extractors.lexicon.reliability import reliability, surest, together
from extractors.lexicon.wordlists import either
from extractors.model.document import Document
from extractors.model.records import Contact, Evidence, Person, evidence
from extractors.people.name_view import words_of
from extractors.text.personal_data.personal_codes import codes_in

AT = r"\s?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\(ät\)|\s\(?at\)?\s)\s?"
EMAIL = re.compile(rf"(?<![\w.@+-])([\w][\w.+-]*){AT}((?:[\w-]+\.)+[a-z]{{2,12}})(?![\w@])", re.I)

TLDS = either("contact_patterns", "domains")
URL = re.compile(
    rf"https?://[^\s<>\"”“|\[\]]+|(?<![\w@./-])www\.[^\s<>\"”“|]+|(?<![\w@./-])(?:[a-z0-9åäö-]+\.)+(?:{TLDS})(?:/[^\s<>\"”“|]*)?(?![\w@.-]*[@\w])",
    re.I,
)

CUE = re.compile(
    r"(?:\bp|\bpuh|\bpuhelin\w*|\bgsm|\bmatkap\w*|\btel|\btfn|\btelefon\w*|\bphone|\bmobile|\bvaihde|\bväxel|\bnumero\w*|\bt|\bsoita)[.:]?\s*(?:\(\w+\)\s*)?(?:[:.]\s*)?$",
    re.I,
)
GLUED = re.compile(r"\b(?:puh|tel|tfn|gsm|p)[.:]$", re.I)
"""What a number may stand right behind: "Puh:050 123 4567"."""

NO_PHONE = re.compile(r"\b(?:viite\w*|tilinumero|tili(?:lle|ltä)?|IBAN|hetu|henkilötunnus)[: ]{1,2}$", re.I)
"""What says that the figures after it are of an account, an invoice or a person: "viitenumero 040 123 4567"."""

FAX = re.compile(r"(?:fax\w*|faksi\w*|telekopio|telefax)[^\d\n]{0,20}$", re.I)
PHONE = re.compile(
    r"(?<![\w+/§,-])"  # not within a number, a date or an identifier
    r"(?:\+\d{1,3}|00(?=\d)|\(\+\d{1,3}\)|\(0\d{1,2}\)|0[1-9]\d{0,3})"  # country or area
    r"(?:[ -]?\(0\)[ -]?)?(?:(?:[ -]{1,2}|[ ][–-][ ]|[ ]?–[ ]?|/)\d{1,8}|\d)(?:[ -]?\d+)*"
    r"(?:\n[ ]?\d{3,4}(?=\s|$))?"  # its last group on the next line
    r"(?![\d§%]|[.,]\d|[-/]\d)"
)

SHORTEST_URL = 5
"""Letters of the shortest address of a page: "hs.fi"."""

BEFORE = 24
"""Letters before a number in which its cue stands, "Puhelinnumero virka-aikana:", or what it is instead."""

ABROAD = range(8, 16)
"""Figures after a plus: E.164 allows fifteen with the country's own."""

DIALLED = range(8, 15)
"""Figures after 00, with which one dials abroad from Finland."""

NATIONAL, UNCUED = range(7, 13), range(7, 12)
"""Figures of a Finnish number with its 0, after a cue and without one: "09 12345" to "0400 123 456 78"."""

MOBILE, PREFIX = (9, 10), (3, 4)
"""Figures of a mobile number, "040 123 456" and "040 123 4567", and of what is written before its first space."""

LANDLINE = range(8, 11)
"""Figures of a number with an area's or an enterprise's prefix: "017 123 45", "0295 163 727"."""


DOTTED = re.compile(r"(?<![\w+.])\+\d{1,3}(?:\.\d{2,4}){2,4}(?![\d.]*\d)")
""" "+358.40.590.2218": groups parted by stops, where the country says that it is a phone's."""

BESIDE = re.compile(r"[\s,;/|–-]{1,4}(?:(?:puh|p|tel|tfn|gsm|mob|tai|ja|eller|och|or)\b[.:]?\s*)?", re.I)
"""What stands between an address and a number that is of the same person: "maija.malli@kunta.example, puh."."""


def find_contacts(document: Document, people: Sequence[Person]) -> Iterator[Contact]:
    """The contacts of a document, one Contact for a value, with every mention."""
    blocks = Blocks(document, people)
    text = blocks.text
    grouped: dict[tuple[ContactKind, str], list[Evidence]] = {}
    rules: dict[tuple[ContactKind, str], list[str]] = {}
    whose: dict[tuple[ContactKind, str], str] = {}
    before: tuple[int, str | None] = (0, None)
    for c in contacts_in(document.text):
        owner = None if before[0] and blocks.labelled(c, before[0]) else blocks.owner(c)
        if c.kind == "phone" and before[1] and BESIDE.fullmatch(text, before[0], c.start):
            owner = before[1]
        before = (c.end, blocks.spelled_by(c))
        value, rule = c.value, c.rule
        if c.kind == "email" and PATTERN.match(value.split("@")[0]):
            if not owner or "\n" in text[blocks.end_of(owner, c.start) : c.start]:
                continue
            rule = "email, pattern"
            value = local_part(owner) + value[value.index("@") :]
        key = (c.kind, value)
        rules.setdefault(key, []).append(rule)
        grouped.setdefault(key, []).append(evidence(document, c.start, c.end))
        if owner:
            whose.setdefault(key, owner)
    for (kind, value), where in grouped.items():
        found_by = rules[kind, value]
        yield Contact(
            kind=kind,
            value=value,
            person=whose.get((kind, value)),
            evidence=tuple(where),
            confidence=together(reliability("contacts", rule) for rule in found_by),
            rule=surest("contacts", found_by),
        )


def contacts_in(text: str) -> list[FoundContact]:
    """The contacts of a text, in order, none overlapping another.

    >>> [c.value for c in contacts_in("puh. 0295 163 727, noora.esimerkki(at)gov.fi, www.gov.fi.")]
    ['+358295163727', 'noora.esimerkki@gov.fi', 'www.gov.fi']
    """
    raw, text = text, words_of(text)[0]
    found = [FoundContact(m.start(), m.end(), "email", f"{m[1]}@{m[2]}".lower(), "email") for m in EMAIL.finditer(text)]
    taken = [(f.start, f.end) for f in found]
    for m in URL.finditer(raw):
        url = _trim(m[0])
        end = m.start() + len(url)
        if len(url) >= SHORTEST_URL and not _over(m.start(), end, taken):
            found.append(
                FoundContact(m.start(), end, "url", url.replace("\u200b", "").replace("\u00ad", ""), _url_rule(url))
            )
    taken = [(f.start, f.end) for f in found]
    taken += [m.span() for m in codes_in(text)]  # "131052-3080": an identity code is nobody's number
    for m in (*DOTTED.finditer(text), *PHONE.finditer(text)):
        if text[m.start() - 1 : m.start()] in (".", ":") and not GLUED.search(text, max(0, m.start() - 6), m.start()):
            continue
        if NO_PHONE.search(text, max(0, m.start() - BEFORE), m.start()):
            continue
        cued = bool(CUE.search(text, max(0, m.start() - BEFORE), m.start()))
        value = phone(m[0], cued=cued)
        if value and not FAX.search(text, max(0, m.start() - 40), m.start()) and not _over(m.start(), m.end(), taken):
            found.append(
                FoundContact(m.start(), m.end(), "phone", value, "phone, cued" if cued else "phone, by its shape")
            )
    return sorted(found)


def phone(written: str, *, cued: bool = True) -> str | None:
    """A phone number as E.164, None for what is none; without a cue before it only the sure shapes will do.

    >>> phone("044 123 4567"), phone("(09) 816 24853"), phone("+358 (0)295 163 727"), phone("0 123")
    ('+358441234567', '+358981624853', '+358295163727', None)
    """
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", written) if "+" in written else written)
    if written.lstrip("(").startswith("+"):
        return f"+{digits}" if len(digits) in ABROAD else None
    if digits.startswith("00"):
        return f"+{digits[2:]}" if len(digits[2:]) in DIALLED else None
    if len(digits) not in (NATIONAL if cued else UNCUED) or digits[0] != "0":
        return None
    if not cued and not _sure(digits, written):
        return None
    return f"+358{digits[1:]}"


_AREAS = either("contact_patterns", "areas")


def _sure(digits: str, written: str) -> bool:
    """Shapes that are phone numbers even where nothing says so."""
    groups = re.findall(r"\d+", written)
    if re.match(r"0(?:4\d|50)", digits):
        return len(digits) in MOBILE and len(groups[0]) in (*PREFIX, *MOBILE)
    if re.match(rf"0(?:{_AREAS})", digits):
        parted = len(groups) > 1 or digits.startswith("029")
        return len(digits) in LANDLINE and parted and all(len(g) > 1 for g in groups)
    return False


def _url_rule(url: str) -> str:
    return "url" if url.startswith(("http", "www.")) else "url, bare"


def _trim(url: str) -> str:
    url = url.rstrip(".,;:!?'’»*–-…")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?")
    return url


def _over(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in taken)
