"""Pages of tagged PDFs: read by their structure tree where it is sound, as if they had none where it is not."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import extract, read
from extractors.model.document import Document
from extractors.readers.office import converted
from tests.extractors.readers.pdf.tags.tagging import Line, Tree, tagged_pdf


def told(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.words(p)) for p in document.passages]


NOTES: list[Line] = [
    (60, 80, "Uimahallin korjaus aloitetaan"),
    (60, 94, "kesäkuussa, kun uintikausi päättyy."),
    (60, 108, "Hallin katto uusitaan kokonaan."),
    (230, 80, "Lisätietoja antaa rakennuttaja"),
    (230, 94, "Aino Salo, joka vastaa myös"),
    (230, 108, "urakan valvonnasta kohteessa."),
]
"""Two notes with next to no white between them, drawn line by line across both."""


def test_what_stands_side_by_side_is_read_in_the_order_of_the_tree() -> None:
    lines = [NOTES[n] for n in (0, 3, 1, 4, 2, 5)]
    told_by_tree = tagged_pdf(lines, ("Document", ("P", 0, 2, 4), ("P", 1, 3, 5)))
    assert told(read(told_by_tree)) == [
        (
            "paragraph",
            "Uimahallin korjaus aloitetaan kesäkuussa, kun uintikausi päättyy. Hallin katto uusitaan kokonaan.",
        ),
        ("paragraph", "Lisätietoja antaa rakennuttaja Aino Salo, joka vastaa myös urakan valvonnasta kohteessa."),
    ]


LIST: list[Line] = [
    (60, 80, "Kunnanhallitus päättää näin:"),
    (60, 100, "1."),
    (80, 100, "Korjaus tehdään vuosina 2025 ja 2026, ja se aloitetaan viimeistään"),
    (60, 114, "5. toukokuuta, jos urakoitsija niin ehdottaa."),
    (60, 134, "2."),
    (80, 134, "Kustannuksista vastaavat"),
    (90, 150, "-"),
    (104, 150, "Hallala ja"),
    (90, 166, "-"),
    (104, 166, "Kuusjoki."),
    (60, 186, "Päätös tarkastetaan heti."),
]
LIST_TREE: Tree = (
    "Document",
    ("P", 0),
    (
        "L",
        ("LI", ("Lbl", 1), ("LBody", ("P", 2, 3))),
        (
            "LI",
            ("Lbl", 4),
            ("LBody", 5, ("L", ("LI", ("Lbl", 6), ("LBody", 7)), ("LI", ("Lbl", 8), ("LBody", 9)))),
        ),
    ),
    ("P", 10),
)


def test_items_of_lists_are_whole_with_their_numbers_and_depth() -> None:
    document = read(tagged_pdf(LIST, LIST_TREE))
    items = [(document.words(p), p.level) for p in document.passages if p.kind == "list item"]
    assert items == [
        (
            "1. Korjaus tehdään vuosina 2025 ja 2026, ja se aloitetaan viimeistään 5. toukokuuta, jos urakoitsija "
            "niin ehdottaa.",
            1,
        ),
        ("2. Kustannuksista vastaavat", 1),
        ("Hallala ja", 2),
        ("Kuusjoki.", 2),
    ]


TABLE: list[Line] = [
    (60, 280, "Kunta"),
    (200, 280, "Menot, euroa"),
    (200, 294, "2024"),
    (300, 294, "2025"),
    (60, 308, "Hallala, johon on liitetty"),
    (60, 320, "Viertolan kunta"),
    (200, 308, "4 000"),
    (300, 308, "5 000"),
    (60, 340, "Kuusjoki"),
    (200, 340, "2 500"),
    (300, 340, "2 700"),
]


def rows(*, span: bool = True, first: tuple[Tree, ...] = (("TH", {"RowSpan": 2}, 0),)) -> Tree:
    """The tree of the table; without its span the heads of the years stand a column too far to the left."""
    wide: Tree = ("TH", {"ColSpan": 2}, 1) if span else ("TH", 1)
    return (
        "Document",
        (
            "Table",
            ("TR", *first, wide),
            ("TR", ("TH", 2), ("TH", 3)),
            ("TR", ("TD", ("P", 4, 5)), ("TD", ("P", 6)), ("TD", ("P", 7))),
            ("TR", ("TD", 8), ("TD", 9), ("TD", 10)),
        ),
    )


def euros(document: Document) -> Counter[Decimal]:
    return Counter(a.low for a in extract(document).amounts if a.unit == "EUR" and a.low is not None)


def test_a_table_of_the_tree_has_its_spans() -> None:
    document = read(tagged_pdf(TABLE, rows()))
    table = [document.words(p).split("\t") for p in document.passages if p.kind == "table row"]
    assert table[2:] == [
        ["Hallala, johon on liitetty Viertolan kunta", "4 000", "5 000"],
        ["Kuusjoki", "2 500", "2 700"],
    ]
    assert euros(document) == Counter(map(Decimal, (4000, 5000, 2500, 2700)))


PLAIN: list[Line] = [
    (60, 280, "Toimiala"),
    (220, 280, "Menot, euroa"),
    (330, 280, "Määrä, kpl"),
    (60, 296, "Opetus"),
    (220, 296, "4 000"),
    (330, 296, "12"),
    (330, 312, "7"),
    (60, 328, "Kirjasto"),
    (330, 328, "3"),
]


def test_a_row_without_its_empty_cells_is_moved_to_where_its_words_stand() -> None:
    document = read(
        tagged_pdf(
            PLAIN,
            (
                "Document",
                (
                    "Table",
                    ("TR", ("TH", 0), ("TH", 1), ("TH", 2)),
                    ("TR", ("TD", 3), ("TD", 4), ("TD", 5)),
                    ("TR", ("TD", 6)),
                    ("TR", ("TD", 7), ("TD",), ("TD", 8)),
                ),
            ),
        )
    )
    table = [document.words(p).split("\t") for p in document.passages if p.kind == "table row"]
    assert table[1:] == [["Opetus", "4 000", "12"], ["", "", "7"], ["Kirjasto", "", "3"]]
    assert euros(document) == Counter([Decimal(4000)])


@pytest.mark.parametrize(
    ("lines", "tree"),
    [
        (LIST, ("Document", *[("P", n) for n in reversed(range(len(LIST)))])),
        (LIST, ("Document", ("P", 0, 1, 2, 3), ("P", *range(3, 11)))),
        (LIST, ("Document", ("P", 0), ("P", 1))),
        (LIST, ("Document", ("P", 99))),
        (LIST, ("Sect", ("Sect", ("Sect", *range(11))))),
        (
            [
                (60, 80, "Kunnan"),
                (97.9, 80, "hallitus"),
                (60, 96, "Kou"),
                (79.6, 96, "lu"),
                (60, 112, "Ta"),
                (72.8, 112, "lo"),
            ],
            ("Document", *[("P", n) for n in range(6)]),
        ),
        (TABLE, rows(span=False, first=(("TH", 0),))),
    ],
    ids=["turned round", "claimed twice", "half of it", "what is not there", "no parts", "torn words", "no spans"],
)
def test_a_tree_that_is_not_sound_changes_nothing(lines: list[Line], tree: Tree) -> None:
    assert told(read(tagged_pdf(lines, tree))) == told(read(tagged_pdf(lines, ("Document",))))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree over some lines, sound or not."""
    names = st.sampled_from(["P", "H1", "L", "LI", "Lbl", "LBody", "Table", "TR", "TD", "TH", "Sect", "Span", "Figure"])
    spans = st.sampled_from([{}, {"ColSpan": 2}, {"RowSpan": 3}, {"ColSpan": -4}])
    leaf = st.tuples(names, spans, st.integers(0, len(LIST) - 1), st.integers(0, len(LIST) - 1))
    deeper = st.recursive(leaf, lambda kids: st.tuples(names, spans, kids, kids, kids), max_leaves=12)
    return ("Document", *draw(st.lists(deeper, max_size=6)))


