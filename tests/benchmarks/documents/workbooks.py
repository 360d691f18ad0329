"""Reading workbooks beside openpyxl's own reading.

    python -m tests.benchmarks.documents.workbooks [--rows N] [--rounds N]

The twelve workbooks of the tests, and each of them with its last rows repeated until it has N rows, as a budget's annex
has.  Printed: CPU seconds of both, each workbook's least of the rounds, and the ratio.  openpyxl opens the workbook
read-only and looks at the value of every cell.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from contextlib import suppress

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError
from extractors.reading import read
from tests.extractors.readers.office.spreadsheets.test_sheets import WORKBOOKS, workbook


def by_openpyxl(content: bytes) -> None:
    """Look at each cell."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                _ = cell.value


def by_louhi(content: bytes) -> None:
    """From bytes to Document."""
    with suppress(ReadError):
        read(RawDocument(content=content, source="taulu.xlsx"))


def least(work: Callable[[bytes], None], content: bytes, rounds: int) -> float:
    """CPU seconds of the fastest round."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        work(content)
        took.append(time.process_time() - start)
    return min(took)


def main() -> None:
    """Print the seconds and ratios."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    by_louhi(workbook(("Taulu", WORKBOOKS[0][1])))  # what is imported late is imported now
    for called, wanted in (("as they are", 0), (f"of {given.rows} rows", given.rows)):
        ours = theirs = 0.0
        for _, rows, merged, _ in WORKBOOKS:
            more = [rows[-1 - n % 2] for n in range(max(wanted - len(rows), 0))]
            content = workbook(("Taulu", [*rows, *more]), merged=merged)
            theirs += least(by_openpyxl, content, given.rounds)
            ours += least(by_louhi, content, given.rounds)
        print(f"{len(WORKBOOKS)} workbooks {called}: read {ours:.2f} s, openpyxl {theirs:.2f} s, {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
