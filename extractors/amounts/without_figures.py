"""Amounts that hold no number of their own: noin puolet, kaksi kolmasosaa, kaksinkertainen, kolmivuotinen, yli vuoden.

And one whose noun stands before it: "Hakemuksia oli 120."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.units import Unit, unit
from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings, tenses
from extractors.text.normalised import Spans, hits, near, near_digits
from extractors.text.numbers import figures, number_word, said_number
from extractors.text.sentences import sentence, stops

# "enintään minuutin", "yli vuoden", "puolen miljardin".
_ONE_OF = re.compile(
    r"(?<![\w-])(?i:(?P<q>noin|enintään|vähintään|korkeintaan|yli|alle|lähes|vajaan|reilun|runsaan"
    r"|vajaa|reilu|liki|puolen|puoli|puolessa|puolesta|puoleksi|puoleen)) "
    r"(?P<u>(?:vuode|kuukaude|viiko|päivä|tunni|minuuti|vuorokaude"
    r"|vuotta|kuukautta|viikko|viikkoa|vuosi|kuukausi|miljardi|miljoona)[a-zåäö]*)"
)
_ONE_ANCHORS = (
    " vuode",
    " kuukaude",
    " viik",
    " päivä",
    " tunni",
    " minuuti",
    " vuoroka",
    " vuotta",
    " kuuka",
    " vuosi",
    " miljardi",
    " miljoona",
)
# "puolet".
_HALF_ONLY = re.compile(r"(?<![\w-])(?i:puolet)(?![\w-])")
_PARTS = {form: Decimal(n) for n, forms in wordlist("numbers")["fi"]["parts"].items() for form in forms.split()}
# "kaksi kolmasosaa", "neljännes".
PART = re.compile(
    r"(?<![\w-])(?:(?i:(?P<n>yksi|yhden|kaksi|kahden|kolme|kolmen|neljä|neljän|viisi|seitsemän"
    rf"|yhdeksän|\d)) )?(?P<p>(?i:{alternatives(list(_PARTS))}))(?![\w-])"
)
# "toisella ", "3. ": a quarter of the year, no share.
_ORDINAL = re.compile(r"(?:[1-4]\.|(?i:ensimmäi|toise|kolman|neljän|viimei)[a-zåäö]+) $")
# "kolme neljästä vastaajasta", "yhdeksän kymmenestä".
OF_SOME = re.compile(
    r"(?<![\w-])(?i:(?P<a>yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän)) "
    r"(?P<b>(?:kolm|nelj|viid|kuud|seitsem|kahdeks|yhdeks|kymmen|sada)[a-zåäö]*(?:sta|stä))"
    r"(?= [a-zåäö]+(?:sta|stä)\b|(?<=kymmenestä)|(?<=sadasta))"
)
# "2/3 osaa", "2/3 vastaajista".
FRACTION = re.compile(r"(?<![\w/.,§-])(?<!§ )(?P<a>[1-9])/(?P<b>[2-9]|10)(?= (?:osa\w*|[a-zåäö]{4,}(?:sta|stä))\b)")
# "kaksinkertainen", "10-kertainen".
TIMES = re.compile(
    r"(?<![\w-])(?i:(?P<w>kaksin|kolmin|nelin|viisin|kuusin|kymmenin|satain|\d{1,3}(?:,\d)?-)"
    r"kertai(?:nen|seksi|sta|sen|sena|sella|set))(?![\w-])"
)
# "kolmivuotinen", "6-vuotinen".
LASTING = re.compile(
    r"(?<![\w-])(?i:(?P<n>yksi|kaksi|kolmi|neli|viisi|kuusi|seitsen|kahdeksan|yhdeksän|kymmen|\d{1,3}-)"
    r"(?P<u>vuoti|kuukauti|viikkoi|päiväi|tunti|tuntii))(?:nen|sen|sta|seen|sella|sessa|set|sia|sten"
    r"|siin|seksi|sena|selle)(?!\w)"
)
_LASTS = {"vuoti": "year", "kuukauti": "month", "viikkoi": "week", "päiväi": "day", "tunti": "hour", "tuntii": "hour"}
_STEMS = {
    "yksi": 1,
    "kaksi": 2,
    "kolmi": 3,
    "neli": 4,
    "viisi": 5,
    "kuusi": 6,
    "seitsen": 7,
    "kahdeksan": 8,
    "yhdeksän": 9,
    "kymmen": 10,
}
_TIMES = {"kaksin": 2, "kolmin": 3, "nelin": 4, "viisin": 5, "kuusin": 6, "kymmenin": 10, "satain": 100}
# "kohteita oli 3087.".
TELLING = re.compile(
    r"\b(?:oli|on|olivat|ovat)(?: [a-zåäöA-ZÅÄÖ:]+){0,3}? (?P<a>\d{1,3}(?: \d{3})+|\d+)(?=\.(?:\s|$)"
    r"| (?:vuonna|v\.|vuoden|vuosina) \d)"
)


TELLING_VERB = re.compile(
    r"\b(?P<v>[a-zåäö]{3,}) (?:yhteensä |kaikkiaan )?"
    r"(?P<q>(?:noin|yli|alle|lähes|enintään|vähintään|vajaat|reilut|runsaat|arviolta) )?"
    r"(?P<a>\d{1,3}(?: \d{3})+|\d+|[a-zåäö]{4,})(?=[.,](?:\s|$)| (?:vuonna|v\.|vuoden|vuosina) \d)"
)
"""A verb with its number right after it: "Hakemuksia saapui 637", "Tuulivoimaloita rakennetaan enintään yhdeksän"."""

_BEFORE_A_VERB = re.compile(r"(?P<w>[A-Za-zÅÄÖåäö-]+)(?: [a-zåäö]+(?:ssa|ssä|lla|llä|lle|lta|ltä|an|än|en|in))? $")
# "joka viides vastaaja".
EVERY_NTH = re.compile(
    r"(?<![\w-])(?i:joka) (?P<o>toinen|kolmas|neljäs|viides|kuudes|seitsemäs|kahdeksas|yhdeksäs|kymmenes)"
    r"(?= (?P<w>[a-zåäö]+))"
)
_NTH = {
    "toinen": 2,
    "kolmas": 3,
    "neljäs": 4,
    "viides": 5,
    "kuudes": 6,
    "seitsemäs": 7,
    "kahdeksas": 8,
    "yhdeksäs": 9,
    "kymmenes": 10,
}
_TIMES_OF = frozenset({"vuosi", "kuukausi", "viikko", "päivä", "tunti", "kerta", "maanantai", "tiistai", "perjantai"})
"""What "joka toinen" says how often, and not how many of: "joka toinen vuosi"."""


def _share(text: str, m: re.Match[str], value: Decimal) -> Mention:
    """A share as per cent, to two decimals at most: a third is 33.33, a fifth 20."""
    per_cent = Decimal(f"{value.quantize(Decimal('0.01')).normalize():f}")  # 20, where Decimal itself writes 2E+1
    return mention(text, m.start(), per_cent, per_cent, Unit(m.end(), "percent", "%", Decimal(1), "share in words"))


def every_nth(text: str) -> Iterator[Mention]:
    """ "Joka viides vastaaja" is 20 %; "joka toinen vuosi" is none."""
    for m in hits(EVERY_NTH, text, near(text, ("oka ",))):
        nouns = [r for r in readings(m["w"]) if r.word_class in ("nimisana", "nimisana_laatusana")]
        if any(r.case == "nominative" for r in nouns) and not any(r.lemma in _TIMES_OF for r in nouns):
            yield _share(text, m, Decimal(100) / _NTH[m["o"].lower()])


def _is_ordinal(text: str, end: int) -> bool:
    """ "Oppilaita oli 14. luokalla": does a stop that ends no sentence follow a number?"""
    return text.startswith(".", end) and not stops(text, end)


def told_by_verb(text: str, blocked: Spans) -> Iterator[Mention]:
    """ "Hakemuksia saapui 637.": the plural noun right before the verb is what is counted."""
    for m in TELLING_VERB.finditer(text):
        if blocked.touch(m.start("a"), m.end("a")) or _is_ordinal(text, m.end("a")) or not tenses(m["v"]):
            continue
        start = sentence(text, m.start())[0]
        noun = _BEFORE_A_VERB.search(text, max(start, m.start() - 60), m.start())
        lemma = _many(noun["w"]) if noun else None
        number = None if m["a"][0].isdigit() else number_word(m["a"])
        if lemma and (m["a"][0].isdigit() or number):
            value = number.value if number else figures(m["a"])
            found = Unit(m.end("a"), "count", lemma, Decimal(1), "count told after")
            yield mention(text, m.start("a"), value, value, found, about=number is not None and number.about)


_IN_O = tuple(wordlist("units")["counts apart"]["in o"])


def likeliest(lemmas: Iterable[str]) -> str | None:
    """Of base forms that share a plural, the one that is meant: "lausuntoja" are of lausunto, "matkoja" of matka.

    >>> likeliest(["lausunta", "lausunto"]), likeliest(["matko", "matka"]), likeliest(["rakennuspala", "rakennuspalo"])
    ('lausunto', 'matka', 'rakennuspalo')
    """
    return min(lemmas, key=lambda n: (not n.endswith(_IN_O), head_of(n) is None, not n.endswith("a"), n), default=None)


def _many(word: str) -> str | None:
    """The base form of a plural partitive: "Hakemuksia" -> hakemus; None for any other word."""
    some = [r for r in readings(word) if r.case == "partitive" and r.plural]
    return likeliest([r.lemma for r in some if r.word_class == "nimisana"])


def shares(text: str) -> Iterator[Mention]:
    """ "noin puolet", "kaksi kolmasosaa", "kaksinkertainen"."""
    for m in hits(_HALF_ONLY, text, near(text, ("uolet",))):
        yield _share(text, m, Decimal(50))
    for m in hits(OF_SOME, text, near(text, ("sta ", "stä "))):
        some, all_ = number_word(m["a"]), number_word(m["b"])
        # "kolme neljästä", but "viisi neljästä" is no share.
        if some and all_ and some.value < all_.value and all_.case == "elative":
            yield _share(text, m, some.value * 100 / all_.value)
    for m in hits(FRACTION, text, near_digits(text)):
        if int(m["a"]) < int(m["b"]):
            yield _share(text, m, Decimal(m["a"]) * 100 / Decimal(m["b"]))
    for m in hits(PART, text, near(text, ("osa", "nnes", "nnekse", "puolik"))):
        if not m["n"] and _ORDINAL.search(text, max(0, m.start() - 20), m.start()):
            continue  # "toisella neljänneksellä"
        said = said_number(m["n"]) if m["n"] else None
        top = Decimal(1) if said is None else said
        if top < _PARTS[m["p"].lower()]:  # "kolme kolmasosaa" is no share
            yield _share(text, m, top * 100 / _PARTS[m["p"].lower()])
    for m in hits(TIMES, text, near(text, ("kertai",))):
        word = m["w"].lower()
        value = Decimal(_TIMES[word]) if word in _TIMES else figures(word.rstrip("-"))
        yield mention(text, m.start(), value, value, Unit(m.end(), "count", "kertainen", Decimal(1), "times"))
    for m in hits(LASTING, text, near(text, ("vuoti", "kuukauti", "viikkoi", "päiväi", "tunti"))):
        stem = m["n"].lower().rstrip("-")
        value = Decimal(_STEMS.get(stem) or stem)
        found = Unit(m.end(), "duration", _LASTS[m["u"].lower()], Decimal(1), "duration")
        yield mention(text, m.start(), value, value, found)


def of_one(text: str) -> Iterator[Mention]:
    """ "enintään minuutin", "yli vuoden", "yli miljardi euroa", "puolen vuoden": the number one is not written."""
    for m in hits(_ONE_OF, text, near(text, _ONE_ANCHORS)):
        found = unit(text, m.start("u") - 1)
        if found is None or (found.kind == "money" and not found.unit):
            continue
        half = m["q"].lower().startswith("puol")
        value = Decimal("0.5") if half else Decimal(1)
        # "yli vuoden 2020" is a year, "yli vuoden" a length.
        if found.kind == "duration" and re.match(r" (?:\d|alku|lop|aikana)", text[found.end :]) and not half:
            continue
        made = mention(text, m.start("u"), value, value, found)
        yield replace(made, start=m.start(), rule="duration of one" if found.kind == "duration" else made.rule)


def told_after(text: str, blocked: Spans) -> Iterator[Mention]:
    """ "Eri kohteita oli 3087." : the plural noun that opens the sentence is what is counted."""
    for m in hits(TELLING, text, near_digits(text)):
        if blocked.touch(m.start("a"), m.end("a")) or _is_ordinal(text, m.end("a")):
            continue
        words = re.findall(r"[A-Za-zÅÄÖåäö-]+", text[sentence(text, m.start())[0] : m.start()])[:12]
        noun = next(filter(None, map(_many, words)), None) or next(
            (r.lemma for w in words[:1] for r in readings(w) if r.case == "partitive" and r.plural),
            None,  # "Äänioikeutettuja on 15 204": an adjective that stands as a noun
        )
        if noun:
            value = figures(m["a"].strip())
            found = Unit(m.end("a"), "count", noun, Decimal(1), "count told after")
            yield mention(text, m.start("a"), value, value, found)
