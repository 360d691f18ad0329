"""Pages nobody meant to be read: whatever the markup, a document or a ReadError, and nothing lost that should stay."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model.document import RawDocument
from extractors.model.errors import DamagedDocument, EmptyDocument, HostileDocument, ReadError
from extractors.reading import read

TAGS = st.sampled_from(
    [
        "div",
        "p",
        "span",
        "a",
        "b",
        "h1",
        "h2",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "br",
        "main",
        "article",
        "nav",
        "footer",
        "time",
        "label",
        "form",
        "title",
        "style",
    ]
)
NAMES = st.sampled_from(
    [
        "",
        ' class="menu"',
        ' class="h3"',
        ' href="/x"',
        ' class="cookie"',
        " hidden",
        ' id="content"',
        ' lang="sv"',
        ' datetime="2020-13-45"',
    ]
)
WORDS = st.sampled_from(
    [
        "Päätös",
        "§ 12",
        "1.1.2020",
        "Julkaistu 31.2.2020",
        "Lue myös",
        " | ",
        "Kaupunginhallitus 5.5.2020",
        "teksti jatkuu pitkään " * 8,
    ]
)
PARTS = st.one_of(
    st.builds("<{}{}>".format, TAGS, NAMES),
    st.builds("</{}>".format, TAGS),
    WORDS,
    st.text(max_size=8),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "&#0;", "&x;", "<!doctype html>"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_any_markup_reads_or_is_refused(markup: str) -> None:
    raw = RawDocument(
        content=f"<html><body>{markup}".encode("utf-8", "replace"), source="sivu.html", media_type="text/html"
    )
    try:
        document = read(raw)
    except ReadError:
        return
    ends = [0, *(p.end for p in document.passages)]
    assert all(before <= p.start < p.end for before, p in zip(ends, document.passages, strict=False))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_called_a_page_read_or_are_refused(content: bytes) -> None:
    try:
        read(RawDocument(content=b"<html>" + content, source="sivu.html", media_type="text/html"))
    except ReadError:
        return


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=20),
        st.just("Virasto tiedottaa asiasta, ja kuulee kansalaisia. " * 4),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["title", "body", "children", "text", "type", "date", "x"]), inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_state_reads_or_is_refused(state: object) -> None:
    page = f'<html><body><script type="application/json">{json.dumps(state)}</script></body></html>'
    try:
        read(page.encode())
    except ReadError:
        return


def test_an_element_of_endless_attributes_is_hostile() -> None:
    with pytest.raises(HostileDocument):
        read(("<html><body " + " ".join(f'a{n}="b"' for n in range(20_000)) + "><p>hei</p>").encode())


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "b"])
def test_endless_nesting_is_damage(tag: str) -> None:
    with pytest.raises((DamagedDocument, EmptyDocument)):
        read(("<html><body>" + f"<{tag}>" * 20_000 + "pohjalla").encode())


@pytest.mark.parametrize(
    "body",
    [
        '<div class="menu-open page has-sidebar"><p>{}</p></div>',
        '<form id="aspnetForm"><div style="display:none"></div><p>{}</p></form>',
        "<div hidden>x</div><center><font>{}</font></center>",
        '<h1>Otsikko</h1><div class="content"></div><div><p>{}</p></div>',
        '<main></main><div id="root"><p>{}</p></div>',
        "<p>{}</p><h1>Vasta lopussa</h1>",
        "<pre>{}</pre>",
        "<dl><dt>Asia</dt><dd>{}</dd></dl>",
        '<table><tr><td width="100"><a href="/">Etusivu</a><br><a href="/b">Palvelut</a></td><td>{}</td></tr></table>',
        "<article></article><article><p>{}</p></article>",
        '<div style="visibility:hidden"><p>{}</p></div>',
    ],
)
def test_the_text_is_found_wherever_it_stands(body: str) -> None:
    words = "Lautakunta hyväksyi avustukset, joiden yhteissumma on 31 000 euroa, ja merkitsi selvitykset tiedoksi."
    assert words in read(("<!doctype html><html><body>" + body.format(words) + "</body></html>").encode()).text


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><p>{}</p></nav>",
        '<div class="cookie-consent"><p>{}</p></div>',
        "<footer><p>{}</p></footer>",
        '<div role="search">{}</div>',
        "<noscript><p>{}</p></noscript>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    words = "Käytämme evästeitä palvelun toteuttamiseen."
    page = (
        "<!doctype html><html><body>"
        + furniture.format(words)
        + "<main><h1>Kaava</h1><p>"
        + "Kaava tulee nähtäville toukokuussa. " * 8
        + "</p></main></body></html>"
    )
    assert words not in read(page.encode()).text
