"""A marked corpus for linking: short documents of an invented country, each mention marked with who or what it is.

Every area has the same kinds of bodies and people, under names and in words of its own: inflected, abbreviated, in
Swedish and English, before and after a reform; some people share a name, within an area and across areas.  A document
is a frame in which `{thing.form}` stands for a mention, so that the marks are made with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.model.document import Document
from extractors.reading import read_text

Forms = dict[str, str]


class Mark(NamedTuple):
    """One mention: where it stands, and the thing it is of."""

    start: int
    end: int
    thing: str


class Marked(NamedTuple):
    """A document and all its marks."""

    document: Document
    marks: tuple[Mark, ...]


class Area(NamedTuple):
    """An area: its name in the genitive, its town likewise, its short form, Swedish and English names."""

    key: str
    of: str
    town_of: str
    short: str
    sv: str
    en: str


AREAS = (
    Area("halla", "Hallanmaan", "Hallalahden", "Halhyva", "Hallmarkens", "Hallanmaa"),
    Area("kuusa", "Kuusaron", "Kuusaronrannan", "Kuusote", "Granöns", "Kuusaro"),
    Area("nivan", "Nivanmaan", "Nivalahden", "Nivahyva", "Nivamarkens", "Nivanmaa"),
    Area("orava", "Oravisalon", "Oravikosken", "Orasote", "Ekorrskogens", "Oravisalo"),
    Area("peura", "Peuranmaan", "Peuravaaran", "Peurahyva", "Renmarkens", "Peuranmaa"),
    Area("rauta", "Rautasaaren", "Rautalinnan", "Rausote", "Järnöns", "Rautasaari"),
    Area("sarka", "Sarkamaan", "Sarkakylän", "Sarhyva", "Tegmarkens", "Sarkamaa"),
    Area("tuoma", "Tuomiharjun", "Tuomijärven", "Tuosote", "Häggåsens", "Tuomiharju"),
    Area("vesan", "Vesanmaan", "Vesaniemen", "Veshyva", "Vesamarkens", "Vesanmaa"),
    Area("yliha", "Ylihaaran", "Haarajoen", "Yliksote", "Övergrens", "Ylihaara"),
    Area("jalas", "Jalasmäen", "Jalaspuron", "Jalhyva", "Medåsens", "Jalasmäki"),
)

SURNAMES = (
    ("Salo", "Salon"),
    ("Lehtovaara", "Lehtovaaran"),
    ("Rautasalo", "Rautasalon"),
    ("Harjula", "Harjulan"),
    ("Mehtonen", "Mehtosen"),
    ("Kivilahti", "Kivilahden"),
    ("Niemelä", "Niemelän"),
    ("Ojala", "Ojalan"),
    ("Virtanen", "Virtasen"),
    ("Korpela", "Korpelan"),
    ("Saarinen", "Saarisen"),
)
FIRST = ("Aino", "Otso", "Kauko", "Maija", "Eero", "Liisa", "Pekka", "Sari", "Juha", "Tiina", "Heikki")
SHARED = ("Matti Virtanen", "Matti Virtasen"), ("Anna Korhonen", "Anna Korhosen"), ("Jari Nieminen", "Jari Niemisen")
"""Names that people of several areas have."""

TITLES = ("director", "welfare", "mayor", "planner", "doctor", "finance")


def people_of(number: int) -> dict[str, Forms]:
    """Six people of an area; the planner and the doctor have names that others have too."""
    out: dict[str, Forms] = {}
    for step, title in enumerate(TITLES):
        name, gen = SURNAMES[(number * 5 + step) % len(SURNAMES)]
        first = FIRST[(number * 3 + step * 2) % len(FIRST)]
        out[title] = {"nom": f"{first} {name}", "gen": f"{first} {gen}", "init": f"{first[0]}. {name}"}
    for title, (name, gen) in zip(("planner", "doctor"), (SHARED[number % 3], SHARED[(number + 1) % 3]), strict=True):
        out[title] = {"nom": name, "gen": gen, "init": f"{name[0]}. {name.split()[1]}"}
    return out


def namesakes(people: dict[str, Forms], number: int) -> dict[str, Forms]:
    """A nurse of the region who bears the planner's name; in every third area a councillor of the town does too."""
    out = {"nurse": people["planner"]}
    return {**out, "councillor": people["planner"]} if number % 3 == 0 else out


def bodies_of(area: Area) -> dict[str, Forms]:
    """Ten bodies of an area, each in the forms that the frames use."""
    of, town = area.of, area.town_of
    return {
        "council": {"nom": f"{of} liitto", "gen": f"{of} liiton", "all": f"{of} liitolle", "sv": f"{area.sv} förbund"},
        "region": {
            "nom": f"{of} hyvinvointialue",
            "gen": f"{of} hyvinvointialueen",
            "ade": f"{of} hyvinvointialueella",
            "short": area.short,
            "sv": f"{area.sv} välfärdsområde",
            "en": f"the Wellbeing Services County of {area.en}",
        },
        "district": {"nom": f"{of} sairaanhoitopiiri", "gen": f"{of} sairaanhoitopiirin"},
        "town": {"nom": f"{town} kaupunki", "gen": f"{town} kaupungin", "all": f"{town} kaupungille"},
        "board": {"nom": "Kaupunginhallitus", "gen": "kaupunginhallituksen"},
        "water": {"nom": f"{town} Vesi Oy", "gen": f"{town} Vesi Oy:n"},
        "school": {"nom": f"{of} ammattikorkeakoulu", "gen": f"{of} ammattikorkeakoulun"},
        "rescue": {"nom": f"{of} pelastuslaitos", "gen": f"{of} pelastuslaitoksen"},
        "group": {"nom": "Ohjausryhmä", "gen": "ohjausryhmän"},
    }


