"""The watch commands: scheduled ingestion of new releases."""

from __future__ import annotations

import typer

app = typer.Typer(help="Scheduled ingestion: what is watched, and the passes over it.", no_args_is_help=True)
