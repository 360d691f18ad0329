"""The commands over a small home: what they print, their JSON, their status, and that errors are sentences."""

import json
import subprocess
import sys
from decimal import Decimal
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from extractors.model.document import Document, Passage
from extractors.model.errors import LouhiError
from extractors.model.records import Amount, Body, Entry, Person, Records, evidence
from index.home import Home
from index.store.run_log import Item, Run, add_items, start_run
from index.store.store import Address, Store
from search_cli.app import COMMANDS, GROUPS, app
from search_cli.render.terminal import table
from tests.search_cli.commands.asking import louhi, value

TEXT = "Kauko Harjulan mukaan STM myöntää 9,4 M€."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    d = Document(
        id="doc-1",
        title="Rahaa",
        text=TEXT,
        sha256="x",
        source="/t.txt",
        kind="press release",
        passages=(Passage(kind="paragraph", start=0, end=len(TEXT)),),
    )

    def at(words: str) -> Any:
        return (evidence(d, TEXT.index(words), TEXT.index(words) + len(words)),)

    records = Records(
        people=(
            Person(
                id="p",
                name="Kauko Harjula",
                evidence=at("Kauko Harjulan"),
                rule="people.full-model-strong",
                reason="a test said so",
            ),
        ),
        bodies=(Body(id="b", name="STM", evidence=at("STM")),),
        amounts=(
            Amount(kind="money", low=Decimal(9_400_000), high=Decimal(9_400_000), unit="EUR", evidence=at("9,4 M€")),
        ),
    )
    kept = Home(tmp_path / "home")
    with Store.open(kept) as store:
        store.put_version(Entry(document=d, records=records), Address(address="/t.txt", document_id="", sha256="x"))
        start_run(store, Run(id="r", started="2026-01-01T00:00:00+02:00"))
        add_items(
            store,
            "r",
            [Item(address="/rikki.pdf", outcome="failed", reason="it is encrypted", advice="Ask for the password.")],
        )
    return kept.root


def test_show_by_id_and_by_address(home: Path) -> None:
    for name in ("doc-1", "/t.txt"):
        shown = value(home, "show", name)
        assert shown["document"]["text"] == TEXT
        assert shown["addresses"][0]["address"] == "/t.txt"
    assert TEXT in louhi(home, "show", "doc-1", "--text").stdout
    assert "9 400 000 EUR" in louhi(home, "show", "doc-1").stdout


def test_show_explains_by_which_rule_a_record_was_found_and_what_decided(home: Path) -> None:
    (person,) = value(home, "show", "doc-1")["people"]
    assert (person["rule"], person["reason"]) == ("people.full-model-strong", "a test said so")
    told = louhi(home, "show", "doc-1", "--explain").stdout
    assert "people.full-model-strong" in told and "a test said so" in told
    assert "people.full-model-strong" not in louhi(home, "show", "doc-1").stdout


def test_what_is_not_held_is_said(home: Path) -> None:
    with pytest.raises(LouhiError, match="no such document"):
        raise louhi(home, "show", "doc-9").exception


@pytest.mark.parametrize(
    ("kind", "words"), [("people", "Kauko Harjula"), ("bodies", "STM"), ("amounts", "9 400 000 EUR")]
)
def test_tables(home: Path, kind: str, words: str) -> None:
    assert words in louhi(home, kind).stdout
    assert len(value(home, kind)) == 1
    assert value(home, kind, "ei ole") == []
    assert len(value(home, kind, "--kind", "tiedotteet", "--language", "suomi")) == 1
    assert louhi(home, kind, "--kind", "kalvot").stdout.strip() == f"{kind.capitalize()}: none."


@pytest.mark.parametrize(
    ("option", "name", "rows"),
    [
        ("--person", "Kauko Harjulalle", 1),
        ("--person", "Kau", 0),  # so short a name is a whole word
        ("--body", "STM:n", 1),
        ("--body", "VM", 0),
    ],
)
def test_filters_take_names_in_any_form(home: Path, option: str, name: str, rows: int) -> None:
    assert len(value(home, "amounts", option, name)) == rows


def test_status_lists_failures_with_reason_and_advice(home: Path) -> None:
    said = louhi(home, "status").stdout
    assert "/rikki.pdf" in said
    assert "it is encrypted. Ask for the password." in said
    assert value(home, "status")["documents"] == 1


