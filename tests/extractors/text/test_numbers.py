"""Numbers: figures and Finnish number words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.amounts import find_amounts
from extractors.model.document import Document
from extractors.text.numbers import CASES, SAME_IN_GENITIVE, figures, finnish, number_word
from tests.extractors.finnish import say


@pytest.mark.parametrize(
    ("word", "value", "case", "about"),
    [
        ("kaksi", "2", "nominative", False),
        ("kahdeksantoista", "18", "nominative", False),
        ("viidentoista", "15", "genitive", False),
        ("kahtakymmentäviittä", "25", "partitive", False),
        ("kahteenkymmeneenviiteen", "25", "illative", False),
        ("kahdensadanmiljoonan", "200000000", "genitive", False),
        ("tuhatyhdeksänsataayhdeksänkymmentäneljä", "1994", "nominative", False),
        ("kolmisenkymmentä", "30", "nominative", True),
        ("parisataa", "200", "nominative", True),
        ("kymmenkunta", "10", "nominative", True),
        ("puolitoista", "1.5", "nominative", False),
        ("Kaksi", "2", "nominative", False),
    ],
)
def test_number_words(word: str, value: str, case: str, about: bool) -> None:
    assert finnish(word) == (Decimal(value), case, about)


@pytest.mark.parametrize(
    "word", ["kunta", "toista", "satoja", "kuusikko", "yksikkö", "", "kaksikaksi", "satatuhatmiljoonatuhat"]
)
def test_other_words_are_none(word: str) -> None:
    assert finnish(word) is None


def test_an_endless_word_is_none() -> None:
    assert finnish("kaksi" * 5000) is None


@pytest.mark.parametrize(
    ("word", "language", "value"), [("tolv", "sv", 12), ("Åtta", "sv", 8), ("twenty-one", "en", 21), ("ten", "en", 10)]
)
def test_swedish_and_english(word: str, language: str, value: int) -> None:
    number = number_word(word, language)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("case", CASES)
def test_every_number_below_ten_thousand_in_this_case(case: str) -> None:
    wrong = []
    for value in range(1, 10_000):
        number = finnish(say(value, case))
        same = case == "genitive" and value in SAME_IN_GENITIVE
        if number != (value, "nominative" if same else case, False):
            wrong.append((value, say(value, case), number))
    assert not wrong


FORMS = (
    "hanketta hankkeen hanketta hankkeena hankkeeksi hankkeessa hankkeesta hankkeeseen hankkeella hankkeelta hankkeelle"
)
NOUNS = dict(zip(CASES, FORMS.split(), strict=True))
ELSEWHERE = {"kymmentä", "sataa", "tuhatta"}
"""In the partitive a bare power has its number elsewhere: "arviot, tuhatta euroa"."""


@pytest.mark.parametrize("case", CASES)
def test_a_number_word_counts_its_noun_in_this_case(case: str) -> None:
    for value in [*range(2, 31), 40, 77, 99, 100, 117, 200, 999, 1000, 1018, 2345, 9999]:
        text = f"Avustusta sai {say(value, case)} {NOUNS[case]}."
        found = [(a.low, a.unit) for a in find_amounts(Document(id="d", text=text))]
        assert found == ([] if say(value, case) in ELSEWHERE else [(value, "hanke")]), text


@given(st.integers(1, 999_999), st.sampled_from(CASES))
def test_any_number_in_any_case_reads_back(value: int, case: str) -> None:
    number = finnish(say(value, case))
    assert number is not None
    assert number.value == value


@given(st.integers(0, 10**12), st.sampled_from([" ", "."]))
def test_figures_read_back(value: int, mark: str) -> None:
    assert figures(f"{value:,}".replace(",", mark)) == value
