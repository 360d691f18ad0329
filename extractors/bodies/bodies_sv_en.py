"""Bodies in Swedish and English texts, by their head nouns: Borgå stad, bildningsnämnden, City of Espoo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.head_nouns.english_names import NAME_WORD, OFFICE_OF, english_names
from extractors.bodies.head_nouns.letterheads import without_capitals
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.text.characters import plain_spaces
from extractors.text.finnish_model import Entity


def foreign_mentions(document: Document) -> Iterator[BodyMention]:
    """The bodies that Swedish or English passages name by a head noun."""
    for language, start, end in _stretches(document):
        text = without_capitals(plain_spaces(document.text[start:end]), language)
        for m, kind in _swedish(text) if language == "sv" else english_names(text):
            name = _base(m, language)
            first, last, known = m.end() - len(_named_part(m, language)), m.end(), known_body(name)
            if known is None and (one := _one_of_two(name)):
                name, last, known = one, first + len(one), known_body(one)
            name = _SHORT_FOR.get(name, name)
            known = known or known_body(name)
            yield BodyMention(
                start + first,
                start + last,
                name,
                known.kind if known else kind,
                "foreign",
                0.88,
                known.id if known else None,
            )


def _one_of_two(name: str) -> str | None:
    """The first of two bodies that "and" joins, where either is known: "the Ministry of Finance and Fingrid".

    >>> _one_of_two("Ministry of Finance and Hillview"), _one_of_two("Hillview Council and Business Finland")
    ('Ministry of Finance', 'Hillview Council')
    """
    first, joint, other = name.rpartition(" and ")
    if not joint:
        return None
    apart = " " in first and known_body(other.removeprefix("the ")) is not None
    return first if apart or known_body(first) else _one_of_two(first)


def _stretches(document: Document) -> Iterator[tuple[str, int, int]]:
    if document.language in ("sv", "en"):
        yield document.language, 0, len(document.text)
        return
    for p in document.passages:
        if p.language in ("sv", "en"):
            yield p.language, p.start, p.end


def _swedish_patterns(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The pattern of each head whose words the text has, and its kind: the others need not be made, nor looked for."""
    low = text.lower()
    for forms, kind in wordlist("foreign")["sv"]["heads"]:
        if any(form.lower() in low for form in forms.split("|")):
            yield _swedish_pattern(forms), kind


@lru_cache(maxsize=200)
def _swedish_pattern(forms: str) -> re.Pattern[str]:
    """ "Lunda finska skola", "social- och hälsovårdsnämnden", "Svenska lärarnas förbund": names that end in a head."""
    data = wordlist("foreign")["sv"]
    alone = forms.split("|")[0] in data["after_a_name"]
    forms = "|".join(f"[{form[0]}{form[0].upper()}]{form[1:]}" for form in forms.split("|")) if not alone else forms
    own = rf"(?:{forms})" if alone else rf"(?:[\wåäö]+-,? (?:[\wåäö]+-,? )*(?:och|samt) )?[\wåäöÅÄÖ-]*(?:{forms})"
    before = rf"(?:{NAME_WORD} ){{1,3}}" if alone else rf"(?:{NAME_WORD} ){{0,3}}"
    # "Strandby svenska gymnasium", "Svenska lärarnas förbund"
    between = rf"(?:(?:{'|'.join(data['adjectives'])}) |(?<=a )[a-zåäö-]{{4,}}s )?"
    return re.compile(rf"(?<![\w-]){before}{between}{own}(?![\w-])")


# "nämnden för bildning", "utskottet för social- och hälsovård", "Kommissionen för de finska frågorna".
_FOR = re.compile(
    r"(?<![\w-])(?:[Nn]ämnden|[Uu]tskottet|[Dd]elegationen|[Ss]ektionen|[\wåäö]*[Kk]ommissionen|[Kk]ommittén) för "
    r"(?:de[nt]? [a-zåäö]+ )?(?:[a-zåäö]+-,? )*(?:och )?[a-zåäö]{3,}(?: och [a-zåäö]{3,})?(?![\w-])"
)


