"""The drill of docs/running.md: a home is lost, and made again on empty folders from its backup, by the commands.

Run it with `-s` for how long each step takes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from index import Index
from index.home import Home
from index.store.store import Store
from tests.index.store.maintenance.test_moving import full, is_same, rows_of
from tests.servers.dask_cluster import LOUHI
from tests.servers.nodes.nodes import nodes, skipped_without_nodes
from tests.servers.postgresql import Cluster
from tests.servers.seaweedfs import BUCKET, ObjectServer

__all__ = ["full"]


def louhi(*words: str | Path) -> None:
    """A command, which must end well; what it is and how long it took are printed."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", LOUHI, *map(str, words)], capture_output=True, text=True)
    print(f"{time.monotonic() - begun:6.1f} s  louhi {' '.join(map(str, words))}")
    assert done.returncode == 0, done.stdout + done.stderr


def found(home: Home) -> list[str]:
    with Index.open(home) as index:
        return sorted(hit.document_id for hit in index.search("tori", limit=100).hits)


def exported(home: Home, folder: Path) -> Path:
    louhi("export", "--home", home.root, folder)
    return folder


def test_a_home_of_files_is_made_again_from_its_backup(full: Home, tmp_path: Path) -> None:
    before, hits, first = rows_of(full), found(full), exported(full, tmp_path / "ennen")
    louhi("backup", "--home", full.root, tmp_path / "varmuuskopio")
    shutil.rmtree(full.root)
    louhi("verify", "--home", tmp_path / "varmuuskopio")
    again = Home(shutil.copytree(tmp_path / "varmuuskopio", tmp_path / "uusi"))
    louhi("reindex", "--home", again.root)
    louhi("verify", "--home", again.root)
    assert rows_of(again) == before
    assert found(again) == hits
    assert is_same(first, exported(again, tmp_path / "jälkeen"))


@pytest.fixture
def three(tmp_path: Path) -> Iterator[str]:
    with skipped_without_nodes(), nodes(tmp_path / "nodes", 3) as address:
        yield address


@pytest.mark.slow
@pytest.mark.postgresql
@pytest.mark.s3
@pytest.mark.opensearch
def test_a_home_beyond_one_machine_is_made_again_from_its_backup(
    full: Home, postgresql: Cluster, s3: ObjectServer, three: str, tmp_path: Path
) -> None:
    """Database, bucket and folder are lost; the index in the nodes is made anew under another alias."""
    bucket, url = f"s3://{BUCKET}/{uuid4().hex}", postgresql.database("kadonnut")
    served = f'[opensearch]\nurl = "{three}"\nshards = 3\nreplicas = 1\n'
    settings = f'engine = "opensearch"\n{s3.settings("x").partition(chr(10))[2]}{served}'
    full.settings.write_text(settings, encoding="utf-8")
    louhi("move", "--home", full.root, "--to", url, "--to", bucket)
    before, hits, first = rows_of(full), found(full), exported(full, tmp_path / "ennen")
    louhi("backup", "--home", full.root, tmp_path / "varmuuskopio")
    postgresql.database("kadonnut")
    s3.files().rm(bucket.removeprefix("s3://"), recursive=True)
    shutil.rmtree(full.root)
    louhi("verify", "--home", tmp_path / "varmuuskopio")
    again = Home(shutil.copytree(tmp_path / "varmuuskopio", tmp_path / "uusi"))
    new = f"s3://{BUCKET}/{uuid4().hex}"
    louhi("move", "--home", again.root, "--to", postgresql.database("uusi"), "--to", new)
    louhi("verify", "--home", again.root)
    assert (again.database, again.objects_url) == (postgresql.url("uusi"), new)
    assert rows_of(again) == before
    assert found(again) == hits
    with Store.open(again) as store:
        assert store.count() == len(hits)
    assert is_same(first, exported(again, tmp_path / "jälkeen"))
