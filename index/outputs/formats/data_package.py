"""Frictionless Data Package: the CSV files, and datapackage.json, which says what each column is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from index.outputs.columns import columns_of
from index.outputs.export_rows import KINDS
from index.outputs.formats.files_by_kind import Csv

TYPES = {"text": "string", "whole": "integer", "number": "number", "decimal": "number", "yes or no": "boolean"}


class DataPackage(Csv):
    """An exporter: the CSV files with their description."""

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        paths = super().close()
        described = paths[0].with_name("datapackage.json")
        described.write_text(json.dumps(description(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return [*paths, described]


def description() -> dict[str, Any]:
    """datapackage.json: the same for every export, so that the same records make the same package."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "louhi",
        "title": "What Finnish public documents say: who, which body, when and how much",
        "resources": [resource(kind) for kind in KINDS],
    }


def resource(kind: str) -> dict[str, Any]:
    """The description of one file."""
    fields = []
    for column in columns_of(kind):
        field: dict[str, Any] = {"name": column.name, "type": TYPES[column.type], "description": column.english}
        if column.type == "yes or no":
            field |= {"trueValues": ["True"], "falseValues": ["False"]}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if kind == "documents":
        schema["primaryKey"] = ["document"]
    else:
        to = {"resource": "documents", "fields": ["document"]}
        schema["foreignKeys"] = [{"fields": ["document"], "reference": to}]
    return {
        "name": kind,
        "type": "table",
        "path": f"{kind}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }
