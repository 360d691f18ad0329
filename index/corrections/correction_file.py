"""Corrections as a file: one a line, to be read, kept and shared; {"undo": ID} takes one of the same file back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractors.model.errors import StoreError
from index.corrections.corrections import Correction
from index.home import write_whole


def read_corrections(path: Path) -> list[Correction]:
    """The corrections a file says, in order.  Raises StoreError for a line that is none."""
    said: dict[str, Correction] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"the corrections cannot be read ({error})", subject=str(path), advice="Name a file of JSON Lines."
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value: dict[str, Any] = json.loads(line)
            if "undo" in value:
                said.pop(value["undo"], None)
            else:
                said[value["id"]] = Correction.model_validate(value)
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"line {number} is no correction", subject=str(path), advice="Mend or remove that line."
            ) from error
    return list(said.values())


def write_corrections(path: Path, some: Iterable[Correction]) -> None:
    """Write corrections to a file, in order."""
    lines = [json.dumps(one.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) for one in some]
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
