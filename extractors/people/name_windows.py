"""One window of capitalised words as a name: what it can be none for, its signs, and its score."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.lexicon.wordlists import wordlist
from extractors.people.features import CAMEL, WEIGHTS, context_signs, is_titled
from extractors.people.name_spelling import name_signs
from extractors.people.name_view import NameWord, View
from extractors.people.name_words import (
    PARTICLES,
    SURE_SURNAME,
    is_common,
    is_given,
    is_inflected,
    stands_for_anybody,
    surname_weight,
)
from extractors.people.titles import is_title_word, title

MONTHS = frozenset(
    ["Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä", "Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu"]
)
"""Months in a chart's heading: "Tammi Helmi" is nobody."""

SMALL_WORDS = frozenset({"I", "Å", "À", "A"})
"""Words of one letter that open a sentence, in Swedish or English: "I Nyland" is nobody; "I. Nyland" may be."""


HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Dame", "Lord", "Lady", "Madam"})
"""Words of politeness before an English name, which are no part of it."""

# "Lahtinen Elorannan ym. kannattamana".
SECONDED = re.compile(r"(?:\s[A-ZÅÄÖ][\w-]+)?\s(?:ym\.\s)?kannattamana")

TWO_WORDS = 2
"""Words of a full name; what a window holds beyond them may be a body: "Maija Malli Kelan"."""

NOT_AN_ACRONYM = 3
"""Letters from which a word in capitals may be a name: "MATTI MALLI", not "EU" or "TE"."""

SURNAME_IN_CAPITALS = 4
"""Letters from which a surname alone may stand in capitals: "Matti MALLI", not "Matti SDP"."""

SHORTEST_SURNAME = 4
"""Letters from which a word between two names is a surname: "Gunnar Ekvall Sundvikens", not "Nguyen Thi Lanin"."""


class FullName(NamedTuple):
    """A full name in the text; `given` and `surname` are its words in ordinary spelling, as inflected as they stand."""

    start: int
    end: int
    given: tuple[str, ...]
    surname: str
    score: float
    signs: tuple[str, ...]


def weigh(view: View, words: list[NameWord]) -> FullName | None:
    """A window of words as a name, with its score; None where it can be none."""
    window = Window(view, words, [view.text[a.end : b.start] for a, b in pairwise(words)])
    spell = _spelling(words)
    if spell is None or any(rule(window) for rule in NO_NAMES):
        return None
    exact = _model(view, window.start, window.end)
    if len(spell[0]) == 1 and not window.breaks[0].startswith(".") and exact != "model exact":
        return None  # "A Malli": an initial has its full stop
    signs = name_signs(spell, exact, view.language)
    if not signs and _filed(window, spell):
        signs = ["surname first", "given"]
    # "sanoi Ilma Malli": within a sentence the capital makes it a name.
    if signs == ["given also a word"] and not view.starts_sentence(window.start):
        signs = ["given"]
    # "Tammi Helmi", and "Laine" above "Armi".
    if not signs or set(spell) <= MONTHS or ("surname first" in signs and window.broken):
        return None
    given, surname = (tuple(spell[1:]), spell[0]) if "surname first" in signs else _parts(spell)
    if _is_title(window, spell, surname):
        return None
    signs += [*_form_signs(window), *context_signs(view, window.start, window.end, spell, exact)]
    signs = [s for s in signs if s not in view.unseen]
    score = _surname_score(window, surname, signs) + sum(WEIGHTS[s] for s in signs)
    return FullName(window.start, window.end, given, surname, score, tuple(signs))


# "Poukama Veli-Matti, jäsen", "Poukama Veli-Matti, 2. varajäsen", "Poukama Veli-Matti      jäsen".
_FILED = re.compile(r"(?:, |[ ]{2,})(?:[IVX]+ |\d\. )?(?P<what>[^\W\d_][\w-]+)")


def _filed(w: Window, spell: list[str]) -> bool:
    """ "Poukama Veli-Matti, jäsen": an everyday word is a surname where a given name and a task fill its line."""
    turned = len(spell) == TWO_WORDS and is_given(spell[1]) and not is_given(spell[0]) and not is_inflected(spell[0])
    after = _FILED.match(w.view.text, w.end) if turned else None
    if after is None or title(after["what"]) is None:
        return False
    before = w.view.text[w.view.line(w.start)[0] : w.start]  # last, for a line may be as long as the text
    return not before.strip(" -•*–") or before.endswith("  ")


class Window(NamedTuple):
    """Some neighbouring words, and what stands between them."""

    view: View
    words: list[NameWord]
    breaks: list[str]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def broken(self) -> bool:
        """Does it go over a line's end?"""
        return any("\n" in gap for gap in self.breaks)


