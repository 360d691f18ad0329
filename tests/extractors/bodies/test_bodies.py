"""Which bodies a sentence names: (sentence, {name: the words that say so})."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.bodies import LAYERS, find_bodies
from extractors.model.document import Document
from extractors.model.records import Body
from extractors.text.finnish_model import Entity


def bodies(text: str, *entities: Entity, **more: object) -> list[Body]:
    return list(find_bodies(Document(id="d", text=text, **more), entities))  # type: ignore[arg-type]


def named(text: str, **more: object) -> dict[str, list[str]]:
    return {b.name: [e.quote for e in b.evidence] for b in bodies(text, **more)}


HEADS = [
    ("Valitus tehdään markkinaoikeuteen.", {"Markkinaoikeus": ["markkinaoikeuteen"]}),
    ("Hän työskenteli Lapin lääninhallituksessa.", {"Lapin lääninhallitus": ["Lapin lääninhallituksessa"]}),
    (
        "Hakijana on Koulutuskuntayhtymä Lounahame.",
        {"Koulutuskuntayhtymä Lounahame": ["Koulutuskuntayhtymä Lounahame"]},
    ),
    (
        "Tuvalan koulu lakkautetaan.\nKirkonseudun koulu\nUusi sali tulee, ja Kirkonseudun koulu saa opettajan.",
        {"Tuvalan koulu": ["Tuvalan koulu"], "Kirkonseudun koulu": ["Kirkonseudun koulu", "Kirkonseudun koulu"]},
    ),
    ("Hallanmaan hyvinvointialueella on tilaa.", {"Hallanmaan hyvinvointialue": ["Hallanmaan hyvinvointialueella"]}),
    (
        "Palvelut siirtyvät Pirkanmaan hyvinvointialueelle.",
        {"Pirkanmaan hyvinvointialue": ["Pirkanmaan hyvinvointialueelle"]},
    ),
    (
        "PÄIJÄT-HÄMEEN HYVINVOINTIALUEEN YHTEYSTIEDOT",
        {"Päijät-Hämeen hyvinvointialue": ["PÄIJÄT-HÄMEEN HYVINVOINTIALUEEN"]},
    ),
    # a side of a region belongs to the name, a province is an authority only where it does something
    (
        "Itäisen Lounamaan pelastuslaitos ja Läntisen Pirkanmaan poliisilaitos harjoittelivat.",
        {
            "Itäisen Lounamaan pelastuslaitos": ["Itäisen Lounamaan pelastuslaitos"],
            "Läntisen Pirkanmaan poliisilaitos": ["Läntisen Pirkanmaan poliisilaitos"],
        },
    ),
    (
        "Asiaa tutkii Keskisen Uudenmaan poliisilaitos.",
        {"Keskisen Uudenmaan poliisilaitos": ["Keskisen Uudenmaan poliisilaitos"]},
    ),
    ("Maaherra lähti Oulun läänistä Mikkelin läänin Juvalle.", {}),
    ("Lapin läänin maaherra vastasi.", {"Lapin lääni": ["Lapin läänin"]}),
    # "keskusta" is the middle of a town, after another word of a name a form of "keskus"
    ("Kilta kuuli eilen Ratahallintokeskusta.", {"Ratahallintokeskus": ["Ratahallintokeskusta"]}),
    ("Salon keskusta hiljenee.", {}),
    # faculties by their field
    ("Hän opiskeli teknillisessä tiedekunnassa.", {"Teknillinen tiedekunta": ["teknillisessä tiedekunnassa"]}),
    ("Hän väitteli lääketieteen tiedekunnasta.", {"Lääketieteen tiedekunta": ["lääketieteen tiedekunnasta"]}),
    ("Hän tuli uuteen tiedekuntaan ja monialaiseen tiedekuntaan, jonka tiedekunta on.", {}),
    ("Rehtori siirtyy Saimaan gymnasiumista.", {"Saimaan gymnasium": ["Saimaan gymnasiumista"]}),
    ("Neuvos puolustusministeriöstä vastasi.", {"Puolustusministeriö": ["puolustusministeriöstä"]}),
    (
        "Asia eteni opetus- ja kulttuuriministeriössä.",
        {"Opetus- ja kulttuuriministeriö": ["opetus- ja kulttuuriministeriössä"]},
    ),
    (
        "Valmistelusta vastaavat oikeus- ja sisäministeriö.",
        {"Oikeusministeriö": ["oikeus-"], "Sisäministeriö": ["sisäministeriö"]},
    ),
    (
        "Rahoituksen ja ohjauksen jaosto kokoontui.",
        {"Rahoituksen ja ohjauksen jaosto": ["Rahoituksen ja ohjauksen jaosto"]},
    ),
    (
        "Työtä ohjaa tiedolla johtamisen, talouden ja tilojen alatyöryhmä.",
        {"Johtamisen, talouden ja tilojen alatyöryhmä": ["johtamisen, talouden ja tilojen alatyöryhmä"]},
    ),
    ("Esitys meni KELO25 -ohjausryhmään.", {"KELO25 -ohjausryhmä": ["KELO25 -ohjausryhmään"]}),
    ("Esitys meni KELO25 ohjausryhmään.", {"KELO25 ohjausryhmä": ["KELO25 ohjausryhmään"]}),
    ("Valituksen käsittelee Turun hallinto-oikeus.", {"Turun hallinto-oikeus": ["Turun hallinto-oikeus"]}),
    ("Korkeimpaan hallinto-oikeuteen valitettiin.", {"Korkein hallinto-oikeus": ["Korkeimpaan hallinto-oikeuteen"]}),
    (
        "Liperin ja Outokummun kunnat sopivat asiasta.",
        {"Liperin kunta": ["Liperin"], "Outokummun kaupunki": ["Outokummun kunnat"]},
    ),
    (
        "Satakunnan, Kainuun ja Lapin hyvinvointialueet kilpailuttavat.",
        {
            "Satakunnan hyvinvointialue": ["Satakunnan"],
            "Kainuun hyvinvointialue": ["Kainuun"],
            "Lapin hyvinvointialue": ["Lapin hyvinvointialueet"],
        },
    ),
    (
        "Sopimus koskee Lapin ammattikorkeakoulua ja Oulun seudun ympäristöpalvelut -kuntayhtymää.",
        {
            "Lapin ammattikorkeakoulu": ["Lapin ammattikorkeakoulua"],
            "Oulun seudun ympäristöpalvelut -kuntayhtymä": ["Oulun seudun ympäristöpalvelut -kuntayhtymää"],
        },
    ),
    (
        "Eduskunnan valtiovarainvaliokunta kuuli asiantuntijoita.",
        {"Eduskunnan valtiovarainvaliokunta": ["Eduskunnan valtiovarainvaliokunta"]},
    ),
    (
        "Tilintarkastaja ilmoitti puutteet hakijan Oulun käräjäoikeudelle.",
        {"Oulun käräjäoikeus": ["Oulun käräjäoikeudelle"]},
    ),
    (
        "Kolmas, tilojen yhdistämiseen liittyvä työryhmä, aloittaa.",
        {"Tilojen yhdistämiseen liittyvä työryhmä": ["tilojen yhdistämiseen liittyvä työryhmä"]},
    ),
    ("Kokous päätti perustaa Kuntayhtymä Kaskelan.", {"Kuntayhtymä Kaskela": ["Kuntayhtymä Kaskelan"]}),
    (
        "Mukana ovat Kuntayhtymä Kaskela ja Aino ja Eero Mäntysen säätiö.",
        {
            "Kuntayhtymä Kaskela": ["Kuntayhtymä Kaskela"],
            "Aino ja Eero Mäntysen säätiö": ["Aino ja Eero Mäntysen säätiö"],
        },
    ),
    (
        "Lapin aluehallintovirasto tarkasti yksikön. Aluehallintoviraston mukaan kaikki on kunnossa.",
        {"Lapin aluehallintovirasto": ["Lapin aluehallintovirasto", "Aluehallintoviraston"]},
    ),
    (
        "Rauman Satama ja Hirvilahden kunta sopivat.",
        {"Rauman Satama": ["Rauman Satama"], "Hirvilahden kunta": ["Hirvilahden kunta"]},
    ),
    ("Hirvilahden kunta tiedottaa.", {"Hirvilahden kunta": ["Hirvilahden kunta"]}),
    ("Rauman Kirja ilmestyy.", {"Rauman Kirja": ["Rauman Kirja"]}),
    ("Kaihlaniemen Energia ja Kaihlaniemen Kirja", {"Kaihlaniemen Energia": ["Kaihlaniemen Energia"]}),
    ("Kaihlaniemen Vedet ovat puhtaat.", {}),
    (
        "Ylijohtaja Maija Rantavaaran ympäristöministeriön kausi päättyy.",
        {"Ympäristöministeriö": ["ympäristöministeriön"]},
    ),
    ("Työn teki lukutaitotyöryhmä, ja alatyöryhmä jatkaa.", {"Lukutaitotyöryhmä": ["lukutaitotyöryhmä"]}),
    ("E-S liitto kokosi tiedot.", {"Etelä-Savon liitto": ["E-S liitto"]}),
]

NO_BODY = [
    "Hankkeen ohjausryhmä kokoontuu keväällä.",
    "Uusi työryhmä asetetaan myöhemmin, ja ministeriöt päättävät jäsenistä.",
    "Kunnat ja hyvinvointialueet saavat rahoituksen keväällä.",
    "Tulevaisuuden kunta on uudistus, ja kuntaan palkataan väkeä.",
    "Taloudelliset reunaehdot (TARE) on kirjattu suunnitelmaan.",
    "Seuraava kokous pidetään Oulussa.",
    "Hän seuraa asiaa Timon seurassa.",
]

LEXICON = [
    (
        "Kelan ja THL:n mukaan tilanne paranee.",
        {"Kansaneläkelaitos": ["Kelan"], "Terveyden ja hyvinvoinnin laitos": ["THL:n"]},
    ),
    ("VALVIRA valvoo.", {"Sosiaali- ja terveysalan lupa- ja valvontavirasto": ["VALVIRA"]}),
    (
        "Business Finlandin ja Suomen Pankin tiedot.",
        {"Business Finland": ["Business Finlandin"], "Suomen Pankki": ["Suomen Pankin"]},
    ),
    ("Luke aloittaa luvun yksi.", {"Luonnonvarakeskus": ["Luke"]}),
    ("Vuorossa on luke kolme.", {}),
    ("STEA-avustukset jaetaan.", {"Sosiaali- ja terveysjärjestöjen avustuskeskus": ["STEA"]}),
    ("Direktiivi 2016/680/EU on voimassa.", {}),
    ("Keskustan kadut remontoidaan.", {}),
    (
        "Kokoomus, keskusta ja SDP sopivat.",
        {"Kokoomus": ["Kokoomus"], "Keskusta": ["keskusta"], "Suomen Sosialidemokraattinen Puolue": ["SDP"]},
    ),
    ("EU:ssa odotetaan komission ehdotusta.", {"Euroopan unioni": ["EU:ssa"], "Euroopan komissio": ["komission"]}),
    (
        "Asiasta vastaa Liikenne- ja viestintävirasto Traficom. Traficomin ohje uusitaan.",
        {"Liikenne- ja viestintävirasto": ["Liikenne- ja viestintävirasto Traficom", "Traficomin"]},
    ),
]

SHORT = [
    ("Alueella toimii väliaikainen toimeenpanoelin (vate). Vaten työ jatkuu.", {}),
    (
        "Alueella toimii väliaikainen valmistelutoimielin (vate). Vaten työ jatkuu.",
        {"Väliaikainen valmistelutoimielin": ["väliaikainen valmistelutoimielin", "vate", "Vaten"]},
    ),
    (
        "(KETO=Kehittämisen toimikunta) KETO-valmistelu alkaa.",
        {"Kehittämisen toimikunta": ["KETO", "Kehittämisen toimikunta", "KETO"]},
    ),
    ("Sisäministeriö antoi ohjeen. SM:n ohje on uusi.", {"Sisäministeriö": ["Sisäministeriö", "SM:n"]}),
    ("Lajin SM-kilpailut pidetään Lahdessa.", {}),
    ("Pohjois-Savon liitto hakee rahaa. PSL on mukana.", {"Pohjois-Savon liitto": ["Pohjois-Savon liitto"]}),
    (
        "• Keski-Pellon hoivapalvelujen kuntayhtymä, Pellote\n• Pelloten väki",
        {
            "Keski-Pellon hoivapalvelujen kuntayhtymä": [
                "Keski-Pellon hoivapalvelujen kuntayhtymä",
                "Pellote",
                "Pelloten",
            ]
        },
    ),
]

ISSUERS = [
    (
        "Kaupunginhallitus päätti. Valtuusto hyväksyi.",
        "Lohjan kaupunki",
        {"Lohjan kaupunginhallitus": ["Kaupunginhallitus"], "Lohjan kaupunginvaltuusto": ["Valtuusto"]},
    ),
    (
        "Kunnanhallitus päätti. Kh 12.3. ja Kv 4.5.",
        "Vihdin kunta",
        {"Vihdin kunnanhallitus": ["Kunnanhallitus", "Kh"], "Vihdin kunnanvaltuusto": ["Kv"]},
    ),
    ("Aluevaltuusto kokoontuu.", "Lapin hyvinvointialue", {"Lapin aluevaltuusto": ["Aluevaltuusto"]}),
    ("Kaupunginhallitus päätti.", None, {"Kaupunginhallitus": ["Kaupunginhallitus"]}),
    (
        "Ylioppilastutkintolautakunta päätti.",
        "Lohjan kaupunki",
        {"Ylioppilastutkintolautakunta": ["Ylioppilastutkintolautakunta"]},
    ),
    (
        "Lohjan kaupungin tekninen lautakunta päätti. Lohjan kaupunki jatkaa.",
        "Lohjan kaupunki",
        {
            "Lohjan tekninen lautakunta": ["Lohjan kaupungin tekninen lautakunta"],
            "Lohjan kaupunki": ["Lohjan kaupunki"],
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_names_that_end_in_a_head_noun(text: str, expected: dict[str, list[str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("text", NO_BODY)
def test_words_that_only_speak_of_bodies(text: str) -> None:
    assert named(text) == {}


@pytest.mark.parametrize(("text", "expected"), LEXICON)
def test_names_the_lexicon_lists(text: str, expected: dict[str, list[str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_short_forms_their_document_explains(text: str, expected: dict[str, list[str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(("text", "publisher", "expected"), ISSUERS)
def test_bare_organs_are_the_issuers(text: str, publisher: str | None, expected: dict[str, list[str]]) -> None:
    assert named(text, publishers=(publisher,) if publisher else ()) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The Ministry of Economic Affairs and Employment and Fingrid will pay.",
            {
                "Ministry of Economic Affairs and Employment": ["Ministry of Economic Affairs and Employment"],
                "Fingrid": ["Fingrid"],
            },
        ),
        (
            "sv",
            "Nämnden för barn och unga sammanträdde. Ärendet går till riksdagen.",
            {"Nämnden för barn och unga": ["Nämnden för barn och unga"], "Riksdagen": ["riksdagen"]},
        ),
        (
            "sv",
            "Esbo stad och social- och hälsovårdsministeriet svarar.",
            {"Esbo stad": ["Esbo stad"], "Social- och hälsovårdsministeriet": ["social- och hälsovårdsministeriet"]},
        ),
        ("sv", "Bildningsnämnden behandlar saken.", {"Bildningsnämnden": ["Bildningsnämnden"]}),
        (
            "en",
            "The Ministry of Finance and the City of Espoo agree.",
            {"Ministry of Finance": ["Ministry of Finance"], "City of Espoo": ["City of Espoo"]},
        ),
    ],
)
def test_other_languages(language: str, text: str, expected: dict[str, list[str]]) -> None:
    assert named(text, language=language) == expected


def test_bodies_in_brackets_after_names() -> None:
    found = named("Ryhmässä ovat Aino Salo (Kuopio), Eero Lahti (Varkaus) ja Outi Niemi (Kela).")
    assert found == {"Kuopion kaupunki": ["Kuopio"], "Varkauden kaupunki": ["Varkaus"], "Kansaneläkelaitos": ["Kela"]}


def test_what_the_words_before_spell_is_no_body_of_a_person() -> None:
    assert named("OGC Web Coverage Service (WCS), Path Language (XPath) ja Pirkko Malli (VPK)") == {}


def test_one_body_for_one_authority_across_inflection_abbreviation_and_language() -> None:
    (body,) = bodies("Verohallinto tiedottaa. Verohallinnon ohje. Skatteförvaltningen informerar.")
    assert (body.name, body.known, len(body.evidence)) == ("Verohallinto", "vero", 3)


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "Päätöksen tekee väliaikainen valmistelutoimielin (vate). Vate kokoontuu. Vatelle esitetään. Vaten työ.",
            "Väliaikainen valmistelutoimielin",
            ("vate",),
        ),
        (
            "Itä-Savon sairaanhoitopiirin kuntayhtymä (Sosteri) vastaa. Sosterin työ jatkuu.",
            "Itä-Savon sairaanhoitopiirin kuntayhtymä",
            ("Sosteri",),
        ),
    ],
)
def test_aliases_are_in_base_form(text: str, name: str, aliases: tuple[str, ...]) -> None:
    assert {b.name: b.aliases for b in bodies(text)}[name] == aliases


def test_an_organ_goes_to_an_owner_that_has_one() -> None:
    found = named("Asiantuntija tuli Lahden kaupungilta. Rahoituksen myönsi maakuntahallitus.")
    assert found == {"Lahden kaupunki": ["Lahden kaupungilta"], "Maakuntahallitus": ["maakuntahallitus"]}


def test_an_unknown_body_stays_itself() -> None:
    (body,) = bodies("Kuusamon metsäkoulutuksen kuntayhtymä kokoontui.")
    assert (body.known, body.kind) == (None, "joint municipal authority")


def test_the_model_is_heard_where_nothing_speaks_against_it() -> None:
    text = "Palvelun toteuttaa Kajonix yhdessä toisten kanssa, ja Rakennusjärjestys ohjaa työtä."
    marked = [Entity(text.index(w), text.index(w) + len(w), "ORG", w) for w in ("Kajonix", "Rakennusjärjestys")]
    assert [b.name for b in bodies(text, *marked)] == ["Kajonix"]
    document = Document(id="d", text=text)
    assert list(find_bodies(document, marked, layers=[layer for layer in LAYERS if layer != "model"])) == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aeinstkö ÄKSTM.,:()-–/\n\t0123ministeriölautakuntaOy\u00a0\u00ad"), max_size=200)
)
def test_any_text_gives_records_that_quote_it(text: str) -> None:
    for body in bodies(text):
        assert body.name.strip()
        assert all(text[e.start : e.end] == e.quote and e.quote for e in body.evidence)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        ["Pirkanmaan hyvinvointialue", "Kuopion kaupunki", "Sosiaali- ja terveysministeriö", "Verohallinto"]
    ),
    st.text(max_size=60),
)
def test_a_known_name_is_found_whatever_stands_on_other_lines(name: str, noise: str) -> None:
    text = f"{noise}\n\n{name}\n\n{noise}"
    at = len(noise) + 2
    assert any((e.start, e.end) == (at, at + len(name)) for b in bodies(text) for e in b.evidence)


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        (
            "Tilaaja on Kajonix. Kajonixin tarjous hyväksyttiin, ja Kajonixille maksetaan.",
            ("Kajonix", "Kajonixin", "Kajonixille"),
            ["Kajonix"],
        ),
        (
            "Kajonix Works voitti. Kajonix Worksille maksetaan.",
            ("Kajonix Works", "Kajonix Worksille"),
            ["Kajonix Works"],
        ),
        ("Kajonixin tarjous hyväksyttiin.", ("Kajonixin",), ["Kajonix"]),
        ("Kajonix ja Kajola tarjosivat.", ("Kajonix", "Kajola"), ["Kajonix", "Kajola"]),
    ],
)
def test_case_forms_of_a_coined_name_are_one_body(text: str, marked: tuple[str, ...], names: list[str]) -> None:
    entities = [Entity(m.start(), m.end(), "ORG", word) for word in marked for m in re.finditer(rf"{word}\b", text)]
    found = bodies(text, *sorted(entities))
    assert [body.name for body in found] == names
    assert sum(len(body.evidence) for body in found) == len(marked)
