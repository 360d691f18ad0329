"""python -m tests.quality.roles_ablation: what each part of the roles adds and costs, in points and CPU seconds.

Each row leaves one part out.  The tables of examples (tests/extractors/examples/roles*.txt) were in view when the rules
were mended, so their figures say what a part does, not what it will do on a new text; the marked documents likewise.
"""

from __future__ import annotations

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
    "sections": lambda: (patch("extractors.roles.context.sections", _whole),),
    "co-reference": lambda: (
        patch("extractors.roles.pronouns.antecedent", _nobody),
        patch("extractors.roles.grammar.clause.antecedent", _nobody),
        patch("extractors.roles.sentences_sv_en.antecedent", _nobody),
    ),
    "bodies said once": lambda: (patch("extractors.roles.with_shared", _as_they_are),),
    "Swedish and English": lambda: (patch("extractors.roles.in_swedish_and_english", _nothing),),
}


def measured(rows: list[RoleExample], marked: list[Marked]) -> tuple[Figures, float, float, float]:
    """The figures of the tables, F of roles and their bodies in the marked documents, and the CPU seconds of these."""
    table = figures(rows)
    documents = [document(doc) for doc in marked]
    started = time.process_time()
    records = list(extract_many(documents))
    spent = time.process_time() - started
    total = score(zip(marked, records, strict=True))
    return table, total.f("roles"), total.f("role_bodies"), spent


def main() -> None:
    """Print the table."""
    rows = [row for path in sorted(FOLDER.glob("roles*.txt")) for row in role_examples(path)]
    marked = load_all()
    measured(rows[:3], marked)
    print("| without | rows | roles P | roles R | bodies right | wrong | marked: roles | bodies | CPU s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, off in PARTS.items():
        with ExitStack() as stack:
            for change in off():
                stack.enter_context(change)
            table, roles, bodies, spent = measured(rows, marked)
        print(
            f"| {name} | {table.passed}/{table.rows} | {table.precision:.1f} | {table.recall:.1f}"
            f" | {table.bodies}/{table.with_body} | {table.wrong_bodies} | {roles:.1f} | {bodies:.1f} | {spent:.2f} |"
        )


if __name__ == "__main__":
    main()
