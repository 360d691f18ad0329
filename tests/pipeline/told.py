"""What a home has told, and what it remembers of a listing, read from its store."""

from __future__ import annotations

from index.home import Home
from index.store.store import Store
from pipeline.alerts.alert_log import Alert
from pipeline.alerts.alert_log import logged_alerts as told_of
from pipeline.sources.listing_state import Listing, load_listing
from pipeline.sources.sources import Source


def logged_alerts(home: Home) -> list[Alert]:
    """All that was told, oldest first."""
    with Store.open(home) as store:
        return told_of(store)


def listing_of_home(home: Home, source: Source) -> Listing:
    """The remembered listing of a source."""
    with Store.open(home) as store:
        return load_listing(store, source)
