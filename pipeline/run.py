"""A run by hand, as the command does it: through the Prefect flow, with Prefect made ready before it is imported."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from index.home import Home
from pipeline.batch import RunSettings
from pipeline.ingest import running
from pipeline.report import RunReport, Teller
from pipeline.server import prepare


def run_ingest(
    home: Home,
    said: Sequence[str],
    *,
    environ: MutableMapping[str, str],
    tell: Teller | None = None,
    settings: RunSettings | None = None,
) -> RunReport:
    """Bring in files, folders, addresses, feeds and site maps through the flow.  Raises HomeBusy and StoreError.

    `environ` is the process's environment; where it names a Prefect server (PREFECT_API_URL) the run
    appears there with its tasks.
    """
    with running(home, said, tell=tell, settings=settings) as (job, sources):
        served = prepare(home, environ)
        from pipeline.flow import as_flow

        return as_flow(job, sources, served=served)
