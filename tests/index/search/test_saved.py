"""Saved searches: what is new since a person last looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import QueryError
from index import Index
from index.home import Home
from index.search.results import Results
from index.search.saved import forget, save, saved_searches, whats_new


def document(one: str, text: str) -> Document:
    return Document(id=one, text=text)


def ids(results: Results) -> set[str]:
    return {hit.document_id for hit in results.hits}


def test_what_is_new_is_told_once(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        index.add([document("a", "Kirjaston rahoitus."), document("b", "Koulun rahoitus.")])
        save(index, "raha", "rahoitus")
        assert ids(whats_new(index, "raha")) == set()
        index.add([document("c", "Rahoitusta haettiin."), document("d", "Muuta.")])
        assert ids(whats_new(index, "raha", look=False)) == {"c"}
        assert ids(whats_new(index, "raha")) == {"c"}
        assert whats_new(index, "raha").total == 0


def test_another_version_is_new_the_same_put_again_is_not(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        index.add([document("a", "Kirjaston rahoitus."), document("b", "Koulun rahoitus.")])
        save(index, "raha", "rahoitus")
        index.add([document("a", "Kirjaston rahoitus kasvaa."), document("b", "Koulun rahoitus.")])
        index.rebuild()
        assert ids(whats_new(index, "raha")) == {"a"}


def test_they_are_kept_by_name(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        save(index, "koulut", "koulu OR kouluverkko")
        save(index, "alue", "title:alue")
        save(index, "alue", "alue NOT koulu")
    home = Home(tmp_path)
    assert {name: search.query for name, search in saved_searches(home).items()} == {
        "alue": "alue NOT koulu",
        "koulut": "koulu OR kouluverkko",
    }
    forget(home, "alue")
    assert list(saved_searches(home)) == ["koulut"]


def test_what_cannot_be_is_said(tmp_path: Path) -> None:
    with Index.open(tmp_path) as index:
        with pytest.raises(QueryError, match="nothing after AND"):
            save(index, "huono", "alue AND")
        with pytest.raises(QueryError, match="no saved search called raha"):
            whats_new(index, "raha")
    assert saved_searches(Home(tmp_path)) == {}
