"""Says a number in Finnish, in any case: what the property tests read back.  Written apart from the reader's rules."""

from __future__ import annotations

from extractors.lexicon.wordlists import wordlist
from extractors.text.numbers import CASES

FORMS: dict[int, list[str]] = {
    int(value): forms.split()
    for group in ("units", "powers")
    for value, forms in wordlist("numbers")["fi"][group].items()
}


def say(value: int, case: str) -> str:
    """25, "genitive" -> "kahdenkymmenenviiden"; up to 999 999."""
    if value >= 1000:
        thousands, rest = divmod(value, 1000)
        return (
            (say(thousands, case) if thousands > 1 else "")
            + _power(1000, thousands, case)
            + (say(rest, case) if rest else "")
        )
    if value >= 100:
        hundreds, rest = divmod(value, 100)
        return (
            (_form(hundreds, case) if hundreds > 1 else "")
            + _power(100, hundreds, case)
            + (say(rest, case) if rest else "")
        )
    if value in (10, *range(1, 10)):
        return _form(value, case)
    if value < 20:
        return _form(value - 10, case) + "toista"
    tens, rest = divmod(value, 10)
    return _form(tens, case) + _power(10, tens, case) + (_form(rest, case) if rest else "")


def _form(value: int, case: str) -> str:
    return FORMS[value][CASES.index(case)]  # type: ignore[arg-type]


def _power(value: int, times: int, case: str) -> str:
    """A nominative multiplier takes its power in the partitive: kaksisataa, but kahdensadan."""
    return _form(value, "partitive" if case == "nominative" and times > 1 else case)
