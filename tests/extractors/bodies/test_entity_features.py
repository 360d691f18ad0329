"""Each sign for and against what the model marks: (sign, sentence, the words the model marks, whether it shows)."""

from __future__ import annotations

import pytest

from extractors.bodies.body_words import words_of
from extractors.bodies.entity_features import BASE, FEATURES, Guess, weight_of


def guess(text: str, said: str, *, persons: frozenset[str] = frozenset(), among_places: bool = False) -> Guess:
    """What the model takes for an organisation, with the words around it."""
    words, start = words_of(text), text.index(said)
    inside = [w for w in words if start <= w.start < start + len(said)]
    first = words.index(inside[0])
    return Guess(
        inside,
        before=words[first - 1] if first else None,
        after=words[first + len(inside)] if first + len(inside) < len(words) else None,
        persons=persons,
        among_places=among_places,
    )


SHOWN = [
    ("no capital", "Asia tuli hallituksen pöydälle.", "hallituksen", True),
    ("no capital", "Asia tuli Finavian pöydälle.", "Finavian", False),
    ("no capital", "Laajuus on Luokka 2030.", "Luokka 2030", True),
    ("cut off", "Sosiaali- ja terveysasiat.", "Sosiaali-", True),
    ("cut off", "Sosiaaliturva muuttuu.", "Sosiaaliturva", False),
    ("too long", "Ala Bala Cala Dala Eala Fala Gala Hala Iala", "Ala Bala Cala Dala Eala Fala Gala Hala Iala", True),
    ("too long", "Ala Bala Cala Dala Eala Fala Gala Hala Iala", "Ala Bala Cala Dala Eala Fala Gala Hala", False),
    ("technical", "Tiedosto on muotoa XML 2024.", "XML 2024", True),
    ("technical", "Tiedosto on muotoa XML:n.", "XML:n", True),
    ("technical", "Tiedoston teki Kajonix.", "Kajonix", False),
    ("code", "Kaava A-2428a on nähtävillä.", "A-2428a", True),
    ("code", "Kaava AL on nähtävillä.", "AL", True),
    ("code", "Kentän nimi on GUAC_SALA.", "GUAC_SALA", True),
    ("code", "Kaavan teki KVR.", "KVR", False),
    ("listed as none", "Kokous on Microsoft Teams.", "Microsoft Teams", True),
    ("listed as none", "Kokous on Kajonix Teams.", "Kajonix Teams", False),
    ("several", "Asiasta lausuvat ELY-keskukset.", "ELY-keskukset", True),
    ("several", "Asiasta lausuvat AVIt.", "AVIt", True),
    ("several", "Asiasta lausuu ELY-keskus.", "ELY-keskus", False),
    ("opens small", "Järjestelmän teki uuden Kajonix.", "uuden Kajonix", True),
    ("opens small", "Järjestelmän teki 4event Kajonix.", "4event Kajonix", False),
    ("opens small", "Järjestelmän teki kajonix.", "kajonix", False),
    ("job", "Esittelijänä oli Senior Specialist.", "Senior Specialist", True),
    ("job", "Esittelijänä oli Johtaja.", "Johtaja", False),
    ("says no which", "Ohjelmassa on Uusi kunta.", "Uusi kunta", True),
    ("says no which", "Ohjelmassa on Porin kunta.", "Porin kunta", False),
    ("thing", "Rahan antaa Vihreä siirtymä -ohjelma.", "Vihreä siirtymä -ohjelma", True),
    ("thing", "Rahan antaa Kajonix.", "Kajonix", False),
    ("everyday end", "Hän voitti Brasilian maalein.", "Brasilian maalein", True),
    ("everyday end", "Hän seuraa Twitter-tiliäni.", "Twitter-tiliäni", True),
    ("everyday end", "Hän seuraa Brasilian Maalein.", "Brasilian Maalein", False),
    ("everyday end", "Asiasta päättää Porin kunta.", "Porin kunta", False),
    ("everyday end", "Hän voitti maalein.", "maalein", False),
    ("swedish noun", "Undersökningen visade annat.", "Undersökningen", True),
    ("swedish noun", "Folktinget visade annat.", "Folktinget", False),
    ("shouted", "Tänään on HIEMAN kylmä.", "HIEMAN", True),
    ("shouted", "Tänään on KAJONIX kylmä.", "KAJONIX", False),
    ("shouted", "Tänään on Hieman kylmä.", "Hieman", False),
    ("personal", "Asiasta kertoi Virtanen.", "Virtanen", True),
    ("personal", "Asiasta kertoi Kajonix.", "Kajonix", False),
    ("everyday word", "Avattu 3.2.2026", "Avattu", True),
    ("everyday word", "Päätös on Sitovuuden puolesta.", "Sitovuuden", True),
    ("everyday word", "Päätös on SITOVUUDEN puolesta.", "SITOVUUDEN", False),
    ("everyday word", "Päätös on Kajonixin puolesta.", "Kajonixin", False),
    ("place", "Kokous pidettiin Kuopio.", "Kuopio", True),
    ("place", "Kokous pidettiin Strandgatan.", "Strandgatan", True),
    ("place", "Kokous pidettiin Kajonix.", "Kajonix", False),
    ("everyday compound", "Uusi on Rakennusjärjestys.", "Rakennusjärjestys", True),
    ("everyday compound", "Uusi on Kajonix.", "Kajonix", False),
    ("row of nouns", "Verotulot Valtionosuudet", "Verotulot Valtionosuudet", True),
    ("row of nouns", "Verotulot kasvoivat", "Verotulot kasvoivat", False),
    ("nothing but words", "Avattu Osuus", "Avattu Osuus", True),
    ("nothing but words", "Avattu Virtanen", "Avattu Virtanen", True),
    ("nothing but words", "Asian esitteli Kajonix Virtanen.", "Kajonix Virtanen", False),
    ("goes on", "Maalin teki Davor Šukerix.", "Davor", True),
    ("goes on", "Maalin teki Davor, Šukerix.", "Davor", False),
    ("goes on", "Maalin teki DAVOR Šukerix.", "DAVOR", False),
    ("goes on", "Maalin teki Davor Helsinki.", "Davor", False),
    ("titled", "Kirjeen kirjoitti rouva Graenitziä.", "Graenitziä", True),
    ("titled", "Kirjeen kirjoitti johtaja Graenitz.", "Graenitz", True),
    ("titled", "Kirjeen kirjoitti eilen Graenitz.", "Graenitz", False),
    ("titled", "Kirjeen kirjoitti johtaja GRAENITZ.", "GRAENITZ", False),
    ("titled", "Kirjeen kirjoitti johtaja, Graenitz.", "Graenitz", False),
    ("known", "Sijoitus oli Varman.", "Varman", True),
    ("known", "Sijoitus oli Kajonixin.", "Kajonixin", False),
    ("led", "Asiasta kertoi Kajonixin toimitusjohtaja.", "Kajonixin", True),
    ("led", "Asiasta kertoi Kajonix toimitusjohtaja.", "Kajonix", False),
    ("led", "Asiasta kertoi Kuopion toimitusjohtaja.", "Kuopion", False),
    ("led", "Asiasta kertoi Kajonixin asiakas.", "Kajonixin", False),
]


