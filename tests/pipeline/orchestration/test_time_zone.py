"""A week over both changes of the clocks: passes come at the right local minute."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from index.home import Home
from pipeline.orchestration.time_zone import machine_zone
from pipeline.sources.sources import Source

SPRING, AUTUMN = datetime(2027, 3, 25, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)


def served(home: Home, sources: list[Source], monkeypatch: pytest.MonkeyPatch, cron: str | None) -> list[Any]:
    """The schedules that would be served."""
    from pipeline.orchestration import schedule

    got: list[Any] = []
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    monkeypatch.setattr(schedule, "serve", lambda *some, **_: got.extend(some))
    schedule.serve_schedules(home, sources, None, cron, None)
    return [one for deployment in got for one in deployment.schedules]


def times(schedule: Any, start: datetime, zone: str) -> list[str]:
    """The first week of a schedule on the wall clock of a zone."""
    from prefect.server.schemas.schedules import CronSchedule

    kept = CronSchedule(cron=schedule.schedule.cron, timezone=schedule.schedule.timezone)
    dates = asyncio.run(kept.get_dates(n=7, start=start))
    return [one.astimezone(ZoneInfo(zone)).strftime("%d.%m. %H:%M") for one in dates]


@pytest.mark.parametrize(("start", "first"), [(SPRING, 25), (AUTUMN, 22)])
def test_six_in_the_morning_is_six_all_week(
    home: Home, monkeypatch: pytest.MonkeyPatch, start: datetime, first: int
) -> None:
    [schedule] = served(home, [], monkeypatch, "0 6 * * *")
    month = f"{start.month:02}"
    assert times(schedule, start, "Europe/Helsinki") == [f"{first + n}.{month}. 06:00" for n in range(7)]


def test_a_source_has_its_own_zone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Source(name="tukholma", address="/a", kind="folder", cron="30 7 * * *", timezone="Europe/Stockholm")
    ours = Source(name="oulu", address="/b", kind="folder", cron="30 7 * * *")
    _, first, second = served(home, [own, ours], monkeypatch, "0 6 * * *")
    assert {one[-5:] for one in times(first, SPRING, "Europe/Stockholm")} == {"07:30"}
    assert {one[-5:] for one in times(second, SPRING, "Europe/Helsinki")} == {"07:30"}


def test_an_hour_is_an_hour_over_the_change(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(name="tunti", address="/a", kind="folder", every=3600.0)
    _, every = served(home, [source], monkeypatch, "0 6 * * *")
    assert every.schedule.interval.total_seconds() == 3600


def test_the_machine_says_its_zone_in_one_way_or_another(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Helsinki")
    (tmp_path / "timezone").write_text("Europe/Mariehamn\n")
    nowhere = tmp_path / "poissa"
    assert machine_zone({}, tmp_path / "localtime", nowhere) == "Europe/Helsinki"
    assert machine_zone({}, nowhere, tmp_path / "timezone") == "Europe/Mariehamn"
    assert machine_zone({"TZ": "EET-2EEST"}, nowhere, nowhere) == "UTC"
