"""The floors, read from the source: every import points down, and every library has one home."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = ("extractors", "index", "pipeline", "search_cli")
"""From the ground up; each may import any floor below it and none above."""

HOMES = {
    "prefect": ("pipeline/orchestration/*.py",),
    "distributed": ("pipeline/orchestration/cluster*.py",),
    "spacy": ("extractors/text/finnish_model.py",),
    "libvoikko": ("extractors/text/morphology.py",),
    "pdfplumber": ("extractors/readers/pdf/*.py",),
    "pdfminer": ("extractors/readers/pdf/*.py",),
    "pypdfium2": ("extractors/readers/pdf/*.py", "extractors/readers/pdf/tags/*.py", "extractors/readers/ocr/*.py"),
    "pptx": ("extractors/readers/office/powerpoint/*.py",),
    "docx": ("extractors/readers/office/word/*.py",),
    "olefile": ("extractors/readers/outlook_message.py",),
    "openpyxl": ("extractors/readers/office/spreadsheets/*.py",),
    "sqlalchemy": ("index/*.py", "index/*/*.py", "index/*/*/*.py", "index/store/migrations/versions/*"),
    "alembic": ("index/store/migrate.py", "index/store/migrations/*", "index/store/migrations/versions/*"),
    "whoosh": ("index/engines/whoosh*.py", "index/query/parser.py"),
    "tantivy": ("index/engines/tantivy*.py",),
    "fsspec": ("index/objects.py",),
    "opensearchpy": ("index/engines/served_index.py", "index/engines/served_writing.py"),
    "httpx": ("pipeline/*/*.py", "pipeline/*/*/*.py"),
    "htmldate": ("extractors/readers/web/claims/searched_date.py",),
    "feedparser": ("extractors/readers/web/feeds/feed.py", "pipeline/sources/listed_items.py"),
    "typer": ("search_cli/*.py", "search_cli/commands/*.py"),
    "rich": ("search_cli/*.py", "search_cli/*/*.py"),
}
"""One library, one home: a library that is not named here may be used anywhere on the floors."""

MODULE = re.compile(rf"({'|'.join(FLOORS)})(\.[a-z_]\w*)+(:\w+)?")
"""A module's name in a registry, with or without the function it holds."""

READS_THE_MACHINE = {
    "search_cli/*.py": "the entry points",
    "search_cli/*/*.py": "the entry points",
    "pipeline/orchestration/schedule.py": "sets up the environment of the schedule's process",
    "pipeline/orchestration/server.py": "the entry point of a server process of our own",
    "extractors/readers/sandbox/worker*.py": "hands the environment to the process it starts, unread",
    "index/store/migrations/env.py": "Alembic's own entry point",
}


def modules(root: Path = ROOT) -> list[Path]:
    """Every module of the four packages."""
    return sorted(file for floor in FLOORS for file in (root / floor).rglob("*.py"))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def lies_in(module: str, patterns: Iterable[str]) -> bool:
    """Whether a module is meant by one of the patterns; a star stands within one folder."""
    return any(PurePosixPath(module).match(pattern) for pattern in patterns)


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of all a module imports: inside functions too, and by name in a registry."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, f"{package}.{node.module or ''}" if node.level else node.module or ""
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and MODULE.fullmatch(node.value):
            yield node.lineno, node.value


