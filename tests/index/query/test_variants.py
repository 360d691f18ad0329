"""What an abbreviation stands for: the lexicon is read only where a word may be in it, and nothing of it is missed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.query.variants import _based, _long, abbreviations, long_names


def test_every_abbreviation_of_the_lexicon_has_its_long_names() -> None:
    assert {short: tuple(long_names(short.upper())) for short in _long()} == {
        short: tuple(dict.fromkeys(names)) for short, names in _long().items()
    }


def test_every_long_name_has_its_abbreviations_as_it_is_and_in_base_form() -> None:
    for short, names in _long().items():
        for name in names:
            assert short in abbreviations(name)
            if _based(_based(name)) == _based(name):
                assert abbreviations(_based(name)) in ([], abbreviations(name))


READS = "from index.query.variants import _long, abbreviations, long_names; {}; print(_long.cache_info().currsize)"


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("long_names('avustus'), abbreviations('avustuksen')", "0"),
        ("long_names('kirjasto'), abbreviations('kunnille')", "0"),
        ("long_names('STM:n')", "1"),
        ("abbreviations('valtiovarainministeriön')", "1"),
    ],
)
def test_the_lexicon_is_read_where_a_word_may_be_in_it(asked: str, read: str) -> None:
    done = subprocess.run([sys.executable, "-c", READS.format(asked)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == read