_FACULTY = re.compile(
    r"(?<![\w-])[Ff]akulteten för [a-zåäö]{4,}(?:, [a-zåäö]{4,}(?=[^.;:\n]* och ))*(?: och [a-zåäö]{4,})?(?![\w-])"
)
""" "fakulteten för humaniora, språk och teologi": a faculty by all its fields."""

_CHAPTER = re.compile(r"(?<![\w-])[Dd]omkapitlet i [A-ZÅÄÖ][\wåäö]+ (?:ärke)?stift(?![\w-])")
""" "domkapitlet i Åbo ärkestift": a chapter is told by its diocese."""


# "tingsrätten i Österbotten".
_REGIONAL = {
    "nämnden": "committee",
    "verket": "agency",
    "sällskapet": "association",
    "tingsrätten": "court",
    "distriktet": "hospital district",
    "församlingen": "parish",
    "byrån": "agency",
    "länsstyrelsen": "regional agency",
    "stadsstyrelsen": "municipal board",
    "kommunstyrelsen": "municipal board",
    "polisinrättningen": "police",
    "föreningen": "association",
    "akademin": "school",
    "institutet": "school",
    "skolan": "school",
    "museet": "museum",
}
"""What is told from others of its kind by its region, and its kind: "räddningsverket i Östra Nyland"."""

_REGIONAL_ENDS = "|".join(f"[{end[0]}{end[0].upper()}]{end[1:]}" for end in _REGIONAL)

_IN = re.compile(
    rf"(?<![\w-])(?P<head>(?:{NAME_WORD} )?[\wåäöÅÄÖ-]{{0,30}}(?P<end>{_REGIONAL_ENDS})) i "
    r"[A-ZÅÄÖ][\wåäö-]+(?: (?:[A-ZÅÄÖ][\wåäö-]+(?: län)?|län))?(?![\w-])(?! (?:kommun|stad)s?\b)"
)


_STATE_BOARD = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{3,}styrelsens?(?![\w-])")
""" "att Skattestyrelsen utreder": a central board of the state, by a capital that no sentence asks for."""


_BANK = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{3,}bankens?(?![\w-])")
""" "ett lån av Nylandsbanken": a bank by its name, by a capital that no sentence asks for."""


_WORKS = (
    "Vatten|Energi|Kraft|Elektriska|Elverk|Telefon|Bostäder|Fastigheter|Fjärrvärme|Hamn|Trafik|Utveckling|Andelsbank"
    "|Sparbank"
)
_TOWN_WORKS = re.compile(
    rf"(?<![\w-])(?<!Ab )(?<!Oy )[A-ZÅÄÖ][a-zåäö]{{2,}} (?:{_WORKS})s?(?![\w-])(?! (?:Ab|Oy|Abp)\b)(?! [A-ZÅÄÖ])"
)
""" "driftschef på Vasa Vatten", "Ekenäs Energi": works by their name; with a form of company they are a company's."""

_FOUNDATION = re.compile(
    r"(?<![\w-])Stiftelsen (?:för )?[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+){0,4}(?: (?:minne|minnesfond|fond))?"
    r"(?![\w-])"
)
""" "Stiftelsen Brita Malli minne"."""

_SCHOOL = re.compile(
    r"(?<![\w-])(?:(?!Svenska|Finska|Engelska)[A-ZÅÄÖ][a-zåäö]+ska (?:skolan|gymnasiet|läroverket|hemmet)"
    r"|(?:Norra|Södra|Östra|Västra) (?:skolan|daghemmet))s?(?![\w-])"
)
""" "elever vid Sarlinska skolan", "rektor för Norra skolan"."""

_JOINT = re.compile(
    rf"(?<![\w-])(?:{NAME_WORD} ){{1,2}}samkommun för (?:[a-zåäö]+- (?:och|samt) )?"
    r"[a-zåäö]{4,}(?: och [a-zåäö]{4,})?(?![\w-])"
)
""" "Kustens samkommun för social- och primärhälsovård"."""

