"""JSON lines: documents.jsonl, a document with its records a line, as `louhi extract --json` prints them."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from extractors.text.showing import json_text
from index.outputs.export_rows import Exported, entry_value


class JsonLines:
    """One JSON object a line: the document, all its records, and which people and bodies of the corpus they are.

    Records keep the names their document writes; `things` has those that a person gave, and the ids that a merge left;
    `vanished` is when the document was gone from its last address.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "documents.jsonl"
        self._out: TextIO = self._path.open("w", encoding="utf-8")

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        records, known = one.entry.records, one.about.things
        ids = [*(one.id for one in records.people), *(one.id for one in records.bodies)]
        held = [(one, known[one]) for one in ids if one in known]
        things = [{"record": record, "thing": thing, "name": name} for record, (thing, name) in held]
        told = {**entry_value(one.entry.document, records), "things": things, "vanished": one.about.vanished}
        self._out.write(json_text(told) + "\n")

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._out.close()
        return [self._path]
