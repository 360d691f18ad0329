"""Names of one word: a surname later in the text, a first name, a member of a council known by surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.people_forms import bases
from extractors.people_marks import COMPANY, STREET, THING, Mark, View, Word
from extractors.people_titles import title
from extractors.people_words import given_base, is_common, is_given, is_place, surname_weight, word_readings

CUES_AFTER = re.compile(
    r"\s(?:ym\.|kannattamana|teki|ehdotti|esitti|äänesti|poistui|saapui|ilmoitti|jätti|toimi|kannatti|ym:n)\b|(?:n|sen)?\s(?:muutosehdotu|lisäysehdotu|palautusehdotu|hylkäysehdotu|vastaehdotu|ponsiehdotu|tekemä|esitystä|ehdotu)"
)
SPEECH = re.compile(
    r"\s(?:sanoo|kertoo|toteaa|muistuttaa|korostaa|painottaa|arvioi|huomauttaa|summaa|kiteyttää|iloitsee|jatkaa|lisää|pohtii|selittää|kuvailee|kiittää|sanoi|kertoi|totesi|säger|berättar|betonar|says)\b"
)


def single_names(view: View, full: Sequence[Mark]) -> Iterator[Word]:
    """The single names of a text that stand outside its full names, in order."""
    taken = sorted((m.start, m.end) for m in full)
    known = {form for m in full for form in _forms(m.surname)}
    given = {m.given[0] for m in full if m.given and len(m.given[0]) > 1}
    at = 0
    for w in view.words:
        if not w.text[0].isupper() or len(w.text) < 3:
            continue
        while at < len(taken) and taken[at][1] <= w.start:
            at += 1
        if at < len(taken) and taken[at][0] < w.end:
            continue
        if known and known & set(_forms(w.text)):
            if _free(view, w):
                yield w
            continue
        if _by_cue(view, w) or _by_model(view, w, given):
            yield w


def _forms(word: str) -> list[str]:
    return [b.form for b in bases(word) if b.weight >= 0.6]


def _free(view: View, w: Word) -> bool:
    """Not part of some other name: a company, a street, a body, another person's full name."""
    tail = view.text[w.end : w.end + 40]
    if COMPANY.match(tail) or THING.match(tail) or STREET.search(w.text) or re.match(r"-[^\W\d_]|:[^\W\d_]{3}", tail):
        return False
    if any(e.label in ("GPE", "LOC", "FAC") for e in view.touching(w.start, w.end)) and (
        is_place(w.text) or is_common(w.text)
    ):
        return False
    body = view.body_over(w.start, w.end)
    if body and (body[1] - body[0] > w.end - w.start + 2 or is_place(w.text)):
        return False
    before = view.word_before(w.start)
    return not (
        before and view.text[before.end : w.start] == " " and before.text[0].isupper() and is_given(before.text)
    )


def _by_cue(view: View, w: Word) -> bool:
    """A surname that moves, seconds or votes in minutes."""
    if (
        surname_weight(w.text) < 1
        or (is_place(w.text) and surname_weight(w.text) < 2)
        or (given_base(w.text) and surname_weight(w.text) < 2)
    ):
        return False
    tail = view.text[w.end : w.end + 60]
    if CUES_AFTER.match(tail):
        return not any(e.label == "GPE" for e in view.touching(w.start, w.end))
    nxt = re.match(r"\s([^\W\d_]+)", tail)
    return bool(nxt and nxt[1][0].isupper() and surname_weight(nxt[1]) >= 1 and CUES_AFTER.match(tail[nxt.end() :]))


def _by_model(view: View, w: Word, given: set[str]) -> bool:
    """One word the model calls a person: kept where the language does not speak against it."""
    hits = [e for e in view.touching(w.start, w.end) if e.label == "PERSON"]
    if not hits or not _free(view, w) or title(w.text):
        return False
    if view.text[w.end : w.end + 1] == ":" and view.text[w.end + 1 : w.end + 2].isalpha():
        return False
    if w.text.isupper() and len(w.text) < 5:
        return False
    entity = hits[0]
    if len(entity.text.split()) > 1 and not given_base(w.text) and surname_weight(w.text) < 2:
        return False
    classes = {r.word_class for r in word_readings(w.text)}
    if classes & {"etunimi", "sukunimi"}:
        return True
    return not classes and len(w.text) > 2 and "-" not in w.text
