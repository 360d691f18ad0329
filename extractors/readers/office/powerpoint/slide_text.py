"""The words of DrawingML paragraphs, which PowerPoint text boxes, tables, charts and SmartArt all hold."""

from __future__ import annotations

from typing import Any

from extractors.text.cleaning import AS_WORDS

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def words_of(p: Any, *, struck: bool = False) -> str:
    """The text of an a:p: runs and breaks; fields that fill themselves in (dates, slide numbers) are left out, and what
    is struck through: by its run, or, where that says nothing, by its style (`struck`).
    """
    parts: list[str] = []
    for child in p:
        if child.tag == A + "r":
            if not is_struck(child.find(A + "rPr"), struck):
                parts.append(_run_text(child))
        elif child.tag == A + "br":
            parts.append("\n")
        elif child.tag == A + "fld" and not is_filled_in(child):
            parts.append("".join(t.text or "" for t in child.iter(A + "t")))
        elif child.tag.endswith("}AlternateContent") or child.tag.endswith("}m"):
            parts.append("".join(t.text or "" for t in child.iter() if t.tag.endswith("}t")))
    return "".join(parts).replace("\v", "\n").translate(AS_WORDS)


def struck_words(p: Any, *, struck: bool = False) -> str:
    """The words of an a:p that are struck through: they no longer hold."""
    return " ".join("".join(_run_text(r) for r in p.iter(A + "r") if is_struck(r.find(A + "rPr"), struck)).split())


def is_struck(properties: Any, otherwise: bool = False) -> bool:
    """Whether the properties of a run strike it through; `otherwise` where they say nothing."""
    said = properties.get("strike") if properties is not None else None
    return otherwise if said is None else said != "noStrike"


def _run_text(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(A + "t"))


def is_filled_in(field: Any) -> bool:
    """Whether an a:fld changes by itself: the slide's number, the day it is shown."""
    return str(field.get("type", "")).startswith(("slidenum", "datetime"))


def xml_of(paragraph: Any) -> Any:
    """The a:p of a python-pptx paragraph, for which it has no public name."""
    return paragraph._p


def xml_of_cell(cell: Any) -> Any:
    """The a:tc of a python-pptx cell, for which it has no public name."""
    return cell._tc


def clean(paragraph: Any) -> str:
    """The text of a python-pptx paragraph on one line."""
    return " ".join(words_of(xml_of(paragraph)).split())


def sizes_in(p: Any, heavy: bool = False) -> list[tuple[float, int, bool]]:
    """(points or 0, characters, bold) of each run; `heavy` where it does not say whether it is bold."""
    out = []
    for run in p.iter(A + "r"):
        properties = run.find(A + "rPr")
        length = sum(len(t.text or "") for t in run.iter(A + "t"))
        size = properties.get("sz") if properties is not None else None
        said = properties.get("b") if properties is not None else None
        bold = heavy if said is None else said in ("1", "true")
        out.append((int(size) / 100 if size and size.isdigit() else 0.0, length, bold))
    return out


def bullet_of(properties: Any) -> bool | None:
    """What paragraph properties say of a bullet: there is one, there is none, or nothing (None)."""
    if properties is None:
        return None
    for child in properties:
        if child.tag == A + "buNone":
            return False
        if child.tag in (A + "buChar", A + "buAutoNum", A + "buBlip"):
            return True
    return None


def level_properties(styles: Any, level: int) -> Any:
    """The properties of a level in a list style (a:lstStyle, p:bodyStyle ...), None where it says nothing."""
    return styles.find(f"{A}lvl{level + 1}pPr") if styles is not None else None


def default_size(properties: Any) -> float:
    """The points that level properties give a run, 0 where they say nothing."""
    run = properties.find(A + "defRPr") if properties is not None else None
    size = run.get("sz") if run is not None else None
    return int(size) / 100 if size and size.isdigit() else 0.0
