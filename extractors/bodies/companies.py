"""Companies and registered associations: Oulun Energia Oy:n, Kiinteistö Oy Karakaasu, Nuorten Ystävät ry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import AND, genitive, given_name, placed
from extractors.lexicon.known_bodies import known_bodies, known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.finnish_model import Entity
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings

# "Suvantovoima Oyj", "Nordkorn GmbH:n", "Tmi Malli".
COMPANY = frozenset(
    {"oy", "oyj", "ab", "abp", "ltd", "inc", "gmbh", "kb", "tmi", "osk", "as", "a/s", "plc", "llc", "corp"}
)
ENGLISH_FORMS = frozenset({"ltd", "plc", "inc", "llc", "corp"})
PARTNERSHIP = frozenset({"Ky", "KY", "Ay"})
"""Forms of company told by their capital: "ky" is a joint municipal authority."""

# "Nuorten Ystävät ry", "Redarna rf", "Taidesäätiö sr".
ASSOCIATION = frozenset({"ry", "rf", "rs", "sr"})
# "Kiinteistö Oy Karakaasu", "Asunto Oy Malli": the form stands before the name.
LEADS = frozenset({"oy", "ab", "kiinteistö", "asunto", "as", "koy"})
LONGEST = 8

PARTICLE = 2
"""Letters of words that stand in no company's name: "ei", "ja"."""

LONGEST_NAME = 5
"""Words of a name after "Oy": "Oy Hallanmaan Vesi ja Energia Ab"."""


def _trade(before: BodyWord, form: str) -> bool:
    """Is it a trade that opens a Swedish name: "Byggnads Ab Nordhus"?"""
    return form == "ab" and before.low.endswith("s") and not readings(before.low)


_ABROAD = re.compile(
    r"(?<![\w-])(?:[A-ZÅÄÖ][\w&’-]+ ){1,3}(?:A/S|S\.A\.|S\.p\.A\.|B\.V\.|GmbH & Co\. KG)(?::[a-zåäö]{1,4})?(?!\w)"
)
"""Forms of company with marks in them: "Nordkorn A/S:n"."""


def companies_abroad(text: str) -> Iterator[BodyMention]:
    """Companies whose form has a mark in it, as the Danish and the French write theirs.

    >>> [m.name for m in companies_abroad("Neuvottelut Nordkorn A/S:n kanssa päättyivät.")]
    ['Nordkorn A/S']
    """
    for m in _ABROAD.finditer(text):
        words = m[0].split()
        while words[2:] and readings(words[0].lower()):
            words.pop(0)  # "Neuvottelut Nordkorn A/S:n kanssa"
        said = " ".join(words)
        yield BodyMention(m.end() - len(said), m.end(), said.partition(":")[0], "company", "companies", 0.9)


def company_mentions(words: list[BodyWord], entities: Sequence[Entity] = ()) -> Iterator[BodyMention]:
    """All names with a form of company or association in them."""
    done = -1
    people = [e for e in entities if e.label == "PERSON"]
    for at, word in enumerate(words):
        low = word.low.partition(":")[0]
        partner = word.text.partition(":")[0] in PARTNERSHIP and at > 0 and words[at - 1].capital
        # "Hirvi Ky", but "Hallanmaan ky" is a joint authority.
        if at <= done or not (low in COMPANY or low in ASSOCIATION or partner):
            continue
        # "as" and "inc" in small letters are words.
        if not (word.capital or low in ASSOCIATION):
            continue
        if low in ("as", "sr", "rs", "inc") and word.text not in ("AS", "sr", "rs", "Inc"):
            continue
        first = _back(words, at, _outside(words, at, people), loose=low in ASSOCIATION)
        # "Oy Malli", "Kiinteistö Oy Malli", "Byggnads Ab Nordhus".
        leads = _may_lead(words, at, first) and (
            first == at or words[at - 1].low in LEADS or _trade(words[at - 1], low)
        )
        last = _forward(words, at) if leads else at
        if first == last:
            continue
        done = last
        name = _name(words[first : last + 1])
        known = known_body(name)
        kind = "association" if low in ASSOCIATION else "company"
        yield BodyMention(
            words[first].start,
            words[last].end,
            known.name if known else name,
            kind,
            "companies",
            0.95,
            known.id if known else None,
        )


