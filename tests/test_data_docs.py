"""docs/data.md says what the code says."""

from __future__ import annotations

from pathlib import Path

from tests.tool_loading import tool

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_is_current() -> None:
    held = (ROOT / "docs" / "data.md").read_text("utf-8")
    assert held == tool("data_docs").page(), "run `python tools/data_docs.py`"
    assert held.count("### ") >= 20