_OMBUDSMAN = re.compile(
    r"(?<![\w-])[A-ZÅÄÖa-zåäö]{4,}(?:ombudsmannens|åklagarens|kanslerns) (?:byrå|kansli|ämbetsverk)s?(?![\w-])"
)
""" "Barnombudsmannens byrå"."""

_CENTRE_FOR = re.compile(
    r"(?<![\w-])(?:Centret|Institutet|Byrån|Föreningen|Förbundet|Fonden|Sällskapet|Samfundet|Centralen) för "
    r"(?:de[nt]? )?(?:[a-zåäö]+-,? )*(?:och |samt )?[a-zåäö]{4,}(?: och [a-zåäö]{4,})?(?![\w-])"
)
""" "Centret för småbarnspedagogik": with a capital, and what it is for."""

_ITS_ORGAN = re.compile(r"(?<=\bdess )[a-zåäö]{4,}(?:utskott|nämnd)(?![\w-])")
""" "suppleant i dess fiskeriutskott": an organ in the form that stands after its owner."""


_NAMED_HOUSE = re.compile(
    r"(?<![\w-])[A-ZÅÄÖa-zåäö]*(?:[Yy]rkeshögskolan|[Ff]olkhögskolan|[Hh]ögskolan|[Yy]rkesinstitutet|[Yy]rkesskolan"
    r"|[Gg]ymnasiet|[Ss]amskolan|[Aa]rbetarinstitutet|[Mm]edborgarinstitutet|[Dd]aghemmet|[Ss]ervicehuset"
    r"|[Ss]ervicehemmet|[Ff]örlaget|[Tt]ankesmedjan|[Ff]öreningen|[Ss]tudentnationen) "
    r"(?!Ab\b|Oy\b)[A-ZÅÄÖ][a-zåäö-]{2,}(?: (?:[A-ZÅÄÖ][a-zåäö-]{2,}|samskola|samlyceum))?(?: r\.?f\.?)?(?![\w-])"
)
""" "Yrkeshögskolan Havsvik", "daghemmet Solrosen": what it is, and its own name."""

_UNION = re.compile(
    r"(?<![\w-])[A-ZÅÄÖ](?:[a-zåäö]+- (?:och|samt) [a-zåäö]{4,}s (?=[a-zåäö]*(?:förbund|centralförbund|samfund))"
    r"|[\wåäö-]+s (?:[a-zåäö]{4,}s )?)"
    r"[a-zåäö]*(?:förbund|centralförbund|samfund|organisation)(?: [A-ZÅÄÖ]{2,6}(?![\w-]))?(?: r\.?f\.?)?(?![\w-])"
)
""" "Bil- och transportbranschens arbetarförbund AKT": a union by its members, with its short form."""

_OTHER_BOARD = re.compile(
    r"(?<![\w-])[a-zåäö]{4,}styrelsens?(?![\w-])|(?:(?<=[.!?:] )|(?<=\n)|\A)[A-ZÅÄÖ][a-zåäö]{3,}styrelsens?(?![\w-])"
)
""" "hamnstyrelsen beslöt": the board of something, in small letters or where a sentence opens."""

_BOARD_OF_A_FIELD = re.compile(r"(?<![\w-])[A-ZÅÄÖa-zåäö][a-zåäö]{2,}(?:iska|[nig]ala) nämndens?(?![\w-])")
""" "enligt tekniska nämnden", "regionala nämnden": a board that is told by the adjective of its field."""


_WHOLE = (
    (_FOR, "committee"),
    (_BOARD_OF_A_FIELD, "committee"),
    (_FACULTY, "school"),
    (_CHAPTER, "church"),
    (_BANK, "bank"),
    (_TOWN_WORKS, "company"),
    (_FOUNDATION, "foundation"),
    (_SCHOOL, "school"),
    (_JOINT, "joint municipal authority"),
    (_OMBUDSMAN, "agency"),
    (_CENTRE_FOR, "association"),
    (_ITS_ORGAN, "committee"),
    (_NAMED_HOUSE, "school"),
    (_UNION, "association"),
)
"""Patterns of whole names, and the kind of body each tells."""


