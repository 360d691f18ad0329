"""A week over both changes of the clocks: passes come at the right local minute."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from index.home import Home
from index.store.run_log import recent_runs
from index.store.store import Store
from pipeline.orchestration.time_zone import machine_zone
from pipeline.runs.watch import pass_over
from pipeline.sources.sources import Source
from pipeline.sources.watched import as_times, on_schedule, save
from tests.pipeline.world import light

__all__ = ["light"]

SPRING, AUTUMN = datetime(2027, 3, 25, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)


def deployments(home: Home, sources: list[Source], monkeypatch: pytest.MonkeyPatch, cron: str | None) -> list[Any]:
    """What would be served."""
    from pipeline.orchestration import schedule

    got: list[Any] = []
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    monkeypatch.setattr(schedule, "serve", lambda *some, **_: got.extend(some))
    schedule.serve_schedules(home, sources, None, cron, None)
    return got


def served(home: Home, sources: list[Source], monkeypatch: pytest.MonkeyPatch, cron: str | None) -> list[Any]:
    """The schedules that would be served."""
    return [one for deployment in deployments(home, sources, monkeypatch, cron) for one in deployment.schedules]


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


WEEK = {
    "spring": (datetime(2027, 3, 24, 22, tzinfo=UTC), 7 * 24 - 1),
    "autumn": (datetime(2026, 10, 21, 21, tzinfo=UTC), 7 * 24 + 1),
}
"""Midnight of a Thursday in Helsinki before the clocks change, and how many hours the week from then has."""


def due(schedule: Any, start: datetime, end: datetime) -> list[datetime]:
    """When Prefect's server begins the passes of a schedule."""
    from prefect.server.schemas import schedules

    told = schedule.schedule.model_dump()
    kind = schedules.CronSchedule if "cron" in told else schedules.IntervalSchedule
    return list(asyncio.run(kind(**told).get_dates(n=1000, start=start, end=end)))


@pytest.mark.parametrize("season", WEEK)
@pytest.mark.usefixtures("light")
def test_a_week_over_the_change(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, season: str) -> None:
    """Four sources on four schedules: each pass is made at the moment Prefect says, and its runs tell when it was."""
    start, hours = WEEK[season]
    own = {
        "aamu": {},
        "tukholma": {"cron": "30 7 * * *", "timezone": "Europe/Stockholm"},
        "yö": {"cron": "30 3 * * *"},
        "tunti": {"every": 14_400.0},
    }
    for name in own:
        (tmp_path / name).mkdir()
    sources = [Source(name=n, address=str(tmp_path / n), kind="folder", **o) for n, o in own.items()]  # type: ignore[arg-type]
    save(home, sources)
    got = deployments(home, sources, monkeypatch, "0 6 * * *")
    end = start + timedelta(hours=hours) - timedelta(seconds=1)
    passes = [(at, one.parameters) for one in got for at in due(one.schedules[0], start, end)]
    for at, told in sorted(passes, key=lambda one: one[0]):
        day = at.astimezone(ZoneInfo("Europe/Helsinki")).strftime("%d")
        (tmp_path / "aamu" / f"{day}.txt").write_text(f"Lautakunta päätti asiasta {day}.", encoding="utf-8")
        some = on_schedule(home, told["names"], as_times(told["own"]))
        pass_over(home, some, now=at.timestamp)
    made: dict[str, list[datetime]] = {name: [] for name in own}
    with Store.open(home) as store:
        for run in recent_runs(store, 1000):
            for name in run.data["sources"]:
                made[name].insert(0, datetime.fromisoformat(run.started))
    clock = {
        name: [at.astimezone(ZoneInfo("Europe/Helsinki")).strftime("%H:%M") for at in some]
        for name, some in made.items()
    }
    assert clock["aamu"] == ["06:00"] * 7
    assert clock["tukholma"] == ["08:30"] * 7  # Stockholm's clocks change in the same hour
    missing = 3 if season == "spring" else None  # on that night 03:30 is no time: the pass is made an hour earlier
    assert clock["yö"] == ["02:30" if day == missing else "03:30" for day in range(7)]
    assert len(made["tunti"]) in (hours // 4, hours // 4 + 1)
    assert {(later - one).total_seconds() for one, later in pairwise(made["tunti"])} == {14_400}
    with Store.open(home) as store:
        assert store.count() == 7  # a paper a day, each taken by the pass of its morning


def test_the_machine_says_its_zone_in_one_way_or_another(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Helsinki")
    (tmp_path / "timezone").write_text("Europe/Mariehamn\n")
    nowhere = tmp_path / "poissa"
    assert machine_zone({}, tmp_path / "localtime", nowhere) == "Europe/Helsinki"
    assert machine_zone({}, nowhere, tmp_path / "timezone") == "Europe/Mariehamn"
    assert machine_zone({"TZ": "EET-2EEST"}, nowhere, nowhere) == "UTC"
