"""Every command, watched from outside: it connects to nothing that was not asked for, and leaves nothing behind.

strace sees what the command and all its children do, libraries in C and isolated Python processes too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer.main

from search_cli.app import app
from tests.pipeline.conftest import Site, feed, release, served
from tests.servers.ports import free_port

LOUHI = (sys.executable, "-c", "from search_cli.app import main; main()")
STRACE = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg,sendmmsg")
INTERNET = re.compile(r"sin6?_port=htons\((\d+)\).*?(?:inet_addr\(\"|inet_pton\(AF_INET6, \")([^\"]+)")
"""Where to a call of the system leads, in strace's words."""

NAME_SERVICE = re.compile(r'AF_UNIX, sun_path="/(?:var/)?run/nscd/socket"')
"""The one socket of the machine's own that the C library may ask (for the name of a user)."""

LOOPBACK = ("127.0.0.1", "::1")
NOWHERE = (("::", "0"), ("0.0.0.0", "0"))
"""What the C library asks the system's own tables by, to sort the addresses it may listen on: no packet leaves."""

LONGEST = 3_600
"""Seconds after which a command hangs."""

SERVED = 90
"""Seconds a command that serves is left alone, however busy the machine: it ends when it is told to."""


class Call(NamedTuple):
    """A command as a person gives it, and to whom it may speak: the site that was named, or a server of its own."""

    words: str
    given: str = ""
    to: str = ""
    ended: bool = False


NOBODY, THE_SITE, OWN_SERVER = "", "site", "own server"
CALLS = (
    Call("ingest {papers}"),
    Call("ingest {site}/feed.xml", to=THE_SITE),
    Call("retry"),
    Call("changes --since 2026-01"),
    Call("compare {doc} {other}"),
    Call("extract {paper} --json"),
    Call("show {doc} --explain"),
    Call("search tori --explain"),
    Call("search http://kunta.example.fi/"),
    Call("similar {doc}"),
    Call("search tori --save torit"),
    Call("saved"),
    Call("people --explain"),
    Call("bodies"),
    Call("roles"),
    Call("dates"),
    Call("amounts"),
    Call("contacts"),
    Call("identifiers"),
    Call("timeline"),
    Call("candidates"),
    Call("thing {body}"),
    Call("person {person}"),
    Call("body {body}"),
    Call("export {out}/vienti --format csv --format xlsx --format sqlite --format jsonl"),
    Call("cite {doc}"),
    Call("open {doc} --print"),
    Call("report {out}/tori.html --query tori"),
    Call("snapshot {out}/tilanne --query tori"),
    Call("snapshot {out}/tilanne.zip --query tori"),
    Call("snapshot verify {out}/tilanne"),
    Call("snapshot verify {out}/tilanne.zip"),
    Call("status"),
    Call("reindex"),
    Call("verify"),
    Call("backup {out}/varmuus"),
    Call("correct accept {doc} people {name}"),
    Call("correct rename {doc} people {name} Aino_Uusi"),
    Call("correct list"),
    Call("correct export {out}/korjaukset.jsonl"),
    Call("correct undo {correction}"),
    Call("correct import {out}/korjaukset.jsonl"),
    Call("correct reject {other} people {name}"),
    Call("correct retype {other} bodies {held_body} ministry"),
    Call("correct merge {other} bodies {held_body} {held_body}"),
    Call("correct split {other} bodies {held_body} Toinen --quote liitto"),
    Call("correct add {other} bodies Toinen --quote liitto"),
    Call("correct together people {doc}/x {other}/y"),
    Call("correct apart people {doc}/x {other}/y"),
    Call("correct thing rename {body} Hallan_liitto"),
    Call("correct thing merge {person} {body}"),
    Call("correct thing split {body} {doc}"),
    Call("correct thing refuse {person} {body}"),
    Call("correct thing reject {person}"),
    Call("watch presets"),
    Call("watch check {site}/feed.xml", to=THE_SITE),
    Call("watch add {site}/feed.xml --name syote", to=THE_SITE),
    Call("watch add {papers} --name kansio"),
    Call("watch list"),
    Call("watch run", to=THE_SITE),
    Call("watch alerts"),
    Call("watch start --every 3600", to=OWN_SERVER, ended=True),
    Call("watch remove syote"),
    Call("dismiss {papers}/rikki.pdf --why rikki"),
    Call("password", given="salasana123\n"),
    Call("token viikkoraportti"),
    Call("serve --port {port}", ended=True),
    Call("mcp"),
    Call("worker tcp://127.0.0.1:{port}", to=OWN_SERVER, ended=True),
    Call("move --to postgresql://louhi@127.0.0.1:{port}/louhi", to=OWN_SERVER),
    Call("forget {doc} --why pyydetty --yes"),
)


