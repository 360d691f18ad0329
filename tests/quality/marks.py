"""Marked documents: a TOML header, then text with `[[words|kind value]]` marks -> the plain text and what is in it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "marked"
MARK = re.compile(r"\[\[([^|\]]+)\|([pbdateu])(\??)(?: ([^\]]*))?\]\]")
KINDS = {"p": "people", "b": "bodies", "d": "dates", "a": "amounts", "t": "contacts", "e": "contacts", "u": "contacts"}
CONTACTS = {"t": "phone", "e": "email", "u": "url"}


@dataclass(frozen=True)
class Mark:
    """One marked span: `values` are the right answers, the best first; `whose` is a contact's person."""

    start: int
    end: int
    surface: str
    sign: str
    optional: bool
    values: tuple[str, ...]
    whose: str | None = None

    @property
    def kind(self) -> str:
        return KINDS[self.sign]


@dataclass(frozen=True)
class MarkedRole:
    """A role of the header; None among `roles` or `bodies` says that leaving it out is right too."""

    person: str
    roles: tuple[str | None, ...]
    bodies: tuple[str | None, ...]
    period: tuple[str | None, str | None] = (None, None)
    status: str | None = None


@dataclass(frozen=True)
class Marked:
    """A marked document."""

    name: str
    text: str
    header: dict[str, Any]
    marks: tuple[Mark, ...]
    roles: tuple[MarkedRole, ...] = field(default=())

    def of(self, kind: str) -> list[Mark]:
        return [m for m in self.marks if m.kind == kind]


def load(path: Path) -> Marked:
    """One marked document from its file."""
    _, header, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return parse(path.stem, tomllib.loads(header), body)


def load_all() -> list[Marked]:
    """Every marked document, by name."""
    return [load(path) for path in sorted(FOLDER.glob("*.txt"))]


def parse(name: str, header: dict[str, Any], body: str) -> Marked:
    """The plain text of a marked body, and its marks with offsets into that text."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = size = 0
    for m in MARK.finditer(body):
        parts.append(body[at : m.start()])
        size += m.start() - at
        surface, sign = m[1], m[2]
        value, _, whose = (m[4] or "").partition(";")
        values = tuple(v.strip() for v in value.split(" / ") if v.strip()) or (default(sign, surface),)
        marks.append(Mark(size, size + len(surface), surface, sign, bool(m[3]), values, whose.strip() or None))
        parts.append(surface)
        size, at = size + len(surface), m.end()
    text = "".join([*parts, body[at:]])
    if "[[" in text or "]]" in text:
        raise ValueError(f"{name}: a mark that cannot be read, near {text[max(0, text.find('[[')) :][:60]!r}")
    return Marked(name, text, header, tuple(marks), tuple(role(line) for line in header.get("roles", [])))


def default(sign: str, surface: str) -> str:
    """The value that a mark without one stands for: the words themselves, a full date or year as EDTF."""
    if sign == "d":
        day = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", surface)
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else surface
    return surface


def role(line: str) -> MarkedRole:
    """A role as the header writes it."""
    parts = [p.strip() for p in line.split("|")]
    either = lambda text: tuple(None if v.strip() == "-" else v.strip() for v in text.split(" / "))  # noqa: E731
    start, end, status = [*(p or None for p in parts[3:6]), None, None, None][:3]
    return MarkedRole(parts[0], either(parts[1]), either(parts[2]) if len(parts) > 2 else (None,), (start, end), status)


def amount(value: str) -> tuple[str, str, str, str]:
    """(kind, low, high, unit) of an amount's value: "percent 4..6 %"."""
    kind, number, unit = value.split(" ", 2)
    low, _, high = number.partition("..")
    return kind, low, high or low, unit


def as_gold(doc: Marked) -> dict[str, Any]:
    """A marked document in the JSON form that other scoring scripts read."""
    span = lambda m: {"surface": m.surface, "start": m.start, "end": m.end} | ({"optional": True} if m.optional else {})  # noqa: E731
    gold: dict[str, Any] = {"file": f"{doc.name}.txt", **{k: v for k, v in doc.header.items() if k != "roles"}}
    for kind in ("people", "bodies"):
        named: dict[str, dict[str, Any]] = {}
        for m in doc.of(kind):
            entry = named.setdefault(m.values[0], {"name": m.values[0], "mentions": []})
            entry["mentions"].append(span(m))
            if m.values[1:]:
                entry["name_also"] = list(m.values[1:])
        gold[kind] = list(named.values())
    gold["roles"] = [
        {
            "person": r.person,
            "role": r.roles[0],
            "role_also": list(r.roles[1:]),
            "body": r.bodies[0],
            "body_also": list(r.bodies[1:]),
        }
        for r in doc.roles
    ]
    gold["dates"] = [span(m) | {"edtf": m.values[0], "edtf_also": list(m.values[1:])} for m in doc.of("dates")]
    gold["amounts"] = []
    for m in doc.of("amounts"):
        if m.values[0] == m.surface:
            gold["amounts"].append(span(m) | {"kind": "count", "value": "0", "unit": "", "optional": True})
            continue
        kind, low, high, unit = amount(m.values[0])
        gold["amounts"].append(
            span(m)
            | {
                "kind": kind,
                "value": low if low == high else [low, high],
                "unit": unit,
                "unit_also": list(m.values[1:]),
            }
        )
    gold["contacts"] = [
        span(m) | {"kind": CONTACTS[m.sign], "value": m.values[0], "person": m.whose} for m in doc.of("contacts")
    ]
    return gold
