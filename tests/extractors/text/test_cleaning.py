"""Bytes to characters, whatever the page says of itself."""

from __future__ import annotations

import pytest

from extractors.text.cleaning import decode, lines_of, one_line, plain

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


def test_spaces() -> None:
    assert one_line("9,4\u00a0M€ \n\t vuo\u00addessa\u200b") == "9,4 M€ vuodessa"
    assert lines_of(" Katu 1 \n\n  00100  Helsinki ") == "Katu 1\n00100 Helsinki"
    assert plain("a\r\nb\rc\u202fd") == "a\nb\nc d"
