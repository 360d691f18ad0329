"""Scores Louhi on the marked documents beside the checkout: `make quality`.

The scoring scripts and their documents are not part of the project; where they are absent this says so and ends well.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

RUNS = (
    ("records", ["score_records.py", "--gold", "gold/seeds", "--docs", "seeds"]),
    ("reading, text dumps", ["score_reading.py", "--gold", "gold/seeds", "--docs", "seeds"]),
    ("reading, real files", ["score_reading.py", "--gold", "gold/documents", "--docs", "documents"]),
    ("names in running Finnish", ["score_ner.py", "--data", "ner/turku-ner", "--split", "dev"]),
    ("search", ["score_search.py", "--data", "ir", "--set", "kysy", "--split", "dev", "--home", ""]),
)
"""(what is scored, the script and its arguments); paths are within the shared folder, an empty one is a new home."""


def main(shared: Path) -> int:
    """Run each script; 1 when one of them fails."""
    if not (shared / "eval").is_dir():
        print(f"nothing to score: {shared / 'eval'} is not there", file=sys.stderr)
        return 0
    failed = 0
    for what, (script, *arguments) in RUNS:
        print(f"\n== {what}", flush=True)
        command = [sys.executable, str(shared / "eval" / script), *(placed(word, shared) for word in arguments)]
        failed += subprocess.run(command, cwd=ROOT).returncode != 0
    return 1 if failed else 0


def placed(word: str, shared: Path) -> str:
    """A path argument where it stands: within the shared folder, the home among what git ignores."""
    if word == "":
        return str(ROOT / "build" / "quality-home")
    return str(shared / word) if (shared / word).exists() else word


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared").resolve()))
