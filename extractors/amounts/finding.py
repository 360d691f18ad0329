"""From a flat text to Mentions: numbers with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.amounts.units import LEXICON, Counted, Unit, counted, scale, unit
from extractors.numbers import ENGLISH_FIGURES, FIGURES, Number, figures, number_word
from extractors.records import AmountKind, Qualifier
from extractors.scan import Spans, hits, near, near_digits, sentence
from extractors.wordlists import alternatives, wordlist

_QUALIFIERS = {w: q for q, words in LEXICON["qualifiers"].items() for w in words}
QUALIFIER = re.compile(
    rf"(?:(?<![\w.,])(?i:(?P<w>{alternatives([w for w in _QUALIFIERS if w[0].isalpha()])}))(?: (?:noin"
    r"|kuitenkin|vain|yhteensä))? ?|(?P<s>[~≈<>≥≤]) ?)$"
)
_START = r"(?<![\w.,/:§#_=^])(?<![\w]-)"
_STOP = r"(?![\w]*\d|[.,:/]\d|/[A-Z]|\.\d)"
DIGITS = re.compile(rf"{_START}(?P<sign>[-+±]?)(?P<a>{FIGURES})(?:(?P<how> ?- ?| ?\+ ?)(?P<b>{FIGURES}))?{_STOP}")
ENGLISH = re.compile(
    rf"{_START}(?P<sign>[-+±]?)(?P<a>{ENGLISH_FIGURES})(?:(?P<how> ?- ?| to )(?P<b>{ENGLISH_FIGURES}))?{_STOP}"
)
PREFIXED = re.compile(rf"(?<!\w)(?P<c>€|EUR|£|\$|USD) ?(?P<a>{FIGURES})(?!\d|[,.]\d)")
PREFIXED_ENGLISH = re.compile(rf"(?<!\w)(?P<c>€|EUR|£|\$|USD) ?(?P<a>{ENGLISH_FIGURES})(?!\d|[,.]\d)")
_STARTS = (
    "yksi|yhd|yht|kaksi|kahd|kaht|kolm|nelj|viisi|viid|viit|kuusi|kuud|kuut|seitsem|yhdeks|"
    "kymmen|sata|sada|tuha|tuhan|miljoon|miljard|pari|puoli|puole|puolta|puolt|tusina"
)
WORDS = re.compile(rf"(?<![\w-])(?i:(?:{_STARTS})[a-zåäö]*)(?!\w|-(?!{_STARTS}))")
FOREIGN_WORDS = {
    "sv": re.compile(
        r"(?<![\w-])(?i:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|[a-z]+ton|tjugo\w*|trettio"
        r"|fyrtio|femtio|hundra|tusen)(?![\w-])"
    ),
    "en": re.compile(
        r"(?<![\w-])(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen"
        r"|[a-z]+ty(?:-[a-z]+)?|hundred|thousand)(?![\w-])"
    ),
}
_CAPTION = re.compile(r"1[ .]?000(?:[ .]000)? ?(?:€|euroa?|e|eur)(?=[)\n\t]|$)", re.I)
_IN_BRACKETS = re.compile(r" ?\(\d{1,4}\)")
_ONE_OF = re.compile(
    r"(?<![\w-])(?i:(?P<q>noin|enintään|vähintään|korkeintaan|yli|alle|lähes|vajaan|reilun|runsaan"
    r"|vajaa|reilu|liki|puolen|puoli)) (?P<u>(?:vuode|kuukaude|viiko|päivä|tunni|minuuti|vuorokaude"
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
_HALF = re.compile(
    r"(?<![\w-])(?i:puolet|puolella|puoleen)(?![\w-])(?= (?:\w+sta\b|\w+stä\b|\w+n\b|\w+ista\b|\w+istä\b)|[.,;)]|\s|$)"
)
_HALF_ONLY = re.compile(r"(?<![\w-])(?i:puolet)(?![\w-])")
_PARTS = {form: Decimal(n) for n, forms in wordlist("numbers")["fi"]["parts"].items() for form in forms.split()}
PART = re.compile(
    r"(?<![\w-])(?:(?i:(?P<n>yksi|yhden|kaksi|kahden|kolme|kolmen|neljä|neljän|viisi|seitsemän"
    rf"|yhdeksän|\d)) )?(?P<p>(?i:{alternatives(list(_PARTS))}))(?![\w-])"
)
TIMES = re.compile(
    r"(?<![\w-])(?i:(?P<w>kaksin|kolmin|nelin|viisin|kuusin|kymmenin|satain|\d{1,3}(?:,\d)?-)"
    r"kertai(?:nen|seksi|sta|sen|sena|sella|set))(?![\w-])"
)
_TIMES = {"kaksin": 2, "kolmin": 3, "nelin": 4, "viisin": 5, "kuusin": 6, "kymmenin": 10, "satain": 100}
TELLING = re.compile(
    r"\b(?:oli|on|olivat|ovat)(?: [a-zåäöA-ZÅÄÖ:]+){0,3}? (?P<a>\d{1,3}(?: \d{3})+|\d+)(?=\.(?:\s|$)"
    r"| (?:vuonna|v\.|vuoden|vuosina) \d)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount in a flat text, before mentions of one value are put together."""

    start: int
    end: int
    kind: AmountKind
    low: Decimal
    high: Decimal
    unit: str | None
    qualifier: Qualifier
    rule: str
    per: str | None = None
    purpose: str | None = None
    after: int = 0


