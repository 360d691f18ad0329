"""The command of a machine that reads for another one."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.commands.options import Health, HomeOption, home_of, say

app = typer.Typer()


@app.command()
def worker(
    scheduler: Annotated[str, typer.Argument(metavar="SCHEDULER", help="The Dask scheduler: tls://host:8786.")],
    home: HomeOption = None,
    health: Health = None,
) -> None:
    """Read and understand for the runs of another machine, until told to end; one document at a time, one model.

    Its home needs nothing but the object store that the coordinator's settings name, or is the coordinator's home.

    Example: `louhi worker tls://lukija.example.fi:8786 --health 8790`
    """
    from pipeline.orchestration.cluster_worker import work

    work(home_of(home), scheduler, health=health, tell=say)