def _may_lead(words: list[BodyWord], at: int, first: int) -> bool:
    """May the form stand before the name: "Kiinteistö Oy Karakaasu", and "Tmi Seppo Malli" with no name before it?"""
    form = words[at].low
    return form in LEADS or (form == "tmi" and first == at)


def _outside(words: list[BodyWord], at: int, people: Sequence[Entity]) -> list[Entity]:
    """The people who may stand before the company: not the one it is called after, "Puhtopalvelu Salonen Ky"."""
    after = words[at + 1] if at + 1 < len(words) else None
    # "johtaja Anna Malli Oy Suvanto Ab:stä": the form begins the name.
    if at == 0 or (words[at].low in LEADS and after is not None and after.gap == " " and after.capital):
        return list(people)
    own = words[at - 1]
    return [e for e in people if not (e.start < own.end and own.start < e.end)]


def _back(words: list[BodyWord], at: int, people: Sequence[Entity], *, loose: bool) -> int:
    """The first word of the name that ends here: capitals, and for an association words in lower case between them."""
    first, i = at, at
    people = [e for e in people if e.end <= words[at].start]
    while i > 0 and at - i < LONGEST and _joins(words, i):
        before = words[i - 1]
        if _is_outside(words, i, people):
            break
        # "Elina Valo Lapsiperheiden tuki ry".
        if i < at - 1 and given_name(before) and _surname(words[i]):
            first = i + 1
            break
        # "Oulun Energia Oy", "4H Nuoret ry".
        if before.capital or before.text[:1].isdigit():
            first = i - 1
            # "Koneurakointi T. Niemi Tmi": the point of an initial begins no sentence.
            if before.first and not (i > 1 and _joins(words, i - 1)):
                break
        # "Kirjo ja Kumppanit Oy", "T. Hakala ja pojat Oy".
        elif (firm := _firm_of_partners(words, min(i, at - 1))) is not None:
            first, i, people = firm, firm + 1, []  # whose firm it is is no person of the sentence
        elif i < at and _of_a_place(words, i, at):
            pass  # "Port of Merilinna Ltd"
        elif loose and (before.low in AND or (before.low == "i" and words[i].capital)):
            pass  # "Redarna i Finland rf"
        # "Lahden seudun kuntatekniikka Oy".
        elif i == at and (opening := _opening(words, at)) is not None:
            return opening
        elif i == at and words[at].text.startswith("Ab") and i > 1 and _swedish_owner(words[i - 2], before):
            first, i = i - 2, i - 1  # "Kustnejdens vatten Ab"
        elif not _may_be_within(before, words[i], loose=loose):
            break
        i -= 1
    return first + 1 if _years(words, first) and first < at - 1 else first


def _of_a_place(words: list[BodyWord], i: int, at: int) -> bool:
    """Does "of" stand within an English name: "Port of Merilinna Ltd", not "Officer of Merilinna Ltd"?"""
    of = words[i - 1]
    named = i > 1 and words[i].capital and words[i - 2].low in OF_A_PLACE and of.gap == " "
    return named and of.low == "of" and words[at].low.partition(":")[0] in ENGLISH_FORMS


OF_A_PLACE = frozenset({"port", "bank", "university", "theatre", "institute", "school", "college", "museum"})
"""What an English company is called with its place after it."""


def _is_outside(words: list[BodyWord], i: int, people: Sequence[Entity]) -> bool:
    """Is the word before words[i] surely none of its name?"""
    before = words[i - 1]
    if before.text == "The" or _before_a_name(before, words[i]) or _person(words, i - 1, people):
        return True
    if before.first and not before.low.endswith("-") and _oblique(before.low):
        return True  # "Konsulttina Ramboll Oy"
    # "finansministeriet och Fjärden rf", "Valviralta sekä Suomen Kuntaliitto ry:ltä".
    return words[i].low in AND and (_other_body(before.low) or _whole_name(before))


