"""A console that lets nothing steer the terminal but itself: what documents say is cleaned as it is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from extractors.text.showing import shown


class CleanConsole(Console):
    """Rich's console; the words of every piece it draws are fit to be shown."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of a renderable; Rich's own control codes are pieces of their own and stay."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(shown(piece.text), piece.style)
