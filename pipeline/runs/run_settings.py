"""RunSettings: how much a run may take, as `[run]` of settings.toml says; and how long until it tries again."""

from __future__ import annotations

from extractors.model.document import Model
from index.home import Home
from pipeline.sources.config_values import Count, Memory, Seconds
from pipeline.sources.settings import table

RETRY_DELAYS = (2.0, 8.0)
"""Seconds before a step that met passing faults is tried again; how long one address rests is the Fetcher's to say."""

MEGABYTE = 1_000_000


class RunSettings(Model):
    """How much a run may take: seconds, bytes and pages a document, and how batches are cut.

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
