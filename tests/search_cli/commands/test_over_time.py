"""A person and a body over time, the timeline, citations and the version, from the command."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractors.model.document import Document
from extractors.model.errors import LouhiError
from extractors.model.records import Body, DateMention, Entry, Person, Records, Role, evidence
from index.home import Home
from index.store.store import Store
from search_cli.app import app
from tests.search_cli.commands.asking import louhi, value

PAPERS = [("a", "Aino Salo", "johtaja", "2026-03-01"), ("b", "Eero Salo", "sihteeri", "2027-05-20")]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store.open(Home(tmp_path / "home")) as store:
        for key, name, role, day in PAPERS:
            text = f"Hallanmaan liiton {role} {name} aloittaa {day}."
            of = {"title": f"Nimitys {key}", "published": "2026-02-03", "publishers": ("Hallanmaan liitto",)}
            d = Document(id=key, text=text, sha256=key * 4, **of)

            def at(words: str, d: Document = d) -> Any:
                return (evidence(d, d.text.index(words), d.text.index(words) + len(words)),)

            records = Records(
                people=(Person(id=f"p{key}", name=name, evidence=at(name)),),
                bodies=(Body(id="b", name="Hallanmaan liitto", evidence=at("Hallanmaan liiton")),),
                roles=(
                    Role(person=name, role=role, body="Hallanmaan liitto", from_=day, evidence=at(f"{role} {name}")),
                ),
                dates=(DateMention(edtf=day, evidence=at(day)),),
            )
            store.put([Entry(document=d, records=records)], fetched="2026-02-04T10:00:00+00:00")
    return tmp_path / "home"


def test_a_person_over_time(home: Path) -> None:
    lines = louhi(home, "person", "Aino Salo").stdout.splitlines()
    assert lines[0].startswith("Aino Salo  person, 1 documents")
    assert lines[3] == "2026-03-01 –  johtaja, Hallanmaan liitto"  # the paper is older than what it tells of
    assert lines[4] == "    Hallanmaan liiton johtaja Aino Salo aloittaa 2026-03-01."
    assert lines[5] == "    2026-02-03  Nimitys a"
    assert "thing-" not in "".join(lines)
    assert "thing-" in louhi(home, "person", "Aino Salo", "--ids").stdout
    [tenure] = value(home, "person", "Aino Salo")["tenures"]
    assert (tenure["first"], tenure["proofs"][0]["quote"]) == ("2026-03-01", "johtaja Aino Salo")


def test_a_body_over_time_in_order(home: Path) -> None:
    found = value(home, "body", "liitto")
    assert [(one["person"], one["role"]) for one in found["tenures"]] == [
        ("Aino Salo", "johtaja"),
        ("Eero Salo", "sihteeri"),
    ]
    assert value(home, "body", found["id"])["name"] == "Hallanmaan liitto"


def test_a_name_of_several_names_them_and_takes_none(home: Path) -> None:
    with pytest.raises(LouhiError, match=r"2 people are called so.*Aino Salo \(1 documents\): thing-.*Eero Salo"):
        raise louhi(home, "person", "Salo").exception
    with pytest.raises(LouhiError, match="no body is called so"):
        raise louhi(home, "body", "Aino Salo").exception


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ((), ["2026-03-01", "2027-05-20"]),
        (("--from", "2026-03-02"), ["2027-05-20"]),
        (("--to", "1.3.2026"), ["2026-03-01"]),
        (("--to", "2026-02"), []),
        (("--from", "2027-05", "--to", "2027-05"), ["2027-05-20"]),
        (("Nimitys a",), ["2026-03-01"]),
    ],
)
def test_the_timeline(home: Path, options: tuple[str, ...], days: list[str]) -> None:
    assert [row["edtf"] for row in value(home, "timeline", *options)] == days


def test_the_timeline_as_a_table(home: Path) -> None:
    lines = louhi(home, "timeline", "--to", "2026").stdout.splitlines()
    assert lines[0] == "Timeline (1)"
    assert [line.split() for line in lines[1:3]] == [["when", "title"], ["2026-03-01", "Nimitys", "a"]]
    assert lines[3].strip() == "Hallanmaan liiton johtaja Aino Salo aloittaa 2026-03-01."
    assert louhi(home, "timeline", "--from", "joskus").exit_code == 2


def test_citations(home: Path) -> None:
    said = louhi(home, "cite", "a", "--at", "18-35").stdout
    assert (
        said
        == "Hallanmaan liitto: Nimitys a. 3.2.2026. ”johtaja Aino Salo”, (luettu 4.2.2026, versio 1, sha256 aaaa).\n"
    )
    assert louhi(home, "cite", "a@1", "--form", "ris").stdout.startswith("TY  - ")
    assert value(home, "cite", "a", "--at", "18-35")["quote"] == "johtaja Aino Salo"
    for wrong in (("--at", "9"), ("--at", "9-3"), ("--at", "3-999"), ("--form", "pdf")):
        assert louhi(home, "cite", "a", *wrong).exit_code == 2
    with pytest.raises(LouhiError, match="no such document or version"):
        raise louhi(home, "cite", "a@7").exception


def test_tables_show_title_and_day_and_ids_when_asked_for(home: Path) -> None:
    plain = louhi(home, "dates").stdout
    assert "Nimitys a" in plain and "2026-02-03" in plain
    assert "document" not in plain.splitlines()[1]
    assert "document" in louhi(home, "dates", "--ids").stdout.splitlines()[1]
    assert "thing-" in louhi(home, "people", "--ids").stdout


def test_the_version() -> None:
    said = CliRunner().invoke(app, ["--version"])
    assert (said.exit_code, said.stdout.split()[0], len(said.stdout.split())) == (0, "louhi", 3)
