"""The probes of a sentence or two: most pass, and no trap is lost."""

from __future__ import annotations

import pytest

from tests.quality.probing import KINDS, faults

ASKED = {"roles": 40, "coreference": 30, "dates": 40, "amounts": 40, "bodies": 30, "traps": 20}
SHARE = 0.75
"""The share of a kind's probes that pass at least; all of the traps."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_probes_of_a_kind_pass(kind: str) -> None:
    rows = list(faults(kind))
    wrong = [f"{text!r}: {'; '.join(said)}" for text, said in rows if said]
    assert len(rows) == ASKED[kind]
    assert len(wrong) <= (0 if kind == "traps" else (1 - SHARE) * len(rows)), "\n".join(wrong)