def mentions(text: str, blocked: Spans, language: str, money_talk: bool) -> Iterator[Mention]:
    """Every amount of a flat text outside `blocked`; those given first win over later ones they touch."""
    if language not in ("sv", "en"):
        yield from _shares(text)
    yield from _figures(text, blocked, language, money_talk)
    yield from _words(text, blocked, language, money_talk)
    if language not in ("sv", "en"):
        yield from _of_one(text)
        yield from _told_after(text, blocked)


def _figures(text: str, blocked: Spans, language: str, money_talk: bool) -> Iterator[Mention]:
    english = language == "en"
    for m in hits(PREFIXED_ENGLISH if english else PREFIXED, text, near_digits(text)):
        if not blocked.touch(*m.span()):
            plain = figures(m["a"], english=english)
            factor, end = scale(text, m.end())
            code = {"€": "EUR", "£": "GBP", "$": "USD"}.get(m["c"], m["c"])
            yield _mention(text, m.start(), plain, plain, Unit(end, "money", code, factor, "money"), language)
    for m in hits(ENGLISH if english else DIGITS, text, near_digits(text)):
        a, b = m["a"], m["b"]
        start, end = m.start("a"), m.end()
        if blocked.touch(start, end):
            if b is None or blocked.touch(m.start("b"), end):
                continue
            a, b, start = b, None, m.start("b")
        low = high = figures(a, english=english)
        if b is not None:
            second = figures(b, english=english)
            low, high = (low + second,) * 2 if "+" in m["how"] else (low, second)
        found = unit(text, end, language)
        if found is None and a[0] == "0" and len(a) > 1 and a[1].isdigit():
            continue
        if found is None or (found.rule == "money without currency" and not money_talk) or found.kind == "count":
            noun = _noun(text, found.end if found and found.kind == "money" else end, "", low, language)
            if noun is not None and found is None:
                found = Unit(noun.end, "count", noun.noun, Decimal(1), "count in figures")
            elif noun is not None and found is not None and found.kind == "money":
                found = Unit(noun.end, "count", noun.noun, found.factor, "count in figures")
        if found is None or (found.rule == "money without currency" and not money_talk):
            continue
        if found.kind == "money" and _is_caption(text, start):
            continue
        if m["sign"] == "-" and found.kind in ("money", "percent", "measure") and b is None:
            start, low, high = m.start("sign"), -low, -high
        if low > high:
            if b is None or not found.factor > 1:
                continue
            yield _mention(text, start, low / found.factor, high, found, language)
            continue
        yield _mention(text, start, low, high, found, language)


def _is_caption(text: str, start: int) -> bool:
    """Whether "1 000 euroa" alone in brackets, on a line or in a cell is the unit of a table."""
    return (start == 0 or text[start - 1] in "(\n\t") and _CAPTION.match(text, start) is not None


def _noun(text: str, at: int, case: str, value: Decimal, language: str) -> Counted | None:
    if language in ("sv", "en"):
        return _foreign_noun(text, at, language)
    return counted(text, at, case, one=value == 1)


