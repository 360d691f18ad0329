"""The full-text engines behind one small protocol.

An engine keeps terms that were made elsewhere and answers with document numbers.  A new one is a module with a class
of this shape, a line in ENGINES, and the conformance tests that all of them pass.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from extractors.model.errors import EngineError
from index.home import Home
from index.query.plan import Found, Ints, Plan

K1, B = 0.8, 0.6
"""BM25's two: how soon repeating a word stops counting, and how much a long document is held back."""

ENGINES = {"whoosh": "index.engines.whoosh:WhooshEngine", "tantivy": "index.engines.tantivy:TantivyEngine"}

DEFAULT = "whoosh"


def engine_of(home: Home) -> str:
    """The engine a home keeps to: what its settings say, else Whoosh."""
    return str(home.read_settings().get("engine", DEFAULT))


class Row(NamedTuple):
    """One document for an engine: its number, how many words it has, and how often each term stands in it."""

    number: int
    length: int
    counts: Mapping[str, int]


class Engine(Protocol):
    """What every engine does.  `average` is the mean length of all documents, for BM25."""

    def write(self, rows: Iterable[Row], gone: Collection[int] = ()) -> None:
        """Put rows (replacing documents of the same number), then drop others: all of it or nothing.

        `gone` is looked at once the rows are all there.
        """

    def refresh(self) -> None:
        """See what was written since, by whomever."""

    def size(self) -> int:
        """How many documents it holds."""

    def frequency(self, term: str) -> int:
        """How many documents hold the term, about."""

    def vocabulary(self, prefix: str) -> list[str]:
        """Every term that begins so, in order; some may stand in deleted documents alone."""

    def matching(self, plan: Plan) -> Ints:
        """The numbers of all documents that match, ascending."""

    def best(self, plan: Plan, limit: int, average: float) -> Found:
        """The likeliest `limit` documents, best first, the lower number first where two are equal."""

    def close(self) -> None:
        """Let go of files."""


def open_engine(name: str, folder: Path) -> Engine:
    """Open (or make) an engine's index in a folder; raises EngineError for one that is unknown or not installed."""
    if name not in ENGINES:
        raise EngineError(f"there is no engine called {name}", advice=f"There are: {', '.join(ENGINES)}.")
    module, _, kind = ENGINES[name].partition(":")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        engine: Engine = getattr(import_module(module), kind)(folder)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise EngineError(f"the engine {name} is not installed", advice="Run: pip install 'louhi[fast]'") from error
    return engine
