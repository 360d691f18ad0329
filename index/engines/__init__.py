"""The full-text engines behind one small protocol (`engine.py`).

A new one is a module with a class of that shape, a line in ENGINES, and the conformance tests that all of them pass.
"""

from __future__ import annotations

from importlib import import_module

from extractors.model.errors import EngineError
from index.engines.engine import Engine
from index.engines.place import Place
from index.home import Home

ENGINES = {
    "whoosh": "index.engines.whoosh:WhooshEngine",
    "tantivy": "index.engines.tantivy:TantivyEngine",
    "opensearch": "index.engines.opensearch:OpenSearchEngine",
}

EMBEDDED = ("tantivy", "whoosh")
"""Those that run inside this process and keep their index in the home."""

DEFAULT = "whoosh"

SORTS = ("newest", "oldest", "title")
"""The orders of a page; one by score is `best`."""


def engine_of(home: Home) -> str:
    """The engine a home keeps to: what its settings say, else Whoosh."""
    return str(home.read_settings().get("engine", DEFAULT))


def open_engine(name: str, place: Place) -> Engine:
    """Open (or make) an engine's index; raises EngineError for an engine that is unknown or not installed."""
    engine: Engine = _kind(name)(place)
    return engine


def clear_engine(name: str, place: Place) -> None:
    """Throw an engine's index away, whatever state it is in; the next opening makes an empty one."""
    _kind(name).clear(place)  # type: ignore[attr-defined]


def _kind(name: str) -> type:
    if name not in ENGINES:
        raise EngineError(f"there is no engine called {name}", advice=f"There are: {', '.join(ENGINES)}.")
    module, _, kind = ENGINES[name].partition(":")
    try:
        found: type = getattr(import_module(module), kind)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise EngineError(f"the engine {name} is not installed", advice="Run: pip install 'louhi[fast]'") from error
    return found
