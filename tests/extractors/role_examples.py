"""Reads the table of roles and counts what is right: "Kelan johtaja Maija Malli => Maija Malli | johtaja | Kela".

A fourth cell says how the role stands ("| coming"), where the row asks for that too.  "$ press release | Kela" sets
what kind of document the rows after it are, and who publishes them; "$ -" takes both back.

python -m tests.extractors.role_examples [FILE]      figures, and what is wrong
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from extractors import extract, read_text
from extractors.model.records import Role

FOLDER = Path(__file__).with_name("examples")


class Wanted(NamedTuple):
    """One role a text states; each part with the answers that are right, None for none."""

    person: str
    roles: tuple[str | None, ...]
    bodies: tuple[str | None, ...]
    terms: tuple[str, ...]
    optional: bool
    statuses: tuple[str | None, ...] = ()


class RoleExample(NamedTuple):
    """One row of the table."""

    kind: str
    text: str
    wanted: tuple[Wanted, ...]
    gap: bool
    language: str
    published: str | None
    document: tuple[str, str] | None = None
    """What kind of document it is, and its publisher."""


def role_examples(path: Path) -> list[RoleExample]:
    """The rows of a table, in order."""
    kind, language, published, of, out = "", "fi", None, None, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        mark, _, rest = line.partition(" ")
        if mark == "==":
            kind = rest
        elif mark == "%":
            language = rest
        elif mark == "@":
            published = rest
        elif mark == "$":
            sort, _, publisher = rest.partition(" | ")
            of = (sort, publisher) if publisher else None
        else:
            said, _, roles = line.removeprefix("? ").rpartition(" => ")
            wanted = () if roles.strip() == "-" else tuple(_wanted(part) for part in roles.split(" ; "))
            out.append(RoleExample(kind, said.replace("⏎", "\n"), wanted, mark == "?", language, published, of))
    return out


def _wanted(part: str) -> Wanted:
    part = part.strip()
    optional = part.startswith("(") and part.endswith(")")
    said, _, term = part.strip("()").partition(" [") if optional else part.partition(" [")
    person, role, body, *status = (cell.strip() for cell in said.split(" | "))
    terms = tuple(term.strip("] ").split(" / ")) if term else ()
    return Wanted(person, _either(role), _either(body), terms, optional, _either(status[0]) if status else ())


def _either(cell: str) -> tuple[str | None, ...]:
    return tuple(None if one.strip() == "-" else one.strip() for one in cell.split(" / "))


def found_in(row: RoleExample) -> list[Role]:
    """The roles that extraction finds in a row's text."""
    document = read_text(row.text, id="row", language=row.language)
    known: dict[str, object] = {"published": row.published}
    if row.document:
        known |= {"kind": row.document[0], "publishers": (row.document[1],)}
    return list(extract(document.model_copy(update=known)).roles)


def wrong(row: RoleExample, found: Iterable[Role]) -> list[str]:
    """What is wrong with the roles found: missed, false, without the right body or term."""
    left, out = list(found), []
    for want in row.wanted:
        met = next((r for r in left if _same(want, r)), None)
        if met is None:
            if not want.optional:
                out.append(f"missed {want.person} | {want.roles[0]}")
            continue
        left = [r for r in left if not _same(want, r) or r.body not in (met.body, None)]
        if met.body not in want.bodies:
            out.append(f"body {want.person} | {met.role} | {met.body} for {want.bodies[0]}")
        term = f"{met.from_ or ''}..{met.until or ''}"
        if want.terms and term not in want.terms:
            out.append(f"term {want.person} | {met.role} {term} for {want.terms[0]}")
        if want.statuses and met.status not in want.statuses:
            out.append(f"status {want.person} | {met.role} {met.status} for {want.statuses[0]}")
    return out + [f"false {r.person} | {r.role} | {r.body}" for r in left]


def _same(want: Wanted, role: Role) -> bool:
    names = {None if name is None else name.casefold() for name in want.roles}
    return role.person == want.person and role.role.casefold() in names


class Figures(NamedTuple):
    """What a table's rows come to; shares in per cent."""

    rows: int
    passed: int
    precision: float
    recall: float
    with_body: int
    bodies: int
    wrong_bodies: int
    faults: dict[str, list[str]]
    kinds: dict[str, list[bool]]

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def figures(rows: Iterable[RoleExample]) -> Figures:
    """Count what is right in the rows of a table."""
    said = right = asked = bodies = with_body = wrong_bodies = 0
    kinds: dict[str, list[bool]] = {}
    every: dict[str, list[str]] = {}
    for row in rows:
        found = found_in(row)
        faults = wrong(row, found)
        kinds.setdefault(row.kind, []).append(not faults)
        needed = [w for w in row.wanted if not w.optional]
        met = len(needed) - sum(f.startswith("missed") for f in faults)
        asked += len(needed)
        right += met
        said += met + sum(f.startswith("false") for f in faults)
        with_body += sum(None not in w.bodies for w in needed)
        bodies += sum(any(_same(w, r) and r.body in w.bodies for r in found) for w in needed if None not in w.bodies)
        wrong_bodies += sum(f.startswith("body") and "| None for" not in f for f in faults)
        if faults:
            every[f"{row.kind}: {row.text!r}"] = faults
    passed, total = sum(sum(k) for k in kinds.values()), sum(len(k) for k in kinds.values())
    precision, recall = 100 * right / max(1, said), 100 * right / max(1, asked)
    return Figures(total, passed, precision, recall, with_body, bodies, wrong_bodies, every, kinds)


def main(path: Path) -> None:
    """Print the figures of a table, kind by kind."""
    found = figures(role_examples(path))
    for row, faults in found.faults.items():
        print(row + "\n    " + "\n    ".join(faults))
    for kind, passes in found.kinds.items():
        print(f"{kind:40s} {sum(passes)}/{len(passes)}")
    print(
        f"{found.passed}/{found.rows} rows; roles P {found.precision:.1f} R {found.recall:.1f} F {found.f:.1f}",
        end="; ",
    )
    print(f"bodies {found.bodies}/{found.with_body} right, {found.wrong_bodies} wrong")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "roles.txt")
