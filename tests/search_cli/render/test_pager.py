"""What is longer than the terminal goes through the person's pager; nothing else does."""

import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from search_cli.render.pager import page, pager_of


@pytest.mark.parametrize(("lines", "paged"), [(5, False), (50, True)])
def test_long_texts_are_paged(tmp_path: Path, lines: int, paged: bool) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "pager.py"
    program.write_text(f"import sys, pathlib\npathlib.Path({str(seen)!r}).write_text(sys.stdin.read())\n")
    console = Console(force_terminal=True, width=80, height=24)
    environ = {"LOUHI_PAGER": f"{sys.executable} {program}"}
    assert page(console, Text("\n".join(f"rivi {i}" for i in range(lines))), environ) is paged
    assert seen.exists() is paged
    assert not paged or "rivi 49" in seen.read_text()


def test_a_pager_that_ends_early_ends_nothing_else(tmp_path: Path) -> None:
    console = Console(force_terminal=True, width=80, height=24)
    assert page(console, Text("x\n" * 100_000), {"PAGER": f"{sys.executable} -c pass"})


@pytest.mark.parametrize("named", ["", "cat", "no-such-program-anywhere", "'"])
def test_where_there_is_no_pager_nothing_is_paged(named: str) -> None:
    assert pager_of({"PAGER": named}) == []
