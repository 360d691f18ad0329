"""What a page says of itself and not of its matter: (the page's body, what must be read, what must not)."""

from __future__ import annotations

import pytest

from extractors.model.document import Document, RawDocument
from extractors.reading import read

LEAD = "Kirkonkylän koululle rakennetaan uusi liikuntasali, jonka kustannusarvio on 1,9 miljoonaa euroa."
PARAGRAPHS = [
    "Rakennuttajapäällikkö Seija Mallila kertoo, että työt alkavat elokuussa ja kestävät vuoden ajan ilman taukoja.",
    "Vanha sali valmistui samana vuonna kuin koulukin, eikä sen ilmanvaihtoa voi enää korjata kohtuullisin kuluin.",
    "Salin viereen rakennetaan pukuhuoneet, varasto ja katsomo, johon mahtuu yhteensä sata kaksikymmentä ihmistä.",
    "Seurat ovat toivoneet salia vuosien ajan, sillä iltavuorot on jouduttu pitämään naapurikunnan puolella.",
    "Urakoitsija valitaan toukokuussa, ja valtuusto päättää rahoituksesta kesäkuun kokouksessaan Hallanmaalla.",
    "Liikenne ohjataan työmaan ajaksi Kirkkotien kautta, ja pysäköintipaikkoja on kirkon ja kirjaston pihoilla.",
    "Koulun oppilaat saivat ehdottaa salille nimeä, ja ehdotuksia tuli määräajassa lähes kolmesataa kappaletta.",
    "Raati valitsee nimen marraskuussa, ja valittu oppilas saa palkinnoksi uimahallin vuosikortin itselleen.",
    "Kunta on varautunut kustannusten nousuun, mutta liikuntasalin kokoa ei enää muuteta hankkeen aikana mitenkään.",
    "Pihan leikkivälineet siirretään kesällä, ja talvikentän paikka ratkaistaan ennen koulun alkua elokuussa.",
    "Hankkeesta vastaa tekninen toimi, joka kokoaa kyläläisten toiveita vielä kahdessa avoimessa illassa syksyllä.",
    "Vuokrat pysyvät ennallaan seuraavan vuoden loppuun saakka, minkä jälkeen niistä päätetään erikseen lautakunnassa.",
    "Salista tulee kunnan suurin, ja siellä voidaan pelata kolmea ottelua yhtä aikaa verhoilla jaetuilla kentillä.",
    "Lattia tehdään joustavaksi, jotta se kestää myös näyttelyt, joita kylällä on pidetty ennen vain kesäisin ulkona.",
]
SIDE = "Kesäteatterin ohjelmisto julkaistiin tänään, ja liput tulevat myyntiin heti vapun jälkeen maanantaina."
HEAD = "<h1>Koulu saa liikuntasalin</h1>"


def text(*amid: str) -> str:
    """The paragraphs of an article, with something set between the third and the fourth."""
    marked = [f"<p>{words}</p>" for words in (LEAD, *PARAGRAPHS)]
    return "".join([*marked[:3], *amid, *marked[3:]])


