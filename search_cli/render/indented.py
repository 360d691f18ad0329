"""Text that stays within its margin: what is folded goes on under its first word, not at the edge of the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

NARROWEST = 20
"""Letters of a line that a margin leaves in any terminal."""


class Indented:
    """A text whose lines begin with `first`, and those that are folded with `later` (as `first` where it is not said).

    >>> from rich.console import Console
    >>> Console(width=24).print(Indented(Text("Lähitorien valmistelu etenee aikataulussa"), "   "))
       Lähitorien
       valmistelu etenee
       aikataulussa
    """

    def __init__(self, text: Text, first: str = "", later: str | None = None) -> None:
        self._text, self._first, self._later = text, first, first if later is None else later

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        room = max(NARROWEST, options.max_width - max(len(self._first), len(self._later)))
        for i, line in enumerate(self._text.wrap(console, room)):
            line.rstrip()
            yield Text.assemble(self._later if i else self._first, line)
