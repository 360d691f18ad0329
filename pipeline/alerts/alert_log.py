"""What was told: rows of the store, each once, in the order in which it was told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import field_validator

from extractors.model.document import Model
from extractors.text.showing import hidden
from index.store.alert_rows import Transaction, add_alerts, alert_rows, latest_rows
from index.store.store import Store

AlertKind = Literal["new document", "changed facts", "vanished document", "saved search", "expectation"]


class Alert(Model):
    """One thing to tell: `id` is the same whenever it is found again."""

    id: str
    kind: AlertKind
    title: str
    text: str = ""
    link: str | None = None
    document_id: str | None = None
    source: str | None = None
    when: str

    @field_validator("title", "text")
    @classmethod
    def _as_shown(cls, said: str) -> str:
        return hidden(said)  # the file is sent about and read by others: it holds no code and no account


def logged_alerts(store: Store) -> list[Alert]:
    """All that was told, oldest first."""
    with store.reading() as db:
        return [Alert.model_validate(one) for _, one in alert_rows(db)]


def latest_alerts(store: Store, count: int) -> list[Alert]:
    """The last `count` that were told, oldest first."""
    with store.reading() as db:
        return [Alert.model_validate(one) for _, one in latest_rows(db, count)]


def tell(db: Transaction, alerts: Sequence[Alert]) -> None:
    """Keep what is told; what was told before stays as it is."""
    add_alerts(db, [alert.model_dump(mode="json", exclude_none=True) for alert in alerts])
