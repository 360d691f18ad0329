"""The words of WordprocessingML: runs, breaks and fields as they are shown, deletions and field codes left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.text.cleaning import AS_WORDS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FILLED_IN = re.compile(r"^\s*(?:DATE|TIME|PAGE|NUMPAGES|SECTIONPAGES|FILENAME)\b", re.IGNORECASE)
SKIPPED = {W + tag for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr", "sdtPr")}
BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-", W + "ptab": "\t"}


@dataclass
class ParagraphWords:
    """What a paragraph shows, and the text boxes that hang on it."""

    text: str = ""
    updating: list[str] = field(default_factory=list)
    """What stands in fields that fill themselves in: the day it is opened, the page."""
    boxes: list[Any] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    """What is struck through: it no longer holds."""


def words_of(paragraph: Any) -> ParagraphWords:
    """The words of a w:p."""
    walk = _Walk()
    walk.into(paragraph)
    walk.words.text = "".join(walk.parts).translate(AS_WORDS)
    return walk.words


class _Walk:
    """The walk through a paragraph: the words so far, and the fields we are in."""

    def __init__(self) -> None:
        self.words = ParagraphWords()
        self.parts: list[str] = []
        self._fields: list[list[str]] = []
        """The code of each field, and a second part where its result has begun."""

    def into(self, element: Any) -> None:
        """Take what is inside an element."""
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                self._take(child, child.tag)
            elif child.tag == W + "instrText" and self._fields:
                self._fields[-1][0] += child.text or ""

    def _take(self, child: Any, tag: str) -> None:
        if tag == W + "fldChar":
            self._field_char(child.get(W + "fldCharType"))
        elif tag == W + "fldSimple":
            self._fields.append([child.get(W + "instr", ""), ""])
            self.into(child)
            self._fields.pop()
        elif tag == W + "txbxContent":
            self.words.boxes.append(child)
        elif tag == MC + "AlternateContent":
            branch = child.find(MC + "Choice")
            self.into(branch if branch is not None else child)
        elif tag == W + "r" and (unseen := _unseen(child)):
            self.words.struck += [_plain_text(child)] if unseen == "struck" else []
            self.into([part for part in child if part.tag in (W + "fldChar", W + "instrText")])
        elif tag == W + "t":
            self._text(child.text or "")
        elif tag not in BREAKS:
            self.into(child)
        elif self._shows() and child.get(W + "type") not in ("page", "column"):
            self.parts.append(BREAKS[tag])

    def _field_char(self, kind: str | None) -> None:
        """A field begins, its result begins, or it ends."""
        if kind == "begin":
            self._fields.append([""])
        elif kind == "separate" and self._fields:
            self._fields[-1].append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _text(self, text: str) -> None:
        if self._shows():
            self.parts.append(text)
        elif self._fields and FILLED_IN.match(self._fields[-1][0]) and text:
            self.words.updating.append(text)

    def _shows(self) -> bool:
        """Whether we are in the result of each field, and none fills itself in."""
        return all(len(f) > 1 and not FILLED_IN.match(f[0]) for f in self._fields)


def _unseen(run: Any) -> str | None:
    """Whether a w:r is "hidden" or "struck" through."""
    properties = run.find(W + "rPr")
    if properties is None:
        return None
    if is_on(properties.find(W + "vanish")):
        return "hidden"
    return "struck" if is_on(properties.find(W + "strike")) or is_on(properties.find(W + "dstrike")) else None


def _plain_text(run: Any) -> str:
    return "".join(t.text or "" for t in run.iter(W + "t"))


def joined(blocks: Iterable[Any]) -> Iterator[Any]:
    """Blocks with the paragraphs that are one on the page put together: a drop cap and its word, a deleted mark."""
    held: list[Any] = []
    for block in blocks:
        if block.tag != W + "p":
            yield from held
            held = []
        elif held:
            _put_before(held.pop(), block)
        if block.tag == W + "p" and _runs_on(block):
            held = [block]
        else:
            yield block
    yield from held


def _runs_on(paragraph: Any) -> bool:
    """Whether the next paragraph goes on with the words of this one."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None and frame.get(W + "dropCap", "none") != "none":
        return True
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _put_before(first: Any, paragraph: Any) -> None:
    """Move the words of one paragraph to the beginning of another."""
    properties = paragraph.find(W + "pPr")
    at = 0 if properties is None else paragraph.index(properties) + 1
    for child in [c for c in first if c.tag != W + "pPr"]:
        paragraph.insert(at, child)
        at += 1


def is_on(switch: Any) -> bool:
    """Whether a switch such as w:titlePg or w:vanish is there and not turned off."""
    return switch is not None and switch.get(W + "val", "1") not in ("0", "false", "off")


def blocks_in(parent: Any) -> Iterator[Any]:
    """The w:p, w:tbl and w:altChunk of a body, cell or header in order, content controls opened."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
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
