"""Commands that look after the home: status, reindex."""

from __future__ import annotations

import typer

app = typer.Typer()