def _may_be_within(before: BodyWord, after: BodyWord, *, loose: bool) -> bool:
    """May a word in small letters stand in a name: "Lapsiperheiden tuki ry", "Malli -yhdistys ry"?"""
    return before.low.startswith("-") or (loose and len(before.low) > PARTICLE and not _parts(before.low, after))


PARTNERS = frozenset({"kumppanit", "pojat", "poika", "veljet", "tyttäret", "söner", "son", "partners", "co", "sons"})
"""Who stands last in a firm's name after "ja"."""


def _joins(words: list[BodyWord], i: int) -> bool:
    """May a name go on before a word: a blank, "&", or the point of an initial ("T. Hakala")?"""
    initial = words[i].gap == ". " and len(words[i - 1].text) == 1 and words[i - 1].capital
    return initial or words[i].gap in (" ", " & ", " + ")


def _firm_of_partners(words: list[BodyWord], last: int) -> int | None:
    """Where a firm's name that "ja kumppanit" ends has whose it is: the "Hakala" of "Hakala ja pojat"."""
    joined = last > 1 and words[last].low in PARTNERS and words[last - 1].low in AND
    return last - 2 if joined and words[last - 2].capital else None


def _person(words: list[BodyWord], at: int, people: Sequence[Entity]) -> bool:
    """Is the word of a person who stands before the name, and not the owner that opens it: "Tiililän Purku Oy"?"""
    word = words[at]
    met = next((e for e in people if e.start < word.end and word.start < e.end), None)
    if met is None:
        return False
    if not (genitive(word) or word.low.endswith("s")) or given_name(word):
        return True
    # "Tiililän Purku Oy", "Jakobstads Vatten Ab".
    if met.start == word.start:
        return False
    # "toimitusjohtaja Anna Malli Tapion Taimi Oy:stä", but "Anna Mallin Taimi Oy".
    whole = at > 1 and met.start < words[at - 1].start
    return not (whole and met.end == word.end and _surname(words[at - 1]) and not genitive(words[at - 1]))


_OBLIQUE_ENDS = ("lta", "ltä", "lle", "sta", "stä", "ssa", "ssä", "lla", "llä")


def _whole_name(word: BodyWord) -> bool:
    """Is it a name by itself, known or in a case that no part of a name has: "Valviralta sekä", "Kela ja"?"""
    return word.capital and (word.low.endswith(_OBLIQUE_ENDS) or word.text in _short_names())


@lru_cache(maxsize=1)
def _short_names() -> frozenset[str]:
    """The names of one word that the lexicon's bodies have: Kela, Ruokavirasto."""
    return frozenset(n for body in known_bodies().values() for n in (body.name, *body.abbr) if " " not in n)


_NO_NAMES = {of: frozenset(wordlist("companies_before")[of]) for of in ("words", "small")}
_NO_NAME_ENDS = {of: tuple(wordlist("companies_before")[of]) for of in ("ends", "ends_before_and", "opening")}


def _before_a_name(before: BodyWord, after: BodyWord) -> bool:
    """Is it a word that names no company but what is done with one: "Sopimus Malli Oy:n kanssa", "Beviljas X Ab"?"""
    low = before.low.partition(":")[0]
    if (
        # "Sopimus Malli Oy:n kanssa", "Beviljas X Ab".
        low in _NO_NAMES["words"]
        or (before.text.isupper() and low in _NO_NAMES["small"])
        or (after.low in AND and low.endswith(_NO_NAME_ENDS["ends_before_and"]))
    ):
        return True
    if low in AND and after.low.startswith(_NO_NAME_ENDS["opening"]):
        return True  # "Svenska kulturfonden och Föreningen Konstvännerna rf"
    at_head = before.first or before.text.isupper()
    return at_head and low.endswith(_NO_NAME_ENDS["ends"])


def _opening(words: list[BodyWord], at: int) -> int | None:
    """Where a name of everyday words begins: "Lahden seudun kuntatekniikka Oy", "Kuntien asuntoluotto Oy"."""
    before = words[at - 1]
    # "Kuntien asuntoluotto Oy".
    if at > 1 and before.gap == " " and _owners(words[at - 2]) and not _oblique(before.low):
        return at - 2
    return _town_before(words, at)


