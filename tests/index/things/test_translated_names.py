"""Names in Swedish and English beside their Finnish ones: one where both are a place and the same kind of body."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, Entry, Person, Records, Role, evidence
from index.things.linking import link
from index.things.translated_names import in_finnish


@pytest.mark.parametrize(
    ("name", "finnish"),
    [
        ("the Wellbeing Services County of Rautasaari", "Rautasaaren hyvinvointialue"),
        ("Rautasaari wellbeing services county", "Rautasaaren hyvinvointialue"),
        ("City of Jalasmäki", "Jalasmäen kaupunki"),
        ("University of Applied Sciences of Tuomiharju", "Tuomiharjun ammattikorkeakoulu"),
        ("Tuomiharju University of Applied Sciences", "Tuomiharjun ammattikorkeakoulu"),
        ("Kuusaro välfärdsområde", "Kuusaron hyvinvointialue"),
        ("Esbo stadsbibliotek", "Espoon kaupunginkirjasto"),
        ("Borgå tingsrätt", "Porvoon käräjäoikeus"),
        ("Hallmarkens förbund", None),  # nobody says what place that is
        ("Rautasaaren kaupunki", None),
        ("City of Kauniainen", "Kauniaisten kaupunki"),
        ("University of the Arts", None),
        ("City", None),
    ],
)
def test_in_finnish(name: str, finnish: str | None) -> None:
    assert in_finnish(name) == finnish


def entry(one: str, name: str) -> Entry:
    d = Document(id=one, text=f"Asiasta tiedotti {name}: Aino Salo.")
    where, who = d.text.index(name), d.text.index("Aino")
    person = Person(id="p", name="Aino Salo", evidence=(evidence(d, who, who + 9),))
    body = Body(id="b", name=name, evidence=(evidence(d, where, where + len(name)),))
    role = Role(person="Aino Salo", role="johtaja", body=name, evidence=person.evidence)
    return Entry(document=d, records=Records(people=(person,), bodies=(body,), roles=(role,)))


@pytest.mark.parametrize(
    ("names", "things"),
    [
        (("Rautasaaren hyvinvointialue", "Wellbeing Services County of Rautasaari", "Rautasaari välfärdsområde"), 1),
        (("Rautasaaren hyvinvointialue", "Wellbeing Services County of Jalasmäki"), 2),
        (("Rautasaaren hyvinvointialue", "City of Rautasaari"), 2),
    ],
)
def test_bodies_and_their_people_are_one_across_languages(names: tuple[str, ...], things: int) -> None:
    """Who has a post in one body is one, in whichever language it is named."""
    clusters = link([entry(str(at), name) for at, name in enumerate(names)])
    kinds = [next(iter(one.items)).kind for one in clusters]
    assert (kinds.count("body"), kinds.count("person")) == (things, things)
