"""Characters made plain."""

from __future__ import annotations

from extractors.text.cleaning import lines_of, one_line, plain


def test_spaces() -> None:
    assert one_line("9,4\u00a0M€ \n\t vuo\u00addessa\u200b") == "9,4 M€ vuodessa"
    assert lines_of(" Katu 1 \n\n  00100  Helsinki ") == "Katu 1\n00100 Helsinki"
    assert plain("a\r\nb\rc\u202fd") == "a\nb\nc d"
