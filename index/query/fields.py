"""The fields of a query: their names in Finnish and English, and the values that kinds and languages have."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.model.errors import QueryError

FIELDS = {
    "title": "title",
    "otsikko": "title",
    "person": "person",
    "henkilö": "person",
    "henkilo": "person",
    "body": "body",
    "elin": "body",
    "taho": "body",
    "organisaatio": "body",
    "kind": "kind",
    "laji": "kind",
    "tyyppi": "kind",
    "publisher": "publisher",
    "julkaisija": "publisher",
    "language": "language",
    "kieli": "language",
    "id": "id",
    "tunnus": "id",
    "published": "published",
    "julkaistu": "published",
    "mentions": "mentions",
    "mainitsee": "mentions",
    "aika": "mentions",
    "amount": "amount",
    "määrä": "amount",
    "maara": "amount",
    "summa": "amount",
}
"""Every name a field may be called by, and its own name."""

EXAMPLES = {
    "title": "rahoitus",
    "person": '"Kauko Harjula"',
    "body": "STM",
    "kind": "tiedote",
    "publisher": "Lehto",
    "language": "sv",
    "id": "doc-1a2b3c4d5e6f7a8b",
    "published": "2021-02..2021-06",
    "mentions": "2023",
    "amount": ">1M€",
}
"""A value of each field, as one is written."""

TOLD = (
    "title (otsikko), person (henkilö), body (taho), kind (laji), publisher (julkaisija), language (kieli), "
    "published (julkaistu), mentions (aika), amount (summa), id (tunnus)"
)

KINDS = {
    "slides": "slides",
    "slide": "slides",
    "presentation": "slides",
    "deck": "slides",
    "kalvo": "slides",
    "dia": "slides",
    "kalvosarja": "slides",
    "diasarja": "slides",
    "esitys": "slides",
    "diaesitys": "slides",
    "web page": "web page",
    "page": "web page",
    "web": "web page",
    "verkkosivu": "web page",
    "sivu": "web page",
    "nettisivu": "web page",
    "www sivu": "web page",
    "web sivu": "web page",
    "press release": "press release",
    "release": "press release",
    "tiedote": "press release",
    "lehdistötiedote": "press release",
    "mediatiedote": "press release",
    "document": "document",
    "asiakirja": "document",
    "dokumentti": "document",
}

LANGUAGES = {
    "fi": ("suomi", "finnish", "finska"),
    "sv": ("ruotsi", "swedish", "svenska"),
    "en": ("englanti", "english", "engelska"),
    "et": ("viro", "estonian"),
    "ru": ("venäjä", "russian"),
    "de": ("saksa", "german"),
    "fr": ("ranska", "french"),
    "uk": ("ukraina", "ukrainian"),
    "se": ("pohjoissaame", "saame", "sami"),
    "no": ("norja", "norwegian"),
    "da": ("tanska", "danish"),
    "es": ("espanja", "spanish"),
    "it": ("italia", "italian"),
    "pl": ("puola", "polish"),
    "so": ("somali",),
    "ar": ("arabia", "arabic"),
}
"""ISO 639-1 codes, and what people call these languages."""

CODES = frozenset(
    re.findall(
        r"\w\w",
        """
        aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
        dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
        ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
        mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
        rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
        tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """,
    )
)
"""Every code of ISO 639-1."""

_SCHEMES = frozenset(["http", "https", "ftp", "file", "mailto", "tel", "urn", "doi", "isbn", "issn"])
_ENDING = re.compile(
    r"(?:[aeiouyäö]{0,2}(?:n|t|a|ä|ta|tä|tta|ttä|na|nä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|den|tten|en|hin|han|hän"
    r"|hon|hön|hun|hyn|s))(?:kin|kaan|kään|ko|kö|nsa|nsä)?",
    re.IGNORECASE,
)


def near_miss(name: str) -> str | None:
    """The field a mistyped one may mean.

    >>> near_miss("publised"), near_miss("STM")
    ('published', None)
    """
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.8) if len(name) >= 4 else []
    return close[0] if close else None


def is_a_word(name: str, value: str) -> bool:
    """Whether a colon between these two belongs to a word or an address, and makes no field of it.

    >>> is_a_word("STM", "ssä"), is_a_word("stm", "n?"), is_a_word("urn", "nbn:fi-fe2021"), is_a_word("aihe", "sote")
    (True, True, True, False)
    """
    capitals = name[1:] != name[1:].lower()
    ending = _ENDING.fullmatch(value.rstrip(".,;!?…"))
    return len(name) < 2 or capitals or ":" in value or name.lower() in _SCHEMES or ending is not None


def kind_of(value: str) -> str | None:
    """The kind of document a word names, in singular or plural; None where it names none.

    >>> kind_of("Tiedotteet"), kind_of("press-release"), kind_of("diat"), kind_of("kirja")
    ('press release', 'press release', 'slides', None)
    """
    said = " ".join(re.split(r"[\s_-]+", value.strip().lower()))
    return KINDS.get(said) or KINDS.get(said.removesuffix("s")) or _kind_in_finnish(said)


@lru_cache(maxsize=100)
def _kind_in_finnish(said: str) -> str | None:
    from index.ranking.analysis import keys

    return next((KINDS[base] for base in keys(said).bases if base in KINDS), None)


def language_of(value: str) -> str | None:
    """The ISO 639-1 code of a language; None where there is none of that name.

    >>> language_of("ruotsi"), language_of("sv-FI"), language_of("suomeksi"), language_of("nl"), language_of("xx")
    ('sv', 'sv', 'fi', 'nl', None)
    """
    said = value.strip().lower()
    if (code := said.partition("-")[0]) in CODES:
        return code
    if code := next((code for code, names in LANGUAGES.items() if said in names), ""):
        return code
    from index.ranking.analysis import keys

    based = keys(said).bases
    return next((code for code, names in LANGUAGES.items() if set(based) & set(names)), None)


def marked(name: str, value: str) -> tuple[str, str] | None:
    """The (field, value) of a demand on what a document is; None for one on anything else.

    >>> marked("kind", "Tiedote"), marked("language", "ruotsi"), marked("person", "Kivelä")
    (('kind', 'press release'), ('language', 'sv'), None)
    """
    said = {"kind": kind_of, "language": language_of}[name](value) if name in ("kind", "language") else None
    return (name, said) if said else None


def check(name: str, value: str, at: int, query: str) -> None:
    """Whether a field can have this value; raises QueryError, which points at the value, where it cannot."""
    if name == "kind" and kind_of(value) is None:
        raise QueryError(
            f"there is no kind {value}",
            position=at,
            subject=query,
            advice="There are: slides (kalvot), web page (sivu), press release (tiedote), document (asiakirja).",
        )
    if name == "language" and language_of(value) is None:
        raise QueryError(
            f"there is no language {value}",
            position=at,
            subject=query,
            advice="Write fi (suomi), sv (ruotsi), en (englanti), or another ISO 639-1 code.",
        )
    if name in ("published", "mentions"):
        from index.query.times import span

        span(value, at, query)
    if name == "amount":
        from index.query.query_amounts import amount_range

        amount_range(value, at, query)
