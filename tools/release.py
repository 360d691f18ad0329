"""Gives the state at hand a version, by a tag: `python tools/release.py 0.2.0`, then push the commit and the tag.

What stands under Unreleased in CHANGELOG.md becomes that version's, pyproject.toml gets its number, and both are
committed and tagged `v0.2.0`.  `python tools/release.py --check v0.2.0` says whether a tag and the version are one.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+")
LINE = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)
UNRELEASED = "## Unreleased\n"


def version_of(pyproject: str) -> str:
    """The version that pyproject.toml gives."""
    found = LINE.search(pyproject)
    if found is None:
        raise SystemExit("pyproject.toml has no line of its version.")
    return found[1]


def with_version(pyproject: str, version: str) -> str:
    """pyproject.toml with another version; SystemExit for one that is not three numbers or does not go on."""
    if not VERSION.fullmatch(version):
        raise SystemExit(f"{version} is no version: write three numbers, as in 0.2.0.")
    if numbers(version) <= numbers(version_of(pyproject)):
        raise SystemExit(f"{version} does not come after {version_of(pyproject)}.")
    return LINE.sub(f'version = "{version}"', pyproject, count=1)


def numbers(version: str) -> tuple[int, ...]:
    """0.10.2 -> (0, 10, 2)"""
    return tuple(map(int, version.split(".")))


def released(changelog: str, version: str, day: date) -> str:
    """CHANGELOG.md with what is unreleased under the version, and nothing unreleased; SystemExit for nothing."""
    before, _, after = changelog.partition(UNRELEASED)
    if not after.split("\n## ")[0].strip():
        raise SystemExit("CHANGELOG.md says nothing under Unreleased: there is nothing to release.")
    return f"{before}{UNRELEASED}\n## {version} ({day.isoformat()})\n{after}"


def refuse_another(tag: str, version: str) -> None:
    """SystemExit where a tag is not the version's."""
    if tag != f"v{version}":
        raise SystemExit(f"The tag is {tag} and pyproject.toml says {version}: tag with `python tools/release.py`.")


def git(*words: str) -> str:
    """What git says."""
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def main(words: list[str]) -> None:
    """Release, or check a tag."""
    project, changes = ROOT / "pyproject.toml", ROOT / "CHANGELOG.md"
    if words[:1] == ["--check"] and len(words) == 2:
        refuse_another(words[1], version_of(project.read_text("utf-8")))
        return
    if len(words) != 1:
        raise SystemExit(__doc__)
    if git("status", "--porcelain"):
        raise SystemExit("There are changes that are not committed: commit them first.")
    [version] = words
    new = with_version(project.read_text("utf-8"), version), released(changes.read_text("utf-8"), version, date.today())
    project.write_text(new[0], "utf-8")
    changes.write_text(new[1], "utf-8")
    git("commit", "-qam", f"release {version}")
    git("tag", "-a", f"v{version}", "-m", f"Louhi {version}")
    print(f"tagged v{version}")


if __name__ == "__main__":
    main(sys.argv[1:])
