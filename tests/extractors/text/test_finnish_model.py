"""The model's pieces and spaces: nothing is lost, nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.text.characters import plain_spaces
from extractors.text.finnish_model import PIECE, pieces, tag


@given(st.text(alphabet="ab \n", max_size=300), st.integers(min_value=1, max_value=40))
def test_pieces_together_are_the_text(text: str, size: int) -> None:
    found = list(pieces(text, size))
    assert "".join(piece for _, piece in found) == text
    assert all(text[at : at + len(piece)] == piece and 0 < len(piece) <= size for at, piece in found)


@given(st.text(max_size=200))
def test_odd_spaces_become_plain_ones_of_the_same_length(text: str) -> None:
    plain = plain_spaces(text)
    assert len(plain) == len(text)
    assert not set(plain) & set("\u00a0\u202f\u2009\ufeff\t")


@pytest.mark.parametrize(
    "text",
    ["", " \n", "Ministeri Aino Salo avasi kokouksen Helsingissä.", "Aino\u00a0Salo puhui. " * 3, "x" * (PIECE + 5)],
    ids=["empty", "blank", "plain", "odd spaces", "longer than a piece"],
)
def test_entities_quote_the_document(text: str) -> None:
    ((document, entities),) = tag([Document(id="d", text=text)])
    assert all(document.text[e.start : e.end] == e.text for e in entities)


def test_documents_come_back_in_order_whatever_the_batch() -> None:
    documents = [Document(id=str(n), text=f"Kaupunginjohtaja Eero Lahti {n}.") for n in range(5)]
    assert [d.id for d, _ in tag(documents, batch=2)] == ["0", "1", "2", "3", "4"]


def test_what_stands_in_several_documents_is_told_of_in_each() -> None:
    opening, end = "Kaupunginjohtaja Eero Lahti avasi.", "Ministeri Aino Salo kiitti Helsinkiä."
    documents = [Document(id=str(n), text=text) for n, text in enumerate((opening, end, opening, end))]
    found = [[e.text for e in entities] for _, entities in tag(documents)]
    assert found[0] == found[2] != found[1] == found[3]
    assert "Eero Lahti" in found[0]
    assert "Aino Salo" in found[1]
