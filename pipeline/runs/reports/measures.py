"""Measures for a monitor, in Prometheus' text format: what each means, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from index.store.run_log import Run

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
WHAT = {
    "louhi_ready": ("gauge", "Whether searches are answered."),
    "louhi_watching": ("gauge", "Whether the watch is there."),
    "louhi_requests_total": ("counter", "Requests answered by this server, by status."),
    "louhi_request_seconds_total": ("counter", "Seconds they took together."),
    "louhi_documents": ("gauge", "Documents held."),
    "louhi_failures": ("gauge", "Addresses that failed and nobody dismissed."),
    "louhi_needs": ("gauge", "What only a person can mend."),
    "louhi_last_run_started_timestamp_seconds": ("gauge", "When the last run began."),
    "louhi_last_run_ended_timestamp_seconds": (
        "gauge",
        "When it ended; absent while it works or where it was killed.",
    ),
    "louhi_source_last_pass_timestamp_seconds": ("gauge", "When the last whole pass over a watched source ended."),
    "louhi_source_failures": ("gauge", "Addresses of a watched source that failed."),
}
"""Every measure: its type, and what it says."""

Sample = tuple[str, Mapping[str, str], float]


def moment(name: str, said: str | None, labels: Mapping[str, str] | None = None) -> list[Sample]:
    """A time as a sample; none where there is none, or where a pass has not ended."""
    try:
        return [(name, labels or {}, datetime.fromisoformat(said or "").timestamp())]
    except ValueError:
        return []


def of_run(run: Run) -> list[Sample]:
    """When a run, the last there was, began and ended."""
    begun = moment("louhi_last_run_started_timestamp_seconds", run.started)
    return begun + moment("louhi_last_run_ended_timestamp_seconds", run.ended)


def exposed(samples: list[Sample]) -> str:
    r"""Samples in Prometheus' text format.

    >>> print(exposed([("louhi_source_failures", {"source": 'a"b'}, 2)]), end="")
    # HELP louhi_source_failures Addresses of a watched source that failed.
    # TYPE louhi_source_failures gauge
    louhi_source_failures{source="a\"b"} 2
    """
    lines: list[str] = []
    for name, (kind, said) in WHAT.items():
        found = [(labels, value) for one, labels, value in samples if one == name]
        if found:
            lines += [f"# HELP {name} {said}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{_labelled(labels)} {value:.15g}" for labels, value in found]
    return "\n".join(lines) + "\n"


def _labelled(labels: Mapping[str, str]) -> str:
    each = (f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{','.join(each)}}}" if labels else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
