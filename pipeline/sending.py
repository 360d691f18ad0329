"""Alerts by e-mail and webhook.  What was sent is remembered line by line, each before the next is sent.

A message keeps its id when it has to be sent again (the program was killed between sending and remembering), so that
the one who gets it can tell: Message-ID in e-mail, Idempotency-Key in a webhook.
"""

from __future__ import annotations

import os
import smtplib
from collections.abc import Callable
from email.message import EmailMessage

import httpx

from index.home import Home
from pipeline.alerts import Alert, AlertSettings, Mail, told_alerts

Send = Callable[[Alert], None]


def deliver(home: Home) -> list[str]:
    """Send what has not been sent yet; gives a sentence for each channel that failed, to be tried again next time."""
    settings = AlertSettings.model_validate(home.read_settings().get("alerts", {}))
    channels: dict[str, Send] = {}
    if mail := settings.mail:
        channels["mail"] = lambda alert: by_mail(mail, alert)
    if hook := settings.webhook:
        channels["webhook"] = lambda alert: by_webhook(hook, alert)
    return [said for name, send in channels.items() if (said := _deliver(home, name, send))]


def _deliver(home: Home, channel: str, send: Send) -> str | None:
    path = home.alerts / f"sent-{channel}.txt"
    sent = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    waiting = [alert for alert in told_alerts(home) if alert.id not in sent]
    if not waiting:
        return None
    with path.open("ab") as out:
        for alert in waiting:
            try:
                send(alert)
            except (OSError, smtplib.SMTPException, httpx.HTTPError) as error:
                if isinstance(error, httpx.HTTPStatusError):
                    error = OSError(f"status {error.response.status_code}")
                return f"alerts could not be sent by {channel} ({error}); they are tried again on the next run"
            out.write(f"{alert.id}\n".encode())
            out.flush()
            os.fsync(out.fileno())
    return None


def by_mail(mail: Mail, alert: Alert) -> None:
    """Send one alert by SMTP."""
    message = EmailMessage()
    message["Subject"] = f"Louhi: {alert.kind}: {' '.join(alert.title.split())[:150]}"
    message["From"], message["To"] = mail.sender, ", ".join(mail.to)
    message["Message-ID"] = f"<{alert.id}@louhi.invalid>"
    message.set_content("\n".join(part for part in (alert.title, alert.text, alert.link) if part) + "\n")
    with smtplib.SMTP(mail.host, mail.port, timeout=30) as server:
        if mail.tls:
            server.starttls()
        if mail.user:
            server.login(mail.user, mail.password or "")
        server.send_message(message)


def by_webhook(url: str, alert: Alert) -> None:
    """Post one alert as JSON."""
    body = alert.model_dump(mode="json", exclude_none=True)
    httpx.post(url, json=body, headers={"Idempotency-Key": alert.id}, timeout=30).raise_for_status()
