"""A run on one worker and on two: seconds by the clock and of CPU, by process, in turns; and their stores compared.

    python -m tests.benchmarks.workers [--count 300] [--real FOLDER] [--rounds 1] [--here]

The documents are the samples' pages and releases multiplied, each with names of its own, and those of FOLDER.  There
are two clusters, one of a single worker and one of two, each warmed by a few documents; runs of `louhi ingest` go over
the documents in turns, so that what else the machine does falls on both alike.  `--here` reads in one process too.  All
stores must be the same, record by record.

    start               CPU of a run that finds nothing: Python, Prefect and the database, once a run
    coordinator share   CPU of the coordinator beyond its start, its own processes counted, of all CPU beyond it
    bound               what two workers can gain over one on a machine of two cores by these shares of CPU:
                        the longer of worker and coordinator, over half of the whole
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from index.home import Home
from tests.benchmarks.bench import multiply
from tests.pipeline.world import picture
from tests.servers.dask_cluster import LOUHI, DaskCluster, dask_cluster
from tests.servers.postgresql import Cluster, cluster

WARM = 32
"""Documents that each cluster reads before anything is measured: every worker loads the language model."""
FOUND = ("kunta", "rahoitus")


class Took(NamedTuple):
    """What a run took: seconds by the clock, and of CPU, by process."""

    wall: float
    coordinator: float
    workers: tuple[float, ...] = ()

    @property
    def cpu(self) -> float:
        return self.coordinator + sum(self.workers)


def cpu_of(process: int) -> float:
    """Seconds of CPU of a process, with those it started and those of them that have ended."""
    total = 0.0
    top = psutil.Process(process)
    for one in (top, *top.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def ingested(home: Home, folders: list[Path], crew: DaskCluster | None) -> Took:
    """One run of the command over a home."""
    pids = [one.pid for one in crew.workers] if crew else []
    before = [cpu_of(one) for one in pids]
    begun, spent = time.monotonic(), os.times()
    words = [sys.executable, "-c", LOUHI, "ingest", *map(str, folders), "--home", str(home.root)]
    done = subprocess.run(words, capture_output=True, text=True)
    wall, after = time.monotonic() - begun, os.times()
    if done.returncode > 1:  # 1: some of the documents cannot be read
        sys.exit(done.stderr[-2000:])
    coordinator = after.children_user - spent.children_user + after.children_system - spent.children_system
    return Took(wall, coordinator, tuple(cpu_of(one) - had for one, had in zip(pids, before, strict=True)))


@contextmanager
def crew_of(count: int, folder: Path) -> Iterator[DaskCluster]:
    """A cluster of so many workers."""
    at = folder / f"crew-{count}"
    at.mkdir()
    with dask_cluster(at) as running:
        for number in range(count):
            running.start(at / f"worker-{number}")
        running.wait_for(count)
        yield running


def settled(root: Path, server: Cluster, crew: DaskCluster | None) -> Home:
    """A new home on PostgreSQL whose runs read at a cluster, or here."""
    home = Home(root)
    at = f'[workers]\nscheduler = "{crew.address}"\n' if crew else "[run]\nworkers = 1\n"
    url = server.database(root.name)
    home.settings.write_text(f'store = "{url}"\nengine = "tantivy"\n{at}', encoding="utf-8")
    if crew:  # the workers' homes name the same place for bytes on their way: one folder
        for number in range(len(crew.workers)):
            transit = crew.folder / f"worker-{number}" / "in-transit"
            transit.parent.mkdir(exist_ok=True)
            transit.unlink(missing_ok=True)
            transit.symlink_to(home.root / "in-transit")
    return home


def measure(folders: list[Path], scratch: Path, rounds: int, here: bool) -> tuple[dict[str, list[Took]], float, bool]:
    """What each way took, what a run costs that finds nothing, and whether all of them made the same store."""
    took: dict[str, list[Took]] = {"1 worker": [], "2 workers": []} | ({"here": []} if here else {})
    with ExitStack() as stack:
        server = stack.enter_context(cluster())
        crews: dict[str, DaskCluster | None] = {
            name: stack.enter_context(crew_of(int(name[0]), scratch)) if name != "here" else None for name in took
        }
        warm = scratch / "warm"
        warm.mkdir()
        for number, one in enumerate(sorted(folders[0].iterdir())[:WARM]):
            shutil.copy(one, warm / f"{number}-{one.name}")
        for name, crew in crews.items():
            if crew:
                ingested(settled(scratch / f"warm-{name[0]}", server, crew), [warm], crew)
        none = scratch / "none"
        none.mkdir()
        start = ingested(
            settled(scratch / "home-none", server, crews["1 worker"]), [none], crews["1 worker"]
        ).coordinator
        pictures: list[dict[str, Any]] = []
        for turn in range(rounds):
            for name, crew in crews.items():
                home = settled(scratch / f"home-{name[0]}-{turn}", server, crew)
                took[name].append(ingested(home, folders, crew))
                pictures.append(picture(home, FOUND))
                print(f"{name}: {took[name][-1]}", file=sys.stderr, flush=True)
    return took, start, all(one == pictures[0] for one in pictures)


def best(some: list[Took]) -> Took:
    """The quickest of several."""
    return min(some, key=lambda one: one.wall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--real", type=Path, help="a folder of real documents, beside the generated ones")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--here", action="store_true")
    given = parser.parse_args()
    os.environ["DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION"] = "1.0"
    with tempfile.TemporaryDirectory(prefix="louhi-workers-") as at:
        scratch = Path(at)
        made = scratch / "documents"
        samples = len(multiply(scratch / "once", 1))
        multiply(made, -(-given.count // samples))
        for one in sorted(made.iterdir())[given.count :]:
            one.unlink()
        folders = [made, *([given.real] if given.real else [])]
        took, start, same = measure(folders, scratch, given.rounds, given.here)
    print(f"{given.count} generated documents{', real ones too' if given.real else ''}; {os.cpu_count()} cores")
    print("| read by | wall s | CPU s | coordinator | each worker | coordinator share |\n|---|---:|---:|---:|---|---:|")
    for name, some in took.items():
        one = best(some)
        each = ", ".join(f"{seconds:.1f}" for seconds in one.workers)
        share = f"{(one.coordinator - start) / (one.cpu - start):.3f}" if one.workers else ""
        print(f"| {name} | {one.wall:.1f} | {one.cpu:.1f} | {one.coordinator:.1f} | {each} | {share} |")
    one, two = best(took["1 worker"]), best(took["2 workers"])
    beyond = two.coordinator - start
    bound = max(sum(two.workers), beyond) / ((sum(two.workers) + beyond) / 2)
    print(f"two workers are {one.wall / two.wall:.2f} times as fast as one by the clock (bound by CPU {bound:.2f})")
    print(f"coordinator: start {start:.1f} s of CPU, then {1000 * beyond / given.count:.0f} ms a generated document")
    print(f"the stores are {'the same' if same else 'NOT the same'}, record by record")
    sys.exit(not same)


if __name__ == "__main__":
    main()
