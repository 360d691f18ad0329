"""Clean text: what steers a terminal or turns words about is gone when a document is read, and once more when shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import read
from extractors.model.document import RawDocument
from extractors.text.cleaning import STEERING, harmless
from extractors.text.personal_data.personal_codes import CHECK, codes_in, masked
from extractors.text.showing import codes_shown, json_text, shown

TURNED = [
    ("\x1b[31mpunainen\x1b[0m", "punainen"),
    ("\x1b]0;OMISTETTU\x07Otsikko", "Otsikko"),
    ("\x1b]8;;http://paha.example\x1b\\linkki\x1b]8;;\x1b\\", "linkki"),
    ("\x9b31mpunainen", "punainen"),
    ("\x9bsanottu\x9b", "›sanottu›"),
    ("a\x1bPsalaa\x1b\\b", "ab"),
    ("a\x1b[?1049hb\x1b[2Jc", "abc"),
    ("kesken \x1b]0;jää", "kesken 0;jää"),
    ("vuosina 2020\x962021", "vuosina 2020–2021"),
    ("\x93lainaus\x94", "“lainaus”"),
    ("tiedosto\u202efdp.exe", "tiedostofdp.exe"),
    ("\u2066a\u2069\u200fb\u061c", "ab"),
    ("puolikas \ud800 merkki", "puolikas  merkki"),
    ("rivi\u2028toinen\x0bkolmas\x0cneljäs", "rivi toinen kolmas neljäs"),
    ("näkymätön\U000e0041\U000e007f", "näkymätön"),
    ("sarkain\tja\nrivi", "sarkain\tja\nrivi"),
    ("Åke Öhman, 5 §, 3–4 €, “näin”, 👩‍🏫", "Åke Öhman, 5 §, 3–4 €, “näin”, 👩‍🏫"),
]


@pytest.mark.parametrize(("text", "clean"), TURNED)
def test_what_steers_is_taken_out(text: str, clean: str) -> None:
    assert harmless(text) == clean


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_nothing_that_steers_is_left_and_places_hold(text: str) -> None:
    assert not STEERING.search(harmless(text).replace("\t", "").replace("\n", ""))
    assert len(harmless(text, in_place=True)) == len(text)
    assert harmless(harmless(text)) == harmless(text)
    harmless(text).encode()


HOSTILE = (
    "\x1b]0;OMA\x07\x1b[31mPäätös\u202e\nKunnanhallitus päätti 3.2.2021 asiasta.\n\nJohtaja Matti \x1b[5mMeikäläinen."
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", HOSTILE.encode()),
        ("a.txt", "Kunta \ud800 päätti asiasta 3.2.2021.".encode("utf-8", "surrogatepass")),
        ("a.html", f"<title>{HOSTILE}</title><h1>Otsikko&#27;]0;X&#7; &#x9b;31m</h1><p>{HOSTILE}</p>".encode()),
        ("a.eml", f"From: a@b.example\nSubject: \x1b[31mAsia\x1b[0m\n\n{HOSTILE}".encode()),
    ],
)
def test_a_document_that_was_read_is_clean_in_every_part(name: str, content: bytes) -> None:
    document = read(RawDocument(content=content, source=f"\x1b[31m{name}"))
    parts = [document.title or "", document.text, document.source, *(link.url for link in document.links)]
    assert not any(STEERING.search(part) for part in parts)
    document.model_dump_json()
    assert all(document.words(passage).strip() for passage in document.passages)


def code(birthday: str, sign: str, number: int) -> str:
    return f"{birthday}{sign}{number:03}{CHECK[int(f'{birthday}{number:03}') % 31]}"


@given(
    st.dates().filter(lambda day: 1800 <= day.year < 2100), st.sampled_from("-YXWVU"), st.integers(2, 899), st.text()
)
def test_every_code_is_masked_with_its_length_kept(day: object, sign: str, number: int, around: str) -> None:
    birthday = f"{day:%d%m%y}"
    if birthday == "290200" and sign != "A":
        return
    said = code(birthday, sign, number)
    text = f"{around} {said}, {around}"
    assert len(masked(text)) == len(text)
    assert said not in masked(text) or not list(codes_in(said))


@pytest.mark.parametrize("sign", "+-YXWVUABCDEFabcdef–−")
def test_all_signs_of_the_century_are_known(sign: str) -> None:
    said = code("010190", sign, 123)
    assert masked(f"Hakija {said}.") == f"Hakija {said[:-4]}****."


@pytest.mark.parametrize(
    "text", ["asia 131052-3080", "kaava 010199-999X", "puh. 044 123 4567", "31.2.1990", "320190-1239"]
)
def test_what_is_no_code_stays(text: str) -> None:
    assert masked(text) == text


def test_a_code_is_no_phone_number_and_is_told() -> None:
    from extractors import extract

    said = next(code("010150", "-", n) for n in range(2, 900) if code("010150", "-", n)[-1].isdigit())
    document = read(f"Kunnanhallitus myönsi avustuksen. Hakija on {said}, puh. {said}.".encode())
    assert [issue.reason for issue in document.issues] == [
        "it holds personal identity codes: 2 of them, masked in what is shown"
    ]
    assert extract(document).contacts == ()


def test_json_holds_places_and_steers_nothing() -> None:
    value = {"text": "Hakija 131052-308T \u202e\x9b", "quotes": ["131052-308T"], "n": 1}
    back = json.loads(json_text(value))
    assert back == {"text": "Hakija 131052-**** \u202e\x9b", "quotes": ["131052-****"], "n": 1}
    assert json_text(value).isascii()
    with codes_shown():
        assert json.loads(json_text(value)) == value
        assert shown("131052-308T") == "131052-308T"
