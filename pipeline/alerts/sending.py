"""Alerts by e-mail and webhook: a letter for each pass, a post for each alert.

What was sent is remembered line by line.  A letter or post keeps its id when it has to be sent again (the program was
killed between sending and remembering), so that the one who gets it can tell: Message-ID in e-mail, Idempotency-Key in
a webhook.  What a letter holds is written down before it is sent, so that the same letter is sent again.
"""

from __future__ import annotations

import email.utils
import os
import smtplib
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx

from extractors.model.ids import stable_id
from extractors.text.showing import shown
from index.home import Home, write_whole
from pipeline.alerts.alert_log import Alert, told_alerts, told_ids
from pipeline.alerts.alerts import AlertSettings, Mail
from pipeline.sources.settings import table

MOST = 50  # alerts in one letter
REFUSALS = 10  # in one pass, after which a webhook that takes nothing is left alone
OF_THE_ALERT = (400, 413, 422)  # refusals that say something is wrong with this very alert
MAY_PASS = (408, 429)
IMPLICIT_TLS = 465
PATIENCE = 30.0  # seconds for a server's next word
Send = Callable[[list[Alert]], None]


def open_channels(home: Home) -> None:
    """Let a channel that was set since the last pass begin with what is told from now on, not with years of old news.

    Call it before anything new is told.
    """
    settings = _settings(home)
    for channel, is_set in (("mail", settings.mail), ("webhook", settings.webhook)):
        path = home.alerts / f"sent-{channel}.txt"
        if is_set and not path.exists():
            write_whole(path, "".join(f"{one}\n" for one in sorted(told_ids(home))).encode())


def deliver(home: Home) -> list[str]:
    """Send what has not been sent yet; gives sentences about what is tried again next time, or was refused for good."""
    settings = _settings(home)
    said: list[str] = []
    if mail := settings.mail:
        said += _deliver(home, "mail", lambda alerts: by_mail(mail, alerts), MOST)
    if hook := settings.webhook:
        said += _deliver(home, "webhook", lambda alerts: by_webhook(hook, alerts[0]), 1)
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
    while waiting and len(refused) < REFUSALS:
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


def by_mail(mail: Mail, alerts: list[Alert]) -> None:
    """Send some alerts as one letter by SMTP."""
    import ssl

    message, context = letter(mail, alerts), ssl.create_default_context()
    implicit = mail.ssl or mail.port == IMPLICIT_TLS
    with (
        smtplib.SMTP_SSL(mail.host, mail.port, timeout=PATIENCE, context=context)
        if implicit
        else smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE)
    ) as server:
        if mail.tls and not implicit:
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password or "")
        server.send_message(message)


def letter(mail: Mail, alerts: list[Alert]) -> EmailMessage:
    """Some alerts as one letter: what each is about, what it says, and where it stands."""
    message = EmailMessage()
    first = f"{alerts[0].kind}: {' '.join(alerts[0].title.split())[:120]}"
    more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
    message["Subject"] = shown(f"Louhi: {first}{more}")
    message["From"], message["To"] = mail.sender, ", ".join(mail.to)
    message["Date"] = email.utils.localtime()
    its_id = alerts[0].id if len(alerts) == 1 else stable_id("alerts", *(alert.id for alert in alerts))
    message["Message-ID"] = f"<{its_id}@louhi.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(shown("\n\n".join(_told(alert) for alert in alerts)) + "\n")
    return message


def _told(alert: Alert) -> str:
    head = f"{alert.kind}: {' '.join(alert.title.split())}"
    about = f"from {alert.source}, {alert.when[:16].replace('T', ' ')} UTC" if alert.source else ""
    text = "\n".join(f"  {line}" for line in alert.text.splitlines() if line.strip())
    below = (f"  {line}" for line in (alert.link, about) if line)
    return "\n".join(part for part in (head, text, *below) if part)


def by_webhook(url: str, alert: Alert) -> None:
    """Post one alert as JSON."""
    body = {name: shown(value) for name, value in alert.model_dump(mode="json", exclude_none=True).items()}
    httpx.post(url, json=body, headers={"Idempotency-Key": alert.id}, timeout=PATIENCE).raise_for_status()
