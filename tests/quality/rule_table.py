"""python -m tests.quality.rule_table [--write]: the rules that find records, with examples and measured precision.

The table of docs/understanding.md, made from `extractors/lexicon/rules.toml` and the marked documents.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extractors.lexicon.reliability import rule_name
from extractors.lexicon.wordlists import wordlist
from extractors.model.records import Amount, Record, plain_number
from tests.quality.reliability import Trial, trials

PAGE = Path("docs/understanding.md")
BEGIN, END = "<!-- rules -->\n", "<!-- end of rules -->\n"


class Rule(NamedTuple):
    """One row of `rules.toml`; `own` is False where no record bears it, for its mentions join those of another rule."""

    kind: str
    name: str
    sees: str
    text: str
    found: str
    language: str = "fi"
    published: str | None = None
    own: bool = True


def rules() -> list[Rule]:
    """Every rule, in the order of the file."""
    return [
        Rule(kind, rule_name(kind, rule), **row)
        for kind, some in wordlist("rules").items()
        for rule, row in some.items()
    ]


def said(record: Record) -> str:
    """What an example says its rule finds: a name, value, EDTF, role, or a number with its unit."""
    if isinstance(record, Amount):
        return f"{plain_number(record.high if record.low is None else record.low)} {record.unit}"
    return next(
        str(value) for f in ("name", "edtf", "value", "role") if (value := getattr(record, f, None)) is not None
    )


def counted(every: Iterable[Trial]) -> dict[str, tuple[int, int]]:
    """Rule -> (finds, right ones)."""
    out: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for trial in every:
        count = out[rule_name(trial.finder, trial.rule)]
        count[0] += 1
        count[1] += trial.right
    return {name: (finds, right) for name, (finds, right) in out.items()}


def table(counts: dict[str, tuple[int, int]]) -> str:
    """The rules as a table in Markdown."""
    return "\n".join(_rows(counts)) + "\n"


def _rows(counts: dict[str, tuple[int, int]]) -> Iterator[str]:
    yield "| rule | sees | for example | finds | right |"
    yield "| --- | --- | --- | ---: | ---: |"
    for rule in rules():
        finds, right = counts.get(rule.name, (0, 0))
        share = f"{100 * right / finds:.0f} %" if finds else "–"
        text = rule.text.replace("\n", " ⏎ ").replace("\t", " ⇥ ").replace("|", "\\|")
        yield f"| `{rule.name}` | {rule.sees} | {text} → {rule.found} | {finds or '–'} | {share} |"


def written(page: str, rows: str) -> str:
    """A page with its table made anew."""
    head, _, rest = page.partition(BEGIN)
    return head + BEGIN + rows + END + rest.partition(END)[2]


def main(args: list[str]) -> None:
    """Print the table; `--write` puts it into its page."""
    rows = table(counted(trials()))
    print(rows)
    if "--write" in args:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
