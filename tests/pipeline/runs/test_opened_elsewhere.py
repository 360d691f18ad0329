"""No byte of a document is looked at in the process of a run: neither its format, nor what an archive or mail holds."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors import reading
from extractors.model.document import RawDocument
from extractors.readers import archive
from index.home import Home
from index.store.store import Store
from pipeline.runs.ingest import ingest
from search_cli.app import app
from tests.pipeline.conftest import release

MAIL = (
    b"From: kirjaamo@hallala.example\nTo: lehti@hallala.example\nSubject: Talousarvio\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/mixed; boundary=raja\n\n--raja\nContent-Type: text/plain\n\nEsitys liitteen\xc3\xa4.\n"
    b"--raja\nContent-Type: text/plain\nContent-Disposition: attachment; filename=esitys.txt\n\nHei.\n--raja--\n"
)


def test_formats_archives_and_mail_are_opened_in_a_process_of_their_own(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    (folder / "tiedote.html").write_text(release("Tiedote", "4 miljoonaa"), encoding="utf-8")
    (folder / "viesti.eml").write_bytes(MAIL)
    with zipfile.ZipFile(folder / "paketti.zip", "w") as package:
        package.writestr("muistio.txt", "Kunnanhallitus jätti asian pöydälle.")

    def opened_here(raw: RawDocument, *_: object) -> None:
        raise AssertionError(f"{raw.source} was opened in the process of the run")

    for module, name in ((reading, "media_type_of"), (reading, "inside_of"), (archive, "documents_within")):
        monkeypatch.setattr(module, name, opened_here)
    report = ingest(home, [str(folder)])
    assert report.counts == {"read": 4, "skipped": 1}
    with Store.open(home) as store:
        names = sorted(one.address.rpartition("/")[2] for one in store.addresses())
    assert names == ["paketti.zip!muistio.txt", "tiedote.html", "viesti.eml", "viesti.eml!esitys.txt"]


def test_a_name_that_is_no_utf8_is_understood_by_every_command(home: Home, tmp_path: Path) -> None:
    there, gone = (tmp_path / os.fsdecode(name) for name in (b"p\xe4\xe4t\xf6s.txt", b"ei\xe4ole.txt"))
    there.write_text("Kunnanhallitus päätti 3.2.2021 jättää asian pöydälle.", encoding="utf-8")
    ingest(home, [str(there)])
    commands = (["show"], ["similar"], ["cite"], ["changes"], ["compare", str(there)], ["forget", "--yes"], ["ingest"])
    for command in commands:
        for path, known in ((gone, False), (there, True)):
            run = CliRunner().invoke(app, [*command, str(path), "--home", str(home.root)])
            assert not isinstance(run.exception, UnicodeError), command
            assert (run.exit_code == 0) == (known or command == ["changes"]), (command, run.output)
