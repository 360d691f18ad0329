"""Names of the lexicon by their letters: (text, its mentions)."""

from __future__ import annotations

import pytest

from extractors.bodies.body_words import words_of
from extractors.bodies.lexical import _cased, _same_noun, lexical_mentions

KELA, STM = "Kansaneläkelaitos", "Sosiaali- ja terveysministeriö"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SM kertoi", [("SM", "weak", 0.6, True)]),
        ("SM:n mukaan", [("SM", "weak", 0.9, True)]),
        ("BETÄNKANDE OM SKATTEN", []),
        ("OM kertoi", [("OM", "weak", 0.6, True)]),
        ("Kela", [(KELA, "lexicon", 0.97, True)]),
        ("KELA", [(KELA, "lexicon", 0.97, True)]),
        ("kela", []),
        ("Stm", [(STM, "lexicon", 0.97, True)]),
        ("Eva ja Ilo", []),
        ("Esbo stad", [("Esbo stad", "lexicon", 0.97, False)]),
        ("Suomen Punaisen Ristin", [("Suomen Punainen Risti", "lexicon", 0.97, False)]),
        ("eduskunnalle", [("Eduskunta", "lexicon", 0.97, False)]),
        ("Museiverkets", [("Museiverket", "lexicon", 0.97, False)]),
        ("VM-2024", []),
        ("asia VM/123", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_names_of_the_lexicon(text: str, expected: list[tuple[str, str, float, bool]]) -> None:
    assert [(m.name, m.layer, m.sure, m.alias) for m in lexical_mentions(words_of(text))] == expected


@pytest.mark.parametrize(
    ("said", "name", "is_it"),
    [
        ("Kela", "Kela", True),
        ("SAK", "SAk", False),
        ("SAk", "SAk", True),
        ("Ilo", "ILO", False),
        ("Stm", "STM", True),
        ("stm", "STM", False),
    ],
)
def test_a_short_form_by_its_letters(said: str, name: str, is_it: bool) -> None:
    assert _cased(said, name) is is_it


@pytest.mark.parametrize(
    ("word", "base", "is_it"), [("ristille", "risti", True), ("liitolla", "liitto", True), ("lanka", "risti", False)]
)
def test_a_noun_in_its_cases(word: str, base: str, is_it: bool) -> None:
    assert _same_noun(word, base) is is_it


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # a word of Finnish is none in a Swedish text
        ("Tullen deltar.", "sv", ["Tullen"]),
        ("Tullen deltar.", "fi", []),
        ("Det sköts av tullen.", "sv", []),
        ("Hon arbetar vid statsrådets kansli.", "sv", ["Statsrådets kansli"]),
        ("EU-kommissionen ger stöd.", "sv", ["EU-kommissionen"]),
        # a way to reach somebody is no body
        ("Follow us on Twitter and Facebook.", "en", []),
        ("Twitter @malli", "fi", []),
        ("Osallistujia olivat Twitter ja Facebook.", "fi", ["Twitter", "Facebook"]),
    ],
)
def test_names_of_the_lexicon_by_the_language(text: str, language: str, expected: list[str]) -> None:
    assert [m.name for m in lexical_mentions(words_of(text), language)] == expected
