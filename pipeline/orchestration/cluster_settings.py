"""What a home says of the workers that read for it, and whom they and their coordinator trust.

Dask speaks in pickles: whoever reaches a scheduler or a worker can have anything run there, and a worker's answer can
name functions of the coordinator's machine.  Louhi's own documents and records go as JSON, but nothing that is sent
through Dask is better guarded than its ports.  So beyond one machine both sides show a certificate of one authority of
the cluster's own (`tls://`), or a person says that nobody else is on that network.
"""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Any

from extractors.model.document import Model
from extractors.model.errors import SetupError
from index.home import Home
from pipeline.settings.config_values import Count, Seconds
from pipeline.settings.settings_tables import table

DASK = "pip install 'louhi[dask]'"
ADDRESS = re.compile(r"(?:(?P<by>\w+)://)?(?P<host>\[[^\]]*\]|[^:/]*)")
"""As Dask reads one: `tls://lukija.example.fi:8786`, `[::1]:8786`; without a scheme it is tcp."""


class WorkerSettings(Model):
    """`[workers]`: the scheduler whose workers read, None for this machine alone.

    A `batch` of documents is handed out together and kept in one transaction, `ahead` of them before the first is kept;
    `task` documents go to a worker at once; a run waits `patience` seconds for a worker where there is none left.
    `ca`, `certificate` and `key` are files, named from the home's folder; a key may stand in the certificate's file.
    """

    scheduler: str | None = None
    batch: Count = 64
    ahead: Count = 2
    task: Count = 4
    patience: Seconds = 600.0
    ca: str | None = None
    certificate: str | None = None
    key: str | None = None
    trusted_network: bool = False


def worker_settings(home: Home) -> WorkerSettings:
    """What `[workers]` of settings.toml says.  Raises StoreError where it cannot be meant."""
    return table(home, "workers", WorkerSettings)


def dask() -> Any:
    """Dask's own library of clusters.  Raises SetupError where it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise SetupError("Dask is not installed", advice=DASK) from error
    return distributed


def stays_here(scheduler: str) -> bool:
    """Whether an address leads to this machine alone, by its name: no answer of a name server is trusted.

    >>> [stays_here(one) for one in ("tcp://127.0.0.1:8786", "[::1]:8786", "localhost:8786", "tcp://10.0.0.7:8786")]
    [True, True, True, False]
    """
    told = ADDRESS.match(scheduler)
    host = told["host"].strip("[]") if told else ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def security_of(home: Home, scheduler: str) -> Any:
    """How a coordinator and its workers speak with a scheduler, for Dask.

    Raises SetupError where anyone could listen or take part: beyond this machine there must be certificates
    (`[workers]`, else Dask's own configuration), or a network that is said to be trusted.
    """
    settings, distributed = worker_settings(home), dask()
    told = ADDRESS.match(scheduler)
    if told is None or told["by"] not in ("tls", "wss"):
        if not (stays_here(scheduler) or settings.trusted_network):
            raise SetupError(
                "whoever reaches this scheduler or its workers could run code here, and need not show who they are",
                subject=scheduler,
                advice="Write tls://, with ca, certificate and key under [workers] in settings.toml, or "
                "trusted_network = true where nobody else is on that network.",
            )
        return distributed.Security()
    said = settings.model_dump(include={"ca", "certificate", "key"}, exclude_none=True)
    files = {name: _file(home, name, path) for name, path in said.items()}
    ours = {"tls_ca_file": files["ca"]} if "ca" in files else {}
    for role in ("client", "worker", "scheduler"):
        ours |= {f"tls_{role}_cert": files["certificate"]} if "certificate" in files else {}
        ours |= {f"tls_{role}_key": files["key"]} if "key" in files else {}
    security = distributed.Security(require_encryption=True, **ours)
    if not (security.tls_ca_file and security.tls_client_cert and security.tls_worker_cert):
        raise SetupError(
            "no certificate is set to show to this scheduler",
            subject=scheduler,
            advice="Name ca, certificate and key under [workers] in settings.toml.",
        )
    return security


def _file(home: Home, name: str, said: str) -> str:
    """Where a file of the settings is.  Raises SetupError where it cannot be read."""
    path = home.root / Path(said).expanduser()
    try:
        path.open("rb").close()
    except OSError as error:
        raise SetupError(
            f"the file cannot be read ({error.strerror})",
            subject=str(path),
            advice=f"Mend {name} under [workers] in settings.toml.",
        ) from error
    return str(path)
