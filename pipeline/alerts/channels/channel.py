"""What a channel of alerts is: a way by which what is told leaves Louhi."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from pipeline.alerts.alert_log import Alert
from pipeline.alerts.alerts import AlertSettings


class Channel:
    """One way: `name` is what it is called, `together` how many alerts go in one sending.

    What was sent, what is tried again and what is left out for good is the same for all: see sending.py.
    """

    name: ClassVar[str]
    together: ClassVar[int] = 1

    def is_set(self, settings: AlertSettings) -> bool:
        """Whether a person has asked for it in `[alerts]` of settings.toml."""
        raise NotImplementedError

    def send(self, settings: AlertSettings, alerts: Sequence[Alert]) -> None:
        """Send some alerts.  Raises OSError, httpx.HTTPError and the like where they could not be sent."""
        raise NotImplementedError