GOES = {
    "writer and day in boxes of their own": (
        f'<div>{HEAD}<div class="a1"><div>Maija Malli</div><div>16. maaliskuuta 2021</div></div>{text()}</div>',
        ["Maija Malli", "16. maaliskuuta"],
    ),
    "a byline amid the text": (
        f"<div>{HEAD}{text('<div class=byline><p>Kulttuurin toimittaja</p></div>')}</div>",
        ["Kulttuurin toimittaja"],
    ),
    "a writer with a day, whatever the language": (
        f"<article><header><p>von Anna Muster am 14. Mai 2021, 15:40 Uhr</p>{HEAD}"
        '<p class="x">Anna Muster, 14. Mai 2021</p>'
        f"</header><div>{text()}</div></article>",
        ["Anna Muster"],
    ),
    "the section as a link, a button": (
        f'<div>{HEAD}<div class="s"><a href="/o/talous">Talous</a></div>{text()}'
        '<div class="s2">Seuraa kirjoittajaa</div></div>',
        ["Talous", "Seuraa kirjoittajaa"],
    ),
    "a label over what is not shown": (
        f"<div>{HEAD}{text('<div>Upotettu sisältö</div>')}</div>",
        ["Upotettu sisältö"],
    ),
    "an offer between two paragraphs": (
        f"<div>{HEAD}{text(f'<div class=x7><p>{SIDE}</p></div>')}</div>",
        ["Kesäteatterin"],
    ),
    "a box of a made tag": (
        f"<div>{HEAD}{text(f'<rl-insert><div><h3>Kylä elää</h3><p>{SIDE}</p></div></rl-insert>')}</div>",
        ["Kesäteatterin", "Kylä elää"],
    ),
    "calls to the reader, in the article's own paragraphs": (
        f"<div>{HEAD}{text('<p>Sign up for our newsletter</p>', '<p>¡Comparte la noticia!</p>')}"
        "<p>Diesen Artikel teilen</p><p>Pour lire la suite, créez votre compte</p></div>",
        ["Sign up", "Comparte", "teilen", "la suite"],
    ),
    "the words under a picture, told by the credit at their end": (
        f"<div>{HEAD}{text('<p>Der neue Saal von oben. (Foto: M. Muster)</p>', '<p>The old hall © Agency</p>')}</div>",
        ["Der neue Saal", "The old hall"],
    ),
    "cards of other pages below": (
        f'<div>{HEAD}{text()}<div><h3><a href="/a">Lukion rehtori vaihtuu</a></h3>'
        "<p>Uusi aloittaa elokuussa, kertoo kunta.</p>"
        '</div><div><h3><a href="/b">Jäähallin katto korjataan</a></h3>'
        "<p>Työ kestää kaksi kuukautta, kertoo kunta.</p></div></div>",
        ["Lukion rehtori", "Uusi aloittaa", "Jäähallin"],
    ),
    "whose the text is": (
        f"<div>{HEAD}{text()}<p>© 2024 Rantalehti Oy. Tekstin tai sen osan saa julkaista muualla ainoastaan silloin,"
        " kun siihen on saatu kirjallinen lupa kustantajalta, joka vastaa kyselyihin arkisin.</p></div>",
        ["Rantalehti"],
    ),
    "what the site is": (
        f"<div>{HEAD}{text()}<p>Tietoa ja tarinoita rannikolta on julkaissut vuodesta 1999 lähtien "
        "rantalehti.example.</p></div>",
        ["rannikolta"],
    ),
}
STAYS = {
    "what begins as a call and says more, and a way to get in touch": (
        f"<div>{HEAD}{text('<p>Subscribers had seen this coming.</p>')}"
        '<p>Sign up by <a href="mailto:koulu@kunta.example">koulu@kunta.example</a></p></div>',
        ["Subscribers had", "koulu@kunta.example"],
    ),
    "lines of the text": (f"<div>{HEAD}{text('<p>Näin se käy</p>')}</div>", ["Näin se käy"]),
    "a fact with a figure": (f"<div>{HEAD}{text('<div>Hinta 1,9 milj. euroa</div>')}</div>", ["Hinta 1,9 milj."]),
    "a quotation": (f"<div>{HEAD}{text(f'<blockquote><p>{SIDE}</p></blockquote>')}</div>", [SIDE]),
    "a list": (f"<div>{HEAD}{text('<div><ul><li>Sali, 900 neliötä</li></ul></div>')}</div>", ["Sali, 900"]),
    "a table in a wrapper": (
        f"<div>{HEAD}{text('<div><table><tr><th>Osa</th><th>Euroa</th></tr><tr><td>Sali</td><td>40</td></tr></table></div>')}</div>",
        ["Sali\t40"],
    ),
    "contacts in a box": (
        f"<div>{HEAD}{text()}<div><p>Seija Mallila kertoo hankkeesta lisää, puh. 040 123 4567 arkisin.</p></div></div>",
        ["040 123 4567"],
    ),
    "the lead in a box": (f"<div>{HEAD}<div class=z><p>{SIDE}</p></div>{text()}</div>", [SIDE]),
    "one heading that is a link": (f"<div>{HEAD}{text('<h2><a href=/s>Sali</a></h2>')}</div>", ["\nSali\n"]),
    "a paragraph each in a box": (
        f"<div>{HEAD}{''.join(f'<div><p>{p}</p></div>' for p in (LEAD, *PARAGRAPHS))}</div>",
        [LEAD, PARAGRAPHS[4], PARAGRAPHS[-1]],
    ),
    "a short notice": (f"<div>{HEAD}<div>Maanantaina 3.2.2025</div><p>{LEAD}</p></div>", ["Maanantaina 3.2.2025"]),
}


