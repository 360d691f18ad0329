"""What each part of the roles adds and costs, in points and CPU seconds.

    python -m tests.quality.roles_ablation             on the tables of examples and the marked documents
    python -m tests.quality.roles_ablation --blind     on the tables and the blind batches that may be looked into

Each row leaves one part out.  The tables of examples (tests/extractors/examples/roles*.txt) were in view when the rules
were mended, so their figures say what a part does, not what it will do on a new text; the marked documents likewise.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import Any
from unittest.mock import patch

from extractors import extract_many
from extractors.roles import find_roles
from extractors.text.sections import Section
from tests.extractors.role_examples import FOLDER, Figures, RoleExample, figures, role_examples
from tests.quality.blind_batches import ASIDE, batches, documents
from tests.quality.gate import document
from tests.quality.marks import Marked, load_all
from tests.quality.scoring import score


def _whole(document: Any) -> tuple[Section, ...]:
    return (Section(0, len(document.text), "main"),)


def _nobody(*_: Any) -> None:
    return None


def _nothing(*_: Any) -> Iterator[Any]:
    yield from ()


def _as_they_are(_: Any, claims: Sequence[Any]) -> list[Any]:
    return list(claims)


PARTS: dict[str, Callable[[], Sequence[AbstractContextManager[Any]]]] = {
    "nothing": lambda: (),
    "the grammar (parser)": lambda: (patch("extractors.roles.find_roles", partial(find_roles, parse=False)),),
    "sections": lambda: (
        patch("extractors.roles.context.sections", _whole),
        patch("extractors.dates.part_days.sections", _whole),
    ),
    "co-reference": lambda: (
        patch("extractors.roles.pronouns.antecedent", _nobody),
        patch("extractors.roles.grammar.clause.antecedent", _nobody),
        patch("extractors.roles.sv_en.sentences_sv_en.antecedent", _nobody),
    ),
    "bodies said once": lambda: (patch("extractors.roles.with_shared", _as_they_are),),
    "Swedish and English": lambda: (patch("extractors.roles.in_swedish_and_english", _nothing),),
}


def measured(rows: list[RoleExample], marked: list[Marked]) -> tuple[Figures, float, float, float, float]:
    """The figures of the tables, F of roles, their bodies and dates in the documents, and the CPU seconds of these."""
    table = figures(rows)
    texts = [document(doc) for doc in marked]
    started = time.process_time()
    records = list(extract_many(texts))
    spent = time.process_time() - started
    total = score(zip(marked, records, strict=True))
    return table, total.f("roles"), total.f("role_bodies"), total.f("dates"), spent


def looked_into() -> list[Marked]:
    """The documents of the blind batches that are not aside."""
    return [doc for batch in batches() if not batch.endswith(ASIDE) for doc in documents(batch)]


def main() -> None:
    """Print the table."""
    rows = [row for path in sorted(FOLDER.glob("roles*.txt")) for row in role_examples(path)]
    marked = looked_into() if "--blind" in sys.argv[1:] else load_all()
    measured(rows[:3], marked[:3])
    print("| without | rows | roles P | roles R | bodies right | wrong | texts: roles | bodies | dates | CPU s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, off in PARTS.items():
        with ExitStack() as stack:
            for change in off():
                stack.enter_context(change)
            table, roles, bodies, dates, spent = measured(rows, marked)
        print(
            f"| {name} | {table.passed}/{table.rows} | {table.precision:.1f} | {table.recall:.1f}"
            f" | {table.bodies}/{table.with_body} | {table.wrong_bodies} | {roles:.1f} | {bodies:.1f} | {dates:.1f}"
            f" | {spent:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
