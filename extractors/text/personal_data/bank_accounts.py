"""Bank accounts: whose they are, and those of private persons masked wherever something is shown, exported or sent.

An account is a body's where the nearest words before it say so: the invoicing address of a municipality, a company's
contact block.  Any other is masked: the nearest words speak of a person (an applicant, a patient, a first name and a
surname), or nothing tells whose it is.  Where that errs, it hides a number that the document itself still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.lexicon.wordlists import alternatives, wordlist

LENGTHS = {"FI": 18, "SE": 24, "NO": 15, "DK": 18, "IS": 26, "EE": 20, "LT": 20, "DE": 22, "ES": 24, "PL": 28, "AT": 20}
"""Letters and digits of an IBAN, by the countries whose accounts are digits alone (the registry of ISO 13616)."""
OTHERS = r"(?<![\w-])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z\d]{4}){2,7}(?:[ \u00a0]?[A-Z\d]{1,3})?(?![\w-])"
IBAN = re.compile(
    "|".join(
        rf"(?<![^\W_])(?i:{country})\d{{2}}(?:[\s-]?\d){{{length - 4}}}(?![^\W_])"
        for country, length in LENGTHS.items()
    )
    + f"|{OTHERS}"
)
"""Of those countries in any groups: "FI21-1234-5600-0007-85", over the end of a line; of others in fours."""
OLD = re.compile(r"(?<=\d{6}-)\d{2,8}(?![\w-])")
"""The second part of a Finnish account as it was written until 2011: 123456-785, after the word "tili" or "konto"."""
CALLED = re.compile(r"(?:tili|konto)[^.\n\d]{0,25}\d{6}-$", re.IGNORECASE)
LONGEST_CALL = 40
"""Letters before an old account among which the word for account is looked for: "tilinumero nro: 123456-"."""
BEFORE = 160
"""Letters before an account that may tell whose it is: two lines of a contact block."""
SHOWN = 4
"""What an account shows when it is masked: its country and check digits."""
MOST_DIGITS, CHECKED = 34, 97
"""An IBAN's longest length and the number it is divided by (ISO 13616)."""
NAME = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b")
BANK = re.compile(r"pank|bank", re.IGNORECASE)
PERSONAL = "it holds bank accounts that are no body's"


def personal_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where the digits to be masked of each private person's account stand.

    >>> text = "Avustus maksetaan hakijan tilille FI21 1234 5600 0007 85."
    >>> [text[start:end] for start, end in personal_accounts(text)]
    [' 1234 5600 0007 85']
    >>> list(personal_accounts("Laskutus: Hallalan kunta, IBAN FI21 1234 5600 0007 85"))
    []
    """
    for found in IBAN.finditer(text):
        if _is_iban(found[0]) and not _is_a_bodys(text, found.start()):
            yield found.start() + SHOWN, found.end()
    for found in OLD.finditer(text):
        called = CALLED.search(text[max(0, found.start() - LONGEST_CALL) : found.start()])
        if called and not _is_a_bodys(text, found.start() - len("123456-")):
            yield found.span()


def masked_accounts(text: str) -> str:
    """A text whose private accounts show country and check digits alone; it is as long as before.

    >>> masked_accounts("Aino Kivilahti, FI21 1234 5600 0007 85")
    'Aino Kivilahti, FI21 **** **** **** **'
    >>> masked_accounts("Tilinumeroni on 123456-785.")
    'Tilinumeroni on 123456-***.'
    """
    for start, end in reversed(list(personal_accounts(text))):
        text = text[:start] + re.sub(r"\w", "*", text[start:end]) + text[end:]
    return text


def _is_iban(written: str) -> bool:
    digits = re.sub(r"\W", "", written)
    turned = digits[SHOWN:] + digits[:SHOWN]
    return len(digits) <= MOST_DIGITS and int("".join(str(int(sign, 36)) for sign in turned)) % CHECKED == 1


def _is_a_bodys(text: str, at: int) -> bool:
    """Whether the nearest words before an account are a body's and no person's."""
    before = text[max(0, at - BEFORE) : at]
    body = max((found.end() for found in _bodies().finditer(before)), default=-1)
    people = [found.end() for found in _people().finditer(before)]
    people += [found.end() for found in NAME.finditer(before) if _is_name(found[0])]
    return body > max(people, default=-1)


def _is_name(words: str) -> bool:
    """Whether two words with capitals may be a person's: not "Hallalan Kunta", nor the bank's name."""
    return not BANK.search(words) and not _bodies().search(words)


@cache
def _bodies() -> re.Pattern[str]:
    said = wordlist("personal")
    return re.compile(rf"(?i:{alternatives(said['body'])})\w*|(?<!\w)(?:{alternatives(said['body_names'])})(?!\w)")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(wordlist('personal')['person'])})\w*", re.IGNORECASE)
