"""People found by the rules alone (no model): (text, {name: its mentions})."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.model.records import Body, evidence
from extractors.people import find_people
from extractors.people.name_forms import bases
from extractors.text.finnish_model import Entity


def people(
    text: str, *, persons: tuple[str, ...] = (), bodies: tuple[str, ...] = (), language: str = "fi"
) -> dict[str, list[str]]:
    document = Document(id="d", text=text, language=language)
    entities = [Entity(text.index(p), text.index(p) + len(p), "PERSON", p) for p in persons]
    known = [Body(id=b, name=b, evidence=(evidence(document, text.index(b), text.index(b) + len(b)),)) for b in bodies]
    return {p.name: [e.quote for e in p.evidence] for p in find_people(document, entities, known)}


NAMES = [
    ("Asiaa esitteli osastopäällikkö Kari Vuorimaa.", {"Kari Vuorimaa": ["Kari Vuorimaa"]}),
    ("Osastopäällikkö Kari Hakulin mukaan valmistelu etenee.", {"Kari Hakuli": ["Kari Hakulin"]}),
    ("Lautakunta valitsi Pia Mattilan hyvinvointialuejohtajaksi.", {"Pia Mattila": ["Pia Mattilan"]}),
    ("Päätöksestä kertoi Tiina Lehtosen sijainen.", {"Tiina Lehtonen": ["Tiina Lehtosen"]}),
    ("Asia palautettiin Ulla-Maj Wikströmille.", {"Ulla-Maj Wikström": ["Ulla-Maj Wikströmille"]}),
    (
        "Laatijat: Irma-Leena Niemi-Grönlund ja Eero Ståhl",
        {"Irma-Leena Niemi-Grönlund": ["Irma-Leena Niemi-Grönlund"], "Eero Ståhl": ["Eero Ståhl"]},
    ),
    ("Hankejohtaja Jussi von Hertzberg esitteli aikataulun.", {"Jussi von Hertzberg": ["Jussi von Hertzberg"]}),
    ("Professori J. K. Rautavaara piti puheen.", {"J. K. Rautavaara": ["J. K. Rautavaara"]}),
    (
        "Pelastusjohtaja Markus Viitasaari avasi kokouksen, Viitasaari kertoi. Viitasaaren mukaan asia etenee.",
        {"Markus Viitasaari": ["Markus Viitasaari", "Viitasaari", "Viitasaaren"]},
    ),
    ("MATTI VALKEAPÄÄ\nkunnanjohtaja", {"Matti Valkeapää": ["MATTI VALKEAPÄÄ"]}),
    ("Lisätietoja antaa\nLaine Armi, puh. 09 123 4567", {"Armi Laine": ["Laine Armi"]}),
    ("Erityisasiantuntija Noora\nHeinämaa vastaa hankkeesta.", {"Noora Heinämaa": ["Noora\nHeinämaa"]}),
    (
        "Generaldirektör Ann-Christin Söderholm, tfn 0295 123 456",
        {"Ann-Christin Söderholm": ["Ann-Christin Söderholm"]},
    ),
    ("Yhteyshenkilö: Xin Zhao, xin.zhao@kunta.fi", {"Xin Zhao": ["Xin Zhao"]}),
    (
        "Hallitus: Risto Mattola (SHP), Jukka Korhonen (Pelastuslaitos), Aada Karinkanta (Kuopio)",
        {
            "Risto Mattola": ["Risto Mattola"],
            "Jukka Korhonen": ["Jukka Korhonen"],
            "Aada Karinkanta": ["Aada Karinkanta"],
        },
    ),
    (
        "Lahtinen Elorannan ym. kannattamana teki muutosehdotuksen.",
        {"Lahtinen": ["Lahtinen"], "Eloranta": ["Elorannan"]},
    ),
    (
        "Muutosehdotuksen puolesta äänestivät Aaltonen, Hyyppä, Meltovaara ja Muurinen.",
        {"Aaltonen": ["Aaltonen"], "Hyyppä": ["Hyyppä"], "Meltovaara": ["Meltovaara"], "Muurinen": ["Muurinen"]},
    ),
    ("lisätietoja: timo pesonen, puh. 044 123 4567", {"Timo Pesonen": ["timo pesonen"]}),
]


MORE = [
    ("Näyttelyn avasi aluevaltuutettu Hussein al-Taee.", {"Hussein al-Taee": ["Hussein al-Taee"]}),
    (
        "Kutsun sai johtava asiantuntija Siân O'Brien ja tutkija Wang Li.",
        {"Siân O'Brien": ["Siân O'Brien"], "Wang Li": ["Wang Li"]},
    ),
    (
        "Ministeri Sanni Grahnin mukaan. Ministeri lupasi selvittää, Grahn sanoo.",
        {"Sanni Grahn": ["Sanni Grahnin", "Grahn"]},
    ),
    ("Yhteyshenkilö on lauri.hamalainen@kunta.fi.", {"Lauri Hämäläinen": ["lauri.hamalainen"]}),
    ("Kokous 3.4. Leo Lahtela esitti tietopyynnön (L. Lahtela).", {"Leo Lahtela": ["Leo Lahtela", "L. Lahtela"]}),
    ("0.3\t29.4.2018\tAnna-Leena Koskela\tOtsikko muutettu", {"Anna-Leena Koskela": ["Anna-Leena Koskela"]}),
    ("Rakennustarkastaja Veijo Luoma-aho", {"Veijo Luoma-aho": ["Veijo Luoma-aho"]}),
    (
        "Hallintojohtajaa Ilmari Kuusvuorta kiitettiin. Johtaja Aune Törmälehdon mukaan työ jatkuu.",
        {"Ilmari Kuusvuori": ["Ilmari Kuusvuorta"], "Aune Törmälehto": ["Aune Törmälehdon"]},
    ),
    (
        "Vetäjäksi kutsutaan Petra Söderviken. Petra Södervikenin työ alkaa.",
        {"Petra Söderviken": ["Petra Söderviken", "Petra Södervikenin"]},
    ),
    (
        "Työtä johtaa Hassan Warsame Ali. Yhdistys kiitti Hassan Warsame Alia.",
        {"Hassan Warsame Ali": ["Hassan Warsame Ali", "Hassan Warsame Alia"]},
    ),
    (
        "Maakuntaneuvos Esko Juhani Malminen täytti 80 vuotta. Esko Malmista muistettiin.",
        {"Esko Juhani Malminen": ["Esko Juhani Malminen", "Esko Malmista"]},
    ),
    ("Luennon piti Niillas Aslak Magga.", {"Niillas Aslak Magga": ["Niillas Aslak Magga"]}),
    (
        "Puheenjohtaja Petteri von Julin avasi juhlan. Juontajana oli von Julin.",
        {"Petteri von Julin": ["Petteri von Julin", "von Julin"]},
    ),
    (
        "Johtaja Heikki Ilmajoki ja koordinaattori Sini Alajärvi arvioivat. Raportin tekevät Ilmajoki ja Alajärvi.",
        {"Heikki Ilmajoki": ["Heikki Ilmajoki", "Ilmajoki"], "Sini Alajärvi": ["Sini Alajärvi", "Alajärvi"]},
    ),
    (
        "Päällikkö Säde Räyringin hanke kestää kauan. Silloin Räyrinki siirtyy muualle.",
        {"Säde Räyrinki": ["Säde Räyringin", "Räyrinki"]},
    ),
    ("Johtokunnan jäseneksi kutsutaan Mervi Salmelin.", {"Mervi Salmelin": ["Mervi Salmelin"]}),
    (
        "Lautakunta valitsi Mervi Salmelin. Jäseninä ovat rehtori Kari Malmi ja johtaja Mats Grankulla.",
        {"Mervi Salmeli": ["Mervi Salmelin"], "Kari Malmi": ["Kari Malmi"], "Mats Grankulla": ["Mats Grankulla"]},
    ),
    (
        "Ollila Katja, talousjohtaja\nKhalid Usman, asiantuntija\nSaari Rami, johtaja",
        {"Katja Ollila": ["Ollila Katja"], "Usman Khalid": ["Khalid Usman"], "Rami Saari": ["Saari Rami"]},
    ),
]

ENGLISH = [
    (
        "Minister of the Environment Pekka Lumiaho met colleagues. Lumiaho's ministry pays.",
        {"Pekka Lumiaho": ["Pekka Lumiaho", "Lumiaho"]},
    ),
    (
        "The meeting was opened by Joost van Eikendal, the Commissioner for Fisheries.",
        {"Joost van Eikendal": ["Joost van Eikendal"]},
    ),
    ("Joost van Eikendal, the chair of the panel, agreed.", {"Joost van Eikendal": ["Joost van Eikendal"]}),
    ("In North Karelia, the Minister opened a school.", {}),
    (
        "In Kuopio Music Centre, the Minister for Culture, Pekka Lumiaho, spoke.",
        {"Pekka Lumiaho": ["Pekka Lumiaho"]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_names(text: str, expected: dict[str, list[str]]) -> None:
    assert people(text, language="en") == expected


SWEDISH = [
    ("I Nyland minskade antalet.", {}),
    (
        "Direktör Kenneth Strömgård föredrog. Nämnden godkände Strömgårds förslag.",
        {"Kenneth Strömgård": ["Kenneth Strömgård", "Strömgårds"]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SWEDISH)
def test_swedish_names(text: str, expected: dict[str, list[str]]) -> None:
    assert people(text, language="sv") == expected


@pytest.mark.parametrize(("text", "expected"), [*NAMES, *MORE])
def test_names_come_in_base_form(text: str, expected: dict[str, list[str]]) -> None:
    assert people(text) == expected


TRAPS = [
    "Sote-uudistus\n\nUudistuksen alueellinen valmistelu alkaa.",
    "Satava-Kakskerran osayleiskaava ja Mäntymäen koulu.",
    "Osoite: Alvar Aallon katu 5, 00100 Helsinki",
    "Urakoitsijana toimii Rakennus Matti Virtala Oy.",
    "Kaupunginhallitus teki seuraavan päätöksen.",
    "Uusi Savo -lehti kertoi asiasta.",
    "Vantaan Energia Oy ja Kiinteistö Oy Karaportti",
    "Hyvä hallintotapa ja Espoo-tarina hyväksyttiin.",
    "Meri-Lapin alueella Tornion kaupunki vastaa palvelusta.",
    "Aurora Borealis -hanke päättyi.",
    "Ilta Kajaanissa kokosi väkeä.",
    "Kalevi Sorsan säätiö ja Väinö Tannerin kenttä.",
    "Juhana Herttuan koulu saa uuden salin.",
    "Läsnä Kuopiossa olivat kaikki.",
    "Tammi\nHelmi\nMaalis\nHuhti",
    "Tammi Helmi Maalis Huhti Touko",
    "kirjaamo@kunta.fi, viestinta.helsinki@kunta.fi",
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_is_no_person_is_none(text: str) -> None:
    assert people(text) == {}


def test_a_single_word_the_model_calls_a_person_needs_more_than_that() -> None:
    assert people("Etelä-Savon tiimi toimii Sosterin johdolla.", persons=("Sosterin",), bodies=("Sosterin",)) == {}


def test_two_persons_with_one_name_in_different_posts_of_one_list_are_kept_apart() -> None:
    document = Document(id="d", text="Läsnä: Matti Virtanen (Kuopio), Liisa Malli (Varkaus), Matti Virtanen (Lahti)")
    found = [p for p in find_people(document, [], []) if p.name == "Matti Virtanen"]
    assert len(found) == 2 and found[0].id != found[1].id


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Harjulan", "Harjula"),
        ("Kostilaisen", "Kostilainen"),
        ("Bymanin", "Byman"),
        ("Liikasella", "Liikanen"),
        ("Hyrkön", "Hyrkkö"),
        ("Wallin", "Wallin"),
        ("Marinin", "Marin"),
        ("Sandelinin", "Sandelin"),
        ("Lehdon", "Lehto"),
        ("Kuismin", "Kuismin"),
        ("Hansen", "Hansen"),
        ("Orpon", "Orpo"),
        ("Iglesiaksen", "Iglesias"),
        ("Miettuselle", "Miettunen"),
        ("Saarikolta", "Saarikko"),
    ],
)
def test_the_base_form_of_a_surname(word: str, form: str) -> None:
    assert bases(word)[0].form == form


@pytest.mark.parametrize(
    ("text", "guess", "expected"),
    [
        ("Toimielin\n\nKokouspvm.\n\nDiaarinumero", "Kokouspvm", []),
        ("Korttelin raja, melualueen raja. Raja, johon rakennukset sijoitetaan. Kaavassa Raja kertoi sen.", "Raja", []),
        ("Kokouksessa Raahela kertoi asiasta. Kokouksen jälkeen Raahela kiitti.", "Raahela", ["Raahela"]),
    ],
)
def test_a_single_word_the_model_takes_for_a_person(text: str, guess: str, expected: list[str]) -> None:
    assert list(people(text, persons=(guess,))) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABKMaeiknstäö .,:;()\n\t-–@1234567890\u00a0|", max_size=200))
def test_any_text_gives_only_people_that_quote_it(text: str) -> None:
    document = Document(id="d", text=text)
    for person in find_people(document, [], []):
        assert person.name.strip()
        assert all(text[e.start : e.end] == e.quote for e in person.evidence)
