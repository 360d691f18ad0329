"""What stays and what goes of a page, kind by kind: (the page's body, what must be read, what must not)."""

from __future__ import annotations

import pytest

from extractors.reading import read

LEAD = "Kirkonkylän koululle rakennetaan uusi liikuntasali, jonka kustannusarvio on 1,9 miljoonaa euroa."
MORE = "Rakennuttajapäällikkö Seija Mallila kertoo, että työt alkavat elokuussa ja kestävät vuoden ajan."
LAST = "Sali on iltaisin seurojen käytössä."
SIDE = "Kesäteatterin ohjelmisto julkaistiin tänään, ja liput tulevat myyntiin heti vapun jälkeen maanantaina."
TEXT = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>"
HEAD = "<h1>Koulu saa liikuntasalin</h1>"
TITLES = (
    '<li><a href="/a">Lukion rehtori vaihtuu elokuun alussa</a></li><li><a href="/b">Jäähallin katto korjataan</a></li>'
    '<li><a href="/c">Torin kiveys uusitaan syksyllä</a></li>'
)

WHOLE = {
    "a weak token on the article's own body": (
        f'<main><article>{HEAD}<div class="grid sidebar-fixed body">{TEXT}</div></article></main>'
        f"<section>{'<p>' + SIDE + '</p>'} {('<p>' + SIDE + ' Ohjelma on verkossa.</p>') * 6}</section>",
        [LEAD, MORE, LAST],
        [],
    ),
    "text in div and after br": (
        f'<div class="widget Post"><h2>Koulu saa liikuntasalin</h2><div>{LEAD}<br><br>{MORE}<br><br>{LAST}</div></div>',
        [LEAD, MORE, LAST],
        [],
    ),
    "a page that has a sidebar": (f'<div class="page has-sidebar">{HEAD}{TEXT}</div>', [LEAD, LAST], []),
    "the text in noscript": (f'<div id="root"></div><noscript>{HEAD}{TEXT}</noscript>', [LEAD, MORE, LAST], []),
    "all of it in nav": (f"<nav>{HEAD}{TEXT}</nav>", [LEAD, LAST], []),
    "all of it in footer and aside": (f"<footer><aside>{HEAD}{TEXT}</aside></footer>", [LEAD, LAST], []),
    "a hint on every part": (
        HEAD + "".join(f'<div id="toc_{n}"><h2>Osa {n}</h2><p>{MORE} {n}.</p><p>{SIDE}</p></div>' for n in range(8)),
        [MORE + " 0.", MORE + " 7."],
        [],
    ),
    "the lead in a teaser": (
        f'<article>{HEAD}<div class="teaser-text"><p>{LEAD}</p></div>{TEXT}</article>',
        [LEAD],
        [],
    ),
    "tips, each an article": (
        f"<article>{HEAD}<p>{LEAD}</p>"
        + "".join(
            f"<article><h2>{n}. vinkki</h2><p>{MORE}</p><p>{SIDE}</p><p>{MORE}</p><p>{SIDE}</p></article>"
            for n in range(5)
        )
        + "</article>",
        [LEAD, MORE, SIDE],
        [],
    ),
    "a table and a short list after the text": (
        f"<article>{HEAD}{TEXT}<h2>Hinnat</h2><table><tr><th>Vuosi</th><th>Euroa</th></tr><tr><td>2025</td><td>40</td></tr>"
        "</table><ul><li>Kerta 4 e</li></ul></article>",
        ["Vuosi\tEuroa", "Kerta 4 e"],
        [],
    ),
}
CLEAN = {
    "related titles under any heading": (
        f'<div class="text">{HEAD}{TEXT}</div><div class="x1"><h3>Näistä puhutaan nyt</h3><ul>{TITLES}</ul></div>',
        [LEAD, LAST],
        ["Näistä puhutaan", "Lukion rehtori"],
    ),
    "related cards within the article": (
        f'<article>{HEAD}{TEXT}<section><h2>Luitko jo</h2><article><a href="/a"><h3>Lukion rehtori vaihtuu</h3></a>'
        "<p>Uusi rehtori aloittaa.</p></article></section></article>",
        [LEAD, LAST],
        ["Lukion rehtori", "aloittaa"],
    ),
    "comments and who wrote them": (
        f'<div id="content">{HEAD}{TEXT}<h3>2 vastausta</h3><ol class="commentList"><li class="comment"><cite>Naapuri'
        f"</cite> sanoo:<p>{SIDE}</p></li></ol><div id='respond' class='comment-respond'><h3>Vastaa</h3></div></div>",
        [LEAD, LAST],
        ["Naapuri", SIDE, "vastausta"],
    ),
    "a share bar, tags and a newsletter box": (
        f'<article>{HEAD}{TEXT}<div class="shareBar">Jaa tämä kaverille</div><div class="tagList">'
        '<a href="/t/1">koulut</a></div><div class="newsletter-signup"><h4>Uutiset postiisi</h4>'
        "<p>Kerran viikossa, maksutta.</p></div></article>",
        [LAST],
        ["Jaa tämä", "koulut", "Uutiset postiisi", "Kerran viikossa"],
    ),
    "a box about the writer": (
        f'<article>{HEAD}{TEXT}<div class="authorBox"><p>Timo Toimittaja on kirjoittanut kunnista jo '
        "kaksikymmentä vuotta ja asuu Mallilassa perheensä kanssa.</p></div></article>",
        [LAST],
        ["Timo Toimittaja"],
    ),
    "a pointer amid the text": (
        f'<article>{HEAD}<p>{LEAD}</p><p>Lesen Sie auch: <a href="/x">Der Markt wird umgebaut</a></p><p>{MORE}</p>'
        "</article>",
        [LEAD, MORE],
        ["Der Markt"],
    ),
    "credits, and captions that repeat the text": (
        f"<article>{HEAD}<figure><img><figcaption>Matti Kuvaaja / Lehtikuva</figcaption></figure>{TEXT}"
        "<figure><img><figcaption>Rakennuttajapäällikkö Seija Mallila kertoo töistä.</figcaption></figure>"
        "<figure><img><figcaption>Purettava varasto valmistui sotien jälkeen.</figcaption></figure>"
        "<p>Kuva: Arkisto</p></article>",
        ["Purettava varasto"],
        ["Lehtikuva", "kertoo töistä", "Arkisto"],
    ),
    "what stands beside and below in elements of their own": (
        f'<div id="a"><div id="b">{HEAD}{TEXT}</div><div id="c"><h3>Tapahtumat</h3><p>Kirppis lauantaina</p></div>'
        "<div id='d'><p>Mallilan Sanomat Oy</p></div></div>",
        [LEAD, LAST],
        ["Kirppis", "Mallilan Sanomat"],
    ),
}
STAYS = {
    "contacts": ("<h3>Lisätietoja</h3><p>Seija Mallila, puh. 040 123 4567</p>", "Seija Mallila, puh. 040 123 4567"),
    "attachments": (
        '<h3>Aineisto</h3><ul><li><a href="/f/1.pdf">Rakennustapaselostus</a></li></ul>',
        "Rakennustapaselostus",
    ),
    "the date": ("<p>Julkaistu 3.2.2021</p>", "3.2.2021"),
    "a contact in the foot": (
        "<footer><h3>Yhteystiedot</h3><p>Seija Mallila, seija@mallila.example</p></footer>",
        "seija@mallila.example",
    ),
    "those who are heard": (
        '<h2>Jakelu</h2><ul><li><a href="/o/1">Mallilan kunta</a></li><li><a href="/o/2">Hallan liitto</a></li>'
        '<li><a href="/o/3">Kylät ry</a></li></ul>',
        "Hallan liitto",
    ),
}


