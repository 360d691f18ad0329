"""Writes docs/data.md: every table and column of the store, and every field of a record, from the code that has them.

Run `python tools/data_docs.py` after a change of the schema or the records; a test holds the file against it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGE = ROOT / "docs" / "data.md"

HEAD = """# The data

Made by `python tools/data_docs.py` from `index/store/schema.py` and `extractors/model/records.py`: change those.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, "## The store", "", *tables(), "## The records", "", *records()])


def tables() -> Iterator[str]:
    """Each table with the comment above it and one row a column, with the comment beside it."""
    from index.store.schema import metadata

    source = (ROOT / "index/store/schema.py").read_text("utf-8")
    for table in metadata.tables.values():
        said = re.search(rf'((?:^# .*\n)*)^\w+ = Table\(\n(\s+"{table.name}",[\s\S]*?)^\)', source, re.MULTILINE)
        above, body = said.groups() if said else ("", "")
        yield f"### {table.name}\n"
        if above:
            yield " ".join(line.removeprefix("# ") for line in above.splitlines()) + "\n"
        yield "| column | type | what it is |\n| --- | --- | --- |"
        for column in table.columns:
            beside = re.search(rf'Column\("{column.name}".*?#\s*(.*)$', _line(body, column.name))
            key = "; key" if column.primary_key else ""
            to = "".join(f"; of {one.column.table.name}" for one in column.foreign_keys)
            kind = f"{str(column.type).lower()}{key}{to}{'; may be empty' if column.nullable else ''}"
            yield f"| `{column.name}` | {kind} | {beside.group(1) if beside else ''} |"
        yield ""


def _line(body: str, column: str) -> str:
    return next((line for line in body.splitlines() if f'Column("{column}"' in line), "")


def records() -> Iterator[str]:
    """Each kind of record with what it is and its fields."""
    from extractors.model.records import RECORD_KINDS

    for kind, model in RECORD_KINDS.items():
        yield f"### {kind}\n\n{' '.join((model.__doc__ or '').split())}\n"
        yield "| field | type | where nothing is said |\n| --- | --- | --- |"
        written: dict[str, str] = {}
        for one in reversed(model.__mro__):
            written |= vars(one).get("__annotations__", {})
        for name, info in model.model_fields.items():
            told = _told(str(written[name]))
            default = "" if info.is_required() else f"`{info.default!r}`"
            yield f"| `{info.alias or name}` | {told} | {default} |"
        yield ""


def _told(written: str) -> str:
    """A field's type in words; the words of a closed vocabulary are listed: "DateEvent: deadline, meeting ..."."""
    from extractors.model import records

    named = getattr(records, written.partition(" ")[0], None)
    words = [one for one in get_args(named) if isinstance(one, str)]
    said = written.replace("|", "or")
    return f"{said}: {', '.join(words)}" if words else said


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
