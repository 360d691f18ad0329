"""What makes two contents one release, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document, Page
from extractors.model.ids import sha256
from extractors.model.records import DateMention, Entry, Person, Record, Records, Role, evidence
from index.home import Home
from index.store.duplicates.same_release import same_words
from index.store.store import Address, Store

PROSE = (
    "Hallanmaan liitto avaa lähitorit kolmeen kuntaan ensi keväänä ja seuraa niiden toimintaa kuukausittain.\n"
    "Torit kokoavat kunnan palvelut yhteen paikkaan, ja asiasta päätetään maakuntahallituksessa syksyllä uudelleen.\n"
    "Hankkeen tuloksista kerrotaan kunnille ja hyvinvointialueelle ennen seuraavan vuoden talousarviota."
)


def key(text: str, title: str | None = "Lähitorit avataan", language: str = "fi") -> str | None:
    return same_words(title, language, text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE.replace("\n", "\n\n"),
        PROSE.replace("keväänä ja", "keväänä  ja"),
        PROSE.replace("kunt", "kun\u00adt"),
        f"Lähitorit avataan\n{PROSE}",
        f"Julkaisuajankohta 24.3.2026 8.30\n{PROSE}",
        f"24.3.2026 08:30:00 EET | Tiedote\n{PROSE}\nSivu päivitetty 1.4.2026",
        f"{PROSE}\nYhteyshenkilöt\nAino Lehtovaara\nPuh: 050 123 4567\naino@halla.example.fi\nwww.halla.example.fi",
        f"Etusivu\nTiedotteet\n{PROSE}\nJaa Facebookissa\nLuettu 1 204 kertaa",
    ],
)
def test_one_release(text: str) -> None:
    assert key(text) == key(PROSE) is not None


@pytest.mark.parametrize(
    "other",
    [
        key(PROSE.replace("kolmeen", "neljään")),
        key(PROSE + "\nEspoo 12"),
        key(PROSE + "\n31.12.2026 siirtymäaika päättyy"),
        key(PROSE + "\nKirjastot jatkavat kesään saakka ilman muutoksia."),
        key(PROSE, title="Lähitorit suljetaan"),
        key(PROSE, language="sv"),
    ],
)
def test_another_release(other: str | None) -> None:
    assert key(PROSE) != other is not None


@pytest.mark.parametrize(("text", "title"), [("Sivua ei löytynyt.", "Virhe"), (PROSE, None), ("", "Otsikko")])
def test_too_little_to_tell_by(text: str, title: str | None) -> None:
    assert key(text, title=title) is None


def entry(source: str, *records: Record, published: str | None = "2026-03-24", pages: bool = False) -> Entry:
    text = f"{PROSE}\n{source}"
    document = Document(
        id=f"doc-{source}",
        title="Lähitorit avataan",
        text=text,
        source=source,
        sha256=sha256(source.encode()),
        published=published,
        pages=(Page(number=1),) if pages else (),
    )
    found = evidence(document, 0, 10)
    told: dict[str, list[Record]] = {"people": [], "roles": [], "dates": []}
    for one in records:
        name = {Person: "people", Role: "roles", DateMention: "dates"}[type(one)]
        told[name].append(one.model_copy(update={"evidence": (found,)}))
    return Entry(document=document, records=Records.model_validate(told))


NOBODY = evidence(Document(id="x", text="x"), 0, 1)
AINO = Person(id="person-1", name="Aino Lehtovaara", evidence=(NOBODY,))
EERO = Person(id="person-2", name="Eero Salmi", evidence=(NOBODY,))
CHIEF = Role(person="Aino Lehtovaara", role="yhteyshenkilö", evidence=(NOBODY,))
THAT_DAY = DateMention(edtf="2026-03-24T08:30:00", evidence=(NOBODY,))
LATER = DateMention(edtf="2026-05-01", evidence=(NOBODY,))


@pytest.mark.parametrize(
    ("held", "new", "outcome"),
    [
        (entry("a", AINO), entry("b", AINO), "same content"),
        (entry("a", AINO, EERO), entry("b", AINO), "same content"),
        (entry("a", AINO), entry("b", AINO, EERO), "read"),
        (entry("a", AINO), entry("b", AINO, CHIEF), "same content"),
        (entry("a"), entry("b", THAT_DAY), "same content"),
        (entry("a"), entry("b", LATER), "read"),
        (entry("a", published="2026-03-24T08:30:00+02:00"), entry("b"), "same content"),
        (entry("a", published=None), entry("b"), "same content"),
        (entry("a"), entry("b", published="2026-03-25"), "read"),
        (entry("a", pages=True), entry("b"), "read"),
        (entry("a"), entry("b", pages=True), "read"),
    ],
)
def test_where_a_second_address_belongs(tmp_path: Path, held: Entry, new: Entry, outcome: str) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put_version(held, Address(address="/a", document_id="", sha256=""))
        put = store.put_version(new, Address(address="/b", document_id="", sha256=""))
        assert put.outcome == outcome
        assert store.count() == (1 if outcome == "same content" else 2)