def page(body: str) -> str:
    return (
        f"<!doctype html><html lang='fi'><head><title>Koulu saa liikuntasalin</title></head><body>{body}</body></html>"
    )


@pytest.mark.parametrize(("body", "wanted", "unwanted"), (WHOLE | CLEAN).values(), ids=(WHOLE | CLEAN).keys())
def test_the_document_stays_and_furniture_goes(body: str, wanted: list[str], unwanted: list[str]) -> None:
    document = read(page(body).encode())
    missing = [words for words in wanted if words not in document.text]
    left = [words for words in unwanted if words in document.text]
    assert (missing, left, document.listing) == ([], [], False)


@pytest.mark.parametrize(("after", "wanted"), STAYS.values(), ids=STAYS.keys())
def test_what_belongs_to_a_release_stays_wherever_it_stands(after: str, wanted: str) -> None:
    assert wanted in read(page(f'<div class="text">{HEAD}{TEXT}</div><div class="z">{after}</div>').encode()).text


def test_an_article_is_no_listing_for_its_related_headlines() -> None:
    rail = "".join(f'<h2><a href="/{n}">Katu {n} uusitaan</a></h2><div>{n}.2.2025</div>' for n in range(1, 5))
    text = f"<div>Valtuusto päätti asiasta 10.3.2025 yksimielisesti.</div><div>{LEAD}</div><div>{MORE}</div>"
    body = f'<div id="content">{HEAD}{text}<h3>Luetut</h3>{rail}</div>'
    document = read(page(body).encode())
    assert not document.listing
    assert "uusitaan" not in document.text
    assert document.title == "Koulu saa liikuntasalin"


def test_a_list_of_teasers_is_a_listing() -> None:
    cards = "".join(
        f'<article><h2><a href="/{n}">Kadun {n} päällyste uusitaan</a></h2><p>Työ alkaa viikolla {n}.</p></article>'
        for n in range(12)
    )
    assert read(page(f"<main><h1>Ajankohtaista</h1>{cards}</main>").encode()).listing
