"""The Finnish model's home: spaCy, loaded once and late, its name and its grammar part.

    Document -> pieces of plain text -> nlp.pipe, in batches -> Entity spans in the document's own offsets
    sentences that ask for it -> the dependency parser -> Node rows, one a word

The parts of the model that nobody uses (tagger, morphologizer, lemmatizer) are never loaded; a call runs its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from extractors.model.document import Document
from extractors.model.errors import SetupError
from extractors.text.characters import plain_spaces, without_long_runs

MODEL = "spacy_fi_experimental_web_md"
UNUSED = ("tagger", "morphologizer", "attribute_ruler", "lemmatizer")
GRAMMAR = ("tok2vec", "parser")
NAMES = ("ner",)

PIECE = 20_000
"""Characters the model is shown at once: longer documents are cut at a line's end."""

MODEL_RUN = 100
"""Characters without a blank that the model is shown: no name is longer, and brackets in a row cost it their square."""

BATCH = 128
"""Documents that are read together; their words are forgotten together."""

log = logging.getLogger(__name__)
_lock = threading.RLock()


class Entity(NamedTuple):
    """A name the model saw: `document.text[start:end] == text`; `label` is the model's (PERSON, ORG, GPE ...)."""

    start: int
    end: int
    label: str
    text: str


class SyntaxNode(NamedTuple):
    """One word of a parsed sentence: where it stands in it, its relation and the number of the word it hangs on.

    The root hangs on itself.
    """

    start: int
    end: int
    text: str
    relation: str
    head: int


@lru_cache(maxsize=1)
def model() -> Any:
    """The spaCy pipeline with its recogniser of names and its parser, loaded once.  SetupError where it is missing."""
    with _lock:
        try:
            import spacy

            return spacy.load(MODEL, exclude=list(UNUSED))
        except (ImportError, OSError) as error:
            raise SetupError(f"the Finnish model {MODEL} is not installed", advice="Run `make setup`.") from error


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, str]]:
    """(offset, piece) of a text, cut at line ends, else at spaces, else anywhere; together they are the text.

    >>> list(pieces("Kuopio\\nVarkaus", size=8))
    [(0, 'Kuopio\\n'), (7, 'Varkaus')]
    """
    at = 0
    while len(text) - at > size:
        cut = max(text.rfind("\n", at, at + size), at - 1) + 1
        if cut <= at:
            cut = max(text.rfind(" ", at, at + size), at - 1) + 1
        cut = cut if cut > at else at + size
        yield at, text[at:cut]
        at = cut
    if at < len(text):
        yield at, text[at:]


def tag(documents: Iterable[Document], *, batch: int = BATCH) -> Iterator[tuple[Document, tuple[Entity, ...]]]:
    """Every document, in order, with the names the model saw in it.

    Documents are taken `batch` at a time, so a stream of any length is read in bounded memory.
    """
    stream = iter(documents)
    while group := list(islice(stream, batch)):
        yield from zip(group, _entities(group), strict=True)


def _entities(group: list[Document]) -> list[tuple[Entity, ...]]:
    found: list[list[Entity]] = [[] for _ in group]
    stands: dict[str, list[tuple[int, int]]] = {}  # a form letter's text is read once, wherever it stands
    for which, document in enumerate(group):
        for offset, piece in pieces(without_long_runs(plain_spaces(document.text), MODEL_RUN)):
            if piece.strip():
                stands.setdefault(piece, []).append((which, offset))
    with _lock:
        nlp = model()
        with nlp.memory_zone():
            for doc, places in nlp.pipe(stands.items(), as_tuples=True, batch_size=32, disable=GRAMMAR):
                told = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
                for which, at in places:
                    text = group[which].text
                    found[which] += [Entity(at + a, at + b, label, text[at + a : at + b]) for a, b, label in told]
    return [tuple(sorted(entities)) for entities in found]


def parsed(sentences: Iterable[str]) -> list[tuple[SyntaxNode, ...]]:
    """The grammar of each sentence, in order.

    >>> [(n.text, n.relation) for n in parsed(["Malli johtaa Kelaa."])[0]]
    [('Malli', 'nsubj'), ('johtaa', 'ROOT'), ('Kelaa', 'obj'), ('.', 'punct')]
    """
    asked = [plain_spaces(sentence).replace("\n", " ") for sentence in sentences]
    if not asked:
        return []
    once = dict.fromkeys(asked)
    with _lock:
        nlp = model()
        with nlp.memory_zone():
            trees = {
                sentence: tuple(SyntaxNode(t.idx, t.idx + len(t), t.text, t.dep_, t.head.i) for t in doc)
                for sentence, doc in zip(once, nlp.pipe(once, batch_size=32, disable=NAMES), strict=True)
            }
    return [trees[sentence] for sentence in asked]
