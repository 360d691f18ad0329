"""What looks like a body and is none: (text, what the model takes for a body in it)."""

from __future__ import annotations

import pytest

from extractors.bodies import find_bodies
from extractors.model.document import Document
from extractors.text.finnish_model import Entity

FILLER = " Kokous päätti asiasta yksimielisesti ja totesi sen päätösvaltaiseksi."


def named(text: str, *guesses: str, language: str = "fi") -> dict[str, list[str]]:
    entities = [Entity(text.index(w), text.index(w) + len(w), "ORG", w) for w in guesses]
    document = Document(id="d", text=text, language=language)
    return {b.name: [e.quote for e in b.evidence] for b in find_bodies(document, entities)}


GUESSED = [
    ("Visio kertoo suunnan. Tulevaisuuden kunta on elinvoimainen.", ("Tulevaisuuden kunta",)),
    ("Kohde\tAvattu\tOsuus\nPalvelu A\t2.3.2024\t40 %", ("Avattu", "Osuus")),
    ("Luku\tMomentin tason muutos", ("Momentin",)),
    ("Parannettavaa: epäselvyys, Sitovuuden käsite ja Digitoinnin laji.", ("Sitovuuden", "Digitoinnin")),
    ("Tuloslaskelma\nVerotulot Valtionosuudet Korkotuotot\n12\t13\t14", ("Verotulot Valtionosuudet Korkotuotot",)),
    ("Kaavat A-2406 ja A-2428a ovat nähtävillä.", ("A-2406", "A-2428a")),
    ("Merkinnät (AL, AR) puuttuvat.", ("AL", "AR")),
    ("Postiosoite on PB 380, tili IBAN FI31.", ("PB", "IBAN FI31")),
    ("Kustannus sisältyy esitykseen TAE 2024.", ("TAE",)),
    ("Määräys perustuu lakiin (YSL 43 §).", ("YSL",)),
    ("Lisätietoja antaa Tero Kivistö, Senior Specialist.", ("Senior Specialist",)),
    ("Katso lomake ”Request for Data Access” ja sen ohje.", ("Request for Data Access",)),
    ("Palvelin on osoitteessa Talletus.local ja vyöhyke Europe/Zurich.", ("Talletus.local", "Europe/Zurich")),
    ("Muuttuja GUAC_SALA luetaan asetuksista.", ("GUAC_SALA",)),
    ("Toimipiste on osoitteessa Strandgatan 4 ja Norrskatan 12.", ("Strandgatan", "Norrskatan")),
]


@pytest.mark.parametrize(("text", "guesses"), GUESSED)
def test_guesses_that_nothing_supports(text: str, guesses: tuple[str, ...]) -> None:
    assert named(text + FILLER, *guesses) == {}


def test_a_surname_the_model_takes_for_a_body_is_the_persons() -> None:
    from extractors.finders import records_of

    text = "Puheenjohtaja Bo-Göran Sandvik lupaa korjata asian." + FILLER
    at = text.index("Sandvik")
    document = Document(id="d", text=text)
    records = records_of(document, (Entity(at, at + 7, "ORG", "Sandvik"),))
    assert [p.name for p in records.people] == ["Bo-Göran Sandvik"] and not records.bodies


def test_a_coined_name_within_a_sentence_is_believed() -> None:
    assert set(named("Järjestelmän toimitti Kajonix ja sen rahoitti Vantrea." + FILLER, "Kajonix", "Vantrea")) == {
        "Kajonix",
        "Vantrea",
    }


HEADS = [
    ("Toimivallan jaosta säädetään hallintosäännössä.", {}),
    ("Myyrmäen keskusta saa uuden torin.", {}),
    ("Vähittäiskaupan suuryksikkö voidaan sijoittaa alueelle.", {}),
    ("Asiaa kehittävät ympäristökeskuksen ja -lautakunnan jäsenet.", {}),
    ("Hoitaja kuvaa paremmin ympäristökeskuksen ja -lautakunnan työtä.", {}),
    ("Lain mukaisena monijäsenisenä toimielimenä toimii jaosto.", {}),
    ("Voimassa olevan tarkastuslautakunnan säännön mukaan", {"Tarkastuslautakunta": ["tarkastuslautakunnan"]}),
    ("Vaaleja varten nimetyn vaalitoimikunnan kokoonpano", {"Vaalitoimikunta": ["vaalitoimikunnan"]}),
    (
        "EhdotusTarkastuslautakunta päättää asiasta. PäätösTarkastuslautakunta hyväksyi.",
        {"Tarkastuslautakunta": ["Tarkastuslautakunta", "Tarkastuslautakunta"]},
    ),
    ("7\tTuetaan Kajonix Oy:n hanketta", {"Kajonix Oy": ["Kajonix Oy:n"]}),
    ("Hän esitti antamat päätökset Avoin Tieto ry:n puolesta.", {"Avoin Tieto ry": ["Avoin Tieto ry:n"]}),
    ("Vettä johdetaan Tuusulan Kuninkaanlähteessä olevasta kaivosta.", {}),
    (
        "Vanhusneuvoston ja vammaisneuvoston lausunnot",
        {"Vanhusneuvosto": ["Vanhusneuvoston"], "Vammaisneuvosto": ["vammaisneuvoston"]},
    ),
]


HEADS += [
    ("Maija Rantavaara Maanmittauslaitoksen pääjohtajaksi", {"Maanmittauslaitos": ["Maanmittauslaitoksen"]}),
    ("Nimitysasia: korkeimman oikeuden virkaan", {"Korkein oikeus": ["korkeimman oikeuden"]}),
    ("Haettiin korkeimmalta oikeudelta lupaa.", {"Korkein oikeus": ["korkeimmalta oikeudelta"]}),
    ("I Hankintayksikkö\n\nNimi ja osoite", {}),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_where_a_name_ends_and_what_is_none(text: str, expected: dict[str, list[str]]) -> None:
    assert named(text) == expected
