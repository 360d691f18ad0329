"""Finnish personal identity codes (henkilötunnus): found, and masked wherever something is shown, exported or sent.

A code is a birthday, a sign of the century, a number of three digits and a check sign: 131052-308T.  Since 2023 there
are more signs than + - A.  The check sign is right by chance for one in 31, and the day must be one: a number of a plan
or a matter is hardly ever taken for a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CODE = re.compile(
    r"(?<!\d)(?<!\d[-+])(\d{2})(\d{2})(\d{2})\s?([-\u2010-\u2015\u2212])\s?(\d{3})([0-9A-Y])(?!\d)"
    r"|(?<![^\W_])(\d{2})(\d{2})(\d{2})([+ABCDEFYXWVU])(\d{3})([0-9A-Y])(?![^\W_])",
    re.IGNORECASE,
)
"""A code as papers write it: "131052-308T", in a file's name "ID_131052-308T.pdf", over two lines "131052-\\n308T",
glued to the words around it by what took the text out of a PDF; with a letter for a sign it stands by itself, for so
does a part of many a sha256.
"""
MASK = "****"
PERSONAL = "it holds personal identity codes"

FIRST_NUMBER = 2
"""The numbers of people begin with 002 (the Digital and Population Data Services Agency's rule)."""


def codes_in(text: str) -> Iterator[re.Match[str]]:
    """The codes of a text, in order.

    >>> [m[0] for m in codes_in("Hakija 131052-308T, asia 131052-3080, kaava 010199-999X")]
    ['131052-308T']
    """
    return (found for found in CODE.finditer(text) if _is_code(found))


def masked(text: str) -> str:
    """A text whose codes show the birthday alone; it is as long as before, so that offsets hold.

    >>> masked("Hakija (131052-308T) sai luvan.")
    'Hakija (131052-****) sai luvan.'
    """
    if not CODE.search(text):
        return text
    return CODE.sub(lambda m: m[0][:-4] + MASK if _is_code(m) else m[0], text)


def _is_code(found: re.Match[str]) -> bool:
    day, month, year, sign, number, check = (one for one in found.groups() if one is not None)
    century = CENTURIES.get(sign.upper(), 1900)
    if CHECK[int(day + month + year + number) % 31] != check.upper() or int(number) < FIRST_NUMBER:
        return False
    try:
        date(century + int(year), int(month), int(day))
    except ValueError:
        return False
    return True
