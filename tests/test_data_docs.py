"""docs/data.md says what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_is_current() -> None:
    spec = importlib.util.spec_from_file_location("data_docs", ROOT / "tools" / "data_docs.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    held = (ROOT / "docs" / "data.md").read_text("utf-8")
    assert held == tool.page(), "run `python tools/data_docs.py`"
    assert held.count("### ") >= 20
