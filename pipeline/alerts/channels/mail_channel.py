"""Alerts by e-mail: a letter for each pass."""

from __future__ import annotations

import email.utils
import smtplib
from collections.abc import Sequence
from email.message import EmailMessage

from extractors.model.ids import stable_id
from extractors.text.showing import shown
from pipeline.alerts.alert_log import Alert
from pipeline.alerts.alerts import AlertSettings, Mail
from pipeline.alerts.channels.channel import Channel

IMPLICIT_TLS = 465
PATIENCE = 30.0  # seconds for a server's next word


class MailChannel(Channel):
    """A letter by SMTP, with STARTTLS or TLS where it is asked for."""

    name = "mail"
    together = 50

    def is_set(self, settings: AlertSettings) -> bool:
        """Whether there is an `[alerts.mail]`."""
        return settings.mail is not None

    def send(self, settings: AlertSettings, alerts: Sequence[Alert]) -> None:
        """Send some alerts as one letter."""
        assert settings.mail is not None
        by_mail(settings.mail, list(alerts))


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
    message.set_content(shown("\n\n".join(_written(alert) for alert in alerts)) + "\n")
    return message


def _written(alert: Alert) -> str:
    head = f"{alert.kind}: {' '.join(alert.title.split())}"
    about = f"from {alert.source}, {alert.when[:16].replace('T', ' ')} UTC" if alert.source else ""
    text = "\n".join(f"  {line}" for line in alert.text.splitlines() if line.strip())
    below = (f"  {line}" for line in (alert.link, about) if line)
    return "\n".join(part for part in (head, text, *below) if part)
