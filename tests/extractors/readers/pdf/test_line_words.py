"""Where one word ends and the next begins: by spaces, by the line's own spacing, and at notes' marks."""

from __future__ import annotations

import pytest

from extractors import read
from extractors.readers.pdf.glyph_runs import pieces_of
from extractors.readers.pdf.sheet import Glyph
from tests.extractors.readers.making import Page, Pdf

WORDS = ["Tarkastuslautakunta", "hyväksyi", "4", "500", "euron", "korotuksen", "Aila", "Rannan", "esityksestä"]
USUAL = "Tavallisen rivin sanojen välissä on sanaväli, ja niitä on sivulla monta."


def spaced(words: list[str], gap: float, *, tracking: float = 0.0, size: float = 11) -> bytes:
    """A page of usual lines, and one whose words are put apart by moves alone, as typesetters' programs do."""
    pdf = Pdf()
    page = pdf.page()
    page.lines(60, 80, [USUAL] * 6)
    canvas, x = page.canvas, 60.0
    for word in words:
        for letter in word:
            page.put(x, 240, letter, size)
            x += canvas.stringWidth(letter, "Helvetica", size) + tracking * size  # type: ignore[attr-defined]
        x += (gap - tracking) * size
    return pdf.bytes()


@pytest.mark.parametrize("gap", [0.11, 0.13, 0.16, 0.19, 0.2, 0.21, 0.25, 0.4])
def test_a_line_without_spaces_is_parted_by_its_own_gaps(gap: float) -> None:
    assert " ".join(WORDS) in read(spaced(WORDS, gap)).text


@pytest.mark.parametrize(("tracking", "gap"), [(0.05, 0.18), (0.08, 0.3), (0.22, 0.55)])
def test_a_line_with_wide_letters_is_parted_by_its_own_gaps(tracking: float, gap: float) -> None:
    assert " ".join(WORDS) in read(spaced(WORDS, gap, tracking=tracking, size=8)).text


def test_wider_spaces_in_a_line_do_not_join_the_words_of_the_others() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.lines(60, 80, [USUAL] * 3)
    x = 60.0
    for word, gap in zip(["Lähetä", "rakennuslupa", "nyt", "tai", "ensi", "viikolla"], [3, 3, 6, 3, 3, 0], strict=True):
        page.put(x, 160, word)
        x += page.canvas.stringWidth(word, "Helvetica", 11) + gap  # type: ignore[attr-defined]
    assert "Lähetä rakennuslupa nyt tai ensi viikolla" in read(pdf.bytes()).text


@pytest.mark.parametrize("word", ["www.tilinpaatokset.example", "perusturvakuntayhtymä", "1234567890"])
def test_one_word_stays_one(word: str) -> None:
    assert word in read(spaced([word], 0.3)).text


def marked(before: str, mark: str, after: str) -> str:
    """The text of a line with a raised mark in it."""
    pdf = Pdf()
    page: Page = pdf.page()
    width = page.canvas.stringWidth  # type: ignore[attr-defined]
    page.lines(60, 80, [USUAL] * 3)
    page.put(60, 160, before)
    x = 60 + width(before, "Helvetica", 11)
    page.put(x, 156, mark, 6.5)
    page.put(x + width(mark, "Helvetica", 6.5), 160, after)
    return read(pdf.bytes()).text


@pytest.mark.parametrize(
    ("before", "mark", "after", "text"),
    [
        ("Uuden asetuksen", "1", " mukaan", "Uuden asetuksen ¹ mukaan"),
        ("Hinta on 5 000", "2", " euroa", "Hinta on 5 000 ² euroa"),
        ("Näin päätettiin.", "12", " Sitten", "Näin päätettiin. ¹² Sitten"),
        ("Talous", "3", ", johto", "Talous, ³ johto"),
        ("Tontti on 250 m", "2", " ja rannalla", "Tontti on 250 m2 ja rannalla"),
        ("Soluja on 10", "6", " kappaletta", "Soluja on 10⁶ kappaletta"),
    ],
)
def test_a_notes_mark_is_apart_from_its_word(before: str, mark: str, after: str, text: str) -> None:
    assert text in marked(before, mark, after)


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        ([("a", 0, 6), ("\u0308", 6, 6), ("i", 6, 8), ("n", 8, 14)], "äin"),
        ([("A", 0, 7), ("\u030a", 7, 7), ("s", 7, 12), ("a", 12, 18)], "Åsa"),
        ([("o", 0, 6), ("\u0308", 6, 6)], "ö"),
        ([("p", 0, 6), ("¨", 6, 12), ("a", 6, 12)], "pä"),
    ],
)
def test_accents_join_the_letter_they_belong_to(glyphs: list[tuple[str, float, float]], text: str) -> None:
    """A combining mark without width follows its letter, as a Mac writes it; one drawn by itself stands over it."""
    run = [Glyph(t, float(x0), 0.0, float(x1), 12.0, 10.0, 12.0, "Font") for t, x0, x1 in glyphs]
    assert pieces_of(run)[0].text == text
