"""Bad and hostile files: each gives its own named error or a correct reading, and takes no other with it."""

from __future__ import annotations

import os
import random
import signal
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import read
from extractors.model.document import Document, RawDocument
from extractors.model.errors import (
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    HostileDocument,
    ReadError,
    ReadTimeout,
    TooLarge,
    UnsupportedFormat,
)
from extractors.readers.sandbox.bounds import Bounds
from extractors.readers.sandbox.exchange import told_of
from extractors.readers.sandbox.reading_safely import HERE, READING, read_many, read_safely
from extractors.readers.sandbox.worker import Worker
from extractors.readers.sniff import media_type
from tests.extractors.readers.fuzz import mutate
from tests.extractors.readers.making import Pdf, many_pages, package, pdf_of, replaced

PAIRS = Path(__file__).parents[1] / "pairs"
REAL = {
    "pdf_empty_0_bytes.pdf": EmptyDocument,
    "pdf_password_example.pdf": EncryptedDocument,
    "pdf_aes-256-r6.pdf": EncryptedDocument,
    "pdf_issue-297.pdf": EmptyDocument,
    "pptx_no_slides.pptx": EmptyDocument,
    "xml_billion_laughs.xml": HostileDocument,
    "xml_cyclic_entities.xml": HostileDocument,
    "xml_external_file_entity.xml": HostileDocument,
    "pdf_evil_xobjects.pdf": None,
    "pdf_corrupted_zen_of_python.pdf": None,
    "pdf_is_really_docx_TTY-20140602.pdf": None,
    "pptx_missing_rels_item.pptx": None,
}


def encrypted() -> bytes:
    pdf = Pdf(password="salainen")
    pdf.page().put(60, 100, "Salassa pidettävä")
    return pdf.bytes()


def office(**members: str) -> bytes:
    return package({"[Content_Types].xml": "<Types/>", **members})


BOMB = package({"[Content_Types].xml": "<Types/>", "word/document.xml": b"0" * 60_000_000})
DECK = (PAIRS / "tyopaja.pptx").read_bytes()
CASES = {
    "nothing.pdf": (b"", EmptyDocument),
    "blank.txt": (b" \n\t ", EmptyDocument),
    "locked.pdf": (encrypted(), EncryptedDocument),
    "cut.docx": (DECK[:2000], DamagedDocument),
    "no-parts.pptx": (office(**{"ppt/x.xml": "<a/>"}), DamagedDocument),
    "broken-slide.pptx": (replaced(DECK, {"ppt/presentation.xml": b"<broken"}), DamagedDocument),
    "bomb.docx": (BOMB, HostileDocument),
    "table.xlsx": (office(**{"xl/workbook.xml": "<a/>"}), DamagedDocument),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedDocument),
    "noise.pdf": (random.Random(1).randbytes(5000), DamagedDocument),
    "noise.bin": (random.Random(2).randbytes(5000), UnsupportedFormat),
    "data.json": (b'{"a": [1, 2]}', UnsupportedFormat),
    "entity.odt": (
        package(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            }
        ),
        HostileDocument,
    ),
    "large.html": (b"<html>" + b"<p>asia</p>" * 2_000_000, TooLarge),
    "pages.pdf": (many_pages(10_000), TooLarge),
}


@pytest.mark.parametrize("name", CASES)
def test_named_error(name: str) -> None:
    content, error = CASES[name]
    with pytest.raises(error) as caught:
        read_safely(RawDocument(content=content, source=name))
    assert type(caught.value) is error
    assert name in str(caught.value)


def test_stream_that_unpacks_without_end_is_named() -> None:
    stream = zlib.compress(b"BT /F1 12 Tf 72 720 Td (Sama sivu) Tj ET\n" * 12_000_000, 9)
    content = many_pages(1).replace(
        b"<</Length 40>>stream\nBT /F1 12 Tf 72 720 Td (Sama sivu) Tj ET\nendstream",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    )
    assert len(content) > len(stream)
    with pytest.raises((HostileDocument, TooLarge)):
        read_safely(RawDocument(content=content, source="virta.pdf"))


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_real_bad_files(name: str, shared: Path) -> None:
    raw = RawDocument(content=(shared / "documents" / "bad" / name).read_bytes(), source=name)
    error = REAL[name]
    if error is None:
        assert read_safely(raw).text.strip()
    else:
        with pytest.raises(error):
            read_safely(raw)


def test_docx_called_pdf_is_read_as_docx() -> None:
    assert media_type(DECK, "kalvot.pdf", "application/pdf").endswith("presentationml.presentation")
    assert read(RawDocument(content=DECK, source="kalvot.pdf", media_type="application/pdf")).kind == "slides"


def test_time_is_bounded() -> None:
    with pytest.raises(ReadTimeout, match=r"hidas\.pdf: reading it took longer than 0\.05 seconds"):
        read_safely(RawDocument(content=many_pages(1500), source="hidas.pdf"), seconds=0.05)


def test_a_reader_that_only_waits_is_ended_too() -> None:
    worker = Worker(READING, Bounds(seconds=0.2))
    os.kill(worker.process.pid, signal.SIGSTOP)
    with pytest.raises(ReadTimeout, match=r"odottaja\.txt: reading it took longer than 1 seconds"):
        raw = RawDocument(content=b"Asia.", source="odottaja.txt")
        worker.do(f"{HERE}:read_document", told_of(raw), raw.content, raw.source)
    assert not worker.usable
    worker.end()


def test_pages_are_bounded() -> None:
    with pytest.raises(TooLarge, match="it has 12 pages, and at most 10 are read"):
        read_safely(RawDocument(content=many_pages(12), source="pitka.pdf"), pages=10)


def test_one_bad_file_stops_no_other() -> None:
    good = pdf_of([(60, 100, 11, "Hyväksyttiin yksimielisesti.")])
    raws = [
        RawDocument(content=c, source=f"{n}.pdf")
        for n, c in enumerate((good, b"", encrypted(), many_pages(1500), good))
    ]
    found = list(read_many(raws, workers=2, pages=1000))
    assert [type(f) for f in found] == [Document, EmptyDocument, EncryptedDocument, TooLarge, Document]


def test_answers_come_in_order() -> None:
    raws = [RawDocument(content=f"Asia numero {n} hyväksyttiin.".encode(), source=str(n)) for n in range(30)]
    assert [d.source for d in read_many(raws, workers=3) if isinstance(d, Document)] == [str(n) for n in range(30)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), which=st.sampled_from(["pptx", "pdf", "html", "text"]))
def test_damage_ends_in_a_document_or_a_named_error(seed: int, which: str) -> None:
    contents = {
        "pptx": DECK,
        "pdf": (PAIRS / "digiohjelma.pdf").read_bytes(),
        "html": "<html><body><h1>Päätös</h1><p>Lautakunta hyväksyi.</p></body></html>".encode(),
        "text": "Lautakunta hyväksyi esityksen 3.2.2021.".encode(),
    }
    damaged = mutate(contents[which], list(contents.values()), random.Random(seed))
    try:
        document = read(RawDocument(content=damaged, source="vioittunut"))
    except ReadError as error:
        assert str(error).startswith("vioittunut: ")
    else:
        assert all(0 <= p.start <= p.end <= len(document.text) for p in document.passages)


@given(st.binary(max_size=300))
def test_any_bytes_are_told(content: bytes) -> None:
    try:
        assert "/" in media_type(content)
    except ReadError as error:
        assert str(error)