def module_name(file: Path, root: Path = ROOT) -> str:
    """The dotted name a file is imported by."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imported(source: str, known: Collection[str]) -> set[str]:
    """Which of the known modules a module imports: late, for types, and those a registry names as strings."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            within = {f"{node.module}.{alias.name}" for alias in node.names} & set(known)
            found.update(within or {node.module or ""})
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and MODULE.fullmatch(node.value):
            found.add(node.value.partition(":")[0])
    return found & set(known)


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of modules that reach each other."""
    reached = {module: _reached(module, arrows) for module in arrows}
    groups = {
        tuple(sorted(other for other in seen if module in reached[other]))
        for module, seen in reached.items()
        if module in seen
    }
    return sorted(map(list, groups))


def _reached(module: str, arrows: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    left = list(arrows[module] - {module})
    while left:
        if (one := left.pop()) not in seen:
            seen.add(one)
            left.extend(arrows[one])
    return seen


def arrows_up(source: str, floor: str) -> list[str]:
    """What a module on this floor imports from a floor above."""
    above = FLOORS[FLOORS.index(floor) + 1 :]
    return [f"line {line}: {name}" for line, name in imports(ast.parse(source), floor) if name.split(".")[0] in above]


def away_from_home(source: str, module: str) -> list[str]:
    """Libraries a module uses though their home is another."""
    strays = []
    for line, name in imports(ast.parse(source), module.split("/")[0]):
        homes = HOMES.get(name.split(".")[0])
        if homes and not lies_in(module, homes):
            strays.append(f"line {line}: {name} lives in {', '.join(homes)}")
    return strays


def machine_reads(source: str) -> list[str]:
    """Where a module looks at the environment or the command line."""
    looks = {("os", "environ"), ("os", "getenv"), ("sys", "argv")}
    return [
        f"line {node.lineno}: {node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in looks
    ]


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_imports_point_down(file: Path) -> None:
    assert arrows_up(file.read_text("utf-8"), name_of(file).split("/")[0]) == []


def circles_of(root: Path) -> list[list[str]]:
    """The circles between the modules of a checkout."""
    sources = {module_name(file, root): file.read_text("utf-8") for file in modules(root)}
    return circles({module: imported(source, sources) for module, source in sources.items()})


def test_no_modules_go_round_in_circles() -> None:
    assert circles_of(ROOT) == []


@pytest.mark.parametrize(
    ("module", "added", "within"),
    [
        ("index/opened.py", "import index.index", {"index.opened", "index.index"}),
        (
            "index/search/search.py",
            "def late() -> None:\n    from index.index import Index",
            {"index.search.search", "index.index"},
        ),
        (
            "extractors/model/document.py",
            "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from extractors.reading import read",
            {"extractors.model.document", "extractors.reading"},
        ),
        (
            "index/engines/place.py",
            "import index.engines",
            {"index.engines.place", "index.engines", "index.engines.whoosh"},
        ),
    ],
)
def test_a_circle_put_in_by_hand_is_refused(module: str, added: str, within: set[str], tmp_path: Path) -> None:
    """In a copy of the four packages: at the head of a file, within a function, for types alone, by a registry."""
    for floor in FLOORS:
        shutil.copytree(
            ROOT / floor, tmp_path / floor, ignore=lambda _, names: [n for n in names if n == "__pycache__"]
        )
    edited = tmp_path / module
    edited.write_text(f"{edited.read_text('utf-8')}\n\n{added}\n", "utf-8")
    assert [circle for circle in circles_of(tmp_path) if within <= set(circle)] != []


def test_no_name_stands_for_two_modules() -> None:
    stems = Counter(file.stem for file in modules() if file.stem != "__init__" and "migrations" not in file.parts)
    assert [stem for stem, times in stems.items() if times > 1] == []


def waived(code: str) -> list[str]:
    """The patterns under which pyproject.toml lets a finding stand, our tests' bare numbers aside."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    return [p for p, codes in ruff["per-file-ignores"].items() if code in codes and "**" not in p]


@pytest.mark.parametrize("code", ["C901", "PLR2004"])
def test_no_dense_function_and_no_bare_number_is_waived(code: str) -> None:
    assert waived(code) == []


def types_of(source: str) -> list[str]:
    """The classes and named types a module defines; the command's options (`Annotated`) are its own words."""
    names = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and not _is_option(node.value):
            names += [node.targets[0].id] if re.fullmatch(r"[A-Z]\w*[a-z]\w*", node.targets[0].id) else []
    return names


def _is_option(value: ast.expr) -> bool:
    """Box = Annotated[str, typer.Option(...)]"""
    return isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name) and value.value.id == "Annotated"


