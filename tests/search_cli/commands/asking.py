"""The command as a person gives it, in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from search_cli.app import app


def louhi(home: Path, *words: str, given: str | None = None) -> Any:
    """What a command prints and how it ends; `given` is its standard input."""
    return CliRunner().invoke(app, [*words, "--home", str(home)], input=given)


def value(home: Path, *words: str) -> Any:
    """What a command tells as JSON."""
    result = louhi(home, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
