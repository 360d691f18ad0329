"""What is longer than the terminal is read through a pager, as git does it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Mapping

from rich.console import Console, RenderableType

LESS = "-RX"
"""Colours pass, and what was read stays on the screen; a person's own $LESS goes first."""


def pager_of(environ: Mapping[str, str]) -> list[str]:
    """The pager a person uses: $LOUHI_PAGER, $PAGER, else less; none where that is empty, `cat` or not here.

    >>> pager_of({"LOUHI_PAGER": "", "PAGER": "more"}), pager_of({"PAGER": "cat"})
    ([], [])
    """
    named = environ.get("LOUHI_PAGER", environ.get("PAGER", "less"))
    try:
        command = shlex.split(named)
    except ValueError:
        return []
    return command if command and command[0] != "cat" and shutil.which(command[0]) else []


def page(console: Console, renderable: RenderableType, environ: Mapping[str, str]) -> bool:
    """Show what is longer than the terminal through the pager; False where it is not, or there is no pager."""
    command = pager_of(environ)
    if not command:
        return False
    with console.capture() as drawn:
        console.print(renderable, crop=False)
    text = drawn.get()
    if text.count("\n") < console.height:
        return False
    started = {**environ, "LESS": environ.get("LESS", LESS)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=started, text=True, errors="replace") as pager:
        try:
            pager.communicate(text)
        except (BrokenPipeError, KeyboardInterrupt):
            pager.wait()
    return True
