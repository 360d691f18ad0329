"""What speaks for and against one capitalised word: (text, the word, what the text knows, a body in it, the signs)."""

from __future__ import annotations

import pytest

from extractors.model.document import Document
from extractors.model.records import Body, evidence
from extractors.people.name_view import View
from extractors.people.word_scoring import EVEN, NEVER, WEIGHTS, KnownNames, weigh_single

RARE = 0.25
"""The share of the model's labels of a word that say person."""

NOBODY = KnownNames(frozenset(), frozenset(), {})
NAMED = KnownNames(frozenset({"Mallinen", "Lahti"}), frozenset(), {})
GUESSED = KnownNames(frozenset(), frozenset(), {"Mallinen": RARE})
BOTH = KnownNames(frozenset({"Mallinen"}), frozenset(), {"Mallinen": RARE})
EVENLY = KnownNames(frozenset(), frozenset(), dict.fromkeys(("Aallonranta", "Uudistus", "Kuopio", "Sarapik"), EVEN))
FUND = "Mallisen kulttuurirahastolle"

ROWS: list[tuple[str, str, KnownNames, str, list[str], float]] = [
    # a name the text gives in full, one the model guesses, and nobody's
    ("Asiasta puhui eilen Mallinen", "Mallinen", NAMED, "", ["unknown word", "surname known"], 0),
    ("Asiasta puhui eilen Mallinen", "Mallinen", GUESSED, "", ["word like a surname"], RARE - EVEN),
    ("Mallinen kertoo asiasta.", "Mallinen", NAMED, "", ["word like a surname", "speaks", "surname known"], 0),
    ("Mallinen kertoo asiasta.", "Mallinen", GUESSED, "", ["word like a surname", "speaks"], RARE - EVEN),
    ("Näin oli Mallisen mukaan tehty.", "Mallisen", NAMED, "", ["unknown word", "surname known", "acts, known"], 0),
    ("Näin oli Mallisen mukaan tehty.", "Mallisen", GUESSED, "", ["word like a surname", "acts"], RARE - EVEN),
    # the share of the model's labels counts against a known name in a case of places alone
    ("Väki tapasi Mallisen eilen.", "Mallisen", BOTH, "", ["unknown word", "surname known"], 0),
    ("Väki asui Mallisessa eilen.", "Mallisessa", BOTH, "", ["unknown word", "surname known"], RARE - EVEN),
    ("Väki asui Mallisessa eilen.", "Mallisessa", GUESSED, "", ["word like a surname", "case of places"], RARE - EVEN),
    ("Väki asui Lahdessa eilen.", "Lahdessa", NAMED, "", ["name word", "surname known"], 0),
    # a part of a body's name, and a body that is but the name again
    (
        "Tuki on Mallisen kulttuurirahastolle.",
        "Mallisen",
        NAMED,
        FUND,
        ["unknown word", "surname known", "in a body, known"],
        0,
    ),
    (
        "Tuki on Mallisen kulttuurirahastolle.",
        "Mallisen",
        GUESSED,
        FUND,
        ["word like a surname", "in a body"],
        RARE - EVEN,
    ),
    ("Näin puhui Mallinen eilen.", "Mallinen", NAMED, "Mallinen", ["unknown word", "surname known"], 0),
    # a cell of its own
    ("Näin | Mallinen | eilen.", "Mallinen", GUESSED, "", ["word like a surname", "in a cell"], RARE - EVEN),
    ("Näin | Mallinen | eilen.", "Mallinen", NAMED, "", ["word like a surname", "surname known"], 0),
    # what kind of word it is
    ("Siellä oli Aallonranta mukana.", "Aallonranta", EVENLY, "", ["word like a surname"], 0),
    ("Siellä oli Uudistus mukana.", "Uudistus", EVENLY, "", ["common word"], 0),
    ("Siellä oli Kuopio mukana.", "Kuopio", EVENLY, "", ["place"], 0),
    ("Siellä oli Sarapik mukana.", "Sarapik", EVENLY, "", ["unknown word"], 0),
    # who moves and seconds in minutes
    ("Siellä Mallinen Elorannan kannattamana esitti.", "Mallinen", NOBODY, "", ["word like a surname", "moves"], 0),
    ("Lautakunnassa Mallisen muutosehdotus hylättiin.", "Mallisen", NOBODY, "", ["word like a surname", "moves"], 0),
    ("Lautakunnassa Uudistuksen muutosehdotus hylättiin.", "Uudistuksen", NOBODY, "", ["common word"], 0),
    ("Lautakunnassa Kuopion muutosehdotus hylättiin.", "Kuopion", NOBODY, "", ["place"], 0),
    ("Lautakunnassa Esa teki ehdotuksen.", "Esa", NOBODY, "", ["name word"], 0),
]


def weight(text: str, word: str, known: KnownNames, body: str = "", language: str = "fi") -> float:
    proof = evidence(Document(id="d", text=text), text.index(body), text.index(body) + len(body)) if body else None
    bodies = [Body(id="b", name=body, kind="body", evidence=(proof,))] if proof else []
    view = View(text, (), bodies, language)
    return weigh_single(view, next(w for w in view.words if w.text == word), known)


@pytest.mark.parametrize(
    ("text", "word", "known", "body", "signs", "share"), ROWS, ids=[f"{n} {row[0]}" for n, row in enumerate(ROWS)]
)
def test_the_weight_of_a_word(
    text: str, word: str, known: KnownNames, body: str, signs: list[str], share: float
) -> None:
    assert weight(text, word, known, body) == pytest.approx(sum(WEIGHTS[sign] for sign in signs) + share)


def test_a_word_that_nothing_calls_a_name_is_none() -> None:
    assert weight("Asiasta puhui eilen Mallinen", "Mallinen", NOBODY) == NEVER


@pytest.mark.parametrize(
    ("known", "signs"),
    [(GUESSED, ["word like a surname", "other language"]), (NAMED, ["unknown word", "surname known"])],
)
def test_a_guess_in_another_language_weighs_less(known: KnownNames, signs: list[str]) -> None:
    share = RARE - EVEN if known is GUESSED else 0
    found = weight("Möte med Mallinen i dag.", "Mallinen", known, language="sv")
    assert found == pytest.approx(sum(WEIGHTS[sign] for sign in signs) + share)
