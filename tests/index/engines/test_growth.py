"""A corpus that has outgrown Whoosh is told so, once it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document
from index import Index
from index.engines import growth


def test_outgrown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Index.open(tmp_path, engine="whoosh") as index:
        index.add([Document(id="a", text="Kunnan rahoitus.")])
        assert growth.outgrown(index) is None
        monkeypatch.setattr(growth, "WHOOSH_WORDS", 1)
        assert "louhi reindex --engine tantivy" in str(growth.outgrown(index))