def _swedish(text: str) -> Iterator[tuple[re.Match[str], str]]:
    data = wordlist("foreign")["sv"]
    for pattern, kind in _WHOLE:
        for m in pattern.finditer(text):
            yield m, kind
    for pattern, kind in ((_OTHER_BOARD, "board"), (_STATE_BOARD, "agency")):
        for m in pattern.finditer(text):
            # "att Stadsstyrelsen utreder": a city's board is none of the state, nor of one field.
            if m[0].lower().removesuffix("s") not in data["boards"]:
                yield m, kind
    for m in _IN.finditer(text):
        kind = _REGIONAL[m["end"].lower()]
        # "Livsmedelsverket i Helsingfors", "Ostrobotniska museet i Vasa": where it is, not what it is called.
        house = " " in m["head"] and kind in ("museum", "school")
        if known_body(m["head"]) is None and not house:
            yield m, kind
    for pattern, kind in _swedish_patterns(text):
        for m in pattern.finditer(text):
            # "Finansministeriets" is of Finansministeriet, "Borgå stads" of Borgå stad.
            last = m[0].split()[-1].lower()
            base = last.removesuffix("s") if last.endswith(("ets", "ens", "éns", "fullmäktiges")) else last
            named = any(base.endswith(n) and base != n for n in data["names"]) or " " in _named_part(m, "sv")
            named = named or base in data["alone"] or (m[0][:1].isupper() and _capital_compound(base))
            if (
                named
                and base not in data["common"]
                and _named_part(m, "sv").partition(" ")[0].lower() not in data["whose"]
                and (m[0][:1].isupper() or any(base.endswith(n) for n in [*data["names"], *data["alone"]]))
            ):
                yield m, kind


def _capital_compound(base: str) -> bool:
    """Is it a compound that a capital makes a name: "Fiskeriförbundet", "Utbildningssektionen"; not "Föreningen"?"""
    ends = wordlist("foreign")["sv"]["capital_names"]
    return any(base.endswith(end) and len(base) > len(end) + LINKED for end in ends)


LINKED = 3
"""Letters before the head of a compound: a shorter word is a prefix ("samförbundet")."""


_SHORT_FOR = {"Customs": "Finnish Customs"}
"""What such a name is short for in English texts of Finnish administration."""

_POSSESSIVE = re.compile(rf"(?<![\w.-]){NAME_WORD}(?=[’']s )")


def possessive_mentions(document: Document, entities: Sequence[Entity]) -> Iterator[BodyMention]:
    """ "Dropbox’s" in an English text, where the model too takes it for a name."""
    if document.language != "en":
        return
    marked = {e.start for e in entities if e.label in ("ORG", "PRODUCT", "PERSON", "GPE", "WORK_OF_ART")}
    for m in _POSSESSIVE.finditer(plain_spaces(document.text)):
        if m.start() in marked:
            yield BodyMention(m.start(), m.end(), m[0], "body", "foreign", 0.6)


def _named_part(m: re.Match[str], language: str) -> str:
    """What is found less the little words a sentence begins with ("Enligt finansministeriet", "The Ministry ...")."""
    said, small = m[0], wordlist("foreign")[language]["not_first"]
    if (office := OFFICE_OF.match(said)) and language == "en":
        said = said[office.end() :]
    # "Enligt finansministeriet", "The Ministry of Finance".
    while said.partition(" ")[0].lower() in small and " " in said:
        said = said.partition(" ")[2]
    return said


def _base(m: re.Match[str], language: str) -> str:
    said = " ".join(_named_part(m, language).split())
    in_genitive = language == "sv" and said.endswith(tuple(wordlist("foreign")["sv"]["genitives"]))
    return said[:-1] if in_genitive else said
