"""A parsed sentence as the role rules look at it: which of its words are people, bodies and titles."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.people.titles import title
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.pronouns import antecedent, is_pronoun
from extractors.roles.title_phrases import TitlePhrase, phrase_at
from extractors.text.morphology import forms
from extractors.text.syntax import Tree

GIVEN_CASES = ("essive", "translative")
"""Cases of a title that a verb gives or its subject holds: "johtajana", "johtajaksi"."""

AT = re.compile(r"(?:ss[aä]|ll[aä])$")
INTO = re.compile(r"(?:lle|[aeiouyäö]n)$")
FROM = re.compile(r"(?:st[aä]|lt[aä])$")


@lru_cache(maxsize=20_000)
def bases(word: str) -> frozenset[str]:
    """The base forms of a word, the verb of a participle with them.

    >>> "toimia" in bases("toiminut"), "valita" in bases("valittiin")
    (True, True)
    """
    return frozenset(forms(word).bases) | {word.lower()}


@lru_cache(maxsize=16)
def words_for(kind: str) -> frozenset[str]:
    """One list of `lexicon/role_verbs.toml`."""
    return frozenset(wordlist("role_verbs")[kind])


class Holder:
    """A person as one place of a sentence names them: by name, or by a pronoun, with the reason for whom it means."""

    def __init__(self, who: NamedPerson, reason: str = "") -> None:
        self.who, self.reason = who, reason


class Clause:
    """One parsed sentence of a scene."""

    def __init__(self, scene: Scene, tree: Tree) -> None:
        self.scene, self.tree = scene, tree
        self.start, self.end = tree.nodes[0].start, tree.nodes[-1].end
        self._people = self._units([(n.start, n.end) for n in scene.people_in(self.start, self.end)])
        self._bodies = self._units([(s, e) for s, e, _ in scene.bodies_between(self.start, self.end)])
        self._names = {(s, e): name for s, e, name in scene.bodies_between(self.start, self.end)}

    def _units(self, spans: list[tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """Each word of a name -> the longest name it is in."""
        out: dict[int, tuple[int, int]] = {}
        for span in sorted(spans, key=lambda s: s[1] - s[0]):
            for i in self.tree.span(*span):
                out[i] = span
        return out

    @cached_property
    def titles(self) -> list[tuple[int, TitlePhrase]]:
        """(word, phrase) of each title that stands in no name."""
        found = []
        for i, node in enumerate(self.tree.nodes):
            if i in self._people or i in self._bodies or not title(node.text):
                continue
            word = self.scene.view.word_before(node.end)
            phrase = phrase_at(self.scene.view, word) if word and word.end == node.end else None
            if phrase:
                found.append((i, phrase))
        return found

    def person(self, i: int) -> Holder | None:
        """The person a word is, or is the title of: "Malli", "hän", "pääjohtaja (Maija Malli)"."""
        span = self._people.get(i)
        if span is None:
            named = (c for c in self.tree.children(i, "appos", "flat", "flat:name", "nmod") if c in self._people)
            titled = next(named, None) if title(self.tree.nodes[i].text) else None
            span = self._people[titled] if titled is not None else None
        if span:
            who = self.scene.person_from(span[0], span[0] + 1)
            return Holder(who) if who else None
        return self._meant(i)

    def _meant(self, i: int) -> Holder | None:
        node = self.tree.nodes[i]
        if not is_pronoun(node.text):
            return None
        who = antecedent(self.scene, node.start)
        if who is None:
            return None
        said = self.scene.text[node.start : node.end]
        meant = NamedPerson(node.start, node.end, who.name, who.id)
        return Holder(meant, f"“{said}” is {who.name}, named before it")

    def is_nominative(self, holder: Holder) -> bool:
        """Does a name stand as it is filed: "Maija Malli", not "Maija Mallin"?"""
        said = self.scene.text[holder.who.start : holder.who.end]
        return bool(holder.reason) or said in holder.who.name

    def body(self, i: int) -> str | None:
        """The body that a word is or is a part of."""
        span = self._bodies.get(i)
        return self._names[span] if span else None

    def bodies_on(self, *heads: int) -> list[tuple[int, int, str]]:
        """(start, end, name) of the bodies that hang on any of some words."""
        out = []
        for span, name in self._names.items():
            head = self.tree.head_of(*span)
            if head is not None and self._bodies.get(head) == span and self.tree.nodes[head].head in heads:
                out.append((*span, name))
        return sorted(out)

    def is_verb(self, i: int, kind: str) -> bool:
        """Is a word a form of a verb of some kind: "toiminut" of those that hold?"""
        return not bases(self.tree.nodes[i].text).isdisjoint(words_for(kind))

    def denied(self, i: int) -> bool:
        """Is what a verb says denied, a condition or a wish: "ei ole toiminut", "jos valitaan", "toivoo, että"?"""
        tree, at = self.tree, i
        for _ in tree.nodes:
            around = {tree.nodes[c].text.lower() for c in tree.children(at)}
            # "ei ole toiminut", "jos valitaan".
            if around & (words_for("denials") | words_for("conditions")):
                return True
            # "haluaisi toimia".
            if any(self.is_verb(c, "wishes") for c in tree.children(at, "aux")):
                return True
            above = tree.nodes[at].head
            if above == at or tree.nodes[at].relation in ("acl:relcl", "acl", "parataxis"):
                return False
            # "toivoo, että Malli valitaan".
            if tree.nodes[at].relation in ("ccomp", "xcomp") and self.is_verb(above, "wishes"):
                return True
            at = above
        return False
