"""What `louhi search`, `louhi ingest` and `louhi --help` cost beside what they cost at a commit.

    python -m tests.benchmarks.against_commit --ref HASH [--rounds N]

Both take in the samples of that commit.  CPU seconds of the process with its children, user and system; each figure is
the least of its rounds, which alternate between the two, so that a busy machine is no part of the ratio.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = "import sys; from search_cli.app import main; sys.argv[0] = 'louhi'; sys.exit(main())"


def tree_at(ref: str, into: Path, *folders: str) -> Path:
    """The files of a commit; those of some folders, where these are named."""
    packed = subprocess.run(["git", "archive", ref, *folders], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(into, filter="data")
    return into


def cpu(tree: Path, *command: str) -> float:
    """CPU seconds of a command of the Louhi in a folder."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *command], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"louhi {' '.join(command)} in {tree}: {done.returncode}\n{done.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ref", required=True, help="the commit to compare with")
    parser.add_argument("--rounds", type=int, default=5, help="searches of each; an ingest is done once a third round")
    parser.add_argument("--query", default="lähitori")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        trees = {"before": tree_at(args.ref, Path(scratch) / "tree"), "now": ROOT}
        samples = [str(trees["before"] / "samples" / kind) for kind in ("slides", "pages", "releases")]
        took: dict[str, dict[str, list[float]]] = {}
        for turn in range(args.rounds):
            for name in trees if turn % 2 == 0 else reversed(trees):
                figures = took.setdefault(name, {"louhi ingest": [], "louhi search": [], "louhi --help": []})
                home = str(Path(scratch) / f"home-{name}-{turn // 3}")
                if turn % 3 == 0:
                    figures["louhi ingest"].append(cpu(trees[name], "ingest", *samples, "--home", home))
                figures["louhi search"].append(cpu(trees[name], "search", args.query, "--home", home))
                figures["louhi --help"].append(cpu(trees[name], "--help"))
        print(f"| CPU seconds, least of the rounds | at {args.ref[:7]} | now | ratio |\n| --- | ---: | ---: | ---: |")
        for command in took["now"]:
            old, new = min(took["before"][command]), min(took["now"][command])
            print(f"| {command} | {old:.2f} | {new:.2f} | {new / old:.2f} |")


if __name__ == "__main__":
    main()
