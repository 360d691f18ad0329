"""Title phrases: a title word with what belongs to it: "vs. kaupunginjohtaja", "sivistys- ja kulttuurijohtaja"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import either, wordlist
from extractors.people.name_view import NameWord, View
from extractors.people.name_words import is_given
from extractors.people.titles import Title, title
from extractors.text.inflection import FROM_PLACE
from extractors.text.morphology import readings


class TitlePhrase(NamedTuple):
    """A title with what belongs to it: `text[start:end]` is the phrase, `role` its base form."""

    start: int
    end: int
    role: str
    case: str


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    table = wordlist("titles")
    out = {kind: frozenset(table["fi"][kind]) for kind in ("adjectives", "state", "passing", "fields", "weak")}
    return out | {
        "passing, sv": frozenset(table["sv"]["passing"]),
        "passing, en": frozenset(table["en"]["passing"]),
        "sv": frozenset(table["sv"]["adjectives"]),
        "en": frozenset(table["en"]["before"]),
        "attributes": frozenset(table["en"]["attributes"]),
        "english only": frozenset(table["en"]["english_only"]),
        "weak, en": frozenset(table["en"]["english_weak"]),
    }


# "vs. johtaja", "va. rehtori", "tf direktör".
SHORT = re.compile(r"(?:vs|va|vt|ma|mvs|tf|t\.f|ent)", re.I)


def phrase_at(view: View, last: NameWord) -> TitlePhrase | None:
    """The title phrase whose last word this is; None where it is no title.

    >>> view = View("lisätietoja: sivistys- ja kulttuurijohtaja Mika Malli")
    >>> phrase_at(view, view.words[3]).role
    'sivistys- ja kulttuurijohtaja'
    """
    head = title(last.text) or _general(view, last)
    if head is None:
        return None
    # "Senior Specialist", "Director".
    if head.language == "sv" and _english(view, last):
        head = Title(last.text, "nominative", "en")
    start, role, words = last.start, last.text if head.language == "en" else head.base, _words()
    # "master", "teacher": words of other things elsewhere.
    if head.base in words["english only"] and view.language != "en":
        return None
    weak, over = head.base in words["weak"] or (head.language == "en" and head.base in words["weak, en"]), False
    at = view.index_at(last.start)
    for i in range(at - 1, max(-1, at - 6), -1):
        w = view.words[i]
        gap = view.text[w.end : start]
        # A comma or a bracket ends the phrase: "(THL) johtaja".
        if not re.fullmatch(r"\.?[ ]{1,2}|[ ]?\n[ ]?|-[ ]\n?|-\n", gap):
            break
        said, over = _said_before(view, i, w, gap, head, over)
        if said is None:
            break
        if said:
            start, role, weak = (
                (view.words[i - 1].start if said.endswith(("- ja ", "- och ")) else w.start),
                said + role,
                False,
            )
        else:
            start = w.start
        if w.text.lower() in words["fields"]:
            break
    if weak and last.text == "Chief" and _OF_CAPITAL.match(view.text, last.end):
        weak = False  # "Chief of Staff"; a "Doctor of Medicine" holds a degree
    if weak and start == last.start and view.text[start - 1 : start] == " ":
        weak = view.body_over(start - 2, start - 1) is None  # "aluehallituksen edustaja": the body says which
    return None if weak else TitlePhrase(start, last.end, role, head.case)


_OF_CAPITAL = re.compile(r" of [A-Z]")
""" "Chief (of Staff)": what says more of a title that says little alone."""


def _said_before(view: View, i: int, w: NameWord, gap: str, head: Title, over: bool) -> tuple[str | None, bool]:
    """(what a word before a title adds to it, whether the title's field has been told by now)."""
    said = _before(view, i, w, gap, head.language, head.case)
    if gap == " " and head.base in GENERAL and (said is None or over) and _is_field(view, w):
        return f"{_low(w.text)} ", True  # "sivistystoimen johtaja"
    whose = title(w.text) if said is None and gap == " " and head.base in DEPUTIES else None
    if whose and whose.case == "genitive":
        return f"{_low(w.text)} ", over  # "kansliapäällikön sijainen"
    return said, over


def _english(view: View, last: NameWord) -> bool:
    """Is a word that is a title in Swedish and in English meant in English: "Senior Specialist"?"""
    if last.text.lower() not in wordlist("titles")["en"]["heads"]:
        return False
    # "a senior specialist at" in an English text.
    if view.language == "en":
        return True
    before = view.word_before(last.start)
    return last.text[0].isupper() and before is not None and before.text in _words()["en"]


def _general(view: View, last: NameWord) -> Title | None:
    """The second word of "Director General", "Secretary-General"."""
    first = view.word_before(last.start)
    joined = first is not None and view.text[first.end : last.start] == " " and title(first.text)
    return Title(last.text, "nominative", "en") if last.text == "General" and joined else None


SWEDISH_DEFINITE = {"tekniska": "teknisk", "juridiska": "juridisk"}
"""Adjectives as they stand before a title in the definite form: "tekniska direktören"."""

GENERAL = frozenset(
    {
        "johtaja",
        "päällikkö",
        "puheenjohtaja",
        "varapuheenjohtaja",
        "vetäjä",
        "koordinaattori",
        "asiantuntija",
        "edustaja",
        "esimies",
        "esihenkilö",
    }
)
"""Titles that say little without the genitive before them: "sivistystoimen johtaja"."""


DEPUTIES = frozenset({"sijainen", "varahenkilö", "avustaja", "erityisavustaja", "sihteeri"})
"""Posts beside another, which stands before them in the genitive: "kansliapäällikön sijainen"."""


def _is_field(view: View, w: NameWord) -> bool:
    """Is this a genitive in small letters that no body's name covers?"""
    lower = (w.text[0].islower() or view.starts_sentence(w.start)) and not view.body_over(w.start, w.end)
    if agency_in_genitive(w.text):
        return False
    return lower and any(r.case == "genitive" and r.word_class in ("nimisana", "laatusana") for r in readings(w.text))


@lru_cache(maxsize=20_000)
def agency_in_genitive(word: str) -> str | None:
    """The agency of the lexicon that a capitalised word in the genitive is, whatever else it might mean.

    >>> agency_in_genitive("Tullin"), agency_in_genitive("tullin"), agency_in_genitive("Hankkeen")
    ('Tulli', None, None)
    """
    for r in readings(word) if word[:1].isupper() and word.endswith("n") else ():
        known = known_body(r.lemma.capitalize()) if r.case == "genitive" and not r.plural else None
        if known and known.kind in ("agency", "ministry"):
            return known.name
    return None


def _before(view: View, i: int, w: NameWord, gap: str, language: str, head_case: str) -> str | None:
    """What a word before a title adds to it: "" for a coordination's own words, None where it does not belong."""
    words, bare = _words(), w.text.lower()
    # "kulttuuri-\njohtaja": a word broken at the line's end.
    if gap.startswith("-"):
        return ""
    # "sivistys- ja kulttuurijohtaja".
    if bare in ("ja", "och") and i and re.fullmatch(r"-\s", view.text[view.words[i - 1].end : w.start]):
        return f"{_low(view.words[i - 1].text)}- {bare} "
    # "vs. kaupunginjohtaja".
    if SHORT.fullmatch(w.text):
        return f"{bare}. " if gap.startswith(".") else f"{bare} "
    if gap.startswith("."):
        return None
    if language == "en":
        # "the outgoing Secretary General".
        if w.text in words["passing, en"]:
            return ""
        said = w.text.capitalize() if w.text.islower() else w.text
        attribute = view.language == "en" and said in words["attributes"] and not view.body_over(w.start, w.end)
        return f"{w.text} " if said in words["en"] or attribute else None
    if language == "sv":
        # "nuvarande direktör".
        if bare in words["passing, sv"]:
            return ""
        return f"{SWEDISH_DEFINITE.get(bare, bare)} " if bare in words["sv"] else None
    return _before_finnish(view, i, w, head_case)


def _before_finnish(view: View, i: int, w: NameWord, head_case: str) -> str | None:
    words, bare = _words(), w.text.lower()
    lemma = _lemma(bare)
    # "valvontaa johtava tarkastaja", "Kelasta tuleva lakimies".
    if lemma in PARTICIPLES and i and _is_participle(view, i, lemma):
        return None
    # "nykyinen johtaja": of time, no part of the title.
    if lemma in words["passing"]:
        return ""
    # "tekninen johtaja", "ylimääräinen lehtori".
    if lemma in words["state"] or lemma in words["adjectives"]:
        return f"{lemma} "
    if lemma.endswith(SAYS_OF_WHAT) and lemma not in NOT_OF_A_POST and agrees(w.text, head_case):
        return f"{lemma} "
    if w.text in words["adjectives"] or (bare in words["fields"] and not view.body_over(w.start, w.end)):
        return f"{_low(w.text)} "
    return None


_DEGREE_BEFORE = re.compile(
    r",[ ](?:[a-zåäö-]+(?:tieteiden|tieteen|tieteitten)|tekniikan|filosofian|taiteen|musiikin|teologian)[ ]"
    r"(?:tohtori|maisteri|lisensiaatti|kandidaatti)\w{0,3}[ ]\Z"
)


def before_degree(text: str, at: int) -> int:
    """Where the words before a degree end: "yliopettaja(, kauppatieteiden tohtori Matti Malli)"."""
    m = _DEGREE_BEFORE.search(text, max(0, at - 60), at)
    return m.start() + 1 if m else at


SAYS_OF_WHAT = ("llinen", "nostinen", "iivinen", "kirurginen", "kliininen", "juridinen", "ekninen", "etinen")
"""Ends of adjectives that say what a post is over: "kirjallinen johtaja", "diagnostinen johtaja"."""

NOT_OF_A_POST = frozenset(
    {
        "edellinen",
        "erillinen",
        "paikallinen",
        "onnellinen",
        "kunnollinen",
        "täydellinen",
        "rauhallinen",
        "tavallinen",
        "entisellinen",
    }
)
"""Adjectives of such an end that say of the holder, not of the post."""


def agrees(word: str, case: str) -> bool:
    """Does an adjective stand in the case of the title after it?"""
    return any(r.case == case and r.word_class in ("laatusana", "nimisana_laatusana") for r in readings(word))


PARTICIPLES = {"johtava": "partitive", "vastaava": "elative", "tuleva": "elative"}
"""Adjectives of titles that are participles behind a noun in this case: "valvontaa johtava tarkastaja"."""


def _is_participle(view: View, i: int, lemma: str) -> bool:
    """Does the noun before such a word make a participle of it: "Kelasta tuleva lakimies", "luvista vastaava"?"""
    before = view.words[i - 1]
    if view.text[before.end : view.words[i].start] != " ":
        return False
    nouns = [r for r in readings(before.text) if r.word_class in ("nimisana", "nimi", "paikannimi", "lyhenne")]
    ends = FROM_PLACE.search(before.text) if PARTICIPLES[lemma] == "elative" else None
    return bool(ends) or any(r.case == PARTICIPLES[lemma] for r in nouns)


ACRONYM = 4
"""Letters of the longest word in capitals that keeps them in a title: "ICT-johtaja"."""


def _low(word: str) -> str:
    return word if word.isupper() and len(word) <= ACRONYM else word[:1].lower() + word[1:]


@lru_cache(maxsize=20_000)
def _lemma(word: str) -> str:
    for r in readings(word):
        if r.word_class in ("laatusana", "nimisana", "nimisana_laatusana", "lukusana", "teonsana"):
            return r.lemma.lower()
    return word


_UNITS = either("role_patterns", "units_en")
POST_OF_WHAT = re.compile(
    rf"((?:(?:deputy|acting) )?(?:head|chief|director) of (?:{_UNITS}) )\Z|"
    r"((?:(?!Then )[A-Z][\w-]+ )*(?:Under-|Vice-)?"
    r"(?:Minister|Director|Head|Chair|Secretary|President|Governor|Commissioner) (?:of|for) (?:the )?"
    r"(?:[A-Z][\w-]+(?:,? (?:and|of|for) (?:the )?|,? )){1,6})\Z"
)
""" "Minister of Transport", "Head of Forecasting", "head of unit": a post with what it is over, up to the name."""

# "Head of Unit", "Minister for Foreign Affairs".
OF_WHAT = re.compile(r" (?:of|for) (?:the )?[A-Z][\w-]+(?:(?:,| and| of|, and)? [A-Z][\w-]+){0,5}")
OF_A_UNIT = re.compile(rf" of (?:{_UNITS})\b")


def _of_what(view: View, phrase: TitlePhrase, limit: int) -> TitlePhrase:
    """An English title with what it is over, where that is no body: "Head of Unit", "head of section"."""
    pattern = OF_WHAT if phrase.role[0].isupper() else OF_A_UNIT
    m = pattern.match(view.text, phrase.end, limit)
    # "Director of the Finnish Institute": the body is told apart.
    if m is None or view.body_over(m.start() + 1, m.end()):
        return phrase
    if view.text.startswith(("'s", "’s"), m.end()):
        return phrase  # "Chair of (Parliament)'s Committee"
    return TitlePhrase(phrase.start, m.end(), phrase.role + m[0], phrase.case)


def first_phrase(view: View, start: int, limit: int) -> TitlePhrase | None:
    """The title phrase that stands at an offset, a genitive or body before it allowed, and ends before a limit."""
    at = view.index_at(start)
    for w in view.words[at : at + 9]:
        # "Kela, Maija Malli johtaja": past a name no title is of the one before.
        if w.end > limit or (w.text[0].isupper() and is_given(w.text)):
            return None
        if title(w.text) or w.text == "General":
            found = phrase_at(view, w)
            nxt = view.word_after(w.end)
            longer = (
                nxt is not None
                and nxt.end <= limit
                and re.fullmatch(r" |-", view.text[w.end : nxt.start])
                and (title(nxt.text) or (nxt.text == "General" and w.text != "General"))
            )
            if found and not longer:
                english = view.language == "en" or found.role[0].isupper()
                return _of_what(view, found, limit) if english else found
    return None
