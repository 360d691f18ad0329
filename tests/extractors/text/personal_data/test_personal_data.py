"""Bank accounts of private persons are masked, those of bodies stand; what tells of somebody's health is told."""

from __future__ import annotations

import pytest

from extractors import read
from extractors.model.document import RawDocument
from extractors.text.personal_data.bank_accounts import masked_accounts
from extractors.text.showing import codes_shown, json_text, shown

IBAN, MASKED = "FI21 1234 5600 0007 85", "FI21 **** **** **** **"
BODIES = [
    f"Hallalan kunta, laskutus, {IBAN}",
    f"Maksut suoritetaan Pohjanmaan hyvinvointialueen tilille {IBAN}.",
    f"Hallan Kone Oy (Y-tunnus 0201256-6), tili {IBAN}",
    f"Laskutusosoite:\nHallalan kaupunki\nPL 1, 00100 Hallala\nIBAN {IBAN}, BIC NDEAFIHH",
    f"Faktureringsadress: Hallala stad, {IBAN}",
    "Hallalan kunta, tilinumero 123456-785",
]
PERSONS = [
    f"Aino Kivilahti, {IBAN}",
    f"Hallalan kunta maksaa avustuksen hakijan tilille {IBAN}.",
    f"Hallalan kunta maksaa avustuksen: Aino Kivilahti, {IBAN}.",
    f"Palkansaajan tili {IBAN}",
    f"Tilini on {IBAN.replace(' ', '')}.",
    f"Maksetaan sökandens konto {IBAN}",
    IBAN,
    "Hakijan tili FI21-1234-5600-0007-85",
    "Hakijan tili fi21 12345600 000785",
    "Hakijan tili FI21 1234 5600\n0007 85",
    "Hakijan tili FI21\u00a01234\u00a05600\u00a00007\u00a085",
    "liite_FI2112345600000785_tili.pdf",
    "Tilinumeroni on 123456-785.",
]
NONE = [
    "FI21 1234 5600 0007 86",  # its check digits are of another
    "Asia 123456-785 palautettiin.",
    "Hanke FI2112345600000785X",
    "Tilinpäätös 2025, kohta 123456-7",
]


@pytest.mark.parametrize("text", BODIES + NONE)
def test_the_account_of_a_body_stands(text: str) -> None:
    assert masked_accounts(text) == text


@pytest.mark.parametrize("text", PERSONS)
def test_the_account_of_a_person_is_masked(text: str) -> None:
    hidden = masked_accounts(text)
    assert hidden != text
    assert len(hidden) == len(text)
    assert "0007" not in hidden
    assert "785" not in hidden
    assert shown(text) == hidden
    assert text not in json_text({"sanottu": [text]})
    with codes_shown():
        assert shown(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hakija 131052-308T.",
        "hetu:131052-308t",
        "liitteet/ID_131052-308T.pdf",
        "hakemus-131052-308T.pdf",
        "131052-\n308T",
        "131052 – 308T",
        "Henkilötunnus131052-308TOsoite",
        "131052A308T",
        "(131052_131052Y308T)",
    ],
)
def test_an_identity_code_is_masked_as_papers_write_it(text: str) -> None:
    hidden = shown(text)
    assert len(hidden) == len(text)
    assert "308" not in hidden
    with codes_shown():
        assert shown(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "131052-3080",  # its check sign is of another
        "Asia 12-131052-308T",
        "Kaava 991399-308T",
        "sha256 ab131052a308tcdef",
        "1310521-308T",
    ],
)
def test_what_only_looks_like_an_identity_code_stands(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Hakija (131052-308T) hakee toimeentulotukea.", ["it holds personal identity codes: 1 of them"]),
        (f"Avustus maksetaan hakijan tilille {IBAN}.", ["it holds bank accounts that are no body's: 1 of them"]),
        (
            "Hakija 131052-308T on ollut sairauslomalla.",
            ["it holds personal identity codes: 1 of them", "it may tell of a person's health"],
        ),
        ("Aino Kivilahti, s. 3.4.1961. Diagnoosi vahvistui keväällä.", ["it may tell of a person's health"]),
        ("Asiakas, synt. 3.4.1961: F32.1, hoito jatkuu.", ["it may tell of a person's health"]),
        ("Sairauslomien määrä laski. Mielenterveyspalveluja lisätään.", []),
        (f"Laskutus: Hallalan kunta, {IBAN}.", []),
    ],
)
def test_what_a_document_holds_of_persons_is_told(said: str, told: list[str]) -> None:
    document = read(RawDocument(content=f"Päätös\n\n{said}\n".encode(), source="a.txt"))
    issues = [one.reason for one in document.issues]
    assert [one[: len(begin)] for one, begin in zip(issues, told, strict=True)] == told