def used_twice(sources: Iterable[str]) -> dict[str, int]:
    """The names that stand for several types, and for how many."""
    times = Counter(name for source in sources for name in types_of(source))
    return {name: count for name, count in sorted(times.items()) if count > 1}


def test_no_name_stands_for_two_types() -> None:
    """One word per idea: a new type gets a name of its own."""
    sources = [file.read_text("utf-8") for file in modules() if "migrations" not in file.parts]
    assert used_twice(sources) == {}


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["class Word: ...", "class BodyWord: ..."], {}),
        (["class Word: ...", "Word = str", "WORD = 'sana'"], {"Word": 2}),
        (["class Word: ...", "Word = Annotated[str, typer.Option()]"], {}),
    ],
)
def test_the_test_sees_shared_names(sources: list[str], found: dict[str, int]) -> None:
    assert used_twice(sources) == found


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_one_library_one_home(file: Path) -> None:
    assert away_from_home(file.read_text("utf-8"), name_of(file)) == []


def kept_from_the_machine() -> list[Path]:
    return [file for file in modules() if not lies_in(name_of(file), READS_THE_MACHINE)]


@pytest.mark.parametrize("file", kept_from_the_machine(), ids=name_of)
def test_only_entry_points_read_the_machine(file: Path) -> None:
    assert machine_reads(file.read_text("utf-8")) == []


def guards() -> list[Path]:
    """Every file of the tests."""
    return sorted(Path(__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("file", [*modules(), *guards()], ids=name_of)
def test_files_fit_in_the_head(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 400


ROOMS = sorted({file.parent for file in [*modules(), *guards()]})

MODULES_A_ROOM = 20
"""`__init__.py` too; more than this and a room falls into rooms of its own: a list of names to take in at a glance."""


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_rooms_fit_in_the_head(room: Path) -> None:
    assert len(list(room.glob("*.py"))) <= MODULES_A_ROOM


@pytest.mark.parametrize(
    ("source", "floor", "found"),
    [
        ("from extractors.model.records import Person", "index", []),
        ("from index.store.store import Store", "index", []),
        ("import search_cli.app", "index", ["line 1: search_cli.app"]),
        (
            "def late():\n    from pipeline.orchestration.flow import run",
            "extractors",
            ["line 2: pipeline.orchestration.flow"],
        ),
        ("READERS = {'pdf': 'index.store.store:Store'}", "extractors", ["line 1: index.store.store:Store"]),
    ],
)
def test_the_test_sees_arrows(source: str, floor: str, found: list[str]) -> None:
    assert arrows_up(source, floor) == found


@pytest.mark.parametrize(
    ("source", "module", "strays"),
    [
        ("import prefect", "pipeline/orchestration/flow.py", 0),
        ("def late():\n    from prefect.states import Failed", "pipeline/sources/sources.py", 1),
        ("import spacy", "extractors/people/__init__.py", 1),
        ("from sqlalchemy.orm import Session", "search_cli/app.py", 1),
    ],
)
def test_the_test_sees_strays(source: str, module: str, strays: int) -> None:
    assert len(away_from_home(source, module)) == strays


def test_the_test_sees_machine_reads() -> None:
    assert machine_reads("import os\nos.environ['A']\nos.getenv('B')") == ["line 2: os.environ", "line 3: os.getenv"]


XY = ["a.x", "a.y"]


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"a.x": "import a.y", "a.y": "import a.z", "a.z": ""}, []),
        (
            {"a.x": "from a import y", "a.y": "def late():\n    from a.x import f", "a.z": "import a.x"},
            [["a.x", "a.y"]],
        ),
        ({"a.x": "if TYPE_CHECKING:\n    from a.y import Y", "a.y": "import a.x"}, [XY]),
        ({"index.x": "KINDS = {'a': 'index.y:Y'}", "index.y": "import index.x"}, [["index.x", "index.y"]]),
    ],
)
def test_the_test_sees_circles(sources: dict[str, str], found: list[list[str]]) -> None:
    assert circles({module: imported(source, sources) for module, source in sources.items()}) == found
