"""What people type: signs before words, missing dots, suspended compounds, accents apart from their letters."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

import pytest

from index import Index
from index.engines import EMBEDDED
from tests.index.search.test_search import found, made

TEXTS = {
    "raha": "Kunta päätti rahoituksesta.",
    "tuki": "Kunta päätti rahoituksesta ja avustuksesta.",
    "riista": "Hirvijahti alkaa metsässä syksyllä.",
    "metsä": "Metsästä kerätään marjoja.",
    "ilta": "Zürichissä asuva Åkerberg avasi 24/7-palvelun.",
    "elin": "Sosiaali- ja terveyspalvelut. Maa- ja elintarviketalousministeriö, liikenne- ja viestintävirasto",
    "työ": "Tuetaan kulttuuri-, liikunta- ja nuorisotyötä. Koulutuspalvelut ja -tuotteet uusitaan.",
    "nfd": normalize("NFD", "Määrärahan käsittelijä oli Väinö Hämäläinen."),
}


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    pytest.importorskip(request.param)
    with Index.open(tmp_path_factory.mktemp(request.param), engine=request.param) as opened:
        opened.add(made(one, None, text) for one, text in TEXTS.items())
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rahoitus -avustus", {"raha"}),
        ("rahoitus NOT avustus", {"raha"}),
        ("-avustus päätti", {"raha"}),
        ("+hirvijahti +metsä", {"riista"}),
        ("+metsä hirvijahti", {"metsä", "riista"}),
        ("+rahoitus -avustus", {"raha"}),
        ("sosiaalipalvelut", {"elin"}),
        ("terveyspalvelu", {"elin"}),
        ("maatalousministeriö", {"elin"}),
        ("elintarviketalousministeriö", {"elin"}),
        ("liikennevirasto", {"elin"}),
        ("kulttuurityö", {"työ"}),
        ("liikuntatyö", {"työ"}),
        ("nuorisotyö", {"työ"}),
        ("koulutustuote", {"työ"}),
        ('"sosiaalipalvelut ja terveyspalvelut"', {"elin"}),
        ('"sosiaali- ja terveyspalvelut"', {"elin"}),
        ("24/7", {"ilta"}),
        ("määräraha", {"nfd"}),
        (normalize("NFD", "määräraha"), {"nfd"}),
        (normalize("NFD", "rahoitus päätös"), {"raha", "tuki"}),
        ("hirvi\u00adjahti", {"riista"}),
        ("\u200bhirvijahti", {"riista"}),
        ("Hämäläinen", {"nfd"}),
        ('"väinö hämäläinen"', {"nfd"}),
    ],
)
def test_finds(index: Index, query: str, expected: set[str]) -> None:
    assert found(index.search(query)) == expected


def test_what_must_be_leaves_the_order_to_the_rest(index: Index) -> None:
    assert [hit.document_id for hit in index.search("+metsä hirvijahti").hits] == ["riista", "metsä"]


@pytest.mark.parametrize(
    ("query", "guess"),
    [
        ("zurich", "zürich"),
        ("Akerberg", "åkerberg"),
        ("zürich", None),
        ("zurichissa", "zürichissä"),
        ("zurichista", "zürich"),
        ("Akerbergille", "åkerberg"),
        ("Åkerbergille", None),
        ("akerberg avasi", "åkerberg avasi"),
        ("24/7", None),
        ("24/8", None),
    ],
)
def test_dots_that_were_not_typed_are_offered(index: Index, query: str, guess: str | None) -> None:
    guessed = index.search(query).did_you_mean
    assert (guessed and guessed.lower()) == guess


def test_a_word_that_is_half_written_is_highlighted(index: Index) -> None:
    (hit,) = index.search("sosiaalipalvelut").hits
    assert [hit.passage[a:b] for a, b in hit.highlights] == ["Sosiaali"]
