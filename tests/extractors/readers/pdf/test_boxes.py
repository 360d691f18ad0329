"""Where passages stand on the pictures of their pages."""

from __future__ import annotations

import json

import pytest

from extractors import read
from extractors.model.document import Box
from extractors.readers.pdf.page_pictures import find_words
from tests.extractors.readers.making import Pdf, written_page

LINES = ["Lautakunta päätti hankinnasta.", "Hankinta tehdään keväällä.", "Hankinta maksaa 4 000 euroa."]


def page_of_lines() -> bytes:
    pdf = Pdf()
    page = pdf.page()
    for number, line in enumerate(LINES):
        page.put(119, 100 + 200 * number, line)
    return pdf.bytes()


def test_each_passage_has_the_box_it_stands_in() -> None:
    passages = read(page_of_lines()).passages
    assert [p.box is not None for p in passages] == [True] * 3
    for number, passage in enumerate(passages):
        assert passage.box is not None
        left, top, right, bottom = passage.box
        assert (left, bottom - top < 0.02, right < 0.6) == (0.2, True, True)
        assert top < (100 + 200 * number) / 842 < bottom


def test_rows_of_a_table_have_boxes_of_their_own() -> None:
    pdf = Pdf()
    page = pdf.page()
    for y in (100, 130, 160, 190):
        page.rule(60, y, 460, y)
    for x in (60, 260, 460):
        page.rule(x, 100, x, 190)
    for number, (left, right) in enumerate([("Kohde", "Euroa"), ("Silta", "1 000"), ("Laituri", "250")]):
        page.put(70, 120 + 30 * number, left)
        page.put(270, 120 + 30 * number, right)
    boxes = [p.box for p in read(pdf.bytes()).passages if p.kind == "table row"]
    assert [b and round(b[1] * 842) for b in boxes] == [100, 130, 160]


def box_of(turn: bytes, rotate: int) -> tuple[Box, list[list[float]]]:
    """The box of a line that is written turned on its page, and where pdfium finds its first word."""
    content = written_page(b"BT /F1 12 Tf %s 300 400 Tm (Sivu on kirjoitettu kyljelleen) Tj ET" % turn, rotate=rotate)
    box = read(content).passages[0].box
    assert box is not None
    return box, json.loads(find_words({"page": 1, "words": "kirjoitettu", "nth": 0}, content))


@pytest.mark.parametrize(
    ("turn", "rotate"),
    [
        (b"1 0 0 1", 0),
        (b"0 1 -1 0", 0),
        (b"0 -1 1 0", 0),
        (b"-1 0 0 -1", 0),
        (b"1 0 0 1", 90),
        (b"0 1 -1 0", 90),
        (b"-1 0 0 -1", 180),
    ],
)
def test_a_box_is_of_the_page_as_it_is_shown(turn: bytes, rotate: int) -> None:
    box, found = box_of(turn, rotate)
    x, y = (found[0][0] + found[0][2]) / 2, (found[0][1] + found[0][3]) / 2
    if not rotate:  # pdfium finds words on the page as it lies in the file
        assert box[0] - 0.01 <= x <= box[2] + 0.01
        assert box[1] - 0.01 <= y <= box[3] + 0.01
    assert (box[2] - box[0] > box[3] - box[1]) == ((turn[:2] in (b"1 ", b"-1")) != (rotate == 90))


@pytest.mark.parametrize(("passage", "nth"), [(1, 0), (2, 0), (2, 5)])
def test_words_are_found_within_the_box_of_their_passage(passage: int, nth: int) -> None:
    content = page_of_lines()
    box = read(content).passages[passage].box
    assert box is not None
    (found,) = json.loads(find_words({"page": 1, "words": "Hankinta", "nth": nth, "within": box}, content))
    assert box[1] - 0.01 < found[1] < found[3] < box[3] + 0.01


def test_words_that_stand_elsewhere_are_not_found_within_a_box() -> None:
    told = {"page": 1, "words": "Hankinta", "nth": 0, "within": [0, 0.9, 1, 1]}
    assert json.loads(find_words(told, page_of_lines())) == []
