"""A point of time as EDTF, at its own precision, and what opens or closes a span."""

from __future__ import annotations

from calendar import monthrange

from extractors.dates.unresolved import Atom, Point


def sided(value: str, atom: Atom) -> str:
    """A value with the side that its words leave open: "1.3. alkaen", "31.5. mennessä"."""
    if atom.side == "from":
        return f"{value}/.."
    return f"../{value}" if atom.side in ("until", "deadline") else value


def pointed(p: Point) -> str:
    """A point at its own precision."""
    year = p.year or "XXXX"
    about = "~" if p.about else ""
    if p.day is not None and p.month is not None:
        return f"{year}-{p.month:02d}-{p.day:02d}" + (f"T{p.time}" if p.time else "") + about
    if p.month is not None:
        return f"{year}-{p.month:02d}{about}"
    if p.season is not None:
        return f"{year}-{p.season}{about}"
    if p.edge:
        return f"{year}-{ {'start': '01', 'end': '12', 'middle': '06'}[p.edge] }~"
    return year + about


def edged(p: Point, side: str) -> str:
    """ "alusta" opens on the first day, "loppuun" closes on the last; else a month, or a vague part of a year."""
    opens, closes = side == "from" and p.edge == "start", side in ("until", "deadline") and p.edge == "end"
    if (p.year is not None and "X" in p.year) or p.season is not None or not (opens or closes):
        return pointed(p)
    year = p.year or "XXXX"
    if opens:
        return f"{year}-{p.month or 1:02d}-01"
    month = p.month or 12
    return f"{year}-{month:02d}-{monthrange(int(year) if year != 'XXXX' else 2023, month)[1]:02d}"
