"""Prefect takes its settings from the environment alone, not from files that lie beside the papers or in a home.

It reads `.env`, `prefect.toml` and `pyproject.toml` of the current folder, and `profiles.toml` and `logging.yml` of its
own; the last one, which any of the others may name, may name any function to call.  A home may come from somebody else
too, and the folder of Prefect's in it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

NOBODYS = Path(os.sep).resolve()
"""A folder in which none but the machine's keeper lays files."""

OF_FILES = ("FilteredDotEnvSettingsSource", "PrefectTomlConfigSettingsSource", "PyprojectTomlConfigSettingsSource")
"""What of Prefect's sources of settings reads files of the current folder."""


class Nothing:
    """A source of settings that has none."""

    def __init__(self, *_: Any, **__: Any) -> None:
        return

    def __call__(self) -> dict[str, Any]:
        """Nothing."""
        return {}


def environment_alone(environ: MutableMapping[str, str]) -> None:
    """Import Prefect's settings so that no file that others may have laid there is read, now or later.

    `environ`, the process's own, is whole by now.
    """
    environ.setdefault("PREFECT_PROFILES_PATH", os.devnull)
    environ.setdefault("PREFECT_LOGGING_SETTINGS_PATH", f"{os.devnull}/none")  # then Prefect's own are taken
    with contextlib.chdir(NOBODYS):  # the first settings are read as Prefect is imported
        from prefect.settings import base
    for name in OF_FILES:
        assert hasattr(base, name), f"Prefect has no {name} any more"
        setattr(base, name, Nothing)
