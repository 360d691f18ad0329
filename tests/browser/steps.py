"""What a reader's hand does, each step whole: a press that leads to another page ends when that page has loaded.

Playwright's own `click` ends when the press is done; what is read after it may be the page before, or none.
"""

from __future__ import annotations

from typing import Any


def follow(tab: Any, link: Any) -> None:
    """Press a link or button that leads on, and wait for where it leads."""
    with tab.expect_navigation():
        link.click()


def send(tab: Any, key: str = "Enter") -> None:
    """Press a key that sends a form, and wait for the answer."""
    with tab.expect_navigation():
        tab.keyboard.press(key)


def back(tab: Any) -> None:
    """The page before, loaded."""
    tab.go_back(wait_until="load")
