"""Alerts by the channels a person has set: a letter for each pass, a post for each alert.

What was sent is remembered in the store.  A letter or post keeps its id when it has to be sent again (the program was
killed between sending and remembering), so that the one who gets it can tell: Message-ID in e-mail, Idempotency-Key in
a webhook.  What a letter holds is written down before it is sent, so that the same letter is sent again.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

import httpx

from index.home import Home
from index.store import state
from index.store.alert_rows import note_sent, unsent
from index.store.store import Store
from pipeline.alerts.alert_log import Alert
from pipeline.alerts.alerts import AlertSettings
from pipeline.alerts.channels.alert_channels import CHANNELS
from pipeline.settings.settings_tables import table

KIND = "channel"  # what a channel is in the small state: there from its beginning, with what it has begun to send
MOST_REFUSED = 10  # in one pass, after which a webhook that takes nothing is left alone
OF_THE_ALERT = (400, 413, 422)  # refusals that say something is wrong with this very alert
MAY_PASS = (408, 429)
Send = Callable[[list[Alert]], None]


def open_channels(store: Store, home: Home) -> None:
    """Let a channel that was set since the last pass begin with what is told from now on, not with years of old news.

    Call it before anything new is told.
    """
    settings = _settings(home)
    for channel in CHANNELS.values():
        if channel.is_set(settings):
            with store.writing() as db:
                if state.get(db, KIND, channel.name) is None:
                    note_sent(db, channel.name, [one["id"] for one in unsent(db, channel.name)])
                    state.put(db, KIND, channel.name, {"begun": []})


def deliver(store: Store, home: Home) -> list[str]:
    """Send what has not been sent yet; gives sentences about what is tried again next time, or was refused for good."""
    settings = _settings(home)
    said: list[str] = []
    for channel in CHANNELS.values():
        if channel.is_set(settings):
            said += _deliver(store, channel.name, partial(channel.send, settings), channel.together)
    return said


def _settings(home: Home) -> AlertSettings:
    return table(home, "alerts", AlertSettings)


def _deliver(store: Store, channel: str, send: Send, together: int) -> Iterator[str]:
    """Send what one channel has not sent yet.

    A webhook that refuses an alert gets the others all the same.  That one is left out for good where the refusal says
    that it is the alert's fault, or where the webhook has taken another one since; else it is tried again next time.
    """
    with store.reading() as db:
        waiting = {alert.id: alert for alert in map(Alert.model_validate, unsent(db, channel))}
    refused: dict[str, str] = {}
    while waiting and len(refused) < MOST_REFUSED:
        ids = [one for one in _begun(store, channel) if one in waiting] or list(waiting)[:together]
        if together > 1:
            _begin(store, channel, ids)
        some = [waiting.pop(one) for one in ids]
        try:
            send(some)
        except (OSError, smtplib.SMTPException, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            status = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else None
            if status is None or not httpx.codes.is_client_error(status) or status in MAY_PASS:
                said = f"status {status}" if status else error
                yield f"alerts could not be sent by {channel} ({said}); they are tried again on the next run"
                return
            refused[ids[0]] = f"the {channel} refused “{some[0].title}” (status {status})"
            settled = [ids[0]] if status in OF_THE_ALERT else []
            _remember(store, channel, settled)
        else:
            settled = list(refused)
            _remember(store, channel, [*ids, *settled], done=True)
        for one in settled:
            yield f"{refused.pop(one)}; it is not sent again, and stands in alerts/alerts.jsonl"
    if refused:
        yield f"{next(iter(refused.values()))}; what it refused is tried again on the next run"


def _remember(store: Store, channel: str, ids: Collection[str], *, done: bool = False) -> None:
    with store.writing() as db:
        note_sent(db, channel, ids)
        if done:
            state.put(db, KIND, channel, {"begun": []})


def _begin(store: Store, channel: str, ids: Sequence[str]) -> None:
    with store.writing() as db:
        state.put(db, KIND, channel, {"begun": list(ids)})


def _begun(store: Store, channel: str) -> list[str]:
    with store.reading() as db:
        return list((state.get(db, KIND, channel) or {}).get("begun", ()))
