"""Head nouns: which word can be the last of a body's name, in which case it stands, and what it is in base form."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.wordlists import wordlist
from extractors.text.morphology import Case

BACK = frozenset("aou")

PLURAL_CASES: tuple[Case, ...] = ("nominative", "genitive")
"""The first of a row's plural forms (virastot, virastojen); the others are allatives (virastoille)."""


class Head(NamedTuple):
    """One row of lexicon/heads.toml."""

    word: str
    kind: str
    whole: bool
    alone: bool
    compound: str
    modified: str
    owned: bool
    unit: bool
    means: str
    coined: bool
    skip_bare: tuple[str, ...] = ()


class HeadForm(NamedTuple):
    """How a word carries a head: `lemma` is the whole word in base form, `bare` when nothing stands before the head."""

    head: Head
    lemma: str
    case: Case
    plural: bool
    bare: bool


def paradigm(nominative: str, genitive: str, *, front: bool = False) -> dict[str, Case]:
    """The singular forms of a noun, made from its two principal ones.

    >>> sorted(paradigm("lautakunta", "lautakunnan"))[:4]
    ['lautakunnaksi', 'lautakunnalla', 'lautakunnalle', 'lautakunnalta']
    >>> paradigm("oikeus", "oikeuden")["oikeuteen"], paradigm("toimielin", "toimielimen")["toimielimeen"]
    ('illative', 'illative')
    """
    weak = genitive[:-1]
    back = not front and next((c in BACK for c in reversed(weak) if c in "aouäöy"), False)
    a = "a" if back else "ä"
    strong = _strong(nominative, weak)
    forms: dict[str, Case] = {nominative: "nominative", genitive: "genitive"}
    endings: tuple[tuple[str, Case], ...] = (
        (f"ss{a}", "inessive"),
        (f"st{a}", "elative"),
        (f"ll{a}", "adessive"),
        (f"lt{a}", "ablative"),
        ("lle", "allative"),
        ("ksi", "translative"),
        (f"tt{a}", "abessive"),
    )
    for ending, case in endings:
        forms[weak + ending] = case
    forms[f"{strong}n{a}"] = "essive"
    forms[strong + strong[-1] + "n"] = "illative"
    if nominative.endswith("e"):
        forms[strong + "seen"] = "illative"
    for partitive in _partitives(nominative, strong, a):
        forms[partitive] = "partitive"
    return forms


def _strong(nominative: str, weak: str) -> str:
    if nominative.endswith("us") and weak.endswith("de"):
        return weak[:-2] + "te"
    return weak if nominative[-1] not in "aoueiyäö" or nominative.endswith("e") else nominative


def _partitives(nominative: str, strong: str, a: str) -> tuple[str, ...]:
    if nominative.endswith("us") and strong.endswith("te"):
        return (nominative[:-1] + "tt" + a,)
    if nominative[-1] not in "aoueiyäö":
        return (nominative[:-1] + ("nt" if nominative.endswith("n") else nominative[-1] + "t") + a,)
    if nominative.endswith("e"):
        return (nominative + "tt" + a,)
    return (nominative + a, nominative + "t" + a)


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[Head, Case, bool]]:
    found: dict[str, tuple[Head, Case, bool]] = {}
    for row in wordlist("heads")["heads"]:
        head = Head(
            row["word"],
            row["kind"],
            row.get("whole", False),
            row.get("alone", False),
            row.get("compound", "none"),
            row.get("modified", "proper"),
            row.get("owned", False),
            row.get("unit", False),
            row.get("means", row["word"]),
            row.get("coined", False),
            tuple(row.get("skip_bare", ())),
        )
        for form, case in paradigm(row["word"], row["genitive"], front=row.get("front", False)).items():
            if form not in row.get("skip", ()):
                found.setdefault(form, (head, case, False))
        for at, form in enumerate(row.get("plural", ())):
            found.setdefault(form, (head, PLURAL_CASES[at] if at < len(PLURAL_CASES) else "allative", True))
    return found


@lru_cache(maxsize=1)
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in _forms()}, reverse=True))


@lru_cache(maxsize=100_000)
def head_of(low: str) -> HeadForm | None:
    """The head a lower-case word ends in, the longest first; None for any other word.

    >>> head_of("sisäministeriöstä").lemma, head_of("alatyöryhmän").head.kind, head_of("talousarvio")
    ('sisäministeriö', 'working group', None)
    """
    forms, size = _forms(), len(low)
    for length in _lengths():
        if length > size:
            continue
        known = forms.get(low[size - length :])
        if known is None:
            continue
        head, case, plural = known
        before = low[: size - length]
        # "keskusta" is the middle of a town, "Hallintokeskusta" a centre.
        if not before.strip("-") and low.lstrip("-") in head.skip_bare:
            return None
        if before.strip("-") and (head.whole or before.endswith(":")):
            return None
        return HeadForm(head, before + head.means, case, plural, not before.strip("-"))
    return None
