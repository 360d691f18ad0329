"""What commands share that narrow a search: an option for each facet of `index/query/fields.py`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from index.query.fields import FACETS


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each facet; it gets them as one `chosen`."""
    own = inspect.signature(command, eval_str=True)

    @functools.wraps(command)
    def run(**given: Any) -> None:
        command(chosen={name: found for name in FACETS if (found := given.pop(name))}, **given)

    added = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[list[str] | None, typer.Option(f"--{name}", help=said, rich_help_panel="Facets")],
        )
        for name, said in (
            (name, f"Only with this value: {field.help} (repeatable).") for name, field in FACETS.items()
        )
    ]
    kept = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own.parameters.values() if p.name != "chosen"]
    run.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in [*kept, *added]}
    return run
