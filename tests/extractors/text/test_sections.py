"""The parts of a document: (lines, the kind and day of each part)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.text.sections import sections

ROWS = [
    ("Kaupunginhallitus\n\nLäsnä\nLiisa Malli", [("main", None)]),
    (
        "Kaupunginhallitus 30.1.2017\n\n§ 12 Kouluverkko\n\nSivistyslautakunta 12.1.2017 § 4\nKuultiin.",
        [("main", None), ("item", None), ("quoted", "2017-01-12")],
    ),
    ("Pöytäkirja\n\nAikaisempi käsittely\nLautakunta päätti.", [("main", None), ("quoted", None)]),
    ("Protokoll\n\nTidigare behandling 3/2019\nNämnden beslöt.", [("main", None), ("quoted", None)]),
    ("Protokoll\n\nBildningsnämnden 3.2.2020 § 5\nNämnden beslöt.", [("main", None), ("quoted", "2020-02-03")]),
    ("Pöytäkirja\n\n14 § Talousarvio\nPäätös\n\n15 § Muut asiat", [("main", None), ("item", None), ("item", None)]),
    ("Tiedote 3/2001\nTeksti.\n\nTiedote 4/2001\nToinen.", [("main", None), ("release", "2001")]),
    ("Päätös\n\nLIITE 1\nTyöryhmä\n\nLiite 2: Talous", [("main", None), ("attachment", None), ("attachment", None)]),
    # no parts: a sentence that names another organ's meeting, a law's section inside a sentence, an appendix in one
    ("Asia\n\nKaupunginhallitus 30.1.2017 päätti, että kouluverkkoa muutetaan ja lautakunta kuulee asiassa nuoria.", 1),
    ("Asia\n\nLautakunta käsitteli asiaa 12.1.2017 § 4.", 1),
    ("Asia\n\nLiitteenä on luettelo jäsenistä.", 1),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_the_parts_of_a_text(text: str, expected: list[tuple[str, str | None]] | int) -> None:
    found = [(s.kind, s.date) for s in sections(Document(id="d", text=text))]
    assert found == (expected if isinstance(expected, list) else [("main", None)])


@given(st.lists(st.sampled_from([row[0] for row in ROWS]) | st.text(alphabet="aB §1.\n", max_size=20), max_size=6))
def test_the_parts_together_are_the_text(texts: list[str]) -> None:
    document = Document(id="d", text="\n".join(texts))
    parts = sections(document)
    assert "".join(document.text[s.start : s.end] for s in parts) == document.text
    assert all(s.start < s.end for s in parts)
    assert all(a.end == b.start for a, b in pairwise(parts))
