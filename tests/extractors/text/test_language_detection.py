"""Languages of whole texts, short ones too, and of passages."""

from __future__ import annotations

import pytest

from extractors.model.document import Passage
from extractors.model.draft import Claim
from extractors.text.language_detection import detect, tell_languages
from tests.endless import broken_off


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallitus päätti esityksestä, ja se annetaan eduskunnalle torstaina.", "fi"),
        ("Kaupunginhallitus 5/2017", "fi"),
        ("Stadsstyrelsen", "sv"),
        ("Regeringen beslutade om propositionen, och den överlämnas till riksdagen.", "sv"),
        ("The Government decided on the proposal and it will be submitted to Parliament.", "en"),
        (
            "Valitsus otsustas eelnõu üle, mis esitatakse parlamendile ning mida arutatakse pärast suve ka komisjonis.",
            "et",
        ),
        ("Правительство приняло решение о законопроекте.", "ru"),
        ("Hei", "fi"),
        ("029 516 3727", None),
        ("https://www.example.fi/sv/the-page-of-all", None),
    ],
)
def test_detect(text: str, expected: str | None) -> None:
    assert detect(text) == expected


def laid(*parts: str) -> tuple[str, tuple[Passage, ...]]:
    text, passages = "\n\n".join(parts), []
    for part in parts:
        start = text.index(part)
        passages.append(Passage(kind="paragraph", start=start, end=start + len(part)))
    return text, tuple(passages)


def test_a_passage_in_another_language_is_marked() -> None:
    text, passages = laid(
        "Opas auttaa tunnistamaan kuormituksen, ja se on tarkoitettu sekä esihenkilöille että henkilöstölle.",
        "Sammanfattning",
        "Handboken hjälper arbetsplatser att känna igen belastning och är avsedd för alla som arbetar.",
        "Tiedustelut vastaanottaa kirjaamo, joka on avoinna arkisin kello 9 ja 16 välillä.",
    )
    whole, told = tell_languages(text, passages, None)
    assert (whole.value, [p.language for p in told]) == ("fi", [None, "sv", "sv", None])


def test_names_and_numbers_do_not_change_the_language() -> None:
    text, passages = laid(
        "Päätös tehtiin, ja siitä tiedotetaan myöhemmin.", "Björn Lindström, Oy Nordic Trading Ab", "044 000 1234"
    )
    assert [p.language for p in tell_languages(text, passages, None)[1]] == [None, None, None]


def test_what_a_page_claims_settles_what_words_leave_open() -> None:
    whole, _ = tell_languages("112", (), [Claim("language", "sv", "markup")])
    assert (whole.value, whole.where) == ("sv", "markup")
    whole, _ = tell_languages(
        "Hallitus päätti, että asia on sen mukaan ja ettei sitä voida ottaa.", (), [Claim("language", "sv", "markup")]
    )
    assert (whole.value, whole.where) == ("fi", "text")


def test_one_unbroken_line_with_an_address_is_looked_through_once() -> None:
    with broken_off():  # 160 kB took over a minute when each letter began a new attempt
        assert detect("QUJD" * 50_000 + " neuvonta@kunta.example Kunnanhallitus päätti asiasta eilen illalla.") == "fi"
