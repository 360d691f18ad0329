"""Trying again what failed, in a process of its own: the page and the API go on meanwhile, and start one at a time."""

from __future__ import annotations

import subprocess
from threading import Lock

from extractors.readers.sandbox.isolation import command
from index.home import Home


class Retrying:
    """The one process of a server that tries what failed again."""

    def __init__(self, home: Home) -> None:
        self._home, self._gate = home, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_going_on(self) -> bool:
        """Whether it is trying now."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> bool:
        """Begin; False where it has begun already and goes on."""
        with self._gate:
            if self.is_going_on:
                return False
            words = command("search_cli.app", ["retry", "--home", str(self._home.root)])
            nothing = subprocess.DEVNULL
            self._process = subprocess.Popen(
                words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
            return True