def _town_before(words: list[BodyWord], at: int) -> int | None:
    """Where a name of everyday words begins that a place opens: "Lahden seudun kuntatekniikka Oy"."""
    for i in range(at - 1, max(-1, at - 5), -1):
        if words[i + 1].gap != " ":
            return None
        if words[i].capital:
            return i if genitive(words[i]) and placed(words[i]) and not given_name(words[i]) else None
        # "Lahdessa sijaitseva kuntatekniikka Oy".
        if i < at - 1 and not genitive(words[i]):
            return None
    return None


def _owners(word: BodyWord) -> bool:
    """Is it a genitive of many, with a capital that no sentence asks for: those whose company it is ("Kuntien")?"""
    return (
        word.capital
        and not word.first
        and not given_name(word)
        and any(r.case == "genitive" and r.plural and r.word_class == "nimisana" for r in readings(word.low))
    )


_YEARS = re.compile(r"(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?")


def _years(words: list[BodyWord], first: int) -> bool:
    """Do the years of the sentence stand before the name ("vuosiksi 2009–2010 Lehtisaari Oy:n johtajan")?"""
    if first == 0 or words[first].gap != " " or words[first - 1].capital:
        return False
    return _YEARS.fullmatch(words[first].text) is not None


def _swedish_owner(word: BodyWord, after: BodyWord) -> bool:
    """Is this the genitive that a Swedish company's name begins with?"""
    return word.capital and word.low.endswith("s") and after.gap == " " and not after.capital and after.low.isalpha()


def _other_body(low: str) -> bool:
    """Does it end a name of its own ("LAB-ammattikorkeakoulun ja Puut ry:n", "Lähetysseura ja Palvelut ry")?"""
    if low.endswith(tuple(wordlist("foreign")["sv"]["names"])):
        return True  # "finansministeriet och Fjärden rf"
    if low.endswith("-"):
        return False  # "Kunta- ja palvelualan Tuki ry"
    form = head_of(low)
    return form is not None and (form.case != "nominative" or not form.bare)


def _oblique(low: str) -> bool:
    """Is it an everyday word in a case no name has ("Konsulttina Ramboll Oy"), or a verb ("Tuetaan Ramboll Oy:tä")?"""
    known = readings(low)
    return bool(known) and all(r.case not in ("nominative", "genitive") for r in known)


def _parts(low: str, after: BodyWord) -> bool:
    """Does this lower-case word end what went before: a verb, or a noun in the nominative in front of a capital?"""
    known = readings(low)
    return (bool(known) and all(r.word_class in ("teonsana", "sidesana") for r in known)) or (
        after.capital and any(r.case == "nominative" for r in known)
    )


def _surname(word: BodyWord) -> bool:
    """Can this word, after a given name, be a surname in the nominative ("Elina Valo Lapsiperheiden tuki ry")?"""
    known = readings(word.text)
    return word.capital and (not known or any(r.case == "nominative" for r in known))


def _forward(words: list[BodyWord], at: int) -> int:
    last = at
    while (
        last + 1 < len(words)
        and last - at < LONGEST_NAME
        and words[last + 1].gap == " "
        and (words[last + 1].capital or (last > at and words[last + 1].text.partition(":")[0].isdigit()))
    ):
        last += 1
        if words[last].low.partition(":")[0] in COMPANY:
            break
    return last


def _name(words: list[BodyWord]) -> str:
    # "Salo & Pojat Oy".
    said = words[0].text + "".join((w.gap if w.gap in (" & ", ". ") else " ") + w.text for w in words[1:])
    head, colon, _ = said.rpartition(":")
    name = head if colon else said
    return _written(name) if name.isupper() and len(words) > 1 and len(words[0].text) > ACRONYM else name


ACRONYM = 4
"""Letters up to which a word in capitals is one: "YIT OYJ", but "RANTALAN ASUNNOT OY"."""


def _written(name: str) -> str:
    """A name in capitals as it is written in a sentence: "Rantalan Asunnot Oy"."""
    return " ".join(w.capitalize() if len(w) > ACRONYM or w.lower() in COMPANY else w for w in name.split())
