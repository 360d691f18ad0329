"""From a flat text to Mentions: numbers with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.amounts.amount_mention import Mention, mention
from extractors.amounts.counted_nouns import Counted, agrees, counted
from extractors.amounts.counted_sv_en import foreign_noun, foreign_shares, hyphened
from extractors.amounts.counts_apart import MONEY, counts_apart
from extractors.amounts.labelled_counts import labelled_counts
from extractors.amounts.shared_units import shared_units
from extractors.amounts.spans_between import spans_between
from extractors.amounts.units import CURRENCY_FIRST, Unit, currency_code, scale, unit
from extractors.amounts.without_figures import every_nth, of_one, shares, told_after, told_by_verb
from extractors.lexicon.wordlists import either
from extractors.text.normalised import Spans, hits, near_digits
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, SAME_IN_GENITIVE, ReadNumber, figures, number_word
from extractors.text.sentences import line_at

_START = r"(?<![\w.,/:§#_=^])(?<![\w]-)"
_STOP = r"(?![\w]*\d|[.,:/]\d|/[A-Z]|\.\d)"


def _pattern_of_figures(number: str, between: str) -> re.Pattern[str]:
    """ "9,4", "4–6", "40 + 60", "-3"."""
    return re.compile(rf"{_START}(?P<sign>[-+±]?)(?P<a>{number})(?:(?P<how>{between})(?P<b>{number}))?{_STOP}")


def _pattern_after_currency(number: str, between: str) -> re.Pattern[str]:
    """ "€ 2,3", "NOK 580", "EUR 10-20"."""
    return re.compile(
        rf"(?<![\w:@\[$])(?!\$\d(?!\d|[.,]))(?P<c>{CURRENCY_FIRST}) ?(?P<a>{number})"
        rf"(?:(?:{between})(?P<b>{number}))?(?!\d|[,.]\d)"
    )


DIGITS, ENGLISH = _pattern_of_figures(FIGURES, r" ?- ?| ?\+ ?"), _pattern_of_figures(ENGLISH_FIGURES, r" ?- ?| to ")
PREFIXED, PREFIXED_ENGLISH = (
    _pattern_after_currency(FIGURES, r" ?- ?"),
    _pattern_after_currency(ENGLISH_FIGURES, r" ?- ?| to "),
)
_STARTS = either("amount_patterns", "number_starts_fi")
# "kaksikymmentä", "puolitoista".
WORDS = re.compile(rf"(?<![\w-])(?i:(?:{_STARTS})[a-zåäö]*)(?!\w|-(?!{_STARTS}))")
_NUMBERS_SV = either("amount_patterns", "numbers_sv")
_NUMBERS_EN = either("amount_patterns", "numbers_en")
FOREIGN_WORDS = {
    "sv": re.compile(rf"(?<![\w-])(?i:{_NUMBERS_SV})(?![\w-])"),
    "en": re.compile(rf"(?<![\w-])(?i:{_NUMBERS_EN})(?![\w-])"),
}
# "1 000 €" at a line's end or before a bracket.
_CAPTION = re.compile(r"1[ .]?000(?:[ .]000)? ?(?:€|euroa?|e|eur|mk|markkaa|henk\w+|asukasta)(?=[)\n\t]|$)", re.I)
# "12:een", "500,- €", "12 (kaksitoista) kuukautta".
_TAIL = re.compile(r"(?::[a-zåäö]{1,5}(?= )|,-(?=[ €]))?(?: ?\([a-zåäö ]{3,40}\)(?= [a-zåäö€%]))?")
_NO_NUMBER = {"miljoonaa", "miljardia", "tuhatta", "sataa", "kymmentä", "biljoonaa"}
"""A power in the partitive has its number elsewhere: "arviot, miljoonaa euroa"."""
# "muutaman ", "useita ": "muutaman tuhannen" is no thousand.
_VAGUE = re.compile(
    r"\b(?i:muutam\w+|use(?:an|aa|ita|iden|iksi|issa)|mon(?:en|ta|ien)|joidenki\w+|joitaki\w+|jokunen)"
    r" $"
)
_NOT_ONE = re.compile(r"\b(?:inte|not) $")
""" "Inte en dag längre", "not one day": nothing is counted."""

_ONE_OF_MANY = either("amount_patterns", "numbered")
_NUMBERED = re.compile(rf"\b(?i:{_ONE_OF_MANY}) $")
"""Nouns whose number names one of them."""

# "kaksi-kolme", "kaksi tai kolme".
_FOLLOWED = re.compile(r"(?P<how> ?- ?| (?:tai|eller|or|to|till) | )(?P<w>[a-zåäö]+)(?![\w-])")
# "kaksitoista (12)".
_IN_BRACKETS = re.compile(r" ?\(\d{1,3}(?:[ .]?\d{3})*\)")
# "kaksi ja puoli vuotta".
_AND_A_HALF = re.compile(r" ja (?:puoli|puolen|puolta)(?= (?:miljoon|miljard|tuha|vuo|kuukau|viik|tun|prosent))")

A_COUPLE, A_HUNDRED, A_THOUSAND, A_MILLION = 2, 100, 1000, 1_000_000
"""Where words of numbers are read otherwise: "pari" is about two; before "ja puoli" stands less than a hundred; both
ends of "kaksi tai kolme" are below a thousand; "miljoona" needs no noun."""


def mentions(text: str, blocked: Spans, language: str, money_talk: bool) -> Iterator[Mention]:
    """Every amount of a flat text outside `blocked`; those given first win over later ones they touch."""
    if language in ("sv", "en"):
        yield from foreign_shares(text, language)
        if language == "en":
            yield from hyphened(text, blocked)
    else:
        yield from shares(text)
        yield from every_nth(text)
    yield from spans_between(text, blocked, language)
    yield from labelled_counts(text, blocked, language)
    yield from counts_apart(text, blocked, language)
    yield from shared_units(text, blocked, language)
    yield from _figures(text, blocked, language, money_talk)
    yield from _words(text, blocked, language, money_talk)
    if language not in ("sv", "en"):
        yield from of_one(text)
        yield from told_after(text, blocked)
        yield from told_by_verb(text, blocked)


def _figures(text: str, blocked: Spans, language: str, money_talk: bool) -> Iterator[Mention]:
    """Amounts in figures: "€2.3m", "9,4 milj. euroa", "4–6 %", "12 000 hakemusta"."""
    english = language == "en"
    yield from _prices(text, blocked, english)
    for m in hits(ENGLISH if english else DIGITS, text, near_digits(text)):
        end = _TAIL.match(text, m.end()).end()  # type: ignore[union-attr]
        part = _open_part(m, end, blocked)
        # A figure that an identifier or a day holds: "112/2020", "3.4.2021".
        if part is None:
            continue
        start, first, second = part
        low, high = _range(first, second, m["how"], english)
        found = _unit_after(text, (start, end), part, low, language, money_talk)
        if found is None or (found.kind in ("money", "count") and _is_caption(text, start, found)):
            continue
        minus = _MINUS.search(text, max(0, start - 12), start)
        # "-3 %", "miinus 3 prosenttia"; "4-6 %" has no minus.
        if (m["sign"] == "-" or minus) and found.kind in ("money", "percent", "measure") and second is None:
            start, low, high = minus.start() if minus else m.start("sign"), -low, -high
        if low <= high:
            yield mention(text, start, low, high, found)
        elif second is not None and found.factor > 1:  # "900–1,2 miljoonaa": the scale is the second's alone
            yield mention(text, start, low / found.factor, high, found)


_TIMES = re.compile(r"(?<!\w)(?:milj|mrd|mn|miljoon\w*|miljard\w*|tuhat\w*|1?[ .]?000)\.? ?\Z", re.IGNORECASE)
_TIMES_WIDTH = 14
"""The end of a unit that a label names, "Toimintamenot, milj. €": what comes next is in it, no price in euros."""


def _prices(text: str, blocked: Spans, english: bool) -> Iterator[Mention]:
    """A currency before its figures: "€2.3m", "EUR 2,5 miljoonaa"."""
    for m in hits(PREFIXED_ENGLISH if english else PREFIXED, text, near_digits(text)):
        # "Toimintamenot, milj. € 52": the sign belongs to the label.
        if blocked.touch(*m.span()) or _TIMES.search(text, max(0, m.start() - _TIMES_WIDTH), m.start()):
            continue
        low = figures(m["a"], english=english)
        high = figures(m["b"], english=english) if m["b"] else low
        factor, end = _scale_of_price(text, m.end())
        found = Unit(end, "money", currency_code(m["c"]), factor, "money")
        yield mention(text, m.start(), low, max(low, high), found)


def _open_part(m: re.Match[str], end: int, blocked: Spans) -> tuple[int, str, str | None] | None:
    """Where figures begin that nothing else holds, and they; where the first of "10–20" is held, the second alone."""
    if not blocked.touch(m.start("a"), end):
        return m.start("a"), m["a"], m["b"]
    if m["b"] is None or blocked.touch(m.start("b"), end):
        return None
    return m.start("b"), m["b"], None


def _range(first: str, second: str | None, how: str | None, english: bool) -> tuple[Decimal, Decimal]:
    """ "4–6" is from four to six, "40 + 60" a hundred."""
    low = figures(first, english=english)
    if second is None:
        return low, low
    high = figures(second, english=english)
    return (low + high, low + high) if "+" in (how or "") else (low, high)


def _unit_after(
    text: str,
    at: tuple[int, int],
    part: tuple[int, str, str | None],
    value: Decimal,
    language: str,
    money_talk: bool,
) -> Unit | None:
    """The unit or the counted noun after figures; None where they are no amount."""
    start, end = at
    _, first, second = part
    found = unit(text, end, language)
    if found is None and re.match(r"0\d", first):
        return None  # "007 kappaletta"
    scaled = found is not None and found.rule == "money without currency"
    unsaid = scaled and not money_talk
    if found is None or scaled or found.kind == "count":
        noun = _noun(text, found.end if found and found.kind == "money" else end, "", value, language)
        if noun is not None and second is None and _NUMBERED.search(text, max(0, start - 24), start):
            return None  # "korttelin 10035 tontin 2", "vaatimuksen 11 mukaisen linkin"
        # "12 000 hakemusta", "2 miljoonaa kävijää".
        if noun is not None and (found is None or unsaid or (scaled and not noun.noun.endswith(MONEY))):
            factor = found.factor if found else Decimal(1)
            return Unit(noun.end, "count", noun.noun, factor, "count in figures")
    if found is None or found.rule != "money without currency":
        return found
    currency = _currency_before(text, start, english=language == "en") if money_talk else None
    return found._replace(unit=currency) if currency else None


# "96 miljoonaa markkaa", "euroa".
_CURRENCY = re.compile(r"(?P<fim>\b(?:[Mt]?mk|markka\w*|markan|markoi\w*|mark)\b)|€|\beuro\w*|\bEUR\b|\bcent\w*", re.I)
CURRENCY_REACH = 400
"""Characters back to the currency that millions without one are in: "96 miljoonaa markkaa eli 4 miljoonaa"."""


def _currency_before(text: str, start: int, *, english: bool) -> str | None:
    """The currency named last before an amount without one; in English none is meant where none is named."""
    named = [*_CURRENCY.finditer(text, max(0, start - CURRENCY_REACH), start)]
    if not named:
        return None if english else "EUR"
    return "FIM" if named[-1]["fim"] else "EUR"


_MINUS = re.compile(r"(?<![\w-])(?i:miinus|minus) $")
# "€2.3m", "£5bn".
_GLUED_SCALE = re.compile(r"(?P<w>m|k|bn|tn)(?![\w])")
_GLUED_SCALES = {"k": Decimal(1000), "m": Decimal(10**6), "bn": Decimal(10**9), "tn": Decimal(10**12)}


def _scale_of_price(text: str, at: int) -> tuple[Decimal, int]:
    """What a price with its currency before it is times: "€2.3m", "EUR 2,5 miljoonaa"."""
    m = _GLUED_SCALE.match(text, at)
    return (_GLUED_SCALES[m["w"]], m.end()) if m else scale(text, at)


_THOUSAND = re.compile(r"1[ .]?000 ?(?:€|euroa?|eur|mk|markkaa)", re.I)
_HEADED = re.compile(
    r"\)?[ ]*\n\s*[^\n]*(?:[|\t]|[ ]{2,}\S[^\n]*\S[ ]{2,}\S|(?<=\d)[ ]+\d|[^\W\d][ ]\d[\d ,]*(?:\n|\Z))"
)


def _is_caption(text: str, start: int, found: Unit) -> bool:
    """Whether "1 000 euroa" is the unit of a table: alone in brackets, on a line or in a cell, or above its rows."""
    if found.kind == "money" and _THOUSAND.fullmatch(text, start, found.end):  # "Toimintamenot, 1 000 €"
        line = text[line_at(text, start)[0] : start]
        if line.rstrip().endswith((",", "(")) and _HEADED.match(text, found.end):
            return True
    if _CAPTION.match(text, start) is None:
        return False
    in_head = text[start - 2 : start] == ", " and "\t" in text[line_at(text, start)[0] : start]
    return start == 0 or text[start - 1] in "(\n\t" or in_head


def _noun(text: str, at: int, case: str, value: Decimal, language: str) -> Counted | None:
    if language in ("sv", "en"):
        return foreign_noun(text, at, language)
    return counted(text, at, case, one=value == 1)


def _words(text: str, blocked: Spans, language: str, money_talk: bool) -> Iterator[Mention]:
    pattern = FOREIGN_WORDS.get(language, WORDS)
    end = 0
    for m in pattern.finditer(text):
        if m.start() < end or blocked.touch(*m.span()):
            continue
        number = number_word(m[0], language)
        if number is None:
            continue
        # "inte en dag längre".
        if number.value == 1 and language in ("sv", "en") and _NOT_ONE.search(text, max(0, m.start() - 5), m.start()):
            continue
        if m[0].lower() in _NO_NUMBER or _VAGUE.search(text, max(0, m.start() - 14), m.start()):
            continue
        low = high = number.value
        end = m.end()
        follow = _FOLLOWED.match(text, end)
        other = number_word(follow["w"], language) if follow else None
        if follow and other is not None and low < other.value < A_THOUSAND and _spanned(number, other, follow["how"]):
            high, end = other.value, follow.end()
        half = _AND_A_HALF.match(text, end) if language not in ("sv", "en") and low == high < A_HUNDRED else None
        # "kaksi ja puoli vuotta".
        if half:
            low, high, end = low + Decimal("0.5"), high + Decimal("0.5"), half.end()
        elif low == high and language not in ("sv", "en"):
            low, end = _with_rest(text, low, end)
            high = low
        bracket = _IN_BRACKETS.match(text, end)
        found = _unit_of_word(text, bracket.end() if bracket else end, number, low, language, money_talk)
        if found is None:
            continue
        yield mention(text, m.start(), low, high, found, about=number.about)
        end = found.end


def _with_rest(text: str, value: Decimal, end: int) -> tuple[Decimal, int]:
    """A number in several words: "kaksi miljoonaa" with the "seitsemänsataatuhatta" after it."""
    factor, after = scale(text, end)
    follow = _FOLLOWED.match(text, after)
    other = number_word(follow["w"]) if follow and follow["how"] == " " else None
    if follow is None or other is None or factor == 1 or not 0 < other.value < factor:
        return value, end
    return value * factor + other.value, follow.end()


def _spanned(first: ReadNumber, second: ReadNumber, how: str) -> bool:
    """Whether two number words make a span: "kaksi-kolme", "kahden tai kolmen", "kahdesta kolmeen"."""
    return first.case == second.case if how.strip() else (first.case, second.case) == ("elative", "illative")


def _unit_of_word(
    text: str, at: int, number: ReadNumber, value: Decimal, language: str, money_talk: bool
) -> Unit | None:
    found = unit(text, at, language)
    if found is not None and found.kind == "duration" and language == "fi" and not agrees(text, at, number.case):
        return None
    if found is not None and found.kind != "count" and not (found.rule == "money without currency" and not money_talk):
        if found.rule == "money without currency":
            noun = _noun(text, found.end, "nominative", value, language)
            if noun is not None:
                return Unit(noun.end, "count", noun.noun, found.factor, "count in words")
        return found
    if value >= A_MILLION and found is None and text[at : at + 1] in " .,)":
        noun = _noun(text, at, number.case, value, language)
        if noun is None:
            return Unit(at, "money", "", Decimal(1), "money without currency") if money_talk else None
        return Unit(noun.end, "count", noun.noun, Decimal(1), "count in words")
    # "yksi", "puoli", "pari" before a noun say no number: "pari asiaa".
    if value in (1, Decimal("0.5")) or (number.about and value == A_COUPLE):
        return None
    noun = _noun(
        text,
        found.end if found and found.factor > 1 else at,
        number.case if not (found and found.factor > 1) else "",
        value,
        language,
    )
    # "kahdeksan kunnan": the word is the same in the genitive.
    if noun is None and number.case == "nominative" and number.value in SAME_IN_GENITIVE:
        noun = _noun(text, at, "genitive", value, language)
    if noun is None:
        return None
    return Unit(noun.end, "count", noun.noun, found.factor if found else Decimal(1), "count in words")
