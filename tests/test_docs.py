"""The docs are true: every command shown parses, the examples run, the links lead somewhere."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from index.query.parser import parse
from search_cli.app import app

ROOT = Path(__file__).resolve().parent.parent
DOCS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
LOUHI = Path(sys.executable).with_name("louhi")


def shown_commands(text: str) -> Iterator[str]:
    """Every `louhi ...` line of the code blocks, less its comment."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("louhi "):
                yield line.split("  #")[0].strip()


def words_of(line: str) -> list[str]:
    """The arguments after `louhi`, as a shell would cut them."""
    return shlex.split(line)[1:]


def parsed(words: list[str]) -> tuple[str, ...]:
    """Parse a command line down to its sub-command without running it; raises where it is wrong."""
    command: Any = typer.main.get_command(app)
    context = None
    path: list[str] = []
    while hasattr(command, "commands"):
        context = command.make_context("louhi", [], parent=context, resilient_parsing=True)
        name, *words = words
        command = command.get_command(context, name)
        assert command, f"no such command: {name}"
        path.append(name)
    command.make_context(path[-1], list(words), parent=context)
    return tuple(path)


def commands(command: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, help) of every command that does something."""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from commands(command.get_command(None, name), f"{path} {name}".strip())
    else:
        yield path, command.help or ""


HELP = sorted(commands(typer.main.get_command(app)))
COMMANDS = sorted({line for doc in DOCS for line in shown_commands((ROOT / doc).read_text("utf-8"))})


def test_commands_are_shown() -> None:
    assert len(COMMANDS) >= 15
    assert len(HELP) >= 30


@pytest.mark.parametrize("line", COMMANDS)
def test_shown_command_parses(line: str) -> None:
    assert parsed(words_of(line))


@pytest.mark.parametrize(("path", "said"), HELP, ids=[path for path, _ in HELP])
def test_help_has_an_example_that_parses(path: str, said: str) -> None:
    examples = re.findall(r"`(louhi [^`]+)`", said)
    assert examples, f"louhi {path} --help shows no example"
    for example in examples:
        assert " ".join(parsed(words_of(example))) == path


def shown_queries() -> list[str]:
    """What README's table of the query language says one may write."""
    table = (ROOT / "README.md").read_text("utf-8").partition("| write | finds |")[2].partition("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[1:] if line.count("|") > 2]
    return [
        query for cell in cells for query in re.findall(r"`([^`]+)`", cell) if not re.fullmatch(r"[A-Z]+|\( \)", query)
    ]


@pytest.mark.parametrize("query", shown_queries())
def test_shown_query_parses(query: str) -> None:
    assert parse(query)


@pytest.mark.parametrize("words", [["serch", "a"], ["search", "a", "--limt", "3"], ["show"]])
def test_the_test_sees_wrong_commands(words: list[str]) -> None:
    with pytest.raises(Exception, match=r"(?i)no such|missing"):
        parsed(words)


@pytest.mark.parametrize("doc", DOCS)
def test_python_examples_run(doc: str, tmp_path: Path) -> None:
    text = (ROOT / doc).read_text("utf-8")
    examples = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {"home": tmp_path}, doc, doc, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert "".join(said) == ""


@pytest.mark.parametrize("doc", DOCS)
def test_named_files_exist(doc: str) -> None:
    text = (ROOT / doc).read_text("utf-8")
    named = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", text)
    named += re.findall(r"`((?:extractors|index|pipeline|search_cli|tests|tools|samples)/[\w./]*)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def louhi(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does."""
    return subprocess.run([LOUHI, *arguments, "--home", home], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which README's first ingest has brought the samples."""
    home = tmp_path_factory.mktemp("demo") / "home"
    line = next(
        line for line in shown_commands((ROOT / "README.md").read_text("utf-8")) if line.startswith("louhi ingest")
    )
    done = louhi(*words_of(line), home=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("kirjasto", "pages/uudistus.html"),
        ('"poliittinen seurantaryhmä"', "pages/valmistelu.html"),
        ("SM", "releases/2026-02-12-lahitorijaosto.html"),
        ("lähitori rahoitus", "releases/2026-03-24-rahoitus.html"),
    ],
)
def test_the_demo_finds_what_it_says(query: str, document: str, demo_home: Path) -> None:
    done = louhi("search", query, "--json", home=demo_home)
    assert done.returncode == 0, done.stderr
    assert any(hit["source"].endswith(document) for hit in json.loads(done.stdout)["hits"])


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        ("people", "Aino Kivilahti"),
        ("bodies", "Hallanmaan hyvinvointialue"),
        ("dates", "2028-01-01"),
        ("amounts", "EUR"),
    ],
)
def test_the_demo_lists_records(command: str, shows: str, demo_home: Path) -> None:
    done = louhi(command, "--limit", "0", "--json", home=demo_home)
    assert done.returncode == 0, done.stderr
    assert shows in done.stdout


def test_the_demo_exports(demo_home: Path, tmp_path: Path) -> None:
    done = louhi("export", str(tmp_path / "out"), home=demo_home)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "documents.csv").read_text("utf-8").count("samples/releases/") == 3


def test_architecture_leads_to_files_that_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = re.findall(r"`((?:extractors|index|pipeline|search_cli|tests)/[a-z_/]+(?:\.(?:py|toml))?)`", text)
    assert len(named) > 30
    assert [name for name in named if not (ROOT / name).exists()] == []
