"""What docs/running.md says can be set can be set."""

from __future__ import annotations

import re
from pathlib import Path

from index.home import Home
from pipeline.orchestration.cluster_settings import WorkerSettings
from pipeline.runs.run_settings import RunSettings, run_settings
from pipeline.settings.settings_tables import table

DOC = (Path(__file__).parents[3] / "docs" / "running.md").read_text(encoding="utf-8")
SETTINGS = "".join(re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL))


def test_a_home_of_many_machines_can_be_set(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings.write_text(SETTINGS, encoding="utf-8")
    assert run_settings(home) == RunSettings()
    assert table(home, "workers", WorkerSettings).scheduler == "tls://scheduler.example.fi:8786"
    assert (home.database, home.objects_url) == ("postgresql://louhi@db.example.fi/louhi", "s3://louhi/objects")


def test_every_setting_of_workers_is_told_with_what_it_is_else() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| .* \| (\S+) \|$", DOC, re.MULTILINE))
    assert told == {
        name: {None: "none", False: "no"}.get(field.default) or f"{field.default:g}"
        for name, field in WorkerSettings.model_fields.items()
    }
