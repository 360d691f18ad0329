"""Title phrases beside a name: before it ("STM:n osastopäällikkö X"), after it ("X, neuvotteleva virkamies")."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.morphology import readings
from extractors.people_marks import View, Word
from extractors.people_titles import Title, title
from extractors.people_words import is_given, lexicon


class Phrase(NamedTuple):
    """A title with what belongs to it: `text[start:end]` is the phrase, `role` its base form."""

    start: int
    end: int
    role: str
    case: str


def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon("titles")["fi"][kind])


STATE = re.compile(r"(?:vs|va|vt|ma|v\.s|t\.f|tf)\.?", re.I)


def phrase_at(view: View, last: Word) -> Phrase | None:
    """The title phrase whose last word this is; None where it is no title.

    >>> view = View("lisätietoja: sivistys- ja kulttuurijohtaja Mika Malli")
    >>> phrase_at(view, view.words[3]).role
    'sivistys- ja kulttuurijohtaja'
    """
    head = title(last.text)
    if head is None:
        return None
    start, role = last.start, head.base
    adjectives, states, fields = _words("adjectives"), _words("state"), _words("fields")
    weak = head.base in _words("weak")
    at = view.index_at(last.start)
    for i in range(at - 1, max(-1, at - 6), -1):
        w = view.words[i]
        gap = view.text[w.end : start]
        bare = w.text.lower()
        if gap not in (" ", "\n", ". ", "- ", ".", "  ", "- \n") or "\n\n" in gap:
            break
        if gap.startswith("-") or (bare == "ja" and i and view.text[view.words[i - 1].end : w.start] == "- "):
            if bare == "ja":
                first = view.words[i - 1]
                start, role = first.start, f"{_low(first.text)}- ja {role}"
            continue
        lemma = _lemma(bare)
        if STATE.fullmatch(w.text) or (bare in states or lemma in states):
            start, role = (
                w.start,
                f"{view.text[w.start : w.end + 1].strip() if gap.startswith('.') else (lemma if lemma in states else bare)} {role}",
            )
        elif gap.startswith("."):
            break
        elif lemma in adjectives or w.text in adjectives:
            start, role, weak = w.start, f"{lemma if lemma in adjectives else w.text} {role}", False
        elif bare in fields:
            start, role, weak = w.start, f"{bare} {role}", False
            break
        else:
            break
    if weak:
        return None
    return Phrase(start, last.end, role, head.case)


def _low(word: str) -> str:
    return word if word.isupper() and len(word) < 5 else word[:1].lower() + word[1:]


def _lemma(word: str) -> str:
    for r in readings(word):
        if r.word_class in ("laatusana", "nimisana", "nimisana_laatusana", "lukusana"):
            return r.lemma.lower()
    return word


def phrases_before(view: View, start: int) -> list[Phrase]:
    """The title phrases that end where a name starts, nearest first: "sisäministeri ja vihreiden puheenjohtaja NN"."""
    out: list[Phrase] = []
    at = start
    for _ in range(3):
        w = view.word_before(at)
        if w is None:
            break
        gap = view.text[w.end : at]
        if not re.fullmatch(r"[ ]{1,2}|[ ]?\n[ ]?|:[ \n]{1,2}" if not out else r"\s|,\s|\s?/\s?", gap):
            break
        if out and w.text.lower() in ("ja", "sekä", "och", "and"):
            at = w.start
            continue
        found = phrase_at(view, w)
        if found is None:
            break
        out.append(found)
        at = found.start
    return out


def phrase_after(view: View, end: int, limit: int) -> Phrase | None:
    """The title phrase that starts at or soon after an offset and before a limit."""
    at = view.index_at(end)
    for w in view.words[at : at + 7]:
        if w.end > limit:
            break
        if view.text[end : w.start].count(",") or "\n" in view.text[end : w.start].strip(" "):
            break
        nxt = view.words[view.index_at(w.end)] if view.index_at(w.end) < len(view.words) else None
        if title(w.text) and not (nxt and nxt.end <= limit and view.text[w.end : nxt.start] == " " and title(nxt.text)):
            found = phrase_at(view, w)
            if found and found.case in ("nominative", "essive", "translative"):
                return found
        if is_given(w.text) and w.text[0].isupper():
            break
    return None


__all__ = ["Phrase", "Title", "phrase_after", "phrase_at", "phrases_before"]
