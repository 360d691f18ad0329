"""A cluster that asks for TLS and a password: whom we trust, and what we show, is what the settings say."""

from __future__ import annotations

import base64
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.engines.place import Place
from index.engines.served_index import client

SHOWN: list[str] = []


class Asked(BaseHTTPRequestHandler):
    """Notes who asks, and says yes."""

    def do_HEAD(self) -> None:
        SHOWN.append(self.headers.get("Authorization", ""))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of an HTTPS server, and the certificate it shows, which no machine trusts by itself."""
    pytest.importorskip("opensearchpy")
    key, shown = tmp_path / "key.pem", tmp_path / "ca.pem"
    named = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key)]
    try:
        subprocess.run([*made, "-out", str(shown), *named], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no openssl")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    SHOWN.clear()
    yield f"https://127.0.0.1:{server.server_port}", shown
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_password_of_a_file_is_shown_to_whom_the_settings_trust(guarded: tuple[str, Path], tmp_path: Path) -> None:
    address, trusted = guarded
    (tmp_path / "salasana").write_text("hallanmaan salaisuus\n", encoding="utf-8")
    told = {"url": address, "user": "louhi", "password_file": str(tmp_path / "salasana"), "ca": str(trusted)}
    with client(Place(tmp_path, address, told)) as asked:
        assert asked.ping()
    assert ["Basic " + base64.b64encode(b"louhi:hallanmaan salaisuus").decode()] == SHOWN


def test_nothing_is_shown_to_another(guarded: tuple[str, Path], tmp_path: Path) -> None:
    address, _ = guarded
    with client(Place(tmp_path, address, {"url": address})) as asked:
        assert not asked.ping()
    assert SHOWN == []
