"""deploy/ runs what there is: commands that parse, settings that can be set, services that are named, no registry."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from index.home import Home
from pipeline.orchestration.cluster_settings import WorkerSettings
from pipeline.settings.settings_tables import table
from search_cli.app import app

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one["command"] for name, one in SERVICES.items() if one.get("command", [""])[0] == "louhi"}


def parsed(words: list[str]) -> None:
    """Parse a command of ours and run nothing; raises where it has no such option."""
    command: Any = get_command(app)
    context = command.make_context("louhi", list(words[:1]), resilient_parsing=True)
    while words and hasattr(command, "get_command"):
        command, words = command.get_command(context, words[0]), words[1:]
        assert command is not None
    command.make_context(command.name, list(words))


@pytest.mark.parametrize("service", OURS)
def test_its_command_is_one_of_ours(service: str) -> None:
    parsed(OURS[service][1:])


def test_there_is_all_that_a_home_beyond_one_machine_needs() -> None:
    assert set(OURS) == {"worker", "watch", "page"}
    assert {"database", "objects", "search-1", "search-2", "search-3", "prefect", "scheduler"} < set(SERVICES)
    for name, one in SERVICES.items():
        assert set(one.get("depends_on", ())) <= set(SERVICES), name
        for kind in ("secrets", "configs"):
            named = {said if isinstance(said, str) else said["source"] for said in one.get(kind, ())}
            assert named <= set(COMPOSE[kind]), name
        assert {said.partition(":")[0] for said in one.get("volumes", ())} <= set(COMPOSE["volumes"]), name


@pytest.mark.parametrize("service", SERVICES)
def test_no_image_names_a_registry(service: str) -> None:
    host, slash, _ = SERVICES[service]["image"].partition("/")
    assert not (slash and ("." in host or ":" in host))


def test_its_settings_can_be_set_and_lead_to_its_services(tmp_path: Path) -> None:
    home = Home(tmp_path)
    shutil.copy(DEPLOY / "settings.toml", home.settings)
    told = home.read_settings()
    workers = table(home, "workers", WorkerSettings)
    nodes = told["opensearch"]["url"].split(", ")
    places = [home.database, told["s3"]["endpoint"], *nodes, workers.scheduler]
    hosts = {str(place).partition("://")[2].rpartition("@")[2].partition("/")[0].partition(":")[0] for place in places}
    assert hosts == {"database", "objects", "search-1", "search-2", "search-3", "scheduler"}
