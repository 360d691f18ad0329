"""Members of a group who each come from a body of their own: (text, bodies as written, the roles it states)."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles

FROM = {"Kela": "Kela", "Vero": "Verohallinto"}

GROUPS = [
    (
        "Arviointineuvosto: jäsenet Maija Malmi (Kela), Kari Vuorimaa (Vero)",
        FROM,
        {
            ("Maija Malmi", "arviointineuvoston jäsen", "Kela"),
            ("Kari Vuorimaa", "arviointineuvoston jäsen", "Verohallinto"),
        },
    ),
    # a group whose genitive nobody knows, a line that no group opens
    (
        "Kollegio: jäsenet Maija Malmi (Kela), Kari Vuorimaa (Vero)",
        FROM,
        {("Maija Malmi", "jäsen", None), ("Kari Vuorimaa", "jäsen", None)},
    ),
    (
        "Uudet tulokkaat: jäsenet Maija Malmi (Kela), Kari Vuorimaa (Vero)",
        FROM,
        {("Maija Malmi", "jäsen", None), ("Kari Vuorimaa", "jäsen", None)},
    ),
    (
        "Ohjausryhmän jäsenet\nMaija Malmi (Kela)\nKari Vuorimaa (Vero)",
        FROM,
        {
            ("Maija Malmi", "ohjausryhmän jäsen", "Kela"),
            ("Kari Vuorimaa", "ohjausryhmän jäsen", "Verohallinto"),
        },
    ),
    ("Apurahan saavat Maija Malmi (Kela), Kari Vuorimaa (Vero)", FROM, set()),
]


@pytest.mark.parametrize(("text", "bodies", "expected"), GROUPS)
def test_members_from_bodies(text: str, bodies: dict[str, str], expected: set[tuple[str, str, str | None]]) -> None:
    assert roles(text, bodies) == expected
