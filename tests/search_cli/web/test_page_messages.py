"""The sentences of the code in the languages of the page: each that the page may say is known, and says no less."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from extractors.readers.ocr.ocr_budget import partly_read
from extractors.text.personal_data.bank_accounts import PERSONAL as ACCOUNTS
from extractors.text.personal_data.health_data import PERSONAL as HEALTH
from extractors.text.personal_data.personal_codes import PERSONAL as CODES
from search_cli.web.languages import LANGUAGES
from search_cli.web.page_messages import HOLE, OWN, known_sentences, message_in

HERE = Path(__file__).parents[3]
SPOKEN = (
    *sorted(HERE.glob("search_cli/web/**/*.py")),
    *sorted(HERE.glob("index/query/*.py")),
    HERE / "index/outputs/collections.py",
    HERE / "index/corrections/correction_log.py",
    HERE / "index/search/saved.py",
)
"""Modules whose errors a person meets on the page."""
READING = (
    *sorted(HERE.glob("extractors/readers/**/*.py")),
    HERE / "extractors/reading.py",
    HERE / "extractors/model/defects.py",
    *sorted(HERE.glob("pipeline/fetching/*.py")),
)
"""Modules that say why a document was not read, or not wholly, which runs and documents tell of."""
REFUSALS = ("Error", "Document", "Issue", "Refused")
"""How what they raise, or leave in a document, is called."""
FOR_SCRIPTS = ("the cursor", "See /api", "Take `next`", "a citation is given as", "there is no such format")
"""Beginnings of what the API says, or an address that no link of the page makes."""
ERRORS = ("QueryError", "UnfitRequest", "HTTPException", "NotReady")


def sentences(path: Path, raised: tuple[str, ...] = ERRORS) -> list[str]:
    """The reasons and advice of a module's errors that stand there as words, holes filled with a word."""
    out = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith(raised):
            wanted = [*node.args, *(one.value for one in node.keywords if one.arg in ("reason", "advice"))]
            out += [said for one in wanted if (said := written(one)) and " " in said]
    return out


def written(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "Sana" for p in node.values)
    return ""


def test_every_sentence_of_an_error_on_the_page_is_known() -> None:
    said = {one for path in SPOKEN for one in sentences(path) if not one.startswith(FOR_SCRIPTS)}
    assert len(said) > 40
    assert sorted(one for one in said if message_in("sv", one).language == OWN) == []


def test_every_reason_why_something_is_not_read_is_known() -> None:
    said = {one for path in READING for one in sentences(path, REFUSALS) if one.replace("Sana", "").strip(" .")}
    assert len(said) > 80
    assert sorted(one for one in said if message_in("sv", one).language == OWN) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != OWN])
def test_every_language_says_all_that_is_to_be_filled_in(language: str) -> None:
    for one in known_sentences():
        assert set(HOLE.findall(one.said[language])) <= set(HOLE.findall(one.said[OWN])), one.said[OWN]
        assert one.said[language].endswith(".") == one.said[OWN].endswith("."), one.said[OWN]


@pytest.mark.parametrize(
    ("sentence", "finnish"),
    [
        ("both are Aino Salo of Hallanmaan liitto", "molemmat: Aino Salo, Hallanmaan liitto"),
        (
            "both are Aino Salo in what Hallanmaan liitto publishes",
            "molemmat: Aino Salo, ja julkaisija on Hallanmaan liitto",
        ),
        ("both are the hallitus of Hallanmaan liitto", "molemmat: hallitus, jonka julkaisija on Hallanmaan liitto"),
        (
            '2 documents hold all words of "a b", but not so; "a b"~5 is wider.',
            '2 asiakirjassa ovat kaikki sanat haussa "a b", mutta eivät näin; "a b"~5 on väljempi.',
        ),
    ],
)
def test_the_sentence_that_says_the_most_is_taken(sentence: str, finnish: str) -> None:
    assert message_in("fi", sentence) == (finnish, "fi")
    assert message_in("en", sentence) == (sentence, "en")


MADE = (
    partly_read([2, 3, 4, 7]),
    partly_read([2]),
    f"{CODES}: 2 of them, masked in what is shown",
    f"{ACCOUNTS}: 2 of them, masked in what is shown",
    "it is XML with the root element <jobs>: neither a page, a feed nor a site map",
    f"{HEALTH}: look at it before it is passed on",
    "it is a feed: it lists documents and is none itself",
    "it is a site map: it lists documents and is none itself",
    "it is XML without a root element: neither a page, a feed nor a site map",
)
"""Sentences of which the code makes a part: each has one of its own, or a part of it would stay English."""


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("sentence", MADE)
def test_no_part_of_a_made_sentence_stays_english(sentence: str, language: str) -> None:
    said = message_in(language, sentence)
    assert said.language == language
    assert not set(said.text.split()) & {"it", "is", "holds", "waits", "wait", "of", "with", "the"}
