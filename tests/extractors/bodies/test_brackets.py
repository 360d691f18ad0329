"""Bodies in brackets: whole names of the lexicon, weak short forms as they stand, nothing of a longer remark."""

from __future__ import annotations

import pytest

from extractors.bodies.brackets import bracket_mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Risto Malli (Kela)", [("Kansaneläkelaitos", "brackets", 0.95)]),
        ("Risto Malli (SM)", [("SM", "brackets", 0.8)]),
        ("Risto Malli (Kelan väki)", []),
        ("Risto Malli (väki Kelan)", []),
        ("Rehtori Timo Malli (Rannan koulu)", [("Rannan koulu", "slot", 0.75)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_stands_in_brackets(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(m.name, m.layer, m.sure) for m in bracket_mentions(text)] == expected
