"""What the coordinator of several workers does for a document: CPU and SQL statements by step, beside a worker's CPU.

    python -m tests.benchmarks.coordinating [--count 150] [--postgresql] [--profile]

The documents are the samples' pages and releases multiplied, each with names of its own.  They are read and understood
once beforehand, in this process, as a worker does it; then a run takes the answers as they come from a cluster, as
JSON.  What is left is the coordinator's own: fetching, taking in, the store with its things, the index.

    worker          CPU of reading and understanding, the language model loaded beforehand
    coordinator     CPU of the run beyond that of one that finds nothing, its database not counted
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError
from extractors.model.records import Records
from index.home import Home
from pipeline.orchestration.cluster_settings import WorkerSettings
from pipeline.orchestration.cluster_work import Done, done
from pipeline.runs.ingest import drive, plainly, running
from pipeline.runs.understanding import understanding_by
from tests.benchmarks.bench import multiply
from tests.pipeline.world import Light
from tests.servers.postgresql import cluster

AT_ONCE = 4
"""Documents that a worker takes at once."""
SHOWN = 45


class InOneProcess(Light):
    """Reads and understands here, all of a task together."""

    def understand(self, documents: Sequence[Document]) -> list[Records]:
        from extractors.extraction import extract_many

        return list(extract_many(documents))


class Prepared(Light):
    """Answers as they came from the workers, by sha256, in batches as large as theirs."""

    batch = WorkerSettings().batch

    def __init__(self, answers: dict[str, Done]) -> None:
        super().__init__()
        self._answers = answers
        self._records: dict[str, Records] = {}

    def read(self, raws: Sequence[RawDocument]) -> Iterator[Document | ReadError]:
        for raw in raws:
            document, records = self._answers[raw.sha256].opened()
            if isinstance(records, Records):
                self._records[raw.sha256] = records
            yield document

    def understand(self, documents: Sequence[Document]) -> list[Records]:
        return [self._records.pop(one.sha256) for one in documents]


def prepared(files: Sequence[Path]) -> tuple[dict[str, Done], float]:
    """The answers to documents, and the CPU that took."""
    raws = [RawDocument(content=file.read_bytes(), source=str(file)) for file in files]
    done(raws[:AT_ONCE], InOneProcess())  # the model is loaded
    begun = time.process_time()
    answers: dict[str, Done] = {}
    for start in range(0, len(raws), AT_ONCE):
        some = raws[start : start + AT_ONCE]
        answers |= zip((raw.sha256 for raw in some), done(some, InOneProcess()), strict=True)
    return answers, time.process_time() - begun


@contextmanager
def statements(counts: Counter[str], current: list[str]) -> Iterator[None]:
    """Count what is asked of any database, by step."""

    def note(*_: Any) -> None:
        counts[current[0]] += 1

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


def ran(home: Home, folder: Path, answers: dict[str, Done]) -> tuple[Counter[str], Counter[str], float]:
    """CPU and statements by step of a run, and its CPU altogether."""
    spent, asked, current = Counter[str](), Counter[str](), ["begin and end"]
    do = plainly()

    def timed(name: str, step: Callable[..., None], *arguments: Any) -> None:
        current[0] = name.partition(" ")[0]
        begun = time.process_time()
        do(name, step, *arguments)
        spent[current[0]] += time.process_time() - begun
        current[0] = "begin and end"

    begun = time.process_time()
    with (
        statements(asked, current),
        understanding_by(lambda _: Prepared(answers)),
        running(home, [str(folder)]) as (job, sources),
    ):
        report = drive(job, sources, timed)
    assert report.ok, report.failures
    whole = time.process_time() - begun
    spent["begin and end"] = whole - sum(spent.values())
    return spent, asked, whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--profile", action="store_true", help="where the CPU goes, by function")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="louhi-coordinating-") as at,
        cluster() if given.postgresql else nullcontext() as server,
    ):
        scratch = Path(at)
        folder = scratch / "documents"
        samples = len(multiply(scratch / "once", 1))
        multiply(folder, -(-given.count // samples))
        files = sorted(folder.iterdir())
        for one in files[given.count :]:
            one.unlink()
        answers, worked = prepared(files[: given.count])
        (scratch / "none").mkdir()
        homes = [Home(scratch / f"home-{name}") for name in ("none", "warm", "run")]
        for home in homes:
            store = f'store = "{server.database(home.root.name.replace("-", ""))}"\n' if server else ""
            home.settings.write_text(f'{store}engine = "tantivy"\n', encoding="utf-8")
        ran(homes[1], scratch / "once", prepared(sorted((scratch / "once").iterdir()))[0])
        _, _, start = ran(homes[0], scratch / "none", {})
        profile = cProfile.Profile(time.process_time)
        if given.profile:
            profile.enable()
        spent, asked, whole = ran(homes[2], folder, answers)
        profile.disable()
    count = given.count
    print(f"{count} documents on {'PostgreSQL' if server else 'SQLite'}, each:")
    print("| step | CPU ms | statements |\n|---|---:|---:|")
    for name, seconds in spent.most_common():
        print(f"| {name} | {1000 * seconds / count:.1f} | {asked[name] / count:.1f} |")
    print(f"| all | {1000 * whole / count:.1f} | {asked.total() / count:.1f} |")
    beyond = whole - start
    print(f"a document takes {1000 * worked / count:.0f} ms of a worker and, beyond the start of a run,")
    print(f"{1000 * beyond / count:.1f} ms of the coordinator: {beyond / worked:.3f} of it")
    if given.profile:
        stats = pstats.Stats(profile, stream=sys.stdout)
        stats.sort_stats("tottime").print_stats(SHOWN)
        stats.sort_stats("cumulative").print_stats(2 * SHOWN)


if __name__ == "__main__":
    main()
