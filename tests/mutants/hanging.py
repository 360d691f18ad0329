"""What may answer otherwise when a module changes, and what is remembered because it cannot."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.mutants import ROOT
from tests.test_layers import imported


@cache
def arrows() -> dict[str, set[str]]:
    """Which modules of the extractors each of them imports, late and for types too."""
    files = {module_of(path): path.read_text(encoding="utf-8") for path in (ROOT / "extractors").rglob("*.py")}
    return {name: imported(text, files) for name, text in files.items()}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def hanging_on(changed: str) -> frozenset[str]:
    """The modules whose answers may change with one of them: itself, and what imports it, by others too."""
    found = {changed}
    while more := {name for name, told in arrows().items() if told & found} - found:
        found |= more
    return frozenset(found)


def caches_of(names: Collection[str]) -> list[Any]:
    """The caches of these modules."""
    held = [(name, value) for name in names for value in vars(sys.modules.get(name, ModuleType(name))).values()]
    return [value for name, value in held if hasattr(value, "cache_clear") and value.__module__ == name]


def clear(caches: Iterable[Any]) -> None:
    """Forget what rules have answered: a flip must be asked anew."""
    for one in caches:
        one.cache_clear()


def remember(changed: Callable[[], frozenset[str]]) -> None:
    """What does not hang on the changed module is found once: the model's names and parses, other rooms' records."""
    import extractors.finders as finders
    import extractors.roles.grammar.attachment as attachment

    tag, known = finders.tag, {}
    parsed, trees = attachment.parsed, {}
    named, records = finders.function_named, {}

    def tagged(documents: Any, *more: Any, **options: Any) -> Iterator[Any]:
        for document in documents:
            if document.text not in known:
                ((_, known[document.text]),) = tag([document], *more, **options)
            yield document, known[document.text]

    def parsed_once(sentences: Iterable[str]) -> Any:
        asked = tuple(sentences)
        if asked not in trees:
            trees[asked] = parsed(asked)
        return trees[asked]

    def finder(place: str) -> Callable[..., Any]:
        own = named(place)
        if place.partition(":")[0] in changed():
            return own

        def found(document: Any, *given: tuple[Any, ...]) -> Any:
            key = place, document.model_dump_json(), tuple(tuple(map(id, some)) for some in given)
            if key not in records:
                records[key] = given, tuple(own(document, *given))  # what is given is held, so that no id is used again
            return records[key][1]

        return found

    finders.tag, attachment.parsed, finders.function_named = tagged, parsed_once, finder
