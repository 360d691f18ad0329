"""Whose site an address stands on, and when that tells who gave a document out."""

from __future__ import annotations

import pytest

from extractors.lexicon.hosts import owner_of
from extractors.lexicon.known_bodies import known_bodies
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Hints, RawDocument
from extractors.reading import read

ADDRESSES = [
    ("https://www.kainuu.example.fi/a", None),
    ("https://vm.fi/-/talousarvio", "Valtiovarainministeriö"),
    ("http://WWW.VM.FI:8080/a", "Valtiovarainministeriö"),
    ("https://paatokset.hel.fi/fi/asia/1", "Helsingin kaupunki"),
    ("https://www.helsinki.fi/fi/uutiset", "Helsingin yliopisto"),
    ("https://www.manttavilppula.fi/", "Mänttä-Vilppulan kaupunki"),
    ("https://www.korsholm.fi/beslut", "Mustasaaren kunta"),
    ("https://www.nokia.fi/", None),
    ("https://vm.fi.example.org/", None),
    ("https://[oho/", None),
    ("vm.fi", None),
    ("muistio.pdf", None),
    ("", None),
]


@pytest.mark.parametrize(("address", "owner"), ADDRESSES)
def test_the_owner_of_a_site(address: str, owner: str | None) -> None:
    assert owner_of(address) == owner


def test_every_listed_host_belongs_to_a_body_of_the_lexicon() -> None:
    assert set(wordlist("hosts")["hosts"].values()) <= set(known_bodies())


PAGE = (
    "<html lang=fi><head><title>{title}</title>{head}</head><body><h1>Lausunto annettu</h1><p>{text}</p></body></html>"
)
TEXT = "Virasto antoi lausunnon ehdotuksesta, jonka mukaan maksuja korotetaan ensi vuoden alussa. " * 4
PUBLISHERS = [
    ("https://www.kuopio.fi/uutinen", "Lausunto annettu", "", "Kuopion kaupunki"),
    ("sivu.html", "Lausunto annettu", '<link rel="canonical" href="https://www.kuopio.fi/u">', "Kuopion kaupunki"),
    (
        "https://vm.fi/u",
        "Lausunto annettu",
        '<meta property="og:site_name" content="Tiedotteet">',
        "Tiedotteet",
    ),
    ("https://vm.fi/u", "Lausunto annettu - Sisäministeriö", "", "Sisäministeriö"),
    ("https://uutiset.example.fi/u", "Lausunto annettu", "", None),
]


@pytest.mark.parametrize(("source", "title", "head", "publisher"), PUBLISHERS)
def test_the_owner_is_the_publisher_where_the_page_names_none(
    source: str, title: str, head: str, publisher: str | None
) -> None:
    content = PAGE.format(title=title, head=head, text=TEXT).encode()
    document = read(RawDocument(content=content, source=source, media_type="text/html"))
    assert document.publisher == publisher


def test_what_a_source_was_told_is_surer_than_its_address() -> None:
    raw = RawDocument(content=TEXT.encode(), source="https://vm.fi/a.txt", hints=Hints(publisher="Valtiokonttori"))
    assert read(raw).publisher == "Valtiokonttori"
