"""A certificate that is not good is said plainly, and nothing is fetched."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from index.home import Home
from pipeline.fetching.fetch import Fetcher, FetchSettings
from pipeline.fetching.http_errors import FetchFailed
from pipeline.runs.watch import add, pass_over
from tests.pipeline.conftest import Site, handler, release, reply
from tests.pipeline.world import light
from tests.servers.certificates import DAY, HERE, certificate, written

__all__ = ["light"]


@contextmanager
def speaking_tls(site: Site, both: Path) -> Iterator[Site]:
    """A site behind a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    server = ThreadingHTTPServer((HERE, 0), handler(site))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    site.url = f"https://{HERE}:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Site]:
    with speaking_tls(Site(pages={"/a": "salaisuus"}), written(certificate(), tmp_path / "both.pem")) as site:
        yield site


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"since": -9 * DAY, "until": -DAY}, "certificate has expired"),
        ({"since": DAY}, "certificate is not yet valid"),
        ({"host": "127.0.0.9"}, "certificate is not valid for '127.0.0.1'"),
        ({"by": None}, "self-signed certificate"),
        ({}, None),
    ],
    ids=["expired", "not yet valid", "another's name", "self-signed", "good"],
)
@pytest.mark.usefixtures("light")
def test_what_is_wrong_with_a_certificate_is_said(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, told: dict[str, Any], said: str | None
) -> None:
    """An authority that is trusted vouches for them, but for the one that vouches for itself; a pass tells it once."""
    authority = certificate()
    trusting = ssl.create_default_context(cadata=authority.made.public_bytes(serialization.Encoding.PEM).decode())
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT  # as newer Pythons verify by themselves
    monkeypatch.setattr("pipeline.fetching.network.trusted", lambda: trusting)
    site = Site(pages={"/a.html": release("Lähitorit")})
    both = written(certificate(**{"by": authority, **told}), tmp_path / "palvelin.pem")
    with speaking_tls(site, both):
        add(home, f"{site.url}/a.html", kind="page", name="tori")
        report = pass_over(home)
    if said is None:
        assert report.counts == {"read": 1}
        return
    [failure] = report.failures
    assert failure.reason is not None
    assert failure.reason.startswith("the site's certificate is not good (")
    assert said in failure.reason
    assert failure.advice == "Do not trust the site until its keeper has mended this."
    assert site.log == []  # not even robots.txt was asked for


def test_a_certificate_that_is_not_good(secured: Site) -> None:
    with pytest.raises(FetchFailed, match="certificate is not good") as caught:
        Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"]).get(f"{secured.url}/a")
    assert not caught.value.passing
    assert secured.log == []


def test_a_site_that_does_not_speak_tls(site: Site) -> None:
    with pytest.raises(FetchFailed, match="secure connection"):
        Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"]).get(site.url.replace("http:", "https:") + "/a")


def test_a_redirect_to_an_open_connection_is_not_followed(
    secured: Site, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(tmp_path / "both.pem"))
    monkeypatch.setattr("pipeline.fetching.network.trusted", lambda: trusting)
    site.pages["/a"] = "julkista"
    secured.pages["/vie"] = lambda to: reply(to, 302, b"", Location=f"{site.url}/a")
    fetcher = Fetcher(FetchSettings(delay=0.0), named=["127.0.0.1"])
    assert b"salaisuus" in fetcher.get(f"{secured.url}/a").content
    with pytest.raises(FetchFailed, match="from https to http") as caught:
        fetcher.get(f"{secured.url}/vie")
    assert not caught.value.passing
    assert site.log == []
