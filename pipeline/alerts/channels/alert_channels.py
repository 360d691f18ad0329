"""The registry of alert channels: a new one is a class in a module of its own, and a line here.

Its settings are a field of `AlertSettings` in `pipeline/alerts/alerts.py`.
"""

from __future__ import annotations

from pipeline.alerts.channels.channel import Channel
from pipeline.alerts.channels.mail_channel import MailChannel
from pipeline.alerts.channels.webhook_channel import WebhookChannel

ALL: tuple[Channel, ...] = (MailChannel(), WebhookChannel())
CHANNELS: dict[str, Channel] = {channel.name: channel for channel in ALL}
