"""Alerts by e-mail, against a real server that keeps its letters."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest

from index.home import Home
from index.store.store import Store
from pipeline.alerts.alert_log import Alert, tell
from pipeline.alerts.alerts import AlertSettings
from pipeline.alerts.channels.alert_channels import CHANNELS, Channel
from pipeline.alerts.sending import deliver
from pipeline.runs.watch import add, pass_over
from tests.pipeline.alerts.test_alerts import TITLES, cut_off, serve, settings
from tests.pipeline.conftest import Site, release
from tests.pipeline.fetching.test_tls import certificate, written
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light

__all__ = ["light"]

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def post() -> Iterator[tuple[int, list[str]]]:
    """A mail server that takes everything."""
    with posting(lambda server: server) as found:
        yield found


@contextmanager
def posting(
    prepared: Callable[[socketserver.TCPServer], object], upgrade: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[str]]]:
    letters: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 posti\r\n")
            while line := self.rfile.readline():
                word = line.strip().upper()
                if word == b"STARTTLS" and upgrade:
                    self.wfile.write(b"220 salaan\r\n")
                    self.connection = upgrade.wrap_socket(self.connection, server_side=True)
                    self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
                    continue
                if word.startswith(b"EHLO") and upgrade:
                    self.wfile.write(b"250-posti\r\n250 STARTTLS\r\n")
                    continue
                if word == b"DATA":
                    self.wfile.write(b"354 ole hyva\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    letters.append(b"".join(lines).decode())
                self.wfile.write(b"221 hei\r\n" if word == b"QUIT" else b"250 ok\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        prepared(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.server_address[1], letters
        server.shutdown()


def mailing(home: Home, port: int, more: str = "") -> None:
    text = f'[alerts.mail]\nhost = "127.0.0.1"\nport = {port}\nsender = "louhi@example.fi"\nto = ["a@example.fi"]\n'
    settings(home, text + more)


def test_mail_is_one_letter_a_pass(site: Site, home: Home, post: tuple[int, list[str]]) -> None:
    port, letters = post
    mailing(home, port)
    serve(site, home)
    pass_over(home)
    pass_over(home)
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    pass_over(home)
    first, second = (message_from_string(letter, policy=default) for letter in letters)
    assert first["subject"] == f"Louhi: new document: {TITLES['/a.html']} and 1 more"
    assert second["subject"] == f"Louhi: changed facts: {TITLES['/b.html']}"
    assert second["message-id"].startswith("<alert-")
    assert all(one["to"] == "a@example.fi" and one["date"] and one["auto-submitted"] for one in (first, second))
    [alert] = logged_alerts(home)[2:]
    assert second.get_content().splitlines() == [
        f"changed facts: {TITLES['/b.html']}",
        "  amounts: 1,5 miljoonaa euroa -> 2,8 miljoonaa euroa",
        f"  {site.url}/b.html",
        f"  from halla, {alert.when[:10]} {alert.when[11:16]} UTC",
    ]
    assert all(f"{site.url}{path}" in first.get_content() for path in TITLES)


@pytest.mark.parametrize(
    ("trusted", "more", "sent"), [(True, "ssl = true\n", 1), (False, "ssl = true\n", 0), (True, "", 0)]
)
def test_mail_goes_over_tls_from_the_first_word(
    site: Site, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool, more: str, sent: int
) -> None:
    pem = written(certificate(), tmp_path / "both.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)

    def secured(server: socketserver.TCPServer) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True)

    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr("pipeline.alerts.channels.mail_channel.PATIENCE", 1.0)
    with posting(secured) as (port, letters):
        mailing(home, port, more)
        serve(site, home)
        notes = pass_over(home).notes
    assert len(letters) == sent
    assert [note.expectation for note in notes] == ["delivery"] * (1 - sent)


@pytest.mark.parametrize("trusted", [True, False])
def test_mail_that_turns_to_tls_goes_to_nobody_who_only_claims_to_be_the_server(
    site: Site, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    pem = written(certificate(), tmp_path / "both.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr("pipeline.alerts.channels.mail_channel.PATIENCE", 1.0)
    with posting(lambda _: None, context) as (port, letters):
        mailing(home, port, "tls = true\n")
        serve(site, home)
        notes = pass_over(home).notes
    assert (len(letters), len(notes)) == ((1, 0) if trusted else (0, 1))


@pytest.mark.parametrize(("port", "more", "implicit"), [(465, "", True), (587, "tls = true\n", False), (25, "", False)])
def test_port_465_is_tls_from_the_first_word(
    home: Home, monkeypatch: pytest.MonkeyPatch, port: int, more: str, implicit: bool
) -> None:
    asked: list[str] = []

    def refuse(name: str) -> None:
        asked.append(name)
        raise ConnectionRefusedError

    monkeypatch.setattr("smtplib.SMTP", lambda *_, **__: refuse("plain"))
    monkeypatch.setattr("smtplib.SMTP_SSL", lambda *_, **__: refuse("tls"))
    mailing(home, port, more)
    with Store.open(home) as store:
        with store.writing() as db:
            tell(db, [Alert(id="alert-1", kind="new document", title="T", when="2026-11-22")])
        assert len(deliver(store, home)) == 1
    assert asked == ["tls" if implicit else "plain"]


def test_a_letter_that_was_cut_off_is_sent_again_as_it_was(
    site: Site, home: Home, post: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, letters = post
    mailing(home, port)
    serve(site, home)
    with monkeypatch.context() as cut:
        cut.setattr("pipeline.alerts.sending.note_sent", lambda *_: cut_off() if letters else None)
        with pytest.raises(RuntimeError):
            pass_over(home)
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    pass_over(home)
    ids = [message_from_string(letter, policy=default)["message-id"] for letter in letters]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_a_channel_begins_with_what_is_new(site: Site, home: Home, post: tuple[int, list[str]]) -> None:
    port, letters = post
    serve(site, home)
    pass_over(home)
    mailing(home, port)
    pass_over(home)
    assert letters == []
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    pass_over(home)
    assert len(letters) == 1


def test_a_channel_of_its_own_is_a_class_and_a_line(
    site: Site, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class FileChannel(Channel):
        name = "file"
        together = 10

        def is_set(self, settings: AlertSettings) -> bool:
            return True

        def send(self, settings: AlertSettings, alerts: Sequence[Alert]) -> None:
            with (tmp_path / "kerrottu.txt").open("a", encoding="utf-8") as out:
                out.writelines(f"{alert.title}\n" for alert in alerts)

    monkeypatch.setitem(CHANNELS, "file", FileChannel())
    site.pages["/a.html"] = release("Lähitorit avataan")
    add(home, f"{site.url}/a.html", kind="page")
    for _ in range(2):
        pass_over(home)
    assert (tmp_path / "kerrottu.txt").read_text(encoding="utf-8") == "Lähitorit avataan\n"
