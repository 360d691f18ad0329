"""The documents as references for others' tools: BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

from pathlib import Path

from extractors.text.showing import json_text
from index.outputs.citations import Citation, bibtex, citation, csl, ris
from index.outputs.export_rows import Exported


class Bibtex:
    """An exporter: louhi.bib."""

    name, before, between, after = "louhi.bib", "", "\n\n", "\n"

    def __init__(self, folder: Path) -> None:
        self._path = folder / self.name
        self._out = self._path.open("w", encoding="utf-8", newline="")
        self._out.write(self.before)
        self._some = False

    def write(self, one: Exported) -> None:
        """Add one document."""
        cited = citation(one.entry.document, version=one.about.version, seen=one.about.fetched)
        self._out.write((self.between if self._some else "") + self.said(cited))
        self._some = True

    def said(self, cited: Citation) -> str:
        """One reference."""
        return bibtex(cited)

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._out.write(self.after)
        self._out.close()
        return [self._path]


class Csl(Bibtex):
    """An exporter: louhi.csl.json."""

    name, before, between, after = "louhi.csl.json", "[\n", ",\n", "\n]\n"

    def said(self, cited: Citation) -> str:
        """One reference."""
        return json_text(csl(cited))


class Ris(Bibtex):
    """An exporter: louhi.ris."""

    name, before, between, after = "louhi.ris", "", "", ""

    def said(self, cited: Citation) -> str:
        """One reference."""
        return ris(cited)
