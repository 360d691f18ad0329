"""Two documents or versions beside each other: facts first, then words; below each other where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from search_cli.render.cells import cell

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pipeline.runs.comparison.comparing import ComparedSide, Comparison

NONE = "–"


def comparison_text(found: Comparison) -> RenderableType:
    """What differs in two columns, then what both say."""
    grid = Table(box=None, pad_edge=False, expand=True, show_edge=False, header_style="bold")
    grid.add_column("", no_wrap=True)
    for side in (found.before, found.after):
        grid.add_column(_headed(side), ratio=1, overflow="fold")
    for fact in found.facts:
        grid.add_row(fact.kind, Text(cell(fact.before) or NONE), Text(cell(fact.after) or NONE))
    if found.facts and found.words:
        grid.add_row("", "", "")
    for word in found.words:
        grid.add_row(
            "words", Text(cell(word.before) or NONE, style="red"), Text(cell(word.after) or NONE, style="green")
        )
    parts: list[RenderableType] = [grid, Text()]
    if not found.facts and not found.words:
        parts = [Text(f"{_headed(found.before)} and {_headed(found.after)}: nothing differs.")]
    if found.shared:
        parts.append(Text(f"Both say ({len(found.shared)})", style="bold"))
        parts += [Text(f"{one.kind}: {cell(one.fact)}") for one in found.shared]
    parts.append(Text(f"{found.alike:.0%} of the passages are the same.", style="dim"))
    return Group(*parts)


def _headed(side: ComparedSide) -> str:
    day = f", {side.published[:10]}" if side.published else ""
    return f"{cell(side.title) or side.document}{day}, version {side.version}"
