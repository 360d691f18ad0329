"""Who may take part in reading on other machines: whoever shows a certificate, or nobody beyond this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.model.errors import SetupError
from index.home import Home
from pipeline.orchestration import cluster_worker
from pipeline.orchestration.cluster import reading_where_set
from pipeline.orchestration.cluster_settings import security_of
from pipeline.runs.ingest import ingest
from tests.servers.certificates import Keys, certificate, written
from tests.servers.dask_cluster import DaskCluster, dask_cluster

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'louhi[dask]'")

BEYOND = "tcp://lukija.example.fi:8786"


def settled(root: Path, **told: object) -> Home:
    """A home whose `[workers]` says this."""
    home = Home(root)
    lines = (f"{name} = {'true' if said is True else repr(said)}\n" for name, said in told.items())
    home.settings.write_text("[workers]\n" + "".join(lines), encoding="utf-8")
    return home


@pytest.mark.parametrize(
    "address",
    [
        BEYOND,
        "lukija.example.fi:8786",
        "tcp://10.0.0.7:8786",
        "tcp://localhost.example.fi:8786",
        "tcp://[2001:db8::7]:8786",
        "tcp://0.0.0.0:8786",
        "ws://lukija.example.fi:8786",
        "tcp://127.0.0.1.example.fi:8786",
    ],
)
def test_nobody_speaks_beyond_this_machine_without_showing_who_they_are(tmp_path: Path, address: str) -> None:
    home = settled(tmp_path, scheduler=address)
    with pytest.raises(SetupError, match="could run code here") as told, reading_where_set(home):
        pass
    assert told.value.subject == address
    with pytest.raises(SetupError, match="could run code here"):
        cluster_worker.work(home, address, tell=print)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "127.0.0.9:8786", "tcp://[::1]:8786", "tcp://localhost:1"])
def test_this_machine_alone_needs_no_certificate(tmp_path: Path, address: str) -> None:
    assert not security_of(settled(tmp_path), address).require_encryption


def test_a_network_may_be_said_to_be_trusted(tmp_path: Path) -> None:
    assert not security_of(settled(tmp_path, trusted_network=True), BEYOND).require_encryption


def test_certificates_are_needed_and_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no certificate is set"):
        security_of(settled(tmp_path), "tls://lukija.example.fi:8786")
    with pytest.raises(SetupError, match="the file cannot be read") as told:
        security_of(settled(tmp_path, ca="ca.pem", certificate="both.pem"), "tls://lukija.example.fi:8786")
    assert told.value.subject == str(tmp_path / "ca.pem")


@pytest.fixture
def authority() -> Keys:
    return certificate()


@pytest.fixture
def secured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path, authority: Keys) -> Iterator[DaskCluster]:
    """A scheduler that speaks with those alone whom an authority knows."""
    monkeypatch.setenv("PYTHONPATH", str(root))
    folder = tmp_path / "dask"
    folder.mkdir()
    ca, both = written(authority, folder / "ca.pem"), written(certificate(by=authority), folder / "both.pem")
    with dask_cluster(folder, both, ca) as running:
        yield running


def shown(root: Path, scheduler: str, by: Keys, known: Keys) -> Home:
    """A home that shows a certificate of one authority and trusts another."""
    home = settled(root, scheduler=scheduler, ca="ca.pem", certificate="both.pem", task=2)
    written(known, root / "ca.pem")
    written(certificate(by=by), root / "both.pem")
    return home


@pytest.mark.dask
def test_they_who_show_a_certificate_read_together(
    secured: DaskCluster, authority: Keys, tmp_path: Path, samples: Path
) -> None:
    home = shown(tmp_path / "koti", secured.address, authority, authority)
    worker = secured.start(home.root)
    secured.wait_for(1)
    with reading_where_set(home):
        assert ingest(home, [str(samples / "releases")]).ok
    assert set(listened(worker.pid)) == {"0100007F"}, "a worker on loopback listens to it alone"


@pytest.mark.dask
def test_they_who_show_none_or_anothers_are_not_let_in(
    secured: DaskCluster, authority: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.orchestration import cluster as at

    for one in (at, cluster_worker):
        monkeypatch.setattr(one, "ANSWERS_IN", 2.0)
    other = certificate()
    plain = settled(tmp_path / "ilman", scheduler=secured.address.replace("tls", "tcp"))
    stranger = shown(tmp_path / "vieras", secured.address, other, authority)
    misled = shown(tmp_path / "harhaan", secured.address, authority, other)
    for home in (plain, stranger, misled):
        scheduler = str(home.read_settings()["workers"]["scheduler"])
        with pytest.raises(SetupError, match="the scheduler does not answer"), reading_where_set(home):
            pass
        with pytest.raises(SetupError, match="the scheduler does not answer"):
            cluster_worker.work(home, scheduler, tell=print)


def listened(pid: int) -> list[str]:
    """The addresses, as the system writes them, on which a process listens for TCP."""
    sockets = {str(one.readlink())[8:-1] for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()}
    listening = "0A"
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:]
    ]
    return [re.split(":", row[1])[0] for row in rows if row[3] == listening and row[9] in sockets]
