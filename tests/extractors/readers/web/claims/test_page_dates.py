"""The day and the title a page says of itself: (the page, its day or title)."""

from __future__ import annotations

import pytest

from extractors.readers.claims.dateline import date_in, machine_time
from extractors.readers.web.lenient import lenient_json
from extractors.reading import read
from tests.endless import broken_off

TEXT = "".join(
    f"<p>Kunta korjaa {n} siltaa, ja työ kestää syksyyn asti, sanoo rakennusmestari Aki Malli.</p>" for n in range(4)
)
DATES = {
    "a time where a wrapper has a sidebar": (
        "",
        f'<div class="wrap has-sidebar"><article><h1>Sillat</h1><div class="footer"><time datetime="2025-08-11">11 aug'
        f"</time></div>{TEXT}</article></div>",
        "2025-08-11",
    ),
    "JSON-LD with a comma too many": (
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"datePublished":"2025-06-02T08:00:00+03:00",}</script>',
        f"<h1>Sillat</h1>{TEXT}",
        "2025-06-02T08:00:00+03:00",
    ),
    "JSON-LD of a type of its own": (
        '<script type="application/ld+json">/* made by hand */ {"@type":"Recipe",'
        '"datePublished":"2024-05-01"}</script>',
        f"<h1>Sillat</h1>{TEXT}",
        "2024-05-01",
    ),
    "a picture's date is not the page's": (
        '<script type="application/ld+json">{"@type":"ImageObject","datePublished":"2019-01-01"}</script>',
        f"<h1>Sillat</h1>{TEXT}",
        None,
    ),
    "an abbreviation": (
        "",
        f'<h1>Sillat</h1><abbr class="published" title="2023-04-05T10:00">eilen</abbr>{TEXT}',
        "2023-04-05",
    ),
    "a citation": ('<meta name="citation_date" content="2021/03/04">', f"<h1>Sillat</h1>{TEXT}", "2021-03-04"),
    "the dateline before the system's date": (
        '<meta name="date" content="2020-01-01">',
        f"<h1>Sillat</h1><p>Julkaistu 3.2.2021</p>{TEXT}",
        "2021-02-03",
    ),
    "the time below the headline, not the one above": (
        "",
        f'<div><time datetime="2020-01-01">Uudenvuodenpäivänä kaikille</time></div><h1>Sillat</h1>'
        f'<time datetime="2022-02-02">2.2.2022</time>{TEXT}',
        "2022-02-02",
    ),
    "a post shown within the text": (
        "",
        f'<h1>Sillat</h1>{TEXT}<blockquote><time datetime="2018-03-12">maaliskuussa</time></blockquote>',
        None,
    ),
    "the epoch": ('<meta property="article:published_time" content="1970-01-01">', f"<h1>Sillat</h1>{TEXT}", None),
    "the day of the site's own zone": (
        '<meta property="article:published_time" content="2020-02-24T21:25:54-05:00">',
        f"<h1>Sillat</h1>{TEXT}",
        "2020-02-24",
    ),
    "the day before a section, below the headline, of a page in another language": (
        '<html lang="de">',
        f"<h1>Br&uuml;cken</h1><div><p>4. Mai 2022 | Verkehr, Bauamt</p>{TEXT}</div>",
        "2022-05-04",
    ),
    "the day after the place": (
        '<html lang="de">',
        f"<h1>Br&uuml;cken</h1><p><b>Seestadt, (4.5.2022). Die Stadt saniert vier Br&uuml;cken.</b></p>{TEXT}",
        "2022-05-04",
    ),
    "in Finnish such a line may be the day of an event": (
        "",
        f"<h1>Siltajuhla</h1><p>4.5.2022, kirkonkylä</p>{TEXT}",
        None,
    ),
    "the days of an event are not the page's": (
        '<html lang="de">',
        f"<h1>Br&uuml;ckenfest</h1><p>4. Mai 2022 - 6. Mai 2022</p>{TEXT}",
        None,
    ),
    "when it was changed, in another language": (
        '<html lang="de">',
        f"<h1>Br&uuml;cken</h1>{TEXT}<p>Zuletzt aktualisiert am 04.05.2022</p>",
        "2022-05-04",
    ),
    "the time in a short list of facts below the headline": (
        "",
        f'<h1>Sillat</h1><ul><li>Maija Malli</li><li><time datetime="2022-02-02">2.2.</time></li></ul>{TEXT}',
        "2022-02-02",
    ),
    "what the markup says to be the publication's day, at the side too": (
        "",
        f'<h1>Sillat</h1>{TEXT}<aside><time itemprop="datePublished" datetime="2022-02-02">2.2.</time></aside>',
        "2022-02-02",
    ),
    "the first message of a forum's thread": (
        '<script type="application/ld+json">{"@type":"DiscussionForumPosting","datePublished":"2022-02-02"}</script>',
        f"<h1>Sillat</h1><p>3.4.2015</p>{TEXT}",
        "2022-02-02",
    ),
    "machines of two minds: the day that the reader sees twice": (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-02-01"}</script>'
        '<meta property="article:published_time" content="2022-02-04">',
        f'<h1>Sillat</h1><p>Julkaistu 4.2.2022</p><time datetime="2022-02-04">perjantaina</time>{TEXT}',
        "2022-02-04",
    ),
    "htmldate, where the page is not in Finnish": (
        '<html lang="de">',
        f"<h1>Br&uuml;cken</h1>{TEXT}<div class='post-meta-data'><p>Mi, 4. Mai 2022, Redaktion</p></div>",
        "2022-05-04",
    ),
}
TITLES = {
    "the site's name in h1": (
        '<title>Uimala avataan</title><meta property="og:title" content="Uimala avataan">',
        f'<div class="top"><h1>Lahtilehti</h1></div><div><h2>Uimala avataan</h2>{TEXT}</div>',
        "Uimala avataan",
    ),
    "the site's name in h1 and before the colon of the head": (
        "<title>Laiturin ystävät: Uimala avataan</title>",
        f"<h1>Laiturin ystävät</h1><div><h3>Uimala avataan</h3>{TEXT}</div>",
        "Uimala avataan",
    ),
    "a section after the colon of the head is no title where the head begins with more than the h1": (
        "<title>Uimala avataan: kaikki ajat</title>",
        f"<h1>Uimala avataan</h1>{TEXT}<h2>Ajat</h2><p>Uimala on auki joka päivä.</p>",
        "Uimala avataan",
    ),
    "a section is no title where the head repeats the h1": (
        "<title>Uimala avataan - Lahti</title>",
        f"<h1>Uimala avataan</h1>{TEXT}<h2>Lahti</h2><p>Kaupunki on suuri.</p>",
        "Uimala avataan",
    ),
    "entities escaped twice": (
        '<meta property="og:title" content="Ruoka &amp;amp; juoma"><title>x</title>',
        f"<div>{TEXT}</div>",
        "Ruoka & juoma",
    ),
}


