"""Which sentences are parsed: parsing is dear, and most say a role beside the name or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.titles import title
from extractors.roles.context import Scene
from extractors.roles.grammar.clause import GIVEN_CASES, bases, words_for
from extractors.roles.pronouns import is_pronoun

SHORT_LINE = 60
"""A line shorter than this is one of its own: a heading or an item, not a part of the sentence below it."""

SHORTEST = 10
"""Characters of the shortest sentence that is parsed."""

# "Maija Malli on pääjohtaja".
IS = re.compile(r"\b(?:on|oli|ovat|olivat|ollut|olleet|oltuaan)\b")
# "asiaa valmistelee".
WORKS = re.compile(r"\b(?:valmistel|hoita|vasta|esittel|vetä|koordinoi|avusta|joht)\w+")
# "Malli on johtanut Tullia".
LEADS = re.compile(r"\bjoht(?:aa|i|anut|aneen|anutta|ama\w*|ava\w*)\b")


def _may_say(scene: Scene, start: int, end: int) -> bool:
    """Does a sentence hold what the rules below look for: few do, and parsing is dear?

    A title in the essive or translative, one before a word for a post, one beside "on", a body beside "johtaa".
    """
    words = scene.view.words[scene.view.index_at(start) : scene.view.index_at(end)]
    has_is = IS.search(scene.text, start, end) is not None
    for word, after in zip(words, [*words[1:], None], strict=True):
        found = title(word.text)
        if found is None:
            continue
        # "johtajaksi", "johtajana", "on johtaja".
        if found.case in GIVEN_CASES or (found.case == "nominative" and has_is):
            return True
        # "johtajan tehtävästä".
        if found.case == "genitive" and after and not bases(after.text).isdisjoint(words_for("posts")):
            return True
    doing = LEADS.search(scene.text, start, end) or WORKS.search(scene.text, start, end)
    return doing is not None and scene.body_between(start, end)


def sentences_to_parse(scene: Scene) -> Iterator[tuple[int, int]]:
    """The sentences with a person, by name or pronoun, that may say a role."""
    offsets = [who.start for who in scene.people]
    offsets += [m.start() for m in re.finditer(r"\b[Hh]än\w{0,4}\b", scene.text) if is_pronoun(m[0])]
    for offset in offsets:
        start, end = _one_line(scene, *scene.sentence(offset), offset)
        if "|" in scene.text[start:end] or not _may_say(scene, start, end):
            continue
        start += len(scene.text[start:end]) - len(scene.text[start:end].lstrip())
        if start < offset + 1 and end - start > SHORTEST:
            yield start, end


def _one_line(scene: Scene, start: int, end: int, offset: int) -> tuple[int, int]:
    """The sentence without the headings and items that stand on lines of their own before and after it."""
    text = scene.text
    for m in re.finditer(r"\n", text[start:end]):
        at = start + m.start()
        line_start = scene.view.line(at)[0]
        # A long line that ends in no stop goes on below.
        if at - max(line_start, start) >= SHORT_LINE and text[at - 1 : at] not in ".:;":
            continue
        if at < offset:
            start = at + 1
        else:
            return start, at
    return start, end
