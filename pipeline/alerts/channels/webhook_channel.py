"""Alerts by webhook: a post for each."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from extractors.text.showing import shown
from pipeline.alerts.alert_log import Alert
from pipeline.alerts.alerts import AlertSettings
from pipeline.alerts.channels.channel import Channel

PATIENCE = 30.0  # seconds for a server's next word


class WebhookChannel(Channel):
    """JSON by HTTP, with an Idempotency-Key by which the one who gets it tells a second sending."""

    name = "webhook"

    def is_set(self, settings: AlertSettings) -> bool:
        """Whether `webhook` is an address."""
        return settings.webhook is not None

    def send(self, settings: AlertSettings, alerts: Sequence[Alert]) -> None:
        """Post each."""
        for alert in alerts:
            by_webhook(str(settings.webhook), alert)


def by_webhook(url: str, alert: Alert) -> None:
    """Post one alert as JSON."""
    body = {name: shown(value) for name, value in alert.model_dump(mode="json", exclude_none=True).items()}
    httpx.post(url, json=body, headers={"Idempotency-Key": alert.id}, timeout=PATIENCE).raise_for_status()
