"""A title and a name that commas set beside each other: (language, text, bodies as written, {(role, body)})."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

TAX = {"Tax Administration": "Tax Administration"}

SET_BESIDE = [
    ("en", "The outgoing Director General, Paavo Malmi, will retire.", {}, {("Director General", None)}),
    (
        "en",
        "The Director General of the Tax Administration, Paavo Malmi, spoke.",
        TAX,
        {("Director General", TAX["Tax Administration"])},
    ),
    # an end must follow the name, and a beginning stand before the title
    ("en", "The outgoing Director General, Paavo Malmi spoke.", {}, set()),
    ("en", "Present was Director General, Paavo Malmi, too.", {}, set()),
    ("en", "The Director General spoke. Paavo Malmi, too.", {}, set()),
    # what the post is over
    ("en", "The Director of Planning, Paavo Malmi, presents.", {}, {("Director of Planning", None)}),
    ("en", "The Tax Administration, Paavo Malmi, presents.", TAX, set()),
    # an article or a word of time between
    ("sv", "Paavo Malmi, numera direktör, talade.", {}, {("direktör", None)}),
    ("sv", "Paavo Malmi, numera borta, talade med direktör.", {}, set()),
    ("en", "Paavo Malmi, a senior researcher, spoke.", {}, {("senior researcher", None)}),
    # a task in brackets at the end of what is told of one person
    ("en", "Paavo Malmi, Director, Raahe Museum (Chair)", {}, {("Director", None), ("Chair", None)}),
    ("en", "Paavo Malmi, Director, Raahe Museum (Finland)", {}, {("Director", None)}),
    ("en", "Paavo Malmi (Chair)", {}, {("Chair", None)}),
    ("en", "Paavo Malmi, Director. It is closed. Raahe Museum (Chair)", {}, {("Director", None)}),
    ("fi", "Paavo Malmi, Kuopion museo (varapuheenjohtaja)", {}, {("varapuheenjohtaja", None)}),
    ("fi", "Paavo Malmi, Kuopion museo (I varapuheenjohtaja)", {}, {("I varapuheenjohtaja", None)}),
]


@pytest.mark.parametrize(("language", "text", "bodies", "expected"), SET_BESIDE)
def test_what_commas_set_beside_a_name(
    language: str, text: str, bodies: dict[str, str], expected: set[tuple[str, str | None]]
) -> None:
    found = {(r.role, r.body) for r in roles_of(text, bodies, language) if r.person == "Paavo Malmi"}
    assert found == expected
