"""Documents, records and results as text, tables and JSON: pure functions."""

from __future__ import annotations

import json
from typing import Any

from extractors.document import Document
from extractors.records import RECORD_KINDS, Records


def document_value(document: Document) -> dict[str, Any]:
    """A document as INTERFACE's JSON object."""
    value = document.model_dump(mode="json")
    return {**value, "publisher": document.publisher}


def entry_value(document: Document, records: Records) -> dict[str, Any]:
    """A document with its records as INTERFACE's JSON object."""
    found = records.model_dump(mode="json", by_alias=True)
    return {"document": document_value(document), **{kind: found[kind] for kind in RECORD_KINDS}}


def entry_json(document: Document, records: Records) -> str:
    """`entry_value` as text."""
    return json.dumps(entry_value(document, records), ensure_ascii=False, indent=1)