@pytest.mark.parametrize(("sign", "text", "said", "shown"), SHOWN)
def test_a_sign_shows_where_it_should(sign: str, text: str, said: str, shown: bool) -> None:
    assert FEATURES[sign][1](guess(text, said)) is shown


def test_signs_that_look_beyond_the_words() -> None:
    """ "Kajolan" where the text names Matti Kajola; "Assuanin" beside a place"""
    of_the_text, listed = FEATURES["person of the text"][1], FEATURES["listed with places"][1]
    said = guess("Asiasta kertoi Kajolan.", "Kajolan", persons=frozenset({"kajola"}), among_places=True)
    bare = guess("Asiasta kertoi Kajolan.", "Kajolan", persons=frozenset({"virtanen"}))
    assert (of_the_text(said), listed(said)) == (True, True)
    assert (of_the_text(bare), listed(bare)) == (False, False)


@pytest.mark.parametrize(
    ("text", "said", "signs"),
    [
        ("Koneen toimitti Kajonix.", "Kajonix", set()),
        ("Asiasta kertoi Kajonixin toimitusjohtaja.", "Kajonixin", {"led"}),
        ("Kirjeen kirjoitti johtaja Graenitz.", "Graenitz", {"titled"}),
    ],
)
def test_all_signs_of_a_guess_add_up(text: str, said: str, signs: set[str]) -> None:
    one = guess(text, said)
    assert {name for name, (_, rule) in FEATURES.items() if rule(one)} == signs
    assert weight_of(one) == BASE + sum(FEATURES[name][0] for name in signs)


@pytest.mark.parametrize(
    ("text", "said", "written", "name"),
    [
        ("Koneen toimitti Kajonix, Marine Oy", "Kajonix, Marine Oy", "Kajonix, Marine Oy", "Kajonix, Marine Oy"),
        ("Asia kuuluu Porin lautakunnalle.", "Porin lautakunnalle", "Porin lautakunnalle", "Porin lautakunta"),
    ],
)
def test_a_guess_is_written_with_its_commas_and_filed_in_its_base_form(
    text: str, said: str, written: str, name: str
) -> None:
    assert (guess(text, said).said, guess(text, said).name) == (written, name)
