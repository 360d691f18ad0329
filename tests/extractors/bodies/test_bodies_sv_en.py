"""Bodies in Swedish and English texts by their head nouns: (text, [(words, name)])."""

from __future__ import annotations

import pytest

from extractors.bodies.bodies_sv_en import foreign_mentions, possessive_mentions
from extractors.model.document import Document, Passage
from extractors.text.finnish_model import Entity

SWEDISH = [
    ("Borgå stad öppnade en skola.", [("Borgå stad",) * 2]),
    ("Enligt finansministeriet ökar skatten.", [("finansministeriet",) * 2]),
    ("Ärendet avgörs av nämnden för bildning och kultur.", [("nämnden för bildning och kultur",) * 2]),
    ("Ärendet avgörs av domkapitlet i Åbo ärkestift.", [("domkapitlet i Åbo ärkestift",) * 2, ("Åbo ärkestift",) * 2]),
    ("Man vill att Skogstyrelsen utreder saken.", [("Skogstyrelsen",) * 2]),
    ("Det sades av räddningsverket i Östra Nyland.", [("räddningsverket i Östra Nyland",) * 2]),
    ("Det sades av Livsmedelsverket i Helsingfors.", [("Livsmedelsverket",) * 2]),
    ("LUNDA FINSKA SKOLA\nbörjar i augusti.", [("LUNDA FINSKA SKOLA", "Lunda finska skola")]),
    ("Förbundet har en ny kommun.", []),
    ("Hon leder fakulteten för sjöfart, handel och språk.", [("fakulteten för sjöfart, handel och språk",) * 2]),
    (
        "Hon leder Fakulteten för lantbruk vid Lunda universitet.",
        [("Fakulteten för lantbruk",) * 2, ("Lunda universitet",) * 2],
    ),
    ("Eleverna i Östra skolan sjöng.", [("Östra skolan",) * 2]),
    ("Det är Östra skolans fest.", [("Östra skolans", "Östra skolan")]),
    ("Man byggde den norra skolan.", []),
    ("Lunda skolas elever vann.", [("Lunda skolas", "Lunda skola")]),
    ("Vår egen nämnd beslutar.", []),
    (
        "Länsstyrelsen i Södra Finlands län svarar.",
        [("Länsstyrelsen i Södra Finlands län",) * 2, ("Länsstyrelsen",) * 2],
    ),
    ("Stadsstyrelsen i Granby beslöt.", [("Stadsstyrelsen i Granby",) * 2, ("Stadsstyrelsen",) * 2]),
    ("Det utreds av polisinrättningen i Granby.", [("polisinrättningen i Granby",) * 2]),
    ("Lunda Simklubb får bidrag.", [("Lunda Simklubb",) * 2]),
    ("Lunda Simklubbs simmare vann.", [("Lunda Simklubbs", "Lunda Simklubb")]),
    ("En simklubb får bidrag.", []),
]


def found(text: str, language: str) -> list[tuple[str, str]]:
    document = Document(id="d", text=text, language=language)
    return [(text[m.start : m.end], m.name) for m in foreign_mentions(document)]


@pytest.mark.parametrize(("text", "expected"), SWEDISH)
def test_bodies_in_swedish(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "sv") == expected


ENGLISH = [
    ("The Ministry decided.", []),
    ("The City of Espoo decided.", [("City of Espoo",) * 2]),
    ("Kallas Harbour Authority decided.", [("Kallas Harbour Authority",) * 2]),
    ("The Ministry of Finance and Fingrid decided.", [("Ministry of Finance",) * 2]),
    ("The Hillview Council and Business Finland decided.", [("Hillview Council",) * 2]),
    (
        "She led the Department for Africa and the Middle East.",
        [("Department for Africa and the Middle East",) * 2],
    ),
    (
        "She led the Department for Africa and the Ministry of Finance.",
        [("Department for Africa",) * 2, ("Ministry of Finance",) * 2],
    ),
    ("The Institute for the Study of the Lakes moved.", [("Institute for the Study of the Lakes",) * 2]),
    (
        "The Department for Fairways of the Ministry of Transport moved.",
        [("Department for Fairways",) * 2, ("Ministry of Transport",) * 2],
    ),
    ("The Harbour Committee on Old Piers met.", [("Harbour Committee on Old Piers",) * 2]),
    ("It goes to the Harbour Committee on Tuesday.", [("Harbour Committee",) * 2]),
    ("It goes to the Harbour Committee on March 4.", [("Harbour Committee",) * 2]),
    ("He served at the Embassy of Finland in Cairo.", [("Embassy of Finland in Cairo",) * 2]),
    ("The Permanent Mission of Norland to the OSCE moved.", [("Permanent Mission of Norland to the OSCE",) * 2]),
    ("The Finnish Embassy in Cairo moved.", [("Finnish Embassy in Cairo",) * 2]),
    ("The embassy moved. The Mission of the agency is clear.", []),
    ("HILLVIEW TRANSPORT AGENCY\nRelease", [("HILLVIEW TRANSPORT AGENCY", "Hillview Transport Agency")]),
    ("MINISTRY OF FINANCE\nRelease", [("MINISTRY OF FINANCE", "Ministry of Finance")]),
    ("CHANGE OF COMMAND\nRelease", []),
    ("Managing Director of Birchwood Harbour Authority spoke.", [("Birchwood Harbour Authority",) * 2]),
    ("Our Committee spoke of the Committee for Old Harbours.", [("Committee for Old Harbours",) * 2]),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_bodies_in_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "en") == expected


def test_passages_in_another_language_are_read_in_it() -> None:
    """A Finnish document with a paragraph in Swedish"""
    text = "Kokous alkoi. Borgå stad öppnade en skola."
    swedish = Passage(start=14, end=len(text), kind="paragraph", language="sv")
    own = Passage(start=0, end=13, kind="paragraph", language="fi")
    document = Document(id="d", text=text, language="fi", passages=(own, swedish))
    assert [m.name for m in foreign_mentions(document)] == ["Borgå stad"]
    assert list(foreign_mentions(document.model_copy(update={"passages": (own,)}))) == []


@pytest.mark.parametrize(
    ("language", "label", "names"),
    [("en", "ORG", ["Kajonix"]), ("en", "DATE", []), ("fi", "ORG", [])],
)
def test_a_possessive_that_the_model_marks_too(language: str, label: str, names: list[str]) -> None:
    document = Document(id="d", text="We saw Kajonix’s new ship.", language=language)
    assert [m.name for m in possessive_mentions(document, [Entity(7, 14, label, "Kajonix")])] == names
