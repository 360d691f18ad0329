"""The codes of kinds of document, languages and kinds of amount, and what people call them."""

from __future__ import annotations

import re
from functools import lru_cache

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

AMOUNT_KINDS = {
    "money": ("raha", "rahaa", "rahasumma", "euroa", "eurot"),
    "percent": ("prosentti", "prosentit", "osuus"),
    "duration": ("kesto", "kestoaika"),
    "count": ("lukumäärä", "määrä"),
    "measure": ("mitta", "suure"),
}
"""The kinds of amounts, and what people call them."""


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


def amount_kind_of(value: str) -> str | None:
    """The kind of amount a word names; None where it names none.

    >>> amount_kind_of("Money"), amount_kind_of("raha"), amount_kind_of("1M€")
    ('money', 'money', None)
    """
    said = value.strip().lower()
    return said if said in AMOUNT_KINDS else next((kind for kind, names in AMOUNT_KINDS.items() if said in names), None)


def year_of(value: str) -> str | None:
    """A year as its four figures; None for anything else.

    >>> year_of(" 2021 "), year_of("21")
    ('2021', None)
    """
    said = value.strip()
    return said if re.fullmatch(r"[12]\d{3}", said) else None