_FOREIGN_NOUN = {
    "sv": re.compile(
        r" (?:(?:nya|olika|andra|stora|små|\w{3,}(?:liga|iga|ska|ade|ande)) )*(?P<w>[a-zåäö-]{3,}(?:er|ar"
        r"|or|en|n|r|t|d|ll|st|a)?)(?![\w-])"
    ),
    "en": re.compile(
        r" (?:(?:new|different|other|small|large|\w+(?:al|ive|ic|ous|ful|ed|ary)) )*(?P<w>[a-z-]{3,}s"
        r"|people|persons?)(?![\w-])"
    ),
}
_NOT_NOUNS = {
    "och",
    "eller",
    "för",
    "med",
    "som",
    "har",
    "till",
    "från",
    "den",
    "det",
    "vid",
    "this",
    "has",
    "was",
    "its",
    "is",
    "does",
    "års",
    "är",
    "kan",
    "ska",
    "av",
    "procent",
    "euro",
    "under",
    "när",
    "där",
    "inom",
    "utan",
    "efter",
    "över",
    "mot",
    "samt",
    "men",
}


def _foreign_noun(text: str, at: int, language: str) -> Counted | None:
    m = _FOREIGN_NOUN[language].match(text, at)
    if not m or m["w"] in _NOT_NOUNS:
        return None
    word = m["w"]
    if language == "en":
        word = (
            word[:-3] + "y"
            if word.endswith("ies")
            else word[:-1]
            if word.endswith("s") and not word.endswith("ss")
            else word
        )
    return Counted(m.end(), word)


def _words(text: str, blocked: Spans, language: str, money_talk: bool) -> Iterator[Mention]:
    pattern = FOREIGN_WORDS.get(language, WORDS)
    end = 0
    for m in pattern.finditer(text):
        if m.start() < end or blocked.touch(*m.span()):
            continue
        number = number_word(m[0], language)
        if number is None:
            continue
        low = high = number.value
        end = m.end()
        follow = re.compile(r" ?(?:-|tai|eller|or) ?([a-zåäö]+)(?![\w-])").match(text, end)
        other = number_word(follow[1], language) if follow else None
        if follow and other is not None and other.value > low and other.case == number.case:
            high, end = other.value, follow.end()
        bracket = _IN_BRACKETS.match(text, end)
        found = _unit_of_word(text, bracket.end() if bracket else end, number, low, language, money_talk)
        if found is None:
            continue
        yield _mention(text, m.start(), low, high, found, language, about=number.about)
        end = found.end


def _unit_of_word(text: str, at: int, number: Number, value: Decimal, language: str, money_talk: bool) -> Unit | None:
    found = unit(text, at, language)
    if found is not None and found.kind != "count" and not (found.rule == "money without currency" and not money_talk):
        if found.rule == "money without currency":
            noun = _noun(text, found.end, "nominative", value, language)
            if noun is not None:
                return Unit(noun.end, "count", noun.noun, found.factor, "count in words")
        return found
    if value >= 1_000_000 and found is None and text[at : at + 1] in " .,)":
        noun = _noun(text, at, number.case, value, language)
        if noun is None:
            return Unit(at, "money", "", Decimal(1), "money without currency") if money_talk else None
        return Unit(noun.end, "count", noun.noun, Decimal(1), "count in words")
    if value in (1, Decimal("0.5")) or (number.about and value == 2):
        return None
    noun = _noun(
        text,
        found.end if found and found.factor > 1 else at,
        number.case if not (found and found.factor > 1) else "",
        value,
        language,
    )
    if noun is None and number.case == "nominative" and number.value in (7, 8, 9, 10):
        noun = _noun(text, at, "genitive", value, language)
    if noun is None:
        return None
    return Unit(noun.end, "count", noun.noun, found.factor if found else Decimal(1), "count in words")


def _mention(
    text: str, start: int, low: Decimal, high: Decimal, found: Unit, language: str, *, about: bool = False
) -> Mention:
    """Puts number and unit together, with the qualifier before and what it is for each of after."""
    qualifier: Qualifier = "about" if about else "exact"
    m = QUALIFIER.search(text, max(0, start - 28), start)
    if m:
        said = m["w"] or m["s"]
        if not (said.lower() == "n" and m["w"] == "N"):
            qualifier, start = (
                _QUALIFIERS.get(said.lower(), _QUALIFIERS.get(said, "about")),
                m.start("w" if m["w"] else "s"),
            )
    rule, code = found.rule, found.unit
    if found.kind == "money" and not code:
        code = "EUR"
    per, _ = _per(text, found.end)
    if found.kind == "duration" and qualifier == "exact" and _WITHIN.match(text, found.end):
        qualifier = "at most"
    return Mention(
        start,
        found.end,
        found.kind,
        low * found.factor,
        high * found.factor,
        code,
        qualifier,
        rule,
        per,
        None,
        found.end,
    )