def next_line_begins_a_name(w: Window) -> bool:
    """ "Kari Malli\nPia Salo": a given name on the next line."""
    return any("\n" in gap and is_given(word.text) for gap, word in zip(w.breaks[1:], w.words[2:], strict=True))


def one_name_a_line(w: Window) -> bool:
    """ "Koivula Merja\nToivio Sakari": the line is a name by itself."""
    return any("\n" in gap and _line_of_names(w.view, word) for gap, word in zip(w.breaks, w.words, strict=False))


def opens_with_a_small_word(w: Window) -> bool:
    """ "I Nyland"."""
    return w.words[0].text in SMALL_WORDS and not w.breaks[0].startswith(".")


def opens_with_an_honorific(w: Window) -> bool:
    """ "Dr Minna Malli", "Mr Malli", in an English text."""
    return w.view.language == "en" and w.words[0].text in HONORIFICS


def opens_with_a_swedish_word(w: Window) -> bool:
    """ "Enligt Malli", "Dessutom Malli", in a Swedish text."""
    return w.view.language == "sv" and w.words[0].text.lower() in _not_first()


def opens_with_a_degree(w: Window) -> bool:
    """ "Förvaltningsmagister Minna Malli"."""
    return w.words[0].text.lower().endswith(_degrees())


def anybody(w: Window) -> bool:
    """ "Matti Meikäläinen"."""
    return stands_for_anybody(w.words[-1].text)


def torn(w: Window) -> bool:
    """Over two line ends, or over an empty line."""
    return sum("\n" in b for b in w.breaks) > 1 or any("\n\n" in b for b in w.breaks)


def ends_in_a_body(w: Window) -> bool:
    """ "Maija Malli Kelan (pääjohtajaksi)": a body begins behind the first two words."""
    return len(w.words) > TWO_WORDS and _ends_in_body(w.view, w.words)


def owner_of_a_body(w: Window) -> bool:
    """ "Gunnar Ekvall Sundvikens (lukiosta)": the last word opens a body's name that goes on behind it."""
    if len(w.words) <= TWO_WORDS or not w.words[-1].text.endswith(("n", "s")):
        return False
    last, surname = w.words[-1], w.words[-2].text
    body = w.view.body_over(last.start, last.end)
    opens = body is not None and body[0] == last.start and body[1] > last.end
    # "Eeva Maria Hakalan (koulusta)", "Nguyen Thi Lanin (koulusta)": the word between is no surname.
    named = len(surname) >= SHORTEST_SURNAME and not is_given(surname)
    return opens and named and is_given(w.words[0].text)


def declined_as_acronym(w: Window) -> bool:
    """ "Uusi THL:n": a colon and a case ending follow."""
    return w.view.text[w.end : w.end + 1] == ":" and w.view.text[w.end + 1 : w.end + 2].isalpha()


def two_surnames(w: Window) -> bool:
    """ "Lahtinen Elorannan kannattamana": one moves and the other seconds."""
    return SECONDED.match(w.view.text, w.end) is not None and not is_given(w.words[0].text)


NO_NAMES: list[Callable[[Window], bool]] = [
    next_line_begins_a_name,
    one_name_a_line,
    opens_with_a_small_word,
    opens_with_an_honorific,
    opens_with_a_swedish_word,
    opens_with_a_degree,
    anybody,
    torn,
    ends_in_a_body,
    owner_of_a_body,
    declined_as_acronym,
    two_surnames,
]
"""What no name is, whatever speaks for it."""

NO_LISTS = 0.6
"""What any surname is worth to a run that is blind to lists of surnames."""

LIKELY, UNLIKELY = 0.5, 0.4
"""A title before it makes a surname at least LIKELY; one below UNLIKELY needs one of BACKED."""

BACKED = frozenset({"model", "model exact", "title before", "contact", "contact next", "address", "title after"})
WRAPPED = 1.5
"""What a name loses that is broken over two lines where the first begins with it, as headings and lists are."""


def _is_title(w: Window, spell: list[str], surname: str) -> bool:
    """ "Johtaja Malli", "Pia Johtaja": one of the words is a title and no name.

    Behind a title of its own a given name has a surname: "osastopäällikkö Veikko Lautamies", "komentaja Reino Majuri".
    """
    # "komentaja Reino Majuri".
    if is_given(spell[0]) and is_titled(w.view, w.start):
        return False
    # "Johtaja Malli".
    first = is_title_word(w.words[0].text) and not is_given(spell[0])
    return first or (title(w.words[-1].text) is not None and surname_weight(surname) < SURE_SURNAME)


