"""Forms of one document are one group, whatever the order they came in and whatever was there in between."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.model.records import Entry
from extractors.reading import read
from index.home import Home
from index.store.duplicates.sketches import are_forms, sketch
from index.store.schema import document_groups, sketch_keys, sketches
from index.store.store import Store

ROOT = Path(__file__).parents[4]
SAID = (
    "lähitori avataan kunnassa keväällä ja sen palvelut kootaan yhteen paikkaan jossa asukas saa neuvontaa arkisin "
    "hallitus päättää rahoituksesta syksyllä kun talousarvio on käsitelty ja kuntien lausunnot on saatu takaisin "
    "henkilöstö siirtyy uuteen yksikköön vuoden alussa eikä tehtävänkuva muutu ennen kuin yhteistoiminta on käyty"
)
WORDS = SAID.split()


def prose(seed: int, number: int = 40) -> str:
    """A text of its own for each seed; another number is another release of the same words."""
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(150)) + f" Avustus on {number} euroa."


def document(name: str, text: str, title: str | None = "Lähitorit", language: str = "fi") -> Document:
    return Document(id=name, title=title, text=text, language=language)


ONE = prose(1)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (document("b", ONE.replace(". ", ".\n\n") + " Sivu"), True),  # lines break elsewhere, a footer comes
        (document("b", ONE, title="Lähitorit | Hallanmaan liitto"), True),  # the printed form has the site's name
        (document("b", ONE.replace("neuvontaa", "neu\u00advontaa")), True),
        (document("b", prose(1, number=55)), False),  # the same words, another sum
        (document("b", ONE, title="Kirjastot"), False),
        (document("b", ONE, title=None), False),
        (document("b", ONE, language="sv"), False),
        (document("b", prose(2)), False),
        (document("b", " ".join(ONE.split()[:60]) + " 40"), False),  # a beginning is no form of the whole
    ],
)
def test_forms(other: Document, same: bool) -> None:
    one, two = sketch(document("a", ONE)), sketch(other)
    assert one is not None
    assert (two is not None and are_forms(one, two) and are_forms(two, one)) == same


@pytest.mark.parametrize(
    "deck",
    [
        "samples/slides/lahitorit",
        "tests/extractors/readers/pairs/digiohjelma",
        "tests/extractors/readers/pairs/tyopaja",
    ],
)
def test_a_deck_in_two_formats(deck: str, tmp_path: Path) -> None:
    forms = [read(ROOT / f"{deck}{ending}") for ending in (".pptx", ".pdf")]
    others = [read(one) for one in sorted((ROOT / "samples/pages").glob("*.html"))]
    with Store.open(Home(tmp_path)) as store:
        store.put(Entry(document=one) for one in [*forms, *others])
        assert groups(store) == {frozenset(one.id for one in forms)}


def groups(store: Store) -> set[frozenset[str]]:
    with store.reading() as db:
        rows = db.execute(sa.select(document_groups)).all()
        known = set(db.execute(sa.select(sketches.c.document_id)).scalars())
        assert set(db.execute(sa.select(sketch_keys.c.document_id)).scalars()) == known <= set(store.ids())
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.group_id, set()).add(row.document_id)
    assert all(min(some) == one and len(some) > 1 for one, some in found.items())
    return {frozenset(some) for some in found.values()}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """One of a few texts, with some of its words cut from the end: near ones are forms, and forms of forms."""
    words = prose(draw(st.integers(1, 3))).split()
    return " ".join(words[draw(st.integers(0, 3)) * 25 :]) + " 40"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | texts()), min_size=1, max_size=16),
    st.randoms(use_true_random=False),
)
def test_any_order_any_batches_the_same_groups(steps: list[tuple[str, str | None]], chance: random.Random) -> None:
    """Puts, puts again and deletes one by one leave what the documents held at the end make in any order at once."""
    held: dict[str, str] = {}
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        with Store.open(Home(one)) as store:
            for name, text in steps:
                if text is None:
                    store.delete([name])
                    held.pop(name, None)
                else:
                    store.put([Entry(document=document(name, text))])
                    held[name] = text
            step_by_step = groups(store)
        last = [*held.items()]
        chance.shuffle(last)
        with Store.open(Home(other)) as store:
            store.put((Entry(document=document(*each)) for each in last), batch=chance.randint(1, 9))
            assert groups(store) == step_by_step
