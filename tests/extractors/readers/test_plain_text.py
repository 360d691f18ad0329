"""Plain text: characters stay where they are, passages are laid over them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import RawDocument
from extractors.model.errors import EmptyDocument, UnsupportedFormat
from extractors.readers.layout.plain_lines import lay
from extractors.readers.plain_text import ZEROES, kind_of, without_header
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


PLAIN = "Päätös\n\nJohtaja Matti Kivilahti päätti asiasta 3.2.2021."


@pytest.mark.parametrize(
    "said",
    [
        "\x1b]0;AJO\x07\x1b[31mPäätös\x1b[2J\n\nJohtaja Matti \x1b[1mKivilahti\x1b[0m päätti asiasta 3.2.2021.",
        "\x1b]0;AJO\x07Päätös\n\nJohtaja Matti \x1b]8;;ftp://a.b\x07Kivilahti\x1b]8;;\x07 päätti asiasta 3.2.2021.",
        "Päätös\x07\x07\x07\x07\x07\n\nJohtaja Matti Kivilahti päätti asiasta 3.2.2021.",
        "P\bPä\bää\bät\btö\bös\bs\n\nJohtaja _\bM_\ba_\bt_\bt_\bi K\b_i\b_vilahti päätti asiasta 3.2.2021.",
        "\x0e\x0fPäätös\x01\n\nJohtaja\x02 Matti\x03 Kivi\u202elahti päätti asiasta 3.2.2021.\x1a\x1a",
        "Päätös\n\nJohtaja\0Matti\0Kivilahti päätti\0asiasta 3.2.2021.\0\0",
        "\x9b31mPäätös\n\nJohtaja Matti \x9d0;x\x9cKivilahti päätti asiasta 3.2.2021.",
    ],
    ids=["colours", "a title and a link", "bells", "struck twice", "separators", "zeroes", "one sign for two"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_steers_a_terminal_or_a_printer_is_taken_out(said: str, encoding: str) -> None:
    """However much of it there is: the words beside it are whole, and the text is one."""
    document = read(RawDocument(content=said.encode(encoding), source="loki.txt"))
    assert document.text.strip() == PLAIN
    assert document.title == "Päätös"


@pytest.mark.parametrize(
    ("content", "read_as"),
    [
        (b"\x1b]0;ajo\x07\x1b[1mP\xe4\xe4t\xf6s\x1b[0m\x1b]0;\x07 hyv\xe4ksyttiin.\x1b]0;\x07", "Päätös hyväksyttiin."),
        (b"\x01\x02\x03\x04P\xe4\xe4t\xf6s\x05", None),
        (b"BM\x07\x01\x02\x03\x04\x05\x06\x0e\x0f", None),
        (b"Kunta\x00\x01\x02\x03\x04\x05", None),
        (b"kunta.txt" + bytes(90) + b"0000644" + bytes(405) + b"Kunta antoi lausunnon. " * 90, None),
        (bytes(range(1, 9)) * 100 + b"kunta", None),
    ],
    ids=["sequences in windows-1252", "signs in windows-1252", "a bitmap", "zeroes", "an archive", "mostly signs"],
)
def test_signs_in_text_are_told_from_what_is_no_text(content: bytes, read_as: str | None) -> None:
    raw = RawDocument(content=content, source="jotain")
    if read_as is None:
        with pytest.raises(UnsupportedFormat):
            read(raw)
    else:
        assert read(raw).text == read_as


def test_zeroes_in_a_text_are_told() -> None:
    document = read(RawDocument(content=b"Kunta\0antoi lausunnon.", source="a.txt"))
    assert document.text == "Kunta antoi lausunnon."
    assert [issue.reason for issue in document.issues] == [ZEROES]


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
