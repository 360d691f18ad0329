"""Only public parts of libraries are used, but for those named here, each in one module that says why."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Collection, Iterator

import pytest

from tests.test_layers import ROOT, modules, name_of

PRIVATE = {
    "extractors/readers/office/powerpoint/slide_text.py": {"_p", "_tc"},
    "extractors/readers/pdf/marked_content.py": {"_objs"},
    "index/engines/whoosh.py": {"_basepos", "_count", "_data", "_dbfile", "_next_block", "_read_data"},
}
"""What a new version of a library may take away without a word: python-pptx's XML of paragraphs and cells, the glyph
that pdfminer has laid last, Whoosh's blocks of postings and its columns."""

TUPLES = {"_replace", "_asdict", "_fields", "_make", "_mapping"}
"""Public, though they begin with a line: of named tuples, and of SQLAlchemy's rows."""


def is_ours(holder: ast.expr) -> bool:
    """self._made, cls._made"""
    return isinstance(holder, ast.Name) and holder.id in ("self", "cls")


def names_of_our_own(trees: Collection[ast.AST]) -> set[str]:
    """What our own classes and modules call theirs."""
    named = set[str]()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and ast.unparse(node.value) in ("self", "cls")
        ):
            named.add(node.attr)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            named.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            named.add(node.id)
    return named


def private_uses(tree: ast.AST, own: Collection[str]) -> Iterator[str]:
    """The private names of others that a module uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            if not is_ours(node.value) and node.attr not in {*own, *TUPLES} and ast.unparse(node) != "os._exit":
                yield node.attr
        elif isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
            yield from (part for part in node.module.split(".") if part.startswith("_"))


def test_private_parts_are_those_that_are_named() -> None:
    trees = {name_of(file): ast.parse(file.read_text("utf-8")) for file in modules()}
    own = names_of_our_own(list(trees.values())) - set.union(*PRIVATE.values())
    found = {name: set(private_uses(tree, own)) for name, tree in trees.items()}
    assert {name: uses for name, uses in found.items() if uses} == PRIVATE


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(cell): return cell._tc", ["_tc"]),
        ("from prefect._internal import x", ["_internal"]),
        ("class A:\n    def f(self): self._own = 1; return self._own", []),
        ("a._replace(b=1)", []),
    ],
)
def test_the_test_sees_private_parts(source: str, found: list[str]) -> None:
    tree = ast.parse(source)
    assert list(private_uses(tree, names_of_our_own([tree]))) == found


def test_the_libraries_still_have_them() -> None:
    """What is relied on, asked of the libraries themselves."""
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.layout import LTContainer
    from pptx import Presentation
    from pptx.util import Inches
    from whoosh.codec import whoosh3
    from whoosh.columns import NumericColumn

    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    text = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame
    cell = slide.shapes.add_table(1, 1, 0, 0, Inches(1), Inches(1)).table.cell(0, 0)
    assert text.paragraphs[0]._p.tag.endswith("}p")
    assert cell._tc.tag.endswith("}tc")
    assert LTContainer((0, 0, 1, 1))._objs == []
    assert hasattr(PDFLayoutAnalyzer, "render_char")
    assert {"_next_block", "_read_data"} <= set(dir(whoosh3.W3LeafMatcher))
    assert NumericColumn.Reader


def test_mypy_looks_away_from_nothing_that_is_gone() -> None:
    """Each library whose types are missed is imported by a module of ours."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]["overrides"]
    imported = {
        name.split(".")[0]
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert [one for part in settings for one in part["module"] if one.split(".")[0] not in imported] == []
