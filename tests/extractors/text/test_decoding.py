"""Bytes to characters, whatever the page says of itself."""

from __future__ import annotations

import pytest

from extractors import read
from extractors.model.errors import UnsupportedFormat
from extractors.text.decoding import STAYS_ODD, decode, decoded

SAID = "Päätös hyväksyttiin – 20 €"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (SAID.encode(), None),
        (SAID.encode("utf-8-sig"), "iso-8859-1"),
        (SAID.encode("utf-16"), None),
        (SAID.encode("utf-16-le"), None),
        (SAID.encode("cp1252"), None),
        (b'<meta charset="iso-8859-1">' + SAID.encode("cp1252"), "utf-8"),
        (b'<meta charset="utf-8">' + SAID.encode("cp1252"), None),
        (b'<meta charset="windows-1252">' + SAID.encode(), None),
        (b'<meta charset="no-such-thing">' + SAID.encode("cp1252"), "neither-this"),
    ],
)
def test_decode(content: bytes, charset: str | None) -> None:
    assert decode(content, charset).endswith(SAID)


def test_a_foreign_byte_does_not_spoil_utf8() -> None:
    content = ("äö" * 40).encode() + b" \xe4 " + "åäö".encode()
    assert decode(b"<meta charset=utf-8>" + content).endswith("ö ä åäö")


@pytest.mark.parametrize(
    ("foreign", "read_as"),
    [
        (b"\xe4", "ä"),
        (b"\xe4\xf6", "äö"),
        (b"\xe2\x80", "â€"),
        (b"\xf0\x9f\x98", "ðŸ˜"),
        (b"\x81", "\ufffd"),
    ],
    ids=["one", "two", "begun of three", "begun of four", "of no letter"],
)
def test_foreign_bytes_are_read_one_by_one(foreign: bytes, read_as: str) -> None:
    """In the middle, twice in a row, and at the end, where the decoder waits for more."""
    said = "Määräys säädettiin. "
    content = said.encode() * 90 + (foreign + said.encode()) * 2 + foreign
    assert decode(content) == said * 90 + (read_as + said) * 2 + read_as


NAMES = "Työryhmän puheenjohtaja Päivi Mäkelä ja sihteeri Åke Sjögrén kävivät Ähtärissä.\n"


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_an_encoding_that_nobody_names_is_known_by_its_letters(encoding: str) -> None:
    document = read(NAMES.encode(encoding), source="muistio.txt")
    assert document.text == NAMES
    assert "mended" in document.issues[0].reason


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
def test_utf8_that_was_encoded_twice(taken_for: str) -> None:
    said = NAMES if taken_for == "cp1252" else NAMES + "”Hyvä” – 20 €"
    text, note = decoded(said.encode().decode(taken_for).encode())
    assert text == said
    assert note is not None


def test_a_page_that_was_encoded_twice() -> None:
    page = f"<html><head><meta charset=utf-8></head><body><main><h1>Päätös</h1><p>{NAMES}</p></main></body></html>"
    document = read(page.encode().decode("cp1252").encode())
    assert "Päivi Mäkelä" in document.text
    assert document.issues[0].reason.endswith("twice")


def test_the_seven_bit_code_of_old() -> None:
    seven = NAMES.replace("é", "e").translate(str.maketrans("äöåÄÅ", "{|}[]"))
    assert decoded(seven.encode("ascii")).text == NAMES.replace("é", "e")


@pytest.mark.parametrize(
    "text",
    [
        "Sanoi: ”Näin on”, eikä muuta – “so he said”, 5 € × 3 ≈ 15 €. Škoda, Tšekki, Žižkov, Győr, “o’clock”.",
        "function(a) { if (a||b) { return [1] } } {x|y} a|b",
        "Va\u0308ino\u0308 Ha\u0308ma\u0308la\u0308inen ja A\u030asa",
        "Вяйнё Хямяляйнен",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert decoded(text.encode()) == (text, None)


def test_letters_that_nobody_can_mend_are_said_to_be_wrong() -> None:
    assert decoded("V¤in¢ H¤m¤l¤inen ja J¤rvi".encode()).note == STAYS_ODD


def test_zero_bytes_are_no_text() -> None:
    rows = b"".join(bytes(24) + bytes([n, 0, 7, 250 - n]) for n in range(60))
    with pytest.raises(UnsupportedFormat, match="not known"):
        read(b"\x00\x05varasto\x00" + rows)


def test_text_filled_up_with_zero_bytes() -> None:
    assert read(NAMES.encode() + bytes(64), source="muistio.txt").text == NAMES
