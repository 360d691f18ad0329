"""Progress on a terminal, silence in a pipe: how a run is told while it goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.runs.reports.report import Progress, Teller


@contextmanager
def telling() -> Iterator[Teller | None]:
    """A teller that draws a bar on standard error and lists failures above it; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from search_cli.render.console import CleanConsole

    console = CleanConsole(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(progress: Progress) -> None:
            item = progress.item
            name = item.address.rstrip("/").rpartition("/")[2] or item.address
            bar.update(task, completed=progress.done, total=progress.total, description=f"{item.outcome}  {name[:40]}")
            if item.outcome == "failed":
                console.print(f"failed  {item.address}: {item.reason}", style="red", markup=False)

        yield tell


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Follows `done` of `total` with a bar on standard error; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