def test_export_respects_filters(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert value(home, "export", str(out), "--format", "jsonl")["documents"] == 1
    assert value(home, "export", str(out), "--format", "jsonl", "--language", "sv")["documents"] == 0
    assert louhi(home, "export", str(out), "--format", "pdf").exit_code == 2


def test_a_search_in_text(home: Path) -> None:
    shown = louhi(home, "search", "myöntää laji:tiedote", "--explain").stdout
    lines = [line.strip() for line in shown.splitlines()]
    assert lines[0] == "1–1 of 1 documents"
    assert "doc-1  /t.txt" in lines  # whole, to be copied
    assert TEXT in shown
    assert any(line.startswith("myöntää: as written myöntää in myöntää ") for line in lines)
    assert "kind: press release 1" in lines
    (hit,) = value(home, "search", "Harjula")["hits"]
    assert (hit["why"]["Harjula"]["through"], hit["why"]["Harjula"]["forms"]) == ("base form", ["Harjulan"])
    assert "near it" in louhi(home, "search", "henkilö:Harjola").stdout
    assert value(home, "search", "henkilö:Harjola")["hints"] == [
        'No person is called Harjola; near it: person:"Kauko Harjula" (1).'
    ]


def test_a_saved_search_from_the_command(home: Path) -> None:
    kept = louhi(home, "search", "myöntää", "--save", "raha")
    assert "louhi search --new raha" in kept.stderr
    assert "Saved anew" in louhi(home, "search", "myöntää", "--save", "raha").stderr
    new = louhi(home, "search", "--new", "raha")
    assert (new.stdout.strip(), "myöntää: new since 20" in new.stderr) == ("0 documents", True)
    assert [one["documents"] for one in value(home, "saved")] == [1]
    assert louhi(home, "saved", "--forget", "raha").stdout.strip() == "Saved searches: none."


def test_similar_by_where_it_came_from(home: Path) -> None:
    assert value(home, "similar", "/t.txt")["total"] == 0
    with pytest.raises(LouhiError, match="no document nobody"):
        raise louhi(home, "similar", "nobody").exception


def test_ids_are_whole_on_a_narrow_terminal() -> None:
    rows = [{"document": "doc-0123456789abcdef", "sentence": "sana " * 100, "quote": "sana", "value": "x" * 60}]
    console = Console(width=60, file=StringIO())
    console.print(table("Dates", ["value", "quote", "sentence", "document"], rows))
    assert "doc-0123456789abcdef" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("said", ["joskus", "2021..kesä", "21"])
def test_a_span_that_is_no_time_is_a_wrong_command_line(home: Path, said: str) -> None:
    assert louhi(home, "people", "--published", said).exit_code == 2


def test_a_correction_from_the_command_and_back(home: Path) -> None:
    assert louhi(home, "correct", "rename", "doc-1", "bodies", "STM", "Sosiaali- ja terveysministeriö").exit_code == 0
    assert value(home, "bodies")[0]["name"] == "Sosiaali- ja terveysministeriö"
    key = value(home, "correct", "list")[0]["id"]
    assert louhi(home, "correct", "undo", key).exit_code == 0
    assert value(home, "bodies")[0]["name"] == "STM"
    with pytest.raises(LouhiError, match="does not fit"):
        raise louhi(home, "correct", "reject", "doc-1", "people", "Kukaan").exception


def test_two_documents_beside_each_other(home: Path) -> None:
    with Store.open(Home(home)) as store:
        store.put([Entry(document=Document(id="doc-2", title="Muuta", text=TEXT.replace("9,4", "8,1")))])
    told = louhi(home, "compare", "doc-1", "doc-2").stdout
    assert "Rahaa, version 1" in told and "Muuta, version 1" in told
    assert [line.split() for line in told.splitlines() if line.startswith("amounts")] == [["amounts", "9,4", "M€", "–"]]
    shown = value(home, "compare", "doc-1@1", "/t.txt")
    assert (shown["alike"], shown["facts"]) == (1.0, [])
    assert "nothing differs" in louhi(home, "compare", "doc-1", "doc-1").stdout


def test_verify_and_backup(home: Path, tmp_path: Path) -> None:
    assert louhi(home, "backup", str(tmp_path / "copy")).exit_code == 0
    assert value(tmp_path / "copy", "status")["documents"] == 1
    assert louhi(home, "verify").exit_code == 1  # the fixture kept no bytes


def test_every_command_has_an_example() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for module, names in COMMANDS.items():
        held = import_module(f"search_cli.commands.{module}").app.registered_commands
        own = [(c.name or c.callback.__name__).rstrip("_") for c in held]
        paths = [[names[0], one] for one in own] if names[0] in GROUPS else [[one] for one in own]
        assert names[0] in GROUPS or own == list(names), f"{module} has other commands than app.py says"
        for path in paths:
            assert f"│ {path[0]} " in result.stdout
            shown = CliRunner().invoke(app, [*path, "--help"])
            assert shown.exit_code == 0
            assert f"louhi {path[0]}" in " ".join(shown.stdout.split()), path


def test_a_mistyped_command_is_told_the_nearest() -> None:
    result = CliRunner().invoke(app, ["serch"])
    assert result.exit_code == 2
    assert "'search'" in result.output


def test_a_search_as_json_loads_no_other_command_and_draws_nothing(home: Path) -> None:
    value(home, "search", "raha")  # makes the index
    look = "import sys; from search_cli.app import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", look, "search", "raha", "--json", "--home", str(home)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "search_cli.commands.searching" in loaded
    assert not loaded & {
        "search_cli.commands.watching",
        "search_cli.commands.correcting",
        "rich.console",
        "sqlalchemy",
        "spacy",
    }


WRONG = [
    ("people", "--kind", "foo"),
    ("people", "--language", "xx"),
    ("search", "--new", "raha", "--sort", "newest"),
    ("search", "raha", "--new", "raha"),
    ("people", "--published", "2026..2020"),
    ("dates", "--mentions", "joskus"),
    ("search", "raha", "--sort", "koko"),
    ("retry", "--older", "--reason", "403"),
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_cannot_be_meant_is_a_wrong_command_line(home: Path, words: tuple[str, ...]) -> None:
    assert louhi(home, *words).exit_code == 2


@pytest.mark.parametrize("command", [("status",), ("people",), ("search", "raha"), ("verify",), ("export", "x")])
def test_a_home_that_is_not_there_is_said_and_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    with pytest.raises(LouhiError, match="nothing has been brought in"):
        raise louhi(tmp_path / "typo", *command).exception
    assert not (tmp_path / "typo").exists()


def test_verbose_says_what_is_done_on_standard_error_alone(home: Home) -> None:
    loud = subprocess.run(
        [sys.executable, "-m", "search_cli.app", "--verbose", "search", "hallitus", "--json", "--home", str(home)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(loud.stdout)["query"] == "hallitus"
