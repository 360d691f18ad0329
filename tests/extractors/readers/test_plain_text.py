"""Plain text: characters stay where they are, passages are laid over them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import RawDocument
from extractors.model.errors import EmptyDocument
from extractors.readers.layout.plain_lines import lay
from extractors.readers.plain_text import kind_of, without_header
from extractors.reading import read, read_text
from tests.endless import broken_off

WORDS = st.sampled_from(
    [
        "Talous",
        "- yksi",
        "• kaksi",
        "1. kolme",
        "Rahoitus on 3,3 miljoonaa euroa.",
        "\n",
        "\n\n",
        " ",
        "\t",
        "\f",
        "ä",
        "\u00a0",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map("".join)))
def test_read_text_keeps_every_character(text: str) -> None:
    document = read_text(text, language="fi")
    assert document.text == text
    ends = [0, *(p.end for p in document.passages)]
    assert all(before <= p.start < p.end for before, p in zip(ends, document.passages, strict=False))
    covered = {n for p in document.passages for n in range(p.start, p.end)}
    assert not [ch for n, ch in enumerate(text) if not ch.isspace() and n not in covered]


@given(st.lists(WORDS, min_size=1, max_size=30).map("".join))
def test_offsets_hold_in_the_file(text: str) -> None:
    try:
        document = read(RawDocument(content=text.encode(), source="muistio.txt", media_type="text/plain"))
    except EmptyDocument:
        return
    assert len(document.text) == len(text)
    assert all(a == b or a.isspace() or b == " " for a, b in zip(text, document.text, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yksi rivi ilman mitään muuta.", [("paragraph", "Yksi rivi ilman mitään muuta.")]),
        ("Otsikko\n\nTeksti.", [("heading", "Otsikko"), ("paragraph", "Teksti.")]),
        ("Tehtävät:\n• yksi\n• kaksi", [("paragraph", "Tehtävät:"), ("list item", "• yksi"), ("list item", "• kaksi")]),
        ("rivi joka\nkatkeaa", [("paragraph", "rivi joka\nkatkeaa")]),
        ("A\n \t\nB.", [("heading", "A"), ("paragraph", "B.")]),
        (" \n\n ", []),
        (
            "Alku.\n\n– Tästä on keskusteltu pitkään ja hartaasti, sanoo osastopäällikkö Elsa Niemelä.",
            [
                ("paragraph", "Alku."),
                ("paragraph", "– Tästä on keskusteltu pitkään ja hartaasti, sanoo osastopäällikkö Elsa Niemelä."),
            ],
        ),
    ],
)
def test_lay(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.kind, text[p.start : p.end]) for p in lay(text)] == expected


def test_a_header_is_blanked_out_not_cut() -> None:
    text, taken = without_header("Hyppää sisältöön\nMinisteriö Media\n\nRahoitus kasvaa\n\nTeksti jatkuu.")
    assert text == " " * 16 + "\n" + " " * 16 + "\n\nRahoitus kasvaa\n\nTeksti jatkuu."
    assert taken == ["Hyppää sisältöön", "Ministeriö Media"]


def test_a_text_without_header_is_left_alone() -> None:
    text = "Haku avautuu\n\nTakaisin luontoon -hanke alkaa.\n\nTakaisin\n\nTervetuloa."
    assert without_header(text) == (text, [])


def test_buttons_at_the_end_are_blanked_out() -> None:
    assert without_header("Haku avautuu\n\nTervetuloa.\n\nTulosta\nJaa") == (
        "Haku avautuu\n\nTervetuloa.\n\n       \n   ",
        ["Jaa", "Tulosta"],
    )


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["Pöytäkirja 3/2020", "Puheenjohtaja avasi kokouksen. " * 5], "document"),
        (
            [
                "Kirjasto",
                "Kirjasto palvelee arkisin. Aineistoa voi varata verkossa, ja varaukset noudetaan lähikirjastosta. "
                * 2,
            ],
            "document",
        ),
        (
            ["Kirjasto", "Kirjasto palvelee arkisin. " * 8, "Aukioloajat", "Avoinna kuuteen. " * 8, "Yhteystiedot"],
            "web page",
        ),
        (
            [
                "HANKE",
                "Tavoite",
                "HANKE",
                "Aikataulu",
                "HANKE",
                "Rahoitus",
                "3 M€",
                "HANKE",
                "Ryhmät",
                "A",
                "B",
                "Kiitos",
            ],
            "slides",
        ),
    ],
)
def test_kinds(blocks: list[str], expected: str) -> None:
    assert kind_of("\n\n".join(blocks), blocks) == expected


def test_form_feeds_part_slides() -> None:
    document = read(b"Tilannekuva\n\nKev\xc3\xa4t\n\fTavoitteet\n\n- hoito\n\fRahoitus\n\n2 M\xe2\x82\xac\n")
    assert [(p.number, p.title) for p in document.pages] == [(1, "Tilannekuva"), (2, "Tavoitteet"), (3, "Rahoitus")]
    assert {p.page for p in document.passages} == {1, 2, 3}


def test_the_same_text_has_the_same_id() -> None:
    assert read_text("Sama.", language="fi").id == read_text("Sama.", language="sv").id
    assert read_text("Sama.", id="oma", language="fi").id == "oma"


def test_ten_thousand_form_feeds_are_numbered_in_one_pass() -> None:
    with broken_off():  # it took over a minute when each page looked through all passages
        document = read(("sivu\f" * 10_000).encode())
    assert (len(document.pages), document.passages[-1].page) == (10_000, 10_000)
