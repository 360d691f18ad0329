"""python -m tests.quality [--raise] [--wrong] [--export DIR]"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.quality.gate import below, measured, raise_floors, report
from tests.quality.marks import as_gold, load_all


def main(args: list[str]) -> int:
    """Print the figures, or do what an option says; exit status 1 when a figure is below its floor."""
    if "--export" in args:
        folder = Path(args[args.index("--export") + 1])
        for doc in load_all():
            for part, content in (("docs", doc.text), ("gold", json.dumps(as_gold(doc), ensure_ascii=False, indent=1))):
                (folder / part).mkdir(parents=True, exist_ok=True)
                suffix = "txt" if part == "docs" else "json"
                (folder / part / f"{doc.name}.{suffix}").write_text(content, encoding="utf-8")
        return 0
    now = measured()
    print(report(now))
    if "--wrong" in args:
        print("\n".join(now.wrong))
    if "--raise" in args:
        raise_floors(now)
        return 0
    for line in below(now):
        print(f"BELOW THE FLOOR: {line}")
    return 1 if below(now) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
