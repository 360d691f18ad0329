"""Probes of a sentence or two each: how many Louhi reads wholly right, by kind.

    python -m tests.quality.probing [KIND ...]      the share of each kind that passes, and what is wrong in the rest
    python -m tests.quality.probing --second        the same of the second set: sixty that are hard for patterns

A probe passes when everything its row asks for is found with its value, and nothing else of its kind.  The tables
(tests/quality/probes) were written whole before any row was read; what that first reading gave stands in README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors import extract, read_text
from extractors.model.records import Amount, Records, plain_number
from tests.extractors.marked import Example, examples
from tests.extractors.role_examples import role_examples, wrong
from tests.quality.scoring import SAME_UNIT

FOLDER = Path(__file__).parent / "probes"
SECOND = FOLDER / "second"
ROLES = ("roles", "coreference")
MENTIONS = ("dates", "amounts", "bodies")
WORDS = {short: words[0] for short, words in SAME_UNIT.items()}
KINDS = (*ROLES, *MENTIONS, "traps")


def faults(kind: str, folder: Path = FOLDER) -> Iterator[tuple[str, list[str]]]:
    """Each probe of a kind, with what is wrong in what is found."""
    if kind in ROLES:
        for row in role_examples(folder / f"{kind}.txt"):
            yield row.text, wrong(row, _read(row.text, row.language, row.published).roles)
    else:
        for probe in examples(kind, folder):
            records = _read(probe.text, probe.language, probe.published)
            yield probe.text, _trapped(probe, records) if kind == "traps" else _mistaken(kind, probe, records)


def _read(text: str, language: str, published: str | None) -> Records:
    document = read_text(text, id="probe", language=language)
    return extract(document.model_copy(update={"published": published}))


def _trapped(probe: Example, records: Records) -> list[str]:
    """What is found of the kinds that a trap has nothing of."""
    kinds = probe.values[0].split()
    return [f"false {kind}: {one.evidence[0].quote}" for kind in kinds for one in getattr(records, kind)]


def _mistaken(kind: str, probe: Example, records: Records) -> list[str]:
    """The marked words that are not found with their value, and what else is found."""
    found = [(e.quote, _value(one)) for one in getattr(records, kind) for e in one.evidence]
    out = []
    for quote, value in zip(probe.quotes, probe.values, strict=True):
        right = value.split(" / ")
        met = next((f for f in found if _touch(f[0], quote) and f[1] in right), None)
        if met is None:
            out.append(f"missed {quote}: {value}")
        else:
            found.remove(met)
    return out + [f"false {quote}: {value}" for quote, value in found]


def _touch(one: str, other: str) -> bool:
    return one in other or other in one


def _value(record: object) -> str:
    """A record's value as the tables write it."""
    if not isinstance(record, Amount):
        return str(getattr(record, "edtf", None) or getattr(record, "name", ""))
    low, high = plain_number(record.low), plain_number(record.high)
    value = low if low == high else f"{low or ''}..{high or ''}"
    qualifier = "" if record.qualifier == "exact" else record.qualifier
    unit = WORDS.get(record.unit or "", record.unit)
    return " ".join(x for x in (record.kind, value, unit, qualifier, f"/{record.per}" if record.per else "") if x)


def main(args: Sequence[str]) -> None:
    """Print what is wrong, and the share of each kind that passes."""
    folder = SECOND if "--second" in args else FOLDER
    kinds = [arg for arg in args if not arg.startswith("--")]
    passed: dict[str, tuple[int, int]] = {}
    for kind in kinds or KINDS:
        rows = list(faults(kind, folder))
        passed[kind] = (sum(not said for _, said in rows), len(rows))
        for text, said in rows:
            if said:
                print(f"{kind}: {text!r}\n    " + "\n    ".join(said))
    for kind, (right, count) in passed.items():
        print(f"{kind:12s} {right}/{count}")
    print(f"{'all':12s} {sum(r for r, _ in passed.values())}/{sum(n for _, n in passed.values())}")


if __name__ == "__main__":
    main(sys.argv[1:])
