"""What docs/watching.md says can be set can be set."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from croniter import croniter

from extractors.model.errors import SourceError, StoreError
from index.home import Home
from pipeline.alerts.alerts import AlertSettings
from pipeline.fetching.fetch import FetchSettings
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.watch import add, load, pass_over
from pipeline.sources.sources import Source

DOC = (Path(__file__).parents[3] / "docs" / "watching.md").read_text(encoding="utf-8")
SOURCES, SETTINGS = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL))
UNIT = re.search(r"```ini\n(.*?)```", DOC, re.DOTALL)


def test_the_source_shows_every_field_but_the_other_schedule() -> None:
    [said] = SOURCES["source"]
    Source.model_validate(said)
    assert set(Source.model_fields) - set(said) == {"every"}


def test_the_settings_are_those_there_are_at_their_defaults() -> None:
    fetch = FetchSettings.model_validate(SETTINGS["fetch"])
    assert fetch.model_copy(update={"contact": None}) == FetchSettings()
    assert RunSettings.model_validate(SETTINGS["run"]) == RunSettings()
    alerts = AlertSettings.model_validate(SETTINGS["alerts"])
    assert alerts.kinds == AlertSettings().kinds
    assert alerts.mail
    assert alerts.mail.to == ["tutkija@example.fi"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fetch]\ndely = 2\n", "[fetch] dely is no setting"),
        ("[fetsh]\ndelay = 2\n", "[fetsh] is no table of settings"),
        ("[run]\nworkers = 'monta'\n", "[run] workers cannot be understood"),
        ("[alerts]\nkinds = ['uudet']\n", "[alerts.kinds] 0 cannot be understood"),
        ("[alerts.mail]\nport = 25\n", "[alerts.mail] host cannot be understood"),
        (
            "[fetch]\ncontact = 'päivi@example.fi'\n",
            "[fetch] contact cannot be understood ('päivi@example.fi' cannot be",
        ),
        ("[fetch]\nproxy = 'foo'\n", "[fetch] proxy cannot be understood ('foo' is no proxy's address)"),
        ("[fetch]\nredirects = -1\n", "[fetch] redirects cannot be understood"),
        ("[fetch]\nbytes = 0\n", "[fetch] bytes cannot be understood"),
        ("[fetch]\ndelay = -3\n", "[fetch] delay cannot be understood"),
        ("[fetch]\nseconds = inf\n", "[fetch] seconds cannot be understood"),
        ("[run]\npages = 0\n", "[run] pages cannot be understood"),
        ("[run]\nmemory = 1\n", "[run] memory cannot be understood"),
        ("[run]\nmemory = 999999999999999999999\n", "[run] memory cannot be understood"),
        ("[run]\nseconds = 1e300\n", "[run] seconds cannot be understood"),
    ],
)
def test_a_setting_that_cannot_be_is_said(home: Home, text: str, said: str) -> None:
    home.settings.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        pass_over(home)
    assert caught.value.reason.startswith(said)


@pytest.mark.parametrize(
    ("line", "said", "advice"),
    [
        ('links = "("', "source q: links cannot be understood ('(' is no pattern: missing )", "Put a backslash"),
        ('skip = "*"', "source q: skip cannot be understood ('*' is no pattern", "Put a backslash"),
        ('cron = "x y"', "source q: cron cannot be understood ('x y' is no cron schedule)", "Write five fields"),
        ("every = -5", "source q: every cannot be understood", "Write 1 or more."),
        ("delay = -3", "source q: delay cannot be understood", "Write 0 or more."),
        ("most = 0", "source q: most cannot be understood", "Write 1 or more."),
        ('language = "suomi"', "source q: language cannot be understood", 'Write "fi", "sv" or "en".'),
        ('recheck = "hourly"', "source q: recheck cannot be understood", "Write one of 'every pass', 'daily'"),
        ("expect = {links = -1}", "source q: expect.links cannot be understood", "Write 0 or more."),
        ('link = "/a/"', "source q: link is no field of a source", "There are: name, address"),
        ("[[sources]]", "sources is nothing that is known here", "Begin each source with"),
    ],
)
def test_a_source_that_cannot_be_is_said(home: Home, line: str, said: str, advice: str) -> None:
    entry = '[[source]]\nname = "q"\naddress = "https://kunta.example.fi/"\nkind = "list"\n'
    home.sources.write_text(entry + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load(home)
    assert caught.value.subject == str(home.sources)
    assert caught.value.reason.startswith(said)
    assert (caught.value.advice or "").startswith(advice)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "kind", "said"),
    [
        ("", "folder", "source q: its address is empty"),
        ("/srv\x00/paperit", "folder", "source q: its address holds a zero byte"),
        ("file:///srv", "page", "source q: only http and https addresses are fetched"),
        ("https://kunta.example.fi/", "folder", "source q: it is a folder, and its address is a web address"),
        ("https://", "page", "source q: the address has no host"),
        ("https://[::1", "feed", "source q: the address is not one that can be asked"),
        ("https://kunta.example.fi:99999/", "feed", "source q: the address has no valid port"),
    ],
)
def test_an_address_where_nothing_can_stand_is_said(home: Home, address: str, kind: str, said: str) -> None:
    entry = {"name": "q", "address": address, "kind": kind}
    home.sources.write_text("[[source]]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in entry.items()))
    with pytest.raises(SourceError) as caught:
        load(home)
    assert (caught.value.reason, caught.value.subject) == (said, str(home.sources))


def test_a_source_that_cannot_be_is_not_added(home: Home) -> None:
    for wrong in ({"links": "("}, {"language": "suomi"}, {"cron": "x y"}, {"kind": "rss"}):
        with pytest.raises(SourceError, match=r"cannot be understood|a kind that is not known"):
            add(home, "https://kunta.example.fi/", **{"kind": "list", **wrong})
    assert load(home) == []


def test_the_cron_line_is_one() -> None:
    found = re.search(r"```\n((?:\S+ +){5})LOUHI_HOME=\S+ (\S+)/louhi watch run\n```", DOC)
    assert found
    assert croniter.is_valid(found[1].strip())


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not on this machine")
    assert UNIT
    unit = tmp_path / "louhi.service"
    unit.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT[1]), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert "louhi.service" not in done.stderr, done.stderr
