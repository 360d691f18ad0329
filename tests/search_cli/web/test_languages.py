"""Every phrase of the page is said in every language, with the same values in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import search_cli.web
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import DocumentKind
from extractors.model.records import RECORD_KINDS
from extractors.model.value_kinds import DateEvent, RoleStatus
from search_cli.web.languages import LANGUAGES, catalogue, say_in

FOLDER = Path(search_cli.web.__file__).parent
PHRASE = re.compile(r'say\("((?:[^"\\]|\\.)*)"')


KINDS = [row[0] for row in wordlist("kinds")["kinds"]]


CODES = [*get_args(DocumentKind), *get_args(RoleStatus), *get_args(DateEvent), *RECORD_KINDS, *KINDS]


def phrases() -> list[str]:
    files = [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.py")]
    found = {one for file in files if file.name != "languages.py" for one in PHRASE.findall(file.read_text("utf-8"))}
    return sorted(found)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_phrase_is_translated(language: str) -> None:
    assert [one for one in phrases() if one not in catalogue(language)] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_values_stay_in_their_places(language: str) -> None:
    names = re.compile(r"{(\w+)}")
    wrong = {k: v for k, v in catalogue(language).items() if sorted(names.findall(k)) != sorted(names.findall(v))}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_codes_are_words(language: str, code: str) -> None:
    assert code in catalogue(language)
    assert say_in(language)(code)
