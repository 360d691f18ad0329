"""Pages as the builders of sites write them, made by us: the document whole, what stands around it gone.

Blogger, TYPO3, Drupal, Liferay, WordPress, Joomla, Elementor, SharePoint, AMP, Next, Nuxt, a forum, tables of 2005.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors import read
from extractors.model.document import Document

PAGES = Path(__file__).parent / "builders"


class Judged(NamedTuple):
    """A page, what must be in its text, what must not, its title and its day where the page says them."""

    name: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()
    title: str | None = None
    day: str | None = None

    def judge(self, document: Document) -> None:
        """Fail where the document is not as the row says."""
        assert [words for words in self.wanted if words not in document.text] == []
        assert [words for words in self.unwanted if words in document.text] == []
        assert self.title in (None, document.title)
        assert self.day in (None, (document.published or "")[:10])


ROWS = [
    Judged(
        "blogger_fi",
        ("uusi nuottakodan katon", "Puuta saatiin lahjoituksena"),
        ("Bloggaa", "kiitos kaikille", "Uudempi", "2023 (14)", "Lähetä sähköpostitse"),
        "Nuottakodan katto uusittiin",
        "2024-06-06",
    ),
    Judged(
        "typo3_de",
        ("Der Stadtrat hat am Dienstag", "Die Arbeiten beginnen", "Bürgermeisterin Anna"),
        ("Neue Turnhalle", "Kita wird", "Zurück", "Impressum", "Leben"),
        "Umbau der Grundschule",
        "2023-03-12",
    ),
    Judged(
        "drupal7_sv",
        ("bygger en ny gångbro", "Bron kostar 450 000"),
        ("Simhallen", "Logga in", "trafik", "Senaste nytt", "Skriv ut"),
        "Ny gångbro över ån",
        "2021-09-14",
    ),
    Judged(
        "liferay_fi",
        ("päätti korottaa vesimaksuja", "Korotus tulee voimaan", "Kaisa Esimerkki"),
        ("312 katselua", "Twitter", "Uusi vesitorni", "Powered by", "Asuminen"),
        "Vesimaksut nousevat vuodenvaihteessa",
        "2024-11-15",
    ),
    Judged(
        "tables_en",
        ("has agreed to raise", "The wall was last repaired"),
        ("Fete raises", "New bus times", "Best viewed", "Links"),
        None,
        "2008-03-03",
    ),
    Judged(
        "phpbb_en",
        ("I have a cottage of forty", "We have used one for six winters"),
        ("Posts: 214", "Life is better", "Board index", "Page 1 of 1"),
        "Which heat pump for a small cottage?",
        "2018-01-14",
    ),
    Judged(
        "wp_fr",
        ("Après huit mois", "Le bâtiment a été isolé"),
        ("Partager", "Marché de Noël", "Votre adresse", "Collecte des", "Culture"),
        "La médiathèque rouvre ses portes",
        "2022-10-04",
    ),
    Judged(
        "amp_en",
        ("will run every two hours", "Fares stay the same"),
        ("Storm closes", "Advertisement", "Terms", "Sport"),
        "Ferry timetable changes in May",
        "2019-04-25",
    ),
    Judged(
        "next_fi",
        ("palaa tavalliselle reitilleen", "Poikkeusreitti oli"),
        (),
        "Linja 12 palaa reitilleen",
        "2024-02-19",
    ),
    Judged(
        "episerver_sv",
        ("Du behöver bygglov", "Avgiften för bygglov", "Beslut fattas inom"),
        ("kakor", "Attefallshus", "Hjälpte informationen", "Du är här"),
        "Bygglov för uterum",
        None,
    ),
    Judged(
        "joomla_de",
        ("feierlich an die Feuerwehr", "Das Fahrzeug hat einen Tank"),
        ("Zugriffe", "Brand in Scheune", "Weiter", "Administrator"),
        "Neues Löschfahrzeug übergeben",
        "2017-05-21",
    ),
    Judged(
        "paper_fi",
        ("Torikauppias Eino Malli", "Kaupunki aikoo laskea", "Ihmiset käyvät", "Kauppiaiden määrä"),
        ("Saat tärkeimmät", "kadonnutta venettä", "Kopioi linkki", "Mainos"),
        "Torilla ei ole enää tungosta",
        "2023-08-08",
    ),
    Judged(
        "elementor_en",
        ("We have moved our workshop", "The crane lifts"),
        ("Dry the sails", "Twelve boats", "Read More", "© Harbour"),
        "Our new workshop is open",
        "2021-09-09",
    ),
    Judged(
        "release_sv",
        ("har beslutat att köpa fem", "Det är ett viktigt steg", "Köpet kostar 31", "Karin Exempel, trafikdirektör"),
        ("Ny vårdcentral", "Tavlor av", "Kollektivtrafik"),
        "Regionen köper fem elbussar",
        "2024-05-16",
    ),
    Judged(
        "mag_fr",
        ("Commencez par enlever", "Raccourcissez ensuite", "La taille d’hiver"),
        ("Merci pour ces conseils", "Je préfère tailler", "Semer les tomates", "Envoyer à un ami"),
        "Comment tailler un pommier",
        "2020-02-02",
    ),
    Judged(
        "nuxt_en",
        ("will be open until nine", "Two more librarians"),
        ("Loading",),
        "Library extends opening hours",
        None,
    ),
    Judged(
        "sp_fi",
        ("sulkee uimahallin kolmeksi", "Kausikorttien voimassaoloa"),
        ("Vapaa-aika",),
        "Uimahalli suljetaan huollon ajaksi",
        "2019-04-30",
    ),
    Judged(
        "wp_en",
        ("Volunteers spent the summer", "Water voles have already"),
        ("likes long walks", "Every July we count", "Your email address", "Counting butterflies"),
        "Restoring the mill pond",
        "2016-08-17",
    ),
    Judged("bbs_de", ("dt zum Museumsfest", "Der Eintritt ist frei"), ("Aktuelles",), None, "2005-05-28"),
    Judged(
        "gov_en",
        ("Owners of boats under seven", "Registration costs 15", "Minister Paula Sample"),
        ("Share on", "Harbour fees", "Skip to"),
        "New rules for small boats",
        "2015-07-02",
    ),
]


def page_of(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


def read_page(page: bytes, name: str = "a") -> Document:
    return read(page, source=f"https://site.example/{name}", media_type="text/html")


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_pages_of_site_builders(row: Judged) -> None:
    row.judge(read_page((PAGES / f"{row.name}.html").read_bytes(), row.name))


TOLD = "<p>Kaupunki kunnostaa leikkipuiston keväällä, kertoo puistopäällikkö Aino Malli.</p><p>Keinut uusitaan.</p>"
NUXT = (
    '[{"data":1},{"post":2},{"title":3,"body":4},"Kirjasto avataan","<p>Kaupunginkirjasto avataan maanantaina remontin '
    "jälkeen.</p><p>Uudet hyllyt ja valot maksoivat 80 000 euroa, ja lukusali on nyt entistä suurempi ja "
    'valoisampi kuin ennen.</p>"]'
)


VARIANTS: list[tuple[Judged, str, str]] = [
    (
        Judged("a line that asks for scripts", ("kunnostaa leikkipuiston",), ("JavaScript",), "Leikkipuisto"),
        "<title>Leikkipuisto</title>",
        f"<h1>Leikkipuisto</h1>{TOLD * 2}<noscript><p>Please enable JavaScript to comment.</p></noscript>",
    ),
    (
        Judged("the site in the h1", ("Keinut uusitaan.",), title="Puisto kunnostetaan"),
        "<title>Rantalehti – Puisto kunnostetaan</title>",
        f'<header><h1>Rantalehti</h1></header><div class="title">Puisto kunnostetaan</div>{TOLD}',
    ),
    (
        Judged("entities escaped twice", ("Keinut uusitaan.",), title="Ruoka & juoma torilla"),
        "<title>Ruoka &amp;amp; juoma torilla · Rantalehti</title>",
        f"<h1>Rantalehti</h1><h3>Ruoka &amp;amp; juoma torilla</h3>{TOLD}",
    ),
    (
        Judged("Nuxt's flat list", ("Uudet hyllyt",), title="Kirjasto avataan"),
        "<title>Kirjasto avataan</title>",
        f'<div id="__nuxt"></div><script type="application/json" id="__NUXT_DATA__">{NUXT}</script>',
    ),
    (
        Judged("cards", ("Keinut uusitaan.",), ("Uutinen 3",), "Puisto"),
        "<title>Puisto</title>",
        f"<main><article><h1>Puisto</h1>{TOLD}</article><h3>Muualta</h3>"
        + "".join(f'<div><h4><a href="/{n}">Uutinen {n} kaupungista</a></h4><p>Lyhyt.</p></div>' for n in range(5))
        + "</main>",
    ),
]
"""Each with the head and the body of its page."""


@pytest.mark.parametrize(("row", "head", "body"), VARIANTS, ids=[row.name for row, _, _ in VARIANTS])
def test_variants(row: Judged, head: str, body: str) -> None:
    document = read_page(page_of(body, head))
    row.judge(document)
    assert not document.listing


def test_json_ld_in_single_quotes_says_its_day() -> None:
    said = "{'@type':'NewsArticle','datePublished':'2024-03-05'}"
    page = page_of(TOLD, f'<script type="application/ld+json">{said}</script>')
    assert read_page(page).published == "2024-03-05"


@pytest.mark.parametrize(
    "state",
    [
        [{"writer": 1}, {"name": 2, "articles": 3}, "Aino Malli", [4, 5], {"writer": 1, "body": 6}, {"writer": 1}],
        [{"data": 1, "body": 6}, {"children": 2}, [3], {"type": "a", "children": 2}, 0, 0],
        [{"data": 7, "body": 6}, 0, 0, 0, 0, 0],
    ],
    ids=["a writer and his articles", "spans within themselves", "parts of parts of parts"],
)
def test_a_state_whose_parts_hold_one_another_is_read(state: list[object]) -> None:
    deep = [*state, TOLD * 2, *([n + 1] for n in range(7, 3000)), 0]
    script = f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(deep)}</script>'
    document = read_page(page_of(f"<p>Odota.</p>{script}", "<title>Leikkipuisto</title>"))
    assert document.text.count("Keinut uusitaan.") == 1
