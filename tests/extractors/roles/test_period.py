"""Since when, until when and how a post is held: (language, text, {role: (status, from, until)})."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

Held = tuple[str, str | None, str | None]

HELD: Held = ("held", None, None)
COMING: Held = ("coming", None, None)
LEAVING: Held = ("leaving", None, None)
FORMER: Held = ("former", None, None)
GROUP: Held = ("coming", "2025-04-01", "2026-06-30")

BODIES = {"Kelan": "Kela", "Tulliin": "Tulli", "Institute": "Institute"}

TOLD: list[tuple[str, str, dict[str, Held]]] = [
    # a term beside a title and a name, if it is of this title
    ("fi", "Johtaja Maija Malmi 1.2.–31.7.2024", {"johtaja": ("held", "2024-02-01", "2024-07-31")}),
    ("fi", "Sijaisena toimii johtaja Maija Malmi 1.2.–31.7.2024", {"johtaja": HELD}),
    ("fi", "Johtaja Maija Malmi, toimikausi 2025–2026", {"johtaja": ("coming", "2025", "2026")}),
    (
        "fi",
        "Puheenjohtaja: johtaja Maija Malmi, toimikausi 2025–2026",
        {"johtaja": HELD, "puheenjohtaja": ("coming", "2025", "2026")},
    ),
    ("fi", "Jäsenet: Maija Malmi, toimikausi 2025–2026", {"jäsen": ("coming", "2025", "2026")}),
    ("fi", "Jäsenet:\nMaija Malmi, toimikausi 2025–2026", {"jäsen": HELD}),
    (
        "fi",
        "Johtaja Maija Malmi, toimikausi 1.1.2010–31.12.2012",
        {"johtaja": ("former", "2010-01-01", "2012-12-31")},
    ),
    # a day of the clause whose verb begins or ends a post
    ("fi", "Maija Malmi toimii johtajana, kunnes hän eroaa 31.12.2026.", {"johtaja": ("held", None, "2026-12-31")}),
    ("fi", "Johtajana toimii Maija Malmi, ja koulu päättyy 31.12.2026.", {"johtaja": HELD}),
    ("fi", "Johtaja Maija Malmi kertoi, että koulu päättyy 31.12.2026.", {"johtaja": HELD}),
    ("fi", "Johtaja Maija Malmi sanoi: koulu päättyy 31.12.2026.", {"johtaja": HELD}),
    ("fi", "Johtaja Maija Malmi aloittaa 1.8.2026.", {"johtaja": COMING}),
    # the term of a group, told in its part of the document before or after its members
    ("fi", "Toimikausi on 1.4.2025–30.6.2026.\n\nJäsenet: Maija Malmi", {"jäsen": GROUP}),
    ("fi", "Jäsenet: Maija Malmi\n\nToimikausi on 1.4.2025–30.6.2026.", {"jäsen": GROUP}),
    (
        "fi",
        "Kokous\n\n§ 5 Valinta\nJäsenet: Maija Malmi\n\n§ 6 Muut\nToimikausi on 1.4.2025–30.6.2026.",
        {"jäsen": HELD},
    ),
    ("fi", "Johtaja Maija Malmi. Toimikausi on 1.4.2025–30.6.2026.", {"johtaja": HELD}),
    # what stands before a title, also after the name
    (
        "fi",
        "Kunniapuheenjohtajaksi kutsuttiin entinen jäsen Maija Malmi.",
        {"kunniapuheenjohtaja": COMING, "entinen jäsen": FORMER},
    ),
    ("fi", "Entinen Kelan johtaja Maija Malmi avasi.", {"johtaja": FORMER}),
    ("fi", "Väistyvä hallituksen puheenjohtaja Maija Malmi avasi.", {"hallituksen puheenjohtaja": LEAVING}),
    ("en", "Maija Malmi, formerly Senior Adviser, spoke.", {"Senior Adviser": FORMER}),
    ("en", "Maija Malmi, Senior Adviser, spoke.", {"Senior Adviser": HELD}),
    ("sv", "Före detta direktör Maija Malmi talade.", {"direktör": FORMER}),
    # the proposal and the decision of a matter
    ("fi", "Päätösehdotus:\nJäsenet: Maija Malmi\n", {"jäsen": ("proposed", None, None)}),
    ("fi", "Päätösehdotus:\nJäsenet: Maija Malmi\n\nPäätös:\nHyväksyttiin.", {"jäsen": HELD}),
    # what the sentence says of the post
    ("fi", "Johtajaksi valittiin Maija Malmi, joka ottaa viran vastaan kesäkuussa.", {"johtaja": COMING}),
    ("fi", "Kelan johtajana toiminut Maija Malmi siirtyy Tulliin.", {"johtaja": HELD}),
    ("fi", "Maija Malmi siirtyy Kelan johtajan tehtävästä Tulliin.", {"johtaja": LEAVING}),
    ("fi", "Maija Malmi, joka on ollut johtajana, jää eläkkeelle.", {"johtaja": LEAVING}),
    ("fi", "Maija Malmi, joka on ollut johtajana, jää kokoukseen.", {"johtaja": HELD}),
    ("en", "Maija Malmi joined. Previously she worked as a researcher at the Institute.", {"researcher": FORMER}),
    ("en", "The Board has not appointed Maija Malmi Director.", {}),
    ("en", "The Board met Maija Malmi Director.", {}),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_how_a_post_is_held(language: str, text: str, expected: dict[str, Held]) -> None:
    bodies = {said: name for said, name in BODIES.items() if said in text}
    found = roles_of(text, bodies, language, published="2024-03-14")
    assert {r.role: (r.status, r.from_, r.until) for r in found if r.person == "Maija Malmi"} == expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Till protokolljusterare valdes Maija Malmi och Kari Dahl.", {"Maija Malmi", "Kari Dahl"}),
        ("Till protokolljusterare valdes Maija Malmi medan Kari Dahl talade.", {"Maija Malmi"}),
        ("Till direktör valdes Maija Malmi och Kari Dahl.", {"Maija Malmi"}),
        ("samt ledamöterna Maija Malmi och Kari Dahl", {"Maija Malmi", "Kari Dahl"}),
        ("samt ledamöterna Malmö och Kari Dahl", set()),
    ],
)
def test_who_shares_a_swedish_title(text: str, people: set[str]) -> None:
    assert {r.person for r in roles_of(text, {}, "sv")} == people