_WITHIN = re.compile(r" (?:kuluessa|sisällä|sisään)\b")
_PER = LEXICON["per"]
_PER_ENDINGS = ("ssa", "ssä", "ttain", "ltä", "lta", "ligen", "ally")
_PER_WORDS = [w for w in _PER if " " in w or w.endswith(_PER_ENDINGS)]
_PER_PATTERN = re.compile(
    rf" ?/ ?(?P<a>{alternatives([w for w in _PER if ' ' not in w])})(?![\wåäö])"
    rf"|(?:,| )? ?(?P<b>{alternatives(_PER_WORDS)})(?![\wåäö])"
)


def _per(text: str, at: int) -> tuple[str | None, int]:
    m = _PER_PATTERN.match(text, at)
    return (_PER[m["a"] or m["b"]], m.end()) if m else (None, at)


def _shares(text: str) -> Iterator[Mention]:
    """ "noin puolet", "kaksi kolmasosaa", "kaksinkertainen"."""
    for m in hits(_HALF_ONLY, text, near(text, ("uolet",))):
        yield _mention(
            text, m.start(), Decimal(50), Decimal(50), Unit(m.end(), "percent", "%", Decimal(1), "share in words"), "fi"
        )
    for m in hits(PART, text, near(text, ("osa", "nnes", "nnekse", "puolik"))):
        number = number_word(m["n"]) if m["n"] and not m["n"].isdigit() else None
        top = Decimal(m["n"]) if m["n"] and m["n"].isdigit() else number.value if number else Decimal(1)
        value = (top * 100 / _PARTS[m["p"].lower()]).quantize(Decimal("0.01")).normalize()
        if value < 100:
            yield _mention(
                text, m.start(), value, value, Unit(m.end(), "percent", "%", Decimal(1), "share in words"), "fi"
            )
    for m in hits(TIMES, text, near(text, ("kertai",))):
        word = m["w"].lower()
        value = Decimal(_TIMES[word]) if word in _TIMES else figures(word.rstrip("-"))
        yield _mention(text, m.start(), value, value, Unit(m.end(), "count", "kertainen", Decimal(1), "times"), "fi")


def _of_one(text: str) -> Iterator[Mention]:
    """ "enintään minuutin", "yli vuoden", "yli miljardi euroa", "puolen vuoden": the number one is not written."""
    for m in hits(_ONE_OF, text, near(text, _ONE_ANCHORS)):
        found = unit(text, m.start("u") - 1)
        if found is None or (found.kind == "money" and not found.unit):
            continue
        half = m["q"].lower().startswith("puol")
        value = Decimal("0.5") if half else Decimal(1)
        if found.kind == "duration" and re.match(r" (?:\d|alku|lop|aikana)", text[found.end :]) and not half:
            continue
        made = _mention(text, m.start("u"), value, value, found, "fi")
        yield replace(made, start=m.start(), rule="duration of one" if found.kind == "duration" else made.rule)


def _told_after(text: str, blocked: Spans) -> Iterator[Mention]:
    """ "Eri kohteita oli 3087." : the plural noun that opens the sentence is what is counted."""
    from extractors.morphology import readings

    for m in hits(TELLING, text, near_digits(text)):
        if blocked.touch(m.start("a"), m.end("a")):
            continue
        words = re.findall(r"[A-Za-zÅÄÖåäö-]+", text[sentence(text, m.start())[0] : m.start()])[:12]
        noun = next(
            (
                r.lemma
                for w in words
                for r in readings(w)
                if r.case == "partitive" and r.plural and r.word_class == "nimisana"
            ),
            None,
        )
        if noun:
            value = figures(m["a"].strip())
            found = Unit(m.end("a"), "count", noun, Decimal(1), "count told after")
            yield _mention(text, m.start("a"), value, value, found, "fi")
