"""Documents and queries made from a seed: our own words, in the manner of public decisions."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from extractors.model.document import Document, Passage
from index import Results

NOUNS = [
    "kunta",
    "kuntayhtymä",
    "kuntayhtymämalli",
    "hyvinvointialue",
    "hyvinvointialueen",
    "hyvinvointialueella",
    "alueelle",
    "alue",
    "aluevaltuusto",
    "valtuusto",
    "valtuuston",
    "pelastuslaitos",
    "pelastuslaitoksen",
    "pelastustoimi",
    "laitoksessa",
    "rahoitus",
    "rahoituksesta",
    "rahoitusmalli",
    "hanke",
    "hankkeen",
    "hankkeista",
    "uudistus",
    "uudistuksen",
    "sote-uudistuksesta",
    "sote-maakuntauudistus",
    "maakunta",
    "maakuntien",
    "palvelu",
    "palveluja",
    "palvelurakenne",
    "kirjasto",
    "kirjastoista",
    "lautakunta",
    "lautakunnan",
    "kaavoitus",
    "kaavan",
    "päätös",
    "päätöksestä",
    "päätöksenteko",
    "kustannus",
    "muutoskustannukset",
    "kustannuksia",
    "tiekartta",
    "tiekarttaan",
    "ministeriö",
    "ministeriössä",
    "STM",
    "STM:ssä",
    "VM:n",
    "ohjausryhmä",
    "ryhmän",
    "työryhmä",
    "johtoryhmässä",
    "selvitys",
    "selvitykset",
    "lausunto",
    "lausunnolle",
    "koulu",
    "kouluja",
    "kouluverkko",
    "sairaala",
    "sairaalan",
    "sairaanhoitopiiri",
    "piiri",
    "Kuopio",
    "Kuopion",
    "Mikkelissä",
    "Savossa",
    "Virtanen",
    "Virtasen",
    "Harjula",
    "Harjulan",
]
OTHERS = [
    "valmistelee",
    "valmisteltiin",
    "rahoitetaan",
    "rahoitettu",
    "päätti",
    "päättää",
    "esittää",
    "esitetty",
    "vapaaehtoinen",
    "vapaaehtoisen",
    "väliaikainen",
    "väliaikaista",
    "uusi",
    "uuden",
    "alueellinen",
    "alueellisen",
    "ja",
    "tai",
    "että",
    "myös",
    "vuonna",
    "2021",
    "2022",
    "5",
    "30",
    "kesällä",
    "nopeasti",
    "yhdessä",
    "kanssa",
    "mukaan",
    "on",
    "ovat",
    "ei",
]
KINDS = ("press release", "slides", "web page", "document")


def counted(results: Results, facet: str) -> dict[str, int]:
    """The values of a facet by what they are called."""
    return {one.label: one.count for one in results.facets[facet]}


@cache
def corpus(size: int, seed: int = 7) -> tuple[Document, ...]:
    """So many documents, always the same for a seed."""
    dice = random.Random(seed)
    return tuple(_document(dice, i) for i in range(size))


def _sentence(dice: random.Random) -> str:
    said = [dice.choice(NOUNS if dice.random() < 0.6 else OTHERS) for _ in range(dice.randint(3, 9))]
    return " ".join(said).capitalize() + "."


def _document(dice: random.Random, i: int) -> Document:
    sentences = [_sentence(dice) for _ in range(dice.randint(1, 6))]
    passages, at = [], 0
    for sentence in sentences:
        passages.append(Passage(kind="paragraph", start=at, end=at + len(sentence), page=len(passages) + 1))
        at += len(sentence) + 2
    return Document(
        id=f"d{i:04}",
        title=_sentence(dice)[:-1] if dice.random() < 0.5 else None,
        kind=dice.choice(KINDS),  # type: ignore[arg-type]
        published=f"20{dice.randint(19, 23)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        if dice.random() < 0.9
        else None,
        text="\n\n".join(sentences),
        passages=tuple(passages),
    )


def queries(count: int, seed: int = 11) -> list[str]:
    """So many queries of every kind."""
    dice = random.Random(seed)
    return [_query(dice, 2) for _ in range(count)]


def _word(dice: random.Random) -> str:
    return dice.choice(NOUNS if dice.random() < 0.8 else OTHERS)


def _letters(dice: random.Random) -> str:
    """A word of the texts that a sign may stand before."""
    return dice.choice([noun for noun in NOUNS if noun.isalpha()])


def _prefix(word: str) -> str:
    return f"{word[: max(3, len(word) // 2)]}*" if len(word) > 3 and word.isalpha() else word


def _fuzzy(word: str) -> str:
    return f"{word[:2]}x{word[3:]}~" if len(word) > 5 and word.isalpha() else word


def _titled(dice: random.Random, word: str) -> str:
    return f"title:{word}" if dice.random() < 0.7 or not word[:4].isalpha() else f"title:{word[:4]}*"


def _of_kind(dice: random.Random, word: str) -> str:
    if dice.random() < 0.3:
        return f"{word} (kind:kalvot OR published:20{dice.randint(19, 22)}-01..2022-12)"
    return f"{word} kind:{dice.choice(['tiedote', 'kalvot'])}"


def _must(dice: random.Random, word: str) -> str:
    return f"{word} +{_letters(dice)}" + (f" +{_letters(dice)}" if dice.random() < 0.5 else "")


SHAPES: dict[str, Callable[[random.Random, str], str]] = {
    "word": lambda dice, word: word,
    "words": lambda dice, word: " ".join(_word(dice) for _ in range(dice.randint(2, 5))),
    "phrase": lambda dice, word: f'"{word} {_word(dice)}"',
    "exact": lambda dice, word: f"'{word}'",
    "near": lambda dice, word: f'"{word} {_word(dice)}"~{dice.randint(1, 4)}',
    "prefix": lambda dice, word: _prefix(word),
    "fuzzy": lambda dice, word: _fuzzy(word),
    "not": lambda dice, word: f"{_query(dice, 0)} NOT {word}" if word not in ("ja", "ei") else word,
    "without": lambda dice, word: f"{word} -{_letters(dice)} {_word(dice)}",
    "must": _must,
    "kind": _of_kind,
    "published": lambda dice, word: f"{word} published:20{dice.randint(19, 21)}-03..2022-09",
    "starred": lambda dice, word: f'"{word[:4]}* {_word(dice)}"' if word[:4].isalpha() else word,
    "title": _titled,
}

DRAWN = (
    *("word", "word", "words", "words", "phrase", "exact", "near", "prefix", "fuzzy", "and", "or", "not"),
    *("kind", "published", "title", "starred", "title", "without", "must"),
)
"""The shapes of a query as often as they are drawn."""


def _query(dice: random.Random, depth: int) -> str:
    kind = dice.choice(DRAWN)
    word = _word(dice)
    if depth == 0 and kind in ("and", "or", "not"):
        kind = "words"
    if kind in ("and", "or"):
        return f"({_query(dice, depth - 1)}) {kind.upper()} ({_query(dice, depth - 1)})"
    return SHAPES[kind](dice, word)
