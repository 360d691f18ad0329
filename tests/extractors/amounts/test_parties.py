"""Who pays a sum and who gets it: sentences and tables that say so, and traps that do not."""

from __future__ import annotations

import pytest

from extractors.amounts import find_amounts
from extractors.model.document import Document

SAID = [
    (
        "fi",
        "Suomen Kulttuurirahasto myönsi Oulun yliopistolle 20 000 euroa.",
        "Suomen Kulttuurirahasto",
        "Oulun yliopisto",
    ),
    ("fi", "Opetusministeriö on myöntänyt 1,2 miljoonaa euroa tutkimukseen.", "Opetusministeriö", None),
    ("fi", "Espoon kaupungille myönnettiin 300 000 euroa.", None, "Espoon kaupunki"),
    ("fi", "Kuutio ry:lle maksetaan 4 000 euroa.", None, "Kuutio ry"),
    ("fi", "Espoon kaupunki sai ympäristöministeriöltä 300 000 euroa.", "ympäristöministeriö", "Espoon kaupunki"),
    (
        "sv",
        "Svenska kulturfonden beviljade 20 000 euro åt Kubens teater rf.",
        "Svenska kulturfonden",
        "Kubens teater rf",
    ),
    ("sv", "Kubens teater får 20 000 euro av Svenska kulturfonden.", "Svenska kulturfonden", "Kubens teater"),
    (
        "en",
        "The Academy of Finland granted EUR 20,000 to Northern Theatre Ltd.",
        "Academy of Finland",
        "Northern Theatre Ltd",
    ),
    (
        "en",
        "Northern Theatre received EUR 20,000 from the Academy of Finland.",
        "Academy of Finland",
        "Northern Theatre",
    ),
]

NOT_SAID = [
    ("fi", "Hän sai 20 000 euroa."),
    ("fi", "Hankkeen hinta on 20 000 euroa."),
    ("fi", "Kokous päätti, että maksu on 20 000 euroa."),
    ("fi", "Vuonna 2020 myönnettiin 20 000 euroa."),
    ("fi", "Lapsille myönnettiin 20 000 euroa."),
    ("fi", "Sopimuksen mukaan maksetaan 20 000 euroa."),
    ("sv", "Hon får 20 000 euro i lön."),
    ("sv", "Priset är 20 000 euro."),
    ("en", "It costs EUR 20,000 to build."),
    ("en", "Fees will rise from EUR 8,000 to EUR 10,000."),
]


def parties(text: str, language: str) -> list[tuple[str | None, str | None]]:
    found = find_amounts(Document(id="a", text=text, language=language))
    return [(a.payer, a.payee) for a in found if a.kind == "money"]


@pytest.mark.parametrize(("language", "text", "payer", "payee"), SAID, ids=[row[1][:30] for row in SAID])
def test_who_pays_and_who_gets(language: str, text: str, payer: str | None, payee: str | None) -> None:
    assert parties(text, language)[0] == (payer, payee)


@pytest.mark.parametrize(("language", "text"), NOT_SAID, ids=[row[1][:30] for row in NOT_SAID])
def test_nothing_is_said_where_the_words_do_not(language: str, text: str) -> None:
    assert set(parties(text, language)) <= {(None, None)}


def test_the_recipients_of_a_table() -> None:
    text = "Avustukset\nSaaja\tAvustus, €\nKuutio ry\t4 000\nPallo ry\t5 500"
    assert parties(text, "fi") == [(None, "Kuutio ry"), (None, "Pallo ry")]
    asked = "Avustukset\nHakija\tHaettu, €\tMyönnetty, €\nKuutio ry\t4 000\t2 000\nPallo ry\t5 500\t1 000"
    assert [who for _, who in parties(asked, "fi")] == [None, "Kuutio ry", None, "Pallo ry"]