def every_command(group: Any, before: str = "") -> Iterator[str]:
    for name in group.list_commands(None):
        one = group.get_command(None, name)
        if hasattr(one, "list_commands"):
            yield from every_command(one, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def test_every_command_is_among_them() -> None:
    commands = set(every_command(typer.main.get_command(app)))
    called = {name for name in commands for one in CALLS if f"{one.words} ".startswith(f"{name} ")}
    assert called == commands


def environment(folder: Path) -> dict[str, str]:
    """A person's, with folders of the test's own, and nothing that names a server."""
    for name in ("oma", "väliaikaiset"):
        (folder / name).mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LOUHI_VOIKKO") if name in os.environ}
    return {**kept, "HOME": str(folder / "oma"), "TMPDIR": str(folder / "väliaikaiset")}


def run(call: Call, values: Mapping[str, str], folder: Path) -> tuple[str, list[str]]:
    """A command as it is seen from outside: what it printed, and the calls of the system that lead out of it."""
    words = [word.format(**values) for word in call.words.split()]
    seen = folder / "strace.txt"
    command = [*STRACE, "-o", str(seen), *LOUHI, *words, "--home", values["home"]]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder / "oma",
        env=environment(folder),
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(call.given, timeout=SERVED if call.ended else LONGEST)
        except subprocess.TimeoutExpired:
            assert call.ended, f"{call.words} hangs"
            os.killpg(process.pid, signal.SIGINT)
            said, _ = process.communicate(timeout=LONGEST)
    return said, seen.read_text("utf-8", "replace").splitlines()


def led_astray(lines: list[str], call: Call, site_port: str) -> list[str]:
    """The connections that nobody asked for."""
    bad = []
    for line in lines:
        if "AF_UNIX" in line and "connect(" in line and not NAME_SERVICE.search(line):
            bad.append(line)
        for port, host in INTERNET.findall(line):
            named = call.to == OWN_SERVER or (call.to == THE_SITE and port in (site_port, "0"))
            if not (host in LOOPBACK and named) and (host, port) not in NOWHERE:
                bad.append(line)
    return bad


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.fixture
def site() -> Iterator[Site]:
    yield from served("127.0.0.1")


def ids(folder: Path, home: Path) -> dict[str, str]:
    """What the calls name: two documents, a person and a body of theirs."""

    def told(*words: str) -> Any:
        done = subprocess.run(
            [*LOUHI, *words, "--json", "--home", str(home)],
            capture_output=True,
            check=True,
            env=environment(folder),
            cwd=folder / "oma",
        )
        return json.loads(done.stdout)

    hits = told("search", "lähitorit")["hits"]
    shown = told("show", hits[0]["document"])
    return {
        "doc": hits[0]["document"],
        "other": hits[1]["document"],
        "name": shown["people"][0]["name"],
        "held_body": shown["bodies"][0]["name"],
        "person": told("people")[0]["id"],
        "body": told("bodies")[0]["id"],
    }


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace, which sees what a process asks for")
def test_no_command_speaks_to_anybody_and_none_leaves_anything(tmp_path: Path, site: Site) -> None:
    papers, out, home = tmp_path / "paperit", tmp_path / "ulos", tmp_path / "koti"
    papers.mkdir()
    out.mkdir()
    for n, title in enumerate(("Lähitorit avataan", "Lähitorit suljetaan", "Tie korjataan")):
        (papers / f"{n}.html").write_text(release(title, f"{n + 2} miljoonaa", text=f"{title}."), encoding="utf-8")
    (papers / "rikki.pdf").write_bytes(b"%PDF-1.7 rikki")
    leads_out = '<p><img src="http://203.0.113.7/kuva.png"><a href="http://203.0.113.7/a">Lähitorit muualla</a></p>'
    (papers / "viittaa.html").write_text(release("Viittaa", text=leads_out), encoding="utf-8")
    titles = {"/uusi.html": "Silta uusitaan"}
    site.pages |= {"/uusi.html": release("Silta uusitaan"), "/feed.xml": feed(site.url, titles)}
    values = {
        "papers": str(papers),
        "paper": str(papers / "0.html"),
        "out": str(out),
        "home": str(home),
        "site": site.url,
        "port": str(free_port()),
    }
    found: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for n, call in enumerate(CALLS):
        if n == 1:
            values |= ids(tmp_path, home)
        if call.words.startswith("correct undo"):
            values["correction"] = re.findall(r"correction-\w+", told["correct list"])[0]
        before = tree(out)
        said, lines = run(call, values, tmp_path)
        told[call.words] = said
        assert "defect of Louhi" not in said, (call.words, said)
        assert "Traceback" not in said, (call.words, said)
        bad = led_astray(lines, call, site.url.rpartition(":")[2])
        bad += [f"left in a temporary folder: {one}" for one in tree(tmp_path / "väliaikaiset")]
        bad += [f"left in the person's folder: {one}" for one in tree(tmp_path / "oma")]
        bad += [f"left half done: {one}" for one in (*home.rglob("*.part"), *out.rglob("*.part"))]
        if "{out}" not in call.words:
            bad += [f"written and not asked for: {one}" for one in tree(out) - before]
        if bad:
            found[call.words] = bad
    assert found == {}
    assert len(list(out.iterdir())) >= 5  # they did their work
    assert any(one.path == "/uusi.html" for one in site.log)
