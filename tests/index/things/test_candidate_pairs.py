"""Pairs that may be one are asked about once."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import Entry, Person, Records, evidence
from index.corrections.correction_log import correct
from index.corrections.thing_corrections import merge_things
from index.home import Home
from index.store.store import Store
from index.things.candidate_pairs import candidates_of, refuse


def entry(document: str, name: str, publisher: str) -> Entry:
    d = Document(id=document, text=f"{name} avasi kokouksen.", publishers=(publisher,))
    return Entry(document=d, records=Records(people=(Person(id="p", name=name, evidence=(evidence(d, 0, 9),)),)))


ENTRIES = [
    entry("a", "Aino Salo", "Hallanmaan liitto"),
    entry("b", "Aino Salo", "Hallanmaan liitto"),
    entry("c", "Aino Salo", "Kuusaron kaupunki"),
    entry("d", "Otso Meri", "Kuusaron kaupunki"),
]


def test_a_pair_is_accepted_or_refused_and_asked_about_no_more(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with Store.open(home) as store:
        store.put(ENTRIES)
        [pair] = candidates_of(store)
        assert (pair.name, pair.documents, pair.evidence) == ("Aino Salo", (2, 1), ("both are called Aino Salo",))
        said = merge_things(store, pair.other, pair.one)
        correct(store, said)
        assert candidates_of(store) == []


MINISTERS = ("Aino Salo", "Otso Meri", "Liisa Halla", "Pekka Lehto", "Sari Ojala")


def listed(document: str, language: str) -> Entry:
    """The members of something, one under the other and no post beside them."""
    text = "\n".join(MINISTERS)
    d = Document(id=document, text=text, language=language)
    people = [
        Person(id=name, name=name, evidence=(evidence(d, text.index(name), text.index(name) + len(name)),))
        for name in MINISTERS
    ]
    return Entry(document=d, records=Records(people=tuple(people)))


def test_who_is_named_together_with_whom_speaks_for_a_pair(tmp_path: Path) -> None:
    """One list in two languages: nothing says who they are, but each stands beside the same others in both."""
    with Store.open(Home(tmp_path)) as store:
        store.put([listed("fi", "fi"), listed("sv", "sv"), entry("c", "Aino Salo", "Kuusaron kaupunki")])
        found = {(one.name, one.evidence[1:]) for one in candidates_of(store)}
    others = {name: sorted(set(MINISTERS) - {name}) for name in MINISTERS}
    together = {
        (name, (f"both are named together with {', '.join(some[:3])} and 1 more",)) for name, some in others.items()
    }
    assert found == {*together, ("Aino Salo", ())}


def test_the_latest_documents_say_who_is_named_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a name stands in many documents the latest are looked at, and those without a day last."""
    monkeypatch.setattr("index.things.candidate_pairs.LATEST", 1)

    def told(document: str, publisher: str, published: str | None, *names: str) -> Entry:
        d = Document(id=document, text=", ".join(names), publishers=(publisher,), published=published)
        spans = [(d.text.index(name), d.text.index(name) + len(name)) for name in names]
        people = [Person(id=n, name=n, evidence=(evidence(d, *span),)) for n, span in zip(names, spans, strict=True)]
        return Entry(document=d, records=Records(people=tuple(people)))

    with Store.open(Home(tmp_path)) as store:
        for publisher, other in (("Hallanmaan liitto", "Kari Ranta"), ("Kuusaron kaupunki", "Liisa Ranta")):
            store.put(
                [
                    told(f"a {publisher}", publisher, None, "Aino Salo", other),
                    told(f"b {publisher}", publisher, "2026-03-24", "Aino Salo", "Otso Meri"),
                ]
            )
        [pair] = [one for one in candidates_of(store) if one.name == "Aino Salo"]
    assert pair.documents == (2, 2)
    assert "both are named together with Otso Meri" in pair.evidence


def test_a_pair_that_was_refused_stays_two(tmp_path: Path) -> None:
    with Store.open(Home(tmp_path)) as store:
        store.put(ENTRIES)
        [pair] = candidates_of(store, "person")
        refuse(store, pair.one, pair.other)
        assert candidates_of(store) == []
        store.put([entry("e", "Aino Salo", "Oravisalon liitto")])
        assert {pair.one, pair.other} not in [{one.one, one.other} for one in candidates_of(store)]
        assert len(candidates_of(store)) == 2
        assert candidates_of(store, "body") == []
        with pytest.raises(StoreError, match="no two such"):
            refuse(store, pair.one, pair.one)
