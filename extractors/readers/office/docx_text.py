"""The words of WordprocessingML: runs, breaks and fields as they are shown, deletions and field codes left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ODD = {0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None, 0xAD: None, 0xA0: " "}
FILLED_IN = re.compile(r"^\s*(?:DATE|TIME|PAGE|NUMPAGES|SECTIONPAGES|FILENAME)\b", re.IGNORECASE)
SKIPPED = {W + tag for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr", "sdtPr")}
BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-", W + "ptab": "\t"}


@dataclass
class Words:
    """What a paragraph shows, and the text boxes that hang on it."""

    text: str = ""
    updating: list[str] = field(default_factory=list)
    """What stands in fields that fill themselves in: the day it is opened, the page."""
    boxes: list[Any] = field(default_factory=list)


def words_of(paragraph: Any) -> Words:
    """The words of a w:p."""
    words = Words()
    parts: list[str] = []
    fields: list[list[str]] = []  # the codes of the fields we are in, and whether their result has begun

    def showing() -> bool:
        return all(len(f) > 1 and not FILLED_IN.match(f[0]) for f in fields)

    def walk(element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "fldChar":
                kind = child.get(W + "fldCharType")
                if kind == "begin":
                    fields.append([""])
                elif kind == "separate" and fields:
                    fields[-1].append("")
                elif kind == "end" and fields:
                    fields.pop()
            elif tag == W + "instrText" and fields:
                fields[-1][0] += child.text or ""
            elif tag == W + "fldSimple":
                fields.append([child.get(W + "instr", ""), ""])
                walk(child)
                fields.pop()
            elif tag == W + "txbxContent":
                words.boxes.append(child)
            elif tag == MC + "AlternateContent":
                branch = child.find(MC + "Choice")
                walk(branch if branch is not None else child)
            elif tag in SKIPPED or not isinstance(tag, str):
                continue
            elif tag == W + "t":
                if showing():
                    parts.append(child.text or "")
                elif fields and FILLED_IN.match(fields[-1][0]) and child.text:
                    words.updating.append(child.text)
            elif tag in BREAKS:
                if showing() and child.get(W + "type") not in ("page", "column"):
                    parts.append(BREAKS[tag])
            else:
                walk(child)

    walk(paragraph)
    words.text = "".join(parts).translate(ODD)
    return words


def is_on(switch: Any) -> bool:
    """Whether a switch such as w:titlePg or w:vanish is there and not turned off."""
    return switch is not None and switch.get(W + "val", "1") not in ("0", "false", "off")


def blocks_in(parent: Any) -> Iterator[Any]:
    """The w:p and w:tbl of a body, cell or header in order, content controls opened."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from blocks_in(content)
        elif child.tag in (W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
            yield from blocks_in(child)


def flat(parent: Any) -> str:
    """All words of a cell, header or note on one line; tables within it too."""
    return " ".join(line for p in parent.iter(W + "p") if (line := " ".join(words_of(p).text.split())))
