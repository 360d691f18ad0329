"""Golden files: what a document reads as, beside it.  `python -m tests.extractors.readers.golden` writes them anew:
read the difference before committing it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractors.model.document import Document
from extractors.model.errors import ReadError
from extractors.reading import read

HERE = Path(__file__).resolve().parent
FOLDERS = ("pages", "texts", "feeds", "mails")
INPUTS = sorted(p for folder in FOLDERS for p in (HERE / folder).glob("*.*") if p.suffix != ".json")


def rendered(path: Path) -> dict[str, Any]:
    """What is compared: the fields a reader decides, each passage with its words, each link."""
    try:
        document = read(path)
    except ReadError as error:
        return {"error": type(error).__name__, "reason": error.reason}
    return {
        "title": document.title,
        "published": document.published,
        "kind": document.kind,
        "listing": document.listing,
        "language": document.language,
        "publishers": list(document.publishers),
        "found_in": dict(sorted(document.found_in.items())),
        "passages": [_passage(document, n) for n in range(len(document.passages))],
        "links": [[link.kind, _here(link.url, path), link.text, link.published] for link in document.links],
        "issues": [issue.reason for issue in document.issues],
    }


def _passage(document: Document, n: int) -> list[Any]:
    passage = document.passages[n]
    shown = [passage.kind, document.words(passage)]
    return [*shown, passage.language] if passage.language else shown


def _here(url: str, path: Path) -> str:
    return url.replace(str(path), path.name)


def golden_of(path: Path) -> Path:
    """Where a document's golden file is."""
    return path.with_suffix(path.suffix + ".json")


if __name__ == "__main__":
    for each in INPUTS:
        golden_of(each).write_text(json.dumps(rendered(each), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
