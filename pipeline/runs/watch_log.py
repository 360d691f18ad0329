"""The log of watching: each pass, what it took and what failed, in files that turn over (`watch.log` in the home).

What is written goes through `shown`, so that no identity code stands in it; addresses lose their passwords and keys.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler

from extractors.text.showing import shown
from index.home import Home
from index.store.run_log import Item
from pipeline.runs.reports.report import Note

NAME = "watch.log"
BYTES = 1_000_000
"""Of one file: some ten thousand lines."""

OLDER = 5
"""Files kept besides, "watch.log.1" the newest."""

log = logging.getLogger("louhi.watch")

_SECRETS = (
    (re.compile(r"(?<=://)[^/@\s]{1,200}@"), ""),
    (re.compile(r"(?i)([?&;](?:\w{0,20}(?:token|key|password|passwd|secret|signature))=)[^&\s]+"), r"\1***"),
)


def without_secrets(line: str) -> str:
    """A line as it may be kept.

    >>> without_secrets("https://me:pw@kunta.example/a?api_key=123&p=2 (131052-308T)")
    'https://kunta.example/a?api_key=***&p=2 (131052-****)'
    """
    for secret, instead in _SECRETS:
        line = secret.sub(instead, line)
    return shown(line)


class _Kept(logging.Formatter):
    """A line of the log: the time, how grave, what."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


@contextmanager
def logged(home: Home) -> Iterator[logging.Logger]:
    """Keep what Louhi says in this block in the home's log, besides whatever else listens."""
    ours = logging.getLogger("louhi")
    before = ours.level
    handler = RotatingFileHandler(home.root / NAME, maxBytes=BYTES, backupCount=OLDER, encoding="utf-8", delay=True)
    handler.setLevel(logging.INFO)
    handler.setFormatter(_Kept("%(asctime)s %(levelname)s %(message)s"))
    ours.addHandler(handler)
    if ours.getEffectiveLevel() > logging.INFO:
        ours.setLevel(logging.INFO)
    try:
        yield log
    finally:
        ours.removeHandler(handler)
        ours.setLevel(before)
        handler.close()


def log_pass(items: Iterable[Item], notes: Iterable[Note]) -> None:
    """Say what became of a pass: each failure with its reason, what a source should give and does not, then how many
    of each outcome.
    """
    for item in items:
        if item.outcome == "failed":
            log.warning("%s: %s", item.address, item.reason)
    for note in notes:
        log.warning("%s: %s", note.source, note.text)
    counts = Counter(str(item.outcome) for item in items)
    log.info(
        "the pass ends: %s",
        ", ".join(f"{n} {what}" for what, n in sorted(counts.items())) or "no document was listed or due",
    )
