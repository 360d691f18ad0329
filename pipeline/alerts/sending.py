"""Alerts by the channels a person has set: a letter for each pass, a post for each alert.

What was sent is remembered line by line.  A letter or post keeps its id when it has to be sent again (the program was
killed between sending and remembering), so that the one who gets it can tell: Message-ID in e-mail, Idempotency-Key in
a webhook.  What a letter holds is written down before it is sent, so that the same letter is sent again.
"""

from __future__ import annotations

import os
import smtplib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import httpx

from index.home import Home, write_whole
from pipeline.alerts.alert_log import Alert, told_alerts, told_ids
from pipeline.alerts.alerts import AlertSettings
from pipeline.alerts.channels.alert_channels import CHANNELS
from pipeline.sources.settings import table

MOST_REFUSED = 10  # in one pass, after which a webhook that takes nothing is left alone
OF_THE_ALERT = (400, 413, 422)  # refusals that say something is wrong with this very alert
MAY_PASS = (408, 429)
Send = Callable[[list[Alert]], None]


def open_channels(home: Home) -> None:
    """Let a channel that was set since the last pass begin with what is told from now on, not with years of old news.

    Call it before anything new is told.
    """
    settings = _settings(home)
    for channel in CHANNELS.values():
        path = home.alerts / f"sent-{channel.name}.txt"
        if channel.is_set(settings) and not path.exists():
            write_whole(path, "".join(f"{one}\n" for one in sorted(told_ids(home))).encode())


def deliver(home: Home) -> list[str]:
    """Send what has not been sent yet; gives sentences about what is tried again next time, or was refused for good."""
    settings = _settings(home)
    said: list[str] = []
    for channel in CHANNELS.values():
        if channel.is_set(settings):
            said += _deliver(home, channel.name, partial(channel.send, settings), channel.together)
    return said


def _settings(home: Home) -> AlertSettings:
    return table(home, "alerts", AlertSettings)


def _deliver(home: Home, channel: str, send: Send, together: int) -> Iterator[str]:
    """Send what one channel has not sent yet.

    A webhook that refuses an alert gets the others all the same.  That one is left out for good where the refusal says
    that it is the alert's fault, or where the webhook has taken another one since; else it is tried again next time.
    """
    path, begun = home.alerts / f"sent-{channel}.txt", home.alerts / f"sending-{channel}.txt"
    sent = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    if told_ids(home) <= sent:
        return
    waiting = {alert.id: alert for alert in told_alerts(home) if alert.id not in sent}
    refused: dict[str, str] = {}
    while waiting and len(refused) < MOST_REFUSED:
        ids = [one for one in _begun(begun) if one in waiting] or list(waiting)[:together]
        if together > 1:
            write_whole(begun, " ".join(ids).encode())
        some = [waiting.pop(one) for one in ids]
        try:
            send(some)
        except (OSError, smtplib.SMTPException, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            status = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else None
            if status is None or not 400 <= status < 500 or status in MAY_PASS:
                said = f"status {status}" if status else error
                yield f"alerts could not be sent by {channel} ({said}); they are tried again on the next run"
                return
            refused[ids[0]] = f"the {channel} refused “{some[0].title}” (status {status})"
            settled = [ids[0]] if status in OF_THE_ALERT else []
            _remember(path, settled)
        else:
            settled = list(refused)
            _remember(path, [*ids, *settled])
            begun.unlink(missing_ok=True)
        for one in settled:
            yield f"{refused.pop(one)}; it is not sent again, and stands in alerts/alerts.jsonl"
    if refused:
        yield f"{next(iter(refused.values()))}; what it refused is tried again on the next run"


def _remember(path: Path, ids: Iterable[str]) -> None:
    with path.open("ab") as out:
        out.write("".join(f"{one}\n" for one in ids).encode())
        out.flush()
        os.fsync(out.fileno())


def _begun(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split() if path.exists() else []