MINISTRY = {"nom": "Sosiaali- ja terveysministeriö", "short": "STM", "ine": "STM:ssä"}

FRAMES: tuple[tuple[str, str, str, str], ...] = (
    (
        "council",
        "fi",
        "2026-01-1{n}",
        "{council.nom} avaa lähitorit keväällä. Maakuntajohtaja {director.nom} kertoo, että {region.gen} kanssa on "
        "sovittu yhteisistä tiloista. Avustus maksetaan hakijoille, kertoo {council.gen} talousjohtaja {finance.nom}.\n"
        "Lisätietoja: maakuntajohtaja {director.nom}, puh. 050 55{n:02} 100",
    ),
    (
        "region",
        "fi",
        "2026-02-1{n}",
        "{region.nom} ({region.short}) yhdistää asemia. Hyvinvointialuejohtaja {welfare.nom} pitää muutosta "
        "hallittuna. {region.short} jatkaa {district.gen} aloittamaa työtä. Johtajaylilääkäri "
        "{doctor.nom} vastaa siirrosta.",
    ),
    (
        "town",
        "fi",
        "2026-03-1{n}",
        "{board.nom} hyväksyi kaavan. Kaupunginjohtaja {mayor.nom} esitteli asian. {town.nom} ja {water.nom} sopivat "
        "verkosta. Kaavoitusarkkitehti {planner.nom} kertoi aikataulusta.",
    ),
    (
        "town",
        "fi",
        "2026-04-1{n}",
        "{board.nom} palautti talousarvion valmisteluun. Asiasta kertoi kaupunginjohtaja {mayor.nom}. "
        "{planner.gen} mukaan suunnitelmat valmistuvat syksyllä. Lausunto pyydetään: {rescue.nom}.",
    ),
    (
        "council",
        "sv",
        "2026-05-1{n}",
        "{council.sv} öppnar serviceställen. Landskapsdirektör {director.nom} berättar om arbetet med {region.sv}.",
    ),
    (
        "school",
        "fi",
        "2026-06-1{n}",
        "{school.nom} ja {region.short} aloittavat koulutuksen. {ministry.ine} hanketta seuraa oma virkamies. "
        "{group.nom} kokoontuu kuukausittain, ja sitä johtaa {region.gen} hyvinvointialuejohtaja {welfare.nom}.",
    ),
    (
        "region",
        "fi",
        "2026-07-0{n}",
        "Sairaanhoitaja {nurse.nom} muistuttaa rokotuksista. Kysymyksiin vastaa {doctor.init}, joka johtaa työtä. "
        "{region.ade} rokotetaan syksyllä.",
    ),
    (
        "region",
        "en",
        "2026-07-1{n}",
        "The new centres open in autumn, says {welfare.nom}, Director of {region.en}.",
    ),
)

ABROAD = (
    (
        "ministry",
        "fi",
        "2026-08-1{n}",
        "{ministry.nom} myönsi rahoituksen. Sitä haki {council.nom}, jonka maakuntajohtaja {director.nom} on "
        "tyytyväinen. {ministry.short} seuraa hanketta.",
    ),
)
"""Every other area is spoken of by the ministry too."""

COUNCIL = (
    (
        "town",
        "fi",
        "2026-09-1{n}",
        "Valtuusto keskusteli koulusta. Valtuutettu {councillor.nom} vastusti esitystä, ja {town.nom} valmistelee "
        "asian uudelleen.",
    ),
)
"""Every third: two of one name in what one body publishes, of whom no document speaks together."""

HOLE = re.compile(r"\{(\w+)\.(\w+)\}")


def corpus() -> Iterator[Marked]:
    """Every document of the corpus."""
    for number, area in enumerate(AREAS):
        people = people_of(number)
        named = {**people, **namesakes(people, number)}
        things: dict[str, Forms] = {**named, **bodies_of(area), "ministry": MINISTRY}
        frames = (*FRAMES, *(ABROAD if number % 2 == 0 else ()), *(COUNCIL if number % 3 == 0 else ()))
        for step, (publisher, language, day, frame) in enumerate(frames):
            said = frame.replace("{n:02}", f"{number:02}").replace("{n}", str(number % 9 + 1))
            text, marks = filled(said, things, area.key)
            read = read_text(text, id=f"{area.key}-{step}", language=language)
            known = {"publishers": (things[publisher]["nom"],), "published": day.replace("{n}", str(number % 9 + 1))}
            yield Marked(read.model_copy(update=known), marks)


def filled(frame: str, things: dict[str, Forms], area: str) -> tuple[str, tuple[Mark, ...]]:
    """A frame with its mentions, and their marks; bodies without a place in their name are their area's own."""
    out, marks, last = "", [], 0
    for hole in HOLE.finditer(frame):
        thing, form = hole.groups()
        out += frame[last : hole.start()]
        surface = things[thing][form]
        key = thing if thing == "ministry" else f"{area}-{thing}"
        marks.append(Mark(len(out), len(out) + len(surface), key))
        out += surface
        last = hole.end()
    return out + frame[last:], tuple(marks)