def reading(body: str, source: str = "https://www.rantalehti.example/uutiset/1", language: str = "et") -> Document:
    """The page read; its words are ours, its language is said to be another one, where lines apart tell of the page."""
    head = f"<!doctype html><html lang='{language}'><head><title>Koulu saa liikuntasalin</title></head>"
    page = f"{head}<body>{body}</body></html>"
    return read(RawDocument(content=page.encode(), source=source, media_type="text/html"))


@pytest.mark.parametrize(("body", "unwanted"), GOES.values(), ids=GOES.keys())
def test_what_a_page_says_of_itself_goes(body: str, unwanted: list[str]) -> None:
    document = reading(body)
    assert [words for words in unwanted if words in document.text] == []
    assert [words for words in (LEAD, *PARAGRAPHS) if words not in document.text] == []


@pytest.mark.parametrize(("body", "wanted"), STAYS.values(), ids=STAYS.keys())
def test_what_belongs_to_the_text_stays(body: str, wanted: list[str]) -> None:
    document = reading(body)
    assert [words for words in wanted if words not in document.text] == []


def test_the_day_is_told_and_its_line_kept_as_furniture() -> None:
    document = reading(f'<div>{HEAD}<div class="a1"><div>Julkaistu 16.3.2021</div></div>{text()}</div>')
    assert (document.published, document.furniture) == ("2021-03-16", ("16.3.2021",))


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("https://stm.fi/-/koulu", ""),
        ("https://tuntematon.example/1", "<p>Sosiaali- ja terveysministeriö</p><p>Tiedote 3/2021</p>"),
    ],
)
def test_of_an_authority_every_line_stays(source: str, head: str) -> None:
    line = '<div class="a1"><div>Maija Malli 16.3.2021</div></div>'
    assert "Maija Malli 16.3.2021" in reading(f"<div>{HEAD}{head}{line}{text()}</div>", source).text


@pytest.mark.parametrize(
    "line",
    [
        "Seija Mallila salissa. Kuva: Aki Malli",
        "Teilen on kylä Saksassa.",
        "§ 62",
        "HEL 2024-009117 T 00 00 03",
        "18.12.2020 klo 15:09",
        "Maija Malli",
    ],
)
def test_in_our_languages_what_stands_apart_is_a_fact_and_stays(line: str) -> None:
    body = f'<div>{HEAD}<div class="a1">{line}</div>{text()}</div>'
    assert line in reading(body, language="fi").text
    undeclared = f"<!doctype html><title>Koulu saa liikuntasalin</title><body>{body}"
    assert (
        line in read(RawDocument(content=undeclared.encode(), source="https://a.example/", media_type="text/html")).text
    )


def test_a_thread_of_a_forum_is_its_text() -> None:
    posts = "".join(f'<div class="comment"><p>{words}</p></div>' for words in PARAGRAPHS)
    document = reading(f"<div>{HEAD}<p>Kysymys salista</p><div class='comments'>{posts}</div></div>")
    assert [words for words in PARAGRAPHS if words not in document.text] == []


def test_long_comments_below_a_short_notice_are_not_its_text() -> None:
    posts = "".join(f'<div class="comment"><p>{words}</p></div>' for words in PARAGRAPHS)
    document = reading(f"<div>{HEAD}<p>{LEAD}</p><div class='comments'>{posts}</div></div>")
    assert LEAD in document.text
    assert [words for words in PARAGRAPHS if words in document.text] == []
