"""The samples: what they are, and what Louhi must read in them (`samples.toml`, written by reading them)."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors import extract, read
from extractors.model.records import plain_number

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
GOLD: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("samples.toml").read_text("utf-8"))
FIELDS = ("title", "kind", "language", "published")
RECORDS = ("people", "bodies", "dates", "amounts", "roles", "contacts")

GAPS: set[tuple[str, str, str]] = set()
"""(file, kind, value) that Louhi is known to miss: strict, so that a mended one is taken off the list."""


@cache
def said(name: str) -> tuple[Any, dict[str, set[str]]]:
    """(the document, its records as the gold writes them) of a sample."""
    document = read(SAMPLES / name)
    found = extract(document)
    return document, {
        "people": {person.name for person in found.people},
        "bodies": {body.name for body in found.bodies},
        "dates": {date.edtf for date in found.dates},
        "amounts": {
            f"{a.kind} {plain_number(a.low) or '-'} {plain_number(a.high) or '-'} {a.unit} {a.qualifier}"
            for a in found.amounts
        },
        "roles": {
            role for r in found.roles for role in (f"{r.person} | {r.role} | {r.body}", f"{r.person} | {r.role} | *")
        },
        "contacts": {contact.value for contact in found.contacts},
    }


def facts(kinds: tuple[str, ...]) -> Iterator[Any]:
    """(file, kind, value) of the gold, one test each."""
    for name, gold in GOLD.items():
        for kind in kinds:
            values = gold.get(kind, [])
            for value in values if isinstance(values, list) else [values]:
                gap = (name, kind, value) in GAPS
                marks = [pytest.mark.xfail(strict=True, reason="known gap")] if gap else []
                yield pytest.param(name, kind, value, marks=marks, id=f"{Path(name).name}: {kind}: {value[:40]}")


@pytest.mark.parametrize(("name", "field", "value"), facts(FIELDS))
def test_what_it_is(name: str, field: str, value: str) -> None:
    assert getattr(said(name)[0], field) == value


@pytest.mark.parametrize(("name", "kind", "value"), facts(("publishers",)))
def test_who_published_it(name: str, kind: str, value: str) -> None:
    assert value in said(name)[0].publishers


@pytest.mark.parametrize(("name", "kind", "value"), facts(("text",)))
def test_its_words_are_read(name: str, kind: str, value: str) -> None:
    assert value in re.sub(r"\s+", " ", said(name)[0].text)


@pytest.mark.parametrize(("name", "kind", "value"), facts(("not_text",)))
def test_the_page_around_it_is_not(name: str, kind: str, value: str) -> None:
    assert value not in said(name)[0].text


@pytest.mark.parametrize(("name", "kind", "value"), facts(("slides",)))
def test_its_slides(name: str, kind: str, value: str) -> None:
    titles = [page.title for page in said(name)[0].pages]
    assert len(titles) == len(GOLD[name]["slides"])
    assert titles[GOLD[name]["slides"].index(value)] == value


@pytest.mark.parametrize(("name", "kind", "value"), facts(RECORDS))
def test_its_records(name: str, kind: str, value: str) -> None:
    assert said(name)[1][kind] & set(value.split(" or "))


@pytest.mark.parametrize("name", GOLD)
def test_every_quote_is_the_documents_own(name: str) -> None:
    document = said(name)[0]
    records = extract(document)
    proofs = [e for kind in RECORDS for record in getattr(records, kind) for e in record.evidence]
    assert proofs
    assert [e for e in proofs if document.text[e.start : e.end] != e.quote] == []


def test_every_sample_has_its_gold() -> None:
    files = {file.relative_to(SAMPLES).as_posix() for file in SAMPLES.glob("*/*") if file.is_file()}
    assert files == set(GOLD)


def test_the_feed_lists_the_releases() -> None:
    feed = (SAMPLES / "feed.xml").read_text("utf-8")
    listed = re.findall(r"<link>https://tiedotteet\.example/(releases/.+?)</link>", feed)
    assert sorted(listed) == sorted(name for name in GOLD if name.startswith("releases/"))


def test_the_deck_is_what_its_script_builds() -> None:
    from pptx import Presentation

    def words(deck: Any) -> list[str]:
        return [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]

    script = SAMPLES.parent / "tools" / "build_samples.py"
    assert words(runpy.run_path(str(script))["build"]()) == words(Presentation(str(SAMPLES / "slides/lahitorit.pptx")))


def test_the_samples_are_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLES.rglob("*") if file.is_file()) < 500_000


def test_addresses_lead_nowhere() -> None:
    """People, mail and pages of the samples are invented: every domain is a reserved or a standard's own."""
    allowed = re.compile(r"(?:.+\.)?(?:example|w3\.org|purl\.org|schema\.org|ogp\.me|drupal\.org)")
    for file in [*SAMPLES.rglob("*.html"), *SAMPLES.rglob("*.xml")]:
        hosts = re.findall(r"(?:https?://|[\w.]+(?:@|\(at\)))([\w.-]+\w)", file.read_text("utf-8"))
        assert [host for host in hosts if not allowed.fullmatch(host)] == [], file.name
