"""How a Word paragraph is set: its heading level, list level, size and boldness, through its chain of styles."""

from __future__ import annotations

import re
from typing import Any

from extractors.readers.office.word.docx_text import W, is_on

HEADING = re.compile(r"(?:heading|otsikko|rubrik|överskrift)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(
    r"title|otsikko|rubrik|dokumentin otsikko|asiakirjan otsikko|kansi_?otsikko|pääotsikko", re.IGNORECASE
)
CONTENTS = re.compile(r"(?:toc|sisluet|sisällysluettelo|innehåll)\s*\d?", re.IGNORECASE)
LISTED = re.compile(r"(?:list|luettelo|lista|punktlista|numrerad)\b", re.IGNORECASE)
CAPTION = re.compile(r"(?:caption|kuvaotsikko|kuvateksti|beskrivning)", re.IGNORECASE)

UNSEEN = ("vanish", "strike", "dstrike")
"""What hides words, or strikes them through."""

DEEPEST_STYLE = 12
"""Styles that lie under one another at most: a circle of them has no end."""

BODY_LEVEL = 9
"""What the format writes as the outline level of text that is no heading (0-8 are headings 1-9)."""


class DocxStyles:
    """The styles of a document, asked by id; each answer follows the chain of `basedOn`."""

    def __init__(self, root: Any) -> None:
        self._styles = {s.get(W + "styleId"): s for s in root.iter(W + "style")} if root is not None else {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._size = _half_points(defaults) or 10.0
        self._default = next(
            (k for k, s in self._styles.items() if s.get(W + "type") == "paragraph" and s.get(W + "default") == "1"),
            None,
        )

    def _chain(self, style: str | None) -> list[Any]:
        chain: list[Any] = []
        while style in self._styles and len(chain) < DEEPEST_STYLE:
            found = self._styles[style]
            chain.append(found)
            base = found.find(W + "basedOn")
            style = base.get(W + "val") if base is not None else None
        return chain

    def chain(self, paragraph: Any) -> list[Any]:
        """The styles of a w:p, nearest first."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._chain(named.get(W + "val") if named is not None else self._default)

    def name(self, paragraph: Any) -> str:
        """The name of its style, "" where it has none."""
        for style in self.chain(paragraph)[:1]:
            name = style.find(W + "name")
            return str(name.get(W + "val", "")) if name is not None else ""
        return ""

    def heading_level(self, paragraph: Any) -> int | None:
        """1-9 for a heading, None for body text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None and own.get(W + "val", "9").isdigit() and int(own.get(W + "val")) < BODY_LEVEL:
            return int(own.get(W + "val")) + 1
        for style in self.chain(paragraph):
            name = style.find(W + "name")
            match = HEADING.fullmatch(name.get(W + "val", "")) if name is not None else None
            if match:
                return int(match[1])
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None and level.get(W + "val", "9").isdigit() and int(level.get(W + "val")) < BODY_LEVEL:
                return int(level.get(W + "val")) + 1
        return None

    def list_level(self, paragraph: Any) -> int | None:
        """1 and deeper for a list item, None for others."""
        place = self.numbered(paragraph)
        if place is not None:
            return place[1] + 1 if place[0] != "0" else None
        return 1 if LISTED.match(self.name(paragraph)) else None

    def numbered(self, paragraph: Any) -> tuple[str, int] | None:
        """The id of its list ("0" for none) and its level in it from 0; None where nothing says that it is numbered."""
        level: int | None = None
        for properties in [paragraph.find(W + "pPr"), *(s.find(W + "pPr") for s in self.chain(paragraph))]:
            number = properties.find(W + "numPr") if properties is not None else None
            if number is None:
                continue
            named, deep = number.find(W + "numId"), number.find(W + "ilvl")
            if level is None and deep is not None and deep.get(W + "val", "").isdecimal():
                level = int(deep.get(W + "val")[:2])
            if named is not None:
                return named.get(W + "val", "0"), level or 0
        return None

    def write_out_unseen(self, body: Any) -> None:
        """Write into each run what its styles say of hiding or striking it: the nearest of them holds."""
        if not any(style.find(f"{W}rPr/{W}{tag}") is not None for style in self._styles.values() for tag in UNSEEN):
            return
        told: dict[tuple[str | None, str | None], list[str]] = {}
        for run in body.iter(W + "r"):
            paragraph, own = next(run.iterancestors(W + "p"), None), run.find(W + "rPr")
            key = (
                _named(own, "rStyle"),
                _named(paragraph.find(W + "pPr"), "pStyle") if paragraph is not None else None,
            )
            if key not in told:
                chain = [*self._chain(key[0]), *self._chain(key[1] or self._default)]
                told[key] = [tag for tag in UNSEEN if _says(chain, tag)]
            for tag in told[key]:
                if own is None:
                    own = run.makeelement(W + "rPr")
                    run.insert(0, own)
                if own.find(W + tag) is None:
                    own.append(run.makeelement(W + tag))

    def size_and_bold(self, paragraph: Any) -> tuple[float, bool]:
        """The points most of its text has, and whether all of it is bold."""
        chain = [s.find(W + "rPr") for s in self.chain(paragraph)]
        usual = next((size for r in chain if (size := _half_points(r))), self._size)
        heavy = next((b for r in chain if (b := _bold(r)) is not None), False)
        counts: dict[float, int] = {}
        bold = True
        for run in paragraph.iter(W + "r"):
            length = sum(len(t.text or "") for t in run.iter(W + "t") if (t.text or "").strip())
            if not length:
                continue
            properties = run.find(W + "rPr")
            size = _half_points(properties) or usual
            counts[size] = counts.get(size, 0) + length
            own = _bold(properties)
            bold = bold and (heavy if own is None else own)
        return max(counts, key=lambda s: counts[s], default=usual), bool(counts) and bold


def _named(properties: Any, tag: str) -> str | None:
    """The style that the properties of a run or a paragraph name."""
    named = properties.find(W + tag) if properties is not None else None
    return str(named.get(W + "val")) if named is not None else None


def _says(chain: list[Any], tag: str) -> bool:
    """Whether the nearest of some styles that speaks of a switch turns it on."""
    switches = (style.find(f"{W}rPr/{W}{tag}") for style in chain)
    return is_on(next((switch for switch in switches if switch is not None), None))


def _half_points(properties: Any) -> float | None:
    size = properties.find(W + "sz") if properties is not None else None
    value = size.get(W + "val", "") if size is not None else ""
    return int(value) / 2 if value.isdigit() else None


def _bold(properties: Any) -> bool | None:
    bold = properties.find(W + "b") if properties is not None else None
    return None if bold is None else bold.get(W + "val", "1") not in ("0", "false", "off")