@given(lines=st.permutations(LIST), tree=trees())
def test_no_tree_loses_a_word(lines: list[Line], tree: Tree) -> None:
    def letters(document: Document) -> Counter[str]:
        return Counter(re.sub(r"[\W_]", "", document.text))

    assert letters(read(tagged_pdf(lines, tree))) == letters(read(tagged_pdf(lines, ("Document",))))


def test_running_headers_are_no_text_but_a_letterhead_is() -> None:
    body: list[Line] = [(60, 300, "Uimahalli korjataan kesällä."), (60, 330, "Työ alkaa toukokuussa.")]
    head: list[Line] = [(60, 50, "Hallalan kunta, tekniset palvelut")]
    tree: Tree = ("Document", ("P", 0), ("P", 1))
    one, two = (read(tagged_pdf(body, tree, running=head, pages=n)) for n in (1, 2))
    assert head[0][2] in one.text
    assert head[0][2] not in two.text
    assert "Hallalan kunta, tekniset palvelut" in (two.furniture or ())


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, converted.PROGRAMS)), reason="LibreOffice is not here")
def test_lists_and_tables_that_libreoffice_tags() -> None:
    from docx import Document as new

    paper, out = new(), io.BytesIO()
    paper.add_paragraph("Kunnanhallitus päättää, että korjaus tehdään näin:")
    for words in ("Katto uusitaan vuonna 2025.", "Altaat uusitaan vuonna 2026."):
        paper.add_paragraph(words, style="List Number")
    table = paper.add_table(rows=3, cols=3)
    for r, row in enumerate(
        (("Kohde", "Menot, euroa", "Määrä, kpl"), ("Katto", "4 000", "1"), ("Altaat", "2 500", "3"))
    ):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    paper.save(out)
    document = read(converted.as_pdf(out.getvalue(), "docx", "korjaus.docx"))
    assert ("list item", "2. Altaat uusitaan vuonna 2026.") in told(document)
    assert [words.split("\t") for kind, words in told(document) if kind == "table row"] == [
        ["Kohde", "Menot, euroa", "Määrä, kpl"],
        ["Katto", "4 000", "1"],
        ["Altaat", "2 500", "3"],
    ]
    assert euros(document) == Counter(map(Decimal, (4000, 2500)))
