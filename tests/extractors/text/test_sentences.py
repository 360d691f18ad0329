"""Where sentences end: one table for all finders, exports and alerts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import Document, Passage
from extractors.reading import read_text
from extractors.text.normalised import flat
from extractors.text.sentences import LONGEST, opens, parted, sentence, sentence_of, starts, stops


def cut(text: str) -> list[str]:
    begins = starts(text)
    return [text[a:b].strip() for a, b in zip(begins, (*begins[1:], len(text)), strict=True) if text[a:b].strip()]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Esitys hyväksyttiin. Kokous päättyi.", ["Esitys hyväksyttiin.", "Kokous päättyi."]),
        ("Mitä tehdään? Rakennetaan! Hyvä.", ["Mitä tehdään?", "Rakennetaan!", "Hyvä."]),
        # short forms
        ("Mukana ovat esim. Kuopio ja Varkaus.", None),
        ("Ks. Liite 3. Talousarvio on liitteenä.", None),
        ("Asiasta päätti ko. Lautakunta.", None),
        ("Lisätietoja antaa ts. Maija Mallinen, puh. 044 123 4567.", None),
        ("Avustus on 2 milj. Euroina se on suuri.", None),
        ("Med t.ex. Borgå stad och bl.a. Sibbo kommun.", None),
        ("Talked to Dr. Smith and Mrs. Jones.", None),
        # initials
        ("Puhetta johti K. J. Mallinen.", None),
        ("Läsnä olivat M. Mallinen ja A.-L. Virtanen.", None),
        # numbers of lists and sections
        ("3. Talousarvion hyväksyminen", None),
        ("§ 12. Päätös tehtiin.", None),
        ("Kokous 5. Lautakunta päätti.", ["Kokous 5.", "Lautakunta päätti."]),
        ("Summa on 12. Se riittää.", ["Summa on 12.", "Se riittää."]),
        ("Laki tuli voimaan vuonna 2021. Siitä säädettiin.", ["Laki tuli voimaan vuonna 2021.", "Siitä säädettiin."]),
        # dates with points
        ("Kokous oli 11.2. Oulussa ja 12.–13.2. Kajaanissa.", None),
        ("Kokous oli 11.2.2021. Se meni hyvin.", ["Kokous oli 11.2.2021.", "Se meni hyvin."]),
        ("Juhla on 6. joulukuuta Helsingissä.", None),
        # what stands around the point
        ("Hän sanoi: ”Ei käy.” Asia jätettiin pöydälle.", ["Hän sanoi: ”Ei käy.”", "Asia jätettiin pöydälle."]),
        ("Näin on (ks. yllä). – Emme tiedä, sanoo Mallinen.", ["Näin on (ks. yllä).", "– Emme tiedä, sanoo Mallinen."]),
        ("Väkeä oli paljon. 12 jäsentä puuttui.", ["Väkeä oli paljon.", "12 jäsentä puuttui."]),
        ("Osoite on www.kunta.fi. Tervetuloa.", ["Osoite on www.kunta.fi.", "Tervetuloa."]),
        # cells and lines
        ("Silta\t412 500\nTie\t388 000", ["Silta\t412 500", "Tie\t388 000"]),
        ("- kunta\n- valtio", ["- kunta", "- valtio"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str] | None) -> None:
    assert cut(text) == ([text] if sentences is None else sentences)


def test_a_sentence_goes_over_a_line_that_was_broken_for_width() -> None:
    text = (
        "Kunnanhallitus päätti esittää valtuustolle, että uudeksi johtajaksi valitaan\n"
        "Maija Mallinen ja varajohtajaksi Kari Virtanen. Asia käsitellään kokouksessa,\n"
        "Joka pidetään syksyllä."
    )
    document = read_text(text, language="fi")
    start = text.index("Maija")
    assert text[slice(*sentence_of(document, start, start + 5))].endswith("Kari Virtanen.")


def test_a_name_a_line_is_a_sentence_a_line() -> None:
    text = (
        "Maija Mallinen, sosiaali- ja terveysministeriön osastopäällikkö, puheenjohtaja\nKari Virtanen, Kela\nOsmo Salo"
    )
    document = Document(id="d", text=text, passages=(Passage(kind="paragraph", start=0, end=len(text)),))
    start = text.index("Osmo")
    assert text[slice(*sentence_of(document, start, start + 4))] == "Osmo Salo"


def test_a_mention_over_a_border_has_both_sentences() -> None:
    text = "Puheenjohtaja\nMaija Mallinen"
    assert sentence(text, 0, len(text)) == (0, len(text))


def test_what_has_no_end_is_cut_at_a_space() -> None:
    text = "sana " * 1000
    assert max(len(one) for one in cut(text)) <= LONGEST
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="aAä .!?\n\t1§(”–", max_size=300), st.integers(0, 299), st.integers(0, 40))
def test_every_place_is_in_one_sentence_that_holds_it(text: str, at: int, length: int) -> None:
    document = Document(id="d", text=text)
    at, end = min(at, len(text)), min(at + length, len(text))
    low, high = sentence_of(document, at, end)
    assert 0 <= low <= high <= len(text) == len(flat(document))
    span = text[at:end].strip()
    assert span in text[low:high]


@pytest.mark.parametrize(
    ("before", "expected"),
    [("", True), ("Päätös. ", True), ("• ", True), ("sanoi: ”", True), ("Lahti | ", True), ("Asiasta päätti ", False)],
)
def test_where_a_capital_says_nothing(before: str, expected: bool) -> None:
    assert opens(before) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maija Malli, rehtori. Asia jäi pöydälle.", True),
        ("Maija Malli, rehtori.\nAsia jäi pöydälle.", True),
        ("Miten kävi? Asia jäi pöydälle.", True),
        ("(ks. päätös.) Asia jäi pöydälle.", True),
        # lines, numbers, short forms and initials part no list
        ("Maija Malli, rehtori\nAsiamies Kari Salo", False),
        ("Maija Malli, rehtori.\nasiamies Kari Salo", False),
        ("Maija Malli, puh. 040 123 4567. Asiamies Kari Salo", False),
        ("Maija Malli, puh. 040 123 4567.\nAsiamies Kari Salo", False),
        ("Maija Malli, Malmik. 5 Asiamies Kari Salo", False),
        ("Maija Malli, s-posti. Asiamies Kari Salo", False),
        ("Maija Malli (kesk.)\nAsiamies Kari Salo, vs. Rehtori", False),
        ("Maija Malli K. Asiamies Kari Salo", False),
        ("Maija Malli, Kela. Asiamies", True),
        ("", False),
    ],
)
def test_where_running_text_ends_before_the_last_word(text: str, expected: bool) -> None:
    assert parted(text, 0, len(text)) is expected


def test_what_begins_at_the_second_place_is_not_between() -> None:
    text = "Asia jäi pöydälle. Maija Malli"
    assert not parted(text, 0, text.index("Maija"))
    assert parted(text, 0, text.index("Maija") + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kouluja oli 14. Se riitti.", True),
        ("Kouluja oli 14.", True),
        ("Kouluja oli 14.\nSe riitti.", True),
        ("Kouluja oli 14. luokalla.", False),
        ("Kouluja oli 14, ja se riitti.", False),
    ],
)
def test_whether_a_number_ends_its_sentence(text: str, expected: bool) -> None:
    assert stops(text, text.index("14") + 2) is expected