def page(head: str, body: str) -> bytes:
    language = "" if head.startswith("<html") else "<html lang='fi'>"
    return f"<!doctype html>{language}{head}<body>{body}</body></html>".encode()


@pytest.mark.parametrize(("head", "body", "day"), DATES.values(), ids=DATES.keys())
def test_the_day_of_a_page(head: str, body: str, day: str | None) -> None:
    published = read(page(head, body)).published
    assert (published or "")[: len(day or "") or None] == (day or "")


@pytest.mark.parametrize(("head", "body", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_of_a_page(head: str, body: str, title: str) -> None:
    assert read(page(head, body)).title == title


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3. März 2020", "2020-03-03"),
        ("1er août 2019", "2019-08-01"),
        ("3 de mayo de 2022", "2022-05-03"),
        ("March 3rd, 2020", "2020-03-03"),
        ("4th of July 2021", "2021-07-04"),
        ("2020年4月2日", "2020-04-02"),
        ("2020/04/02", "2020-04-02"),
        ("den 3 mars 2020", "2020-03-03"),
        ("16 marca 2021", "2021-03-16"),
        ("HE 43/2023 vp", None),
        ("§ 12.3.2020/14", "2020-03-12"),
        ("31/12/2023", "2023-12-31"),
    ],
)
def test_dates_as_people_write_them(words: str, day: str | None) -> None:
    assert date_in(words) == day


def test_a_zone_that_is_said_keeps_its_day() -> None:
    assert machine_time("2020-02-24T21:25:54-05:00") == "2020-02-24T21:25:54-05:00"
    assert machine_time("2020-02-24T23:25:54Z") == "2020-02-25T01:25:54+02:00"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [('{"a": [1, 2,],}', {"a": [1, 2]}), ('{"a":\n// b\n1}', {"a": 1}), ("<![CDATA[ {}", {}), ("nothing", None)],
)
def test_json_as_pages_write_it(text: str, wanted: object) -> None:
    assert (lenient_json(text) or None) == (wanted or None)


ITEMS = 20_000
LONG = {
    "links": "<a href=/x>Kunta tiedottaa</a>" * ITEMS,
    "dated links": "<p>1.2.2024</p><p><a href='/x'>Kunta tiedottaa</a></p>" * ITEMS,
    "times": '<div><time class="event" datetime="2024-01-01">1.1.2024</time></div>' * ITEMS,
    "times side by side": '<time datetime="x">klo</time> ' * ITEMS,
    "lines after one in bold": "<p><b>Otsikko tässä</b> ja muuta " + "rivi<br>" * ITEMS,
    "buttons that accept": "<p>evästeet</p>" + "<button>OK</button>" * ITEMS,
    "siblings": "<b>a</b>" * 4 * ITEMS,
    "side bars": '<div class="sidebar"><p>Kunta tiedottaa asiasta tänään.</p></div>' * ITEMS,
}


@pytest.mark.parametrize("body", LONG.values(), ids=LONG.keys())
def test_time_grows_with_the_length_of_a_page(body: str) -> None:
    with broken_off():  # quadratic, each takes minutes
        read(page("<title>Pitkä</title>", f"<h1>Pitkä</h1>{TEXT}{body}"))