def _form_signs(w: Window) -> Iterator[str]:
    # "KARI J MALLI".
    if all(word.text.isupper() for word in w.words if len(word.text) > 1):
        yield "capitals"
    if w.broken:
        yield "broken line"


def _surname_score(w: Window, surname: str, signs: list[str]) -> float:
    """What the surname is worth by itself, and by what backs it."""
    family = surname_weight(surname)
    score = family if "surnames" not in w.view.unseen else NO_LISTS
    opens = not w.view.text[w.view.line(w.start)[0] : w.start].strip()
    # "Kari" ends a line, "Hanke" opens the next.
    if w.broken and family < SURE_SURNAME and opens:
        score -= WRAPPED
    # "ylitarkastaja Kari Raja": an everyday word as a surname.
    if "title before" in signs:
        score += max(0.0, LIKELY - family)
    # "Aino Uudistus" with nothing beside it.
    if family < UNLIKELY and not BACKED & set(signs):
        score -= 1.0
    return score


# "- Koivula Merja", "Koivula Merja Anneli".
_NAMES_ONLY = re.compile(r"[ \-•*–]*[A-ZÅÄÖ][\w'’-]+(?: [A-ZÅÄÖ][\w'’-]+){1,3} *")


def _line_of_names(view: View, word: NameWord) -> bool:
    """Does the word end a line that is a name by itself: "Koivula Merja" above "Toivio Sakari"?"""
    start, _ = view.line(word.start)
    first = view.word_after(start)
    own = _NAMES_ONLY.fullmatch(view.text, start, word.end) is not None
    return own and first is not None and not is_title_word(first.text)


@lru_cache(maxsize=1)
def _not_first() -> frozenset[str]:
    """Little words that open a Swedish sentence."""
    return frozenset(wordlist("foreign")["sv"]["not_first"])


@lru_cache(maxsize=1)
def _degrees() -> tuple[str, ...]:
    """ "Förvaltningsmagister Minna Malli": a degree is no given name."""
    return tuple(wordlist("titles")["sv"]["degrees"])


def _ends_in_body(view: View, words: list[NameWord]) -> bool:
    """Does a body begin behind the first two words: "Maija Malli Kelan (pääjohtajaksi)"?"""
    body = view.body_over(words[-1].start, words[-1].end)
    return body is not None and body[1] == words[-1].end and any(w.start == body[0] for w in words[2:])


def _spelling(words: list[NameWord]) -> list[str] | None:
    """The words in ordinary spelling: "MATTI MALLI" and "Matti MALLI" are Matti Malli; None for what is no name."""
    texts = [w.text for w in words]
    # "KARI MALLI", but "EU" and "TE" make none.
    if all(t.isupper() for t in texts):
        return [ordinary(t) for t in texts] if any(len(t) >= NOT_AN_ACRONYM for t in texts) else None
    # "Kari MALLI".
    if texts[-1].isupper() and len(texts[-1]) >= SURNAME_IN_CAPITALS and is_given(texts[0]):
        texts[-1] = ordinary(texts[-1])
    # "Kari SDP", "AvoinKunta Malli".
    return None if any((t.isupper() and len(t) > 1) or CAMEL.search(t) for t in texts) else texts


def ordinary(word: str) -> str:
    """A word in capitals with its first letters alone in capitals: "NIEMI-MALLI" is "Niemi-Malli"."""
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-"))


def _parts(spell: list[str]) -> tuple[tuple[str, ...], str]:
    """(given names, surname): particles go with the surname."""
    at = len(spell) - 1
    # "Jussi von Hertzberg", "Maria de la Torre".
    while at > 1 and spell[at - 1] in PARTICLES:
        at -= 1
    return tuple(spell[:at]), " ".join(spell[at:])


LONGEST_NAME = 200
"""Characters beyond which what the model marks is a list of names it took for one; no marked name is a third of it."""


def _model(view: View, start: int, end: int) -> str | None:
    """What the model says of a span."""
    other = None
    for e in view.touching(start, end):
        if e.label == "PERSON" and e.end - e.start <= LONGEST_NAME:
            # The model may take the comma or the line's end along: "Kari Malli,".
            core = e.text.rstrip("\n ,.")
            if (e.start, e.start + len(core)) == (start, end):
                return "model exact"
            rest = f"{view.text[e.start : start]} {view.text[end : e.end]}".split()
            # "Kari Malli" of "rehtori Kari Malli", but not of "Pia Salo Kari Malli".
            inside = e.start <= start and end <= e.end and not any(w[0].isupper() and not is_common(w) for w in rest)
            return "model" if inside else "model touches"
        other = "model says other"
    return other
