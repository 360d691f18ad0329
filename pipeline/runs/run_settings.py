"""RunSettings: how much a run may take, as `[run]` of settings.toml says."""

from __future__ import annotations

from extractors.model.document import Model
from index.home import Home
from pipeline.settings.config_values import Count, Memory, Seconds
from pipeline.settings.settings_tables import table

MEGABYTE = 1_000_000


class RunSettings(Model):
    """How much a run may take: seconds, bytes and pages a document, and how batches are cut.

    What is granted here is what `Bounds` (extractors/readers/sandbox/bounds.py) holds each process to; that class's own
    figures are for a script that reads without a run.

    `seconds` and `memory` bound reading one document or listing, `understand_seconds` and `understand_memory` finding
    its records (or those of a whole batch, before its documents are tried one by one).
    """

    seconds: Seconds = 60.0
    understand_seconds: Seconds = 300.0
    memory: Memory = 700 * MEGABYTE
    understand_memory: Memory = 1_500 * MEGABYTE
    pages: Count = 2_000
    workers: Count = 2
    batch: Count = 16
    batch_bytes: Count = 64 * MEGABYTE
    file_bytes: Count = 250 * MEGABYTE
    asked_at_once: Count = 64
    index_every: Count = 500
    tries: Count = 3


def run_settings(home: Home) -> RunSettings:
    """The bounds of a run: `[run]` in settings.toml."""
    return table(home, "run", RunSettings)
