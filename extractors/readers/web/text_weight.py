"""How much text of its own a part of a page holds: all of it counts, in <p>, <div> or after a <br>, links aside.

Furniture is told by names, and names lie: a part that holds most of a page is its document whatever it is called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WEIGHTLESS = ("a", "script", "style", "template", "select", "button", "textarea", "svg", "iframe", "object")
"""What stands inside these is no running text: links, scripts, choices of a form."""


@dataclass(slots=True)
class Weights:
    """The characters of text in the elements of a page, blanks aside; each is counted when it is first asked for."""

    sizes: dict[Any, int] = field(default_factory=dict)
    inner: dict[Any, bool] = field(default_factory=dict)
    """Which weightless elements stand in another one."""

    def of(self, element: Any) -> int:
        """The text of an element.

        >>> from lxml import html
        >>> div = html.fromstring('<div>Kunta <a href="/">Etusivu</a> päätti<br>asiasta<p>eilen</p></div>')
        >>> Weights().of(div)
        23
        """
        size = self.sizes.get(element)
        if size is None:
            without = (e for e in element.iter(*WEIGHTLESS) if not self._is_inner(e))
            light = element.tag in WEIGHTLESS or self._is_inner(element)
            size = 0 if light else _length(element) - sum(map(_length, without))
            self.sizes[element] = size
        return size

    def _is_inner(self, element: Any) -> bool:
        """Whether an element stands in a weightless one: it is counted with that one, and has no weight itself."""
        known = self.inner.get(element)
        if known is None:
            known = self.inner[element] = next(element.iterancestors(*WEIGHTLESS), None) is not None
        return known


def _length(element: Any) -> int:
    return len("".join(element.text_content().split()))
