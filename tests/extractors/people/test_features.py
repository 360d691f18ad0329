"""The signs around a name: (language, text, name, bodies as written, signs)."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, evidence
from extractors.people.features import context_signs
from extractors.people.name_view import View

SIGNS = [
    ("en", "The Minister of the Interior Kari Malmi spoke.", "Kari Malmi", {}, {"title before"}),
    ("en", "The Secretary General of the Nordic Council, Kari Malmi, spoke.", "Kari Malmi", {}, {"title before"}),
    ("en", "Kari Malmi, the Commissioner for Fisheries.", "Kari Malmi", {}, {"title after", "in apposition"}),
    ("en", "At Kari Malmi, the Director spoke.", "Kari Malmi", {}, set()),
    ("fi", "The Minister of the Interior Kari Malmi spoke.", "Kari Malmi", {}, {"cut short"}),
    ("fi", "Paikalla oli johtaja Kari Malmi toissapäivänä.", "Kari Malmi", {}, {"title before"}),
    ("fi", "Yhteyshenkilö: Kari Malmi kaupungista", "Kari Malmi", {}, {"label before"}),
    ("fi", "Asiasta Kari Malmi kertoo lisää.", "Kari Malmi", {}, {"verb beside"}),
    ("fi", "Asiasta Kari Malmi (Kuopio) tietää lisää.", "Kari Malmi", {}, {"bracket after"}),
    ("fi", "Asiasta Kari Malmi (2024) tietää lisää.", "Kari Malmi", {}, set()),
    # a title after it: behind a comma, or alone where the name opens its line
    ("fi", "Asiasta Kari Malmi, rehtori, tietää lisää.", "Kari Malmi", {}, {"title after"}),
    ("fi", "Kari Malmi rehtori, esittelijä", "Kari Malmi", {}, {"title after"}),
    ("fi", "Asiasta Kari Malmi rehtori, esittelijä", "Kari Malmi", {}, set()),
    ("fi", "Kari Malmi kuopiolainen, esittelijä", "Kari Malmi", {}, set()),
    # a number or an address
    ("fi", "Soittakaa Kari Malmi, puh. 044 123 4567", "Kari Malmi", {}, {"contact next"}),
    ("fi", "Soittakaa Kari Malmi huomenna, puh. 044 123 4567", "Kari Malmi", {}, {"contact"}),
    ("fi", "Asiasta Kari Malmi tietää.\n\nkari.malmi@kunta.example", "Kari Malmi", {}, {"contact", "address"}),
    ("fi", "Asiasta Kari Malmi tietää.\n\nmalmi.kari@kunta.example", "Kari Malmi", {}, {"contact", "address"}),
    ("fi", "Asiasta Kari Malmi tietää.\n\nkari.salo@kunta.example", "Kari Malmi", {}, {"contact"}),
    # its line or cell is its own
    ("fi", "Sihteeristö\n- Kari Malmi\nOsoite", "Kari Malmi", {}, {"own line"}),
    ("fi", "Paikka | Kari Malmi | Oulu", "Kari Malmi", {}, {"own line"}),
    # a body, a company, a street
    (
        "fi",
        "Asiasta Kari Malmin säätiö tietää.",
        "Kari Malmin",
        {"Kari Malmin säätiö": "S"},
        {"opens a body", "company", "street"},
    ),
    (
        "fi",
        "Asiasta Uusi Kari Malmin säätiö",
        "Kari Malmin",
        {"Uusi Kari Malmin säätiö": "S"},
        {"in a body", "company", "street"},
    ),
    ("fi", "Asiasta Kari Malmi tietää.", "Kari Malmi", {"Kari Malmi": "S"}, {"in a body"}),
    ("fi", "Asiasta Kari Malmi Oy tietää.", "Kari Malmi", {}, {"company"}),
    ("fi", "Asiasta Kiinteistö Kari Malmi tietää.", "Kari Malmi", {}, {"company"}),
    ("fi", "Asiasta Kari Malmintie tietää.", "Kari Malmintie", {}, {"street"}),
    # a longer name that it is a part of
    ("fi", "Asiasta Esko Juhani Malminen tietää.", "Esko Juhani", {}, {"goes on"}),
    ("fi", "Asiasta Esko Juhani tietää.", "Esko Juhani", {}, set()),
    ("fi", "Asiasta Esko Juhani Malminen tietää.", "Juhani Malminen", {}, {"cut short", "given name before"}),
    ("fi", "Myös Kari Malmi tietää.", "Kari Malmi", {}, set()),
    ("fi", "Asiasta Kari Malmi Virtanen tietää.", "Kari Malmi", {}, {"cut short"}),
]


@pytest.mark.parametrize(("language", "text", "name", "bodies", "signs"), SIGNS)
def test_the_signs_around_a_name(language: str, text: str, name: str, bodies: dict[str, str], signs: set[str]) -> None:
    document = Document(id="d", text=text, language=language)
    known = [
        Body(id=of, name=of, evidence=(evidence(document, text.index(said), text.index(said) + len(said)),))
        for said, of in bodies.items()
    ]
    start = text.index(name)
    found = set(context_signs(View(text, (), known, language), start, start + len(name), name.split(), None))
    assert found == signs


def test_what_the_model_says_is_a_sign_and_keeps_a_name_from_being_a_street() -> None:
    text = "Asiasta Kari Malmintie tietää."
    view = View(text, (), (), "fi")
    assert set(context_signs(view, 8, 22, ["Kari", "Malmintie"], "model exact")) == {"model exact"}
