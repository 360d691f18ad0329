"""What LibreOffice makes readable, where it is; where it is not, a sentence says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors import read
from extractors.model.document import RawDocument
from extractors.model.errors import ReadTimeout, UnsupportedFormat
from extractors.readers.office import converted
from extractors.readers.sandbox.bounds import Bounds, bounded
from extractors.readers.sandbox.reading_safely import read_safely
from tests.extractors.readers.office.spreadsheets.test_sheets import amounts, workbook

RICH = rb"{\rtf1\ansi\ansicpg1252 {\b P\'e4\'e4t\'f6s tuesta\par} Tukea my\'f6nnettiin 700 euroa.\par}"
WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r>'
    "<w:t>Tukea myönnettiin 700 euroa.</w:t></w:r></w:p></w:body></w:wordDocument>"
).encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = next(filter(None, map(shutil.which, converted.PROGRAMS)), None)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (RICH, "an RTF"),
        (WORD_2003, "a Word 2003 XML document"),
        (OLE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"),
            "an old PowerPoint deck (.ppt)",
        ),
        (OLE + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)"),
    ],
)
def test_without_it_a_sentence_says_so(content: bytes, called: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(UnsupportedFormat) as refused:
        read(content)
    assert refused.value.reason == f"it is {called}, which is read through LibreOffice, and that is not here"


@needs_office
def test_rich_text_is_read_in_the_killable_process() -> None:
    document = read_safely(RawDocument(content=RICH, source="paatos.rtf"))
    assert "Tukea myönnettiin 700 euroa." in document.text
    assert document.media_type == "application/rtf"


@needs_office
@pytest.mark.slow
def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    new = tmp_path / "a.xlsx"
    new.write_bytes(workbook(("Taulu", [("Laji", "Menot 2025, 1 000 €"), ("Palkat", 4200.5)])))
    profile = f"-env:UserInstallation={tmp_path.as_uri()}/profile"
    assert OFFICE is not None
    subprocess.run([OFFICE, "--headless", profile, "--convert-to", "xls", "--outdir", tmp_path, new], check=True)
    document = read((tmp_path / "a.xls").read_bytes())
    assert amounts(document) == [("4200500", "EUR", "2025", "Palkat")]


@needs_office
def test_it_takes_no_longer_than_a_document_may() -> None:
    with bounded(Bounds(seconds=0.1)), pytest.raises(ReadTimeout, match="LibreOffice took longer"):
        read(RICH)


def _may_be_alone() -> bool:
    """Whether this system lets a process have a network of its own: a container may forbid it."""
    ways = (["unshare", "-n", "true"], ["unshare", "-r", "-n", "true"])
    return shutil.which("unshare") is not None and any(
        subprocess.run(way, capture_output=True, check=False).returncode == 0 for way in ways
    )


@pytest.mark.skipif(not _may_be_alone(), reason="no process may have a network of its own here")
def test_what_is_run_finds_no_network(tmp_path: Path) -> None:
    told = tmp_path / "told"
    look = f"import socket; open({str(told)!r}, 'w').write(' '.join(n for _, n in socket.if_nameindex()))"
    converted._run([sys.executable, "-c", look], 30, "a.rtf")
    assert told.read_text() == "lo"
