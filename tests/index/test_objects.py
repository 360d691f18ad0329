"""Original bytes in a folder and in an object store: kept once, looked at when read, told when they are not right."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from extractors.model.errors import DamagedDocument, StoreError
from extractors.model.ids import sha256
from index.home import Home
from index.objects import kept_bytes
from index.store.maintenance.verify import verify
from index.store.store import Address, Store
from tests.index.store.maintenance.test_maintenance import entry
from tests.servers.seaweedfs import ObjectServer

CONTENT = b"Kari avasi kokouksen."


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.s3)])
def keeping(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """A home that keeps bytes in its folder, and one that keeps them in an object store."""
    home = Home(tmp_path / "koti")
    if request.param == "s3":
        server: ObjectServer = request.getfixturevalue("s3")
        home.settings.write_text(server.settings(uuid4().hex), encoding="utf-8")
    return home


def test_bytes_are_kept_under_their_sha256(keeping: Home) -> None:
    digest = keeping.keep(CONTENT)
    assert (digest, keeping.keep(CONTENT)) == (sha256(CONTENT),) * 2
    assert keeping.content(digest) == CONTENT
    assert keeping.holds(digest)
    assert keeping.kept.exists(digest)
    assert keeping.objects.exists() == (keeping.objects_url is None)
    assert [keeping.kept.remove(digest) for _ in range(2)] == [True, False]
    assert not keeping.holds(digest)
    with pytest.raises(StoreError, match="missing"):
        keeping.content(digest)


def test_damaged_bytes_are_told_and_put_right(keeping: Home) -> None:
    digest = keeping.keep(CONTENT)
    keeping.kept.write(digest, CONTENT[:-1])
    with pytest.raises(DamagedDocument, match="not what was stored"):
        keeping.content(digest)
    keeping.keep(CONTENT)
    assert keeping.content(digest) == CONTENT


def test_verify_looks_at_them_wherever_they_are(keeping: Home) -> None:
    with Store.open(keeping) as store:
        store.put_version(entry(CONTENT), Address(address="/1", document_id="", sha256=""))
        assert [one.reason for one in verify(store, keeping)] == ["the original bytes are missing"]
        keeping.keep(CONTENT)
        assert verify(store, keeping) == []
        keeping.kept.write(sha256(CONTENT), b"x")
        assert [one.reason for one in verify(store, keeping)] == ["the kept bytes are not what was stored"]


def test_what_waits_for_a_worker_lies_beside_what_is_kept(keeping: Home) -> None:
    digest = keeping.keep(CONTENT)
    keeping.in_transit.write(digest, CONTENT)
    assert kept_bytes(Home(keeping.root).in_transit, digest) == CONTENT
    keeping.kept.remove(digest)
    assert keeping.in_transit.exists(digest)
    keeping.keep(CONTENT)
    for _ in range(2):
        keeping.in_transit.clear()
        assert not keeping.in_transit.exists(digest)
    assert keeping.holds(digest)


@pytest.mark.s3
def test_a_store_that_does_not_answer_is_told_without_its_secret(s3: ObjectServer, tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings.write_text(s3._replace(endpoint="http://127.0.0.1:1").settings("koe"), encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be reached") as told:
        home.keep(CONTENT)
    assert s3.secret not in str(told.value)


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings.write_text('objects = "ftp://example.fi/louhi"\n', encoding="utf-8")
    with pytest.raises(StoreError, match="no address that Louhi knows"):
        home.keep(CONTENT)
