"""Clocks, counters and stamps make no version; a number that tells something does."""

from __future__ import annotations

from itertools import pairwise

import pytest

from index.home import Home
from index.store.duplicates.same_release import is_passing
from index.store.store import Store
from pipeline.runs.watch import add, pass_over
from tests.pipeline.conftest import Site, release
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light

__all__ = ["light"]
PASSING = [
    "Sivu luotu 28.11.2026 15:54:47",
    "Sivua katsottu 19 321 kertaa",
    "Tätä sivua on luettu yhteensä 12 kertaa",
    "Kello on nyt 28.11.2026 15:54:47",
    "Klo 15.54",
    "Kävijöitä tänään: 72064",
    "Kävijämäärä yhteensä 9",
    "Paikalla 19321 käyttäjää",
    "Sivun tuottoaika 0,247 s",
    "Tulostettu 28.11.2026",
    "Sidan skapad 28.11.2026 15:54",
    "Page generated at 2026-11-28 15:54",
]
TELLING = [
    "Kokous alkaa kello 15.54",
    "Kävijöitä museossa oli 72 064",
    "Päätös luotu 28.11.2026",
    "Työttömiä on 12 345",
    "Avoinna klo 9-16",
    "Paikalla oli 12 valtuutettua",
    "Kirjastosta lainattiin 19 321 kertaa",
]


@pytest.mark.parametrize("line", PASSING)
def test_a_line_that_changes_by_itself_is_passed_over(line: str) -> None:
    assert is_passing(line)


@pytest.mark.parametrize("line", TELLING)
def test_a_line_that_tells_something_is_not(line: str) -> None:
    assert not is_passing(line)


def passes(site: Site, home: Home, *lines: str) -> list[str]:
    """What a page became in each pass, where one line of its text is each of these in turn."""
    out = []
    for line in lines:
        site.pages["/a.html"] = release("Jätetaksa", text="Maksu peritään kunnan alueella.").replace(
            "</article>", f"<p>{line}</p></article>"
        )
        [item] = pass_over(home).items
        out.append(str(item.outcome))
    return out


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("line", [line for line in PASSING if any(sign.isdigit() for sign in line)])
def test_it_makes_no_version_and_no_alert(site: Site, home: Home, line: str) -> None:
    add(home, f"{site.url}/a.html", kind="page")
    other = "".join(chr(ord("0") + (int(sign) + 1) % 3) if sign.isdigit() and sign != "2" else sign for sign in line)
    assert passes(site, home, line, other, line) == ["read", "unchanged", "unchanged"]
    assert [alert.kind for alert in logged_alerts(home)] == ["new document"]


@pytest.mark.usefixtures("light")
def test_a_counter_in_words_of_its_own_is_learnt(site: Site, home: Home) -> None:
    add(home, f"{site.url}/a.html", kind="page")
    lines = [f"Mökkikylän tuulimittari näyttää {n} kertaa" for n in (3, 8, 11, 12, 12, 30)]
    found = passes(site, home, *lines)
    assert found == ["read", "new version", "unchanged", "unchanged", "unchanged", "unchanged"]
    assert passes(site, home, "Mökkikylän tuulimittari on rikki 5 viikkoa") == ["new version"]


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(
    "lines",
    [
        (
            "Jonossa on 12 hakijaa",
            "Jonossa on 12 hakijaa",
            "Jonossa on 14 hakijaa",
            "Jonossa on 14 hakijaa",
            "Jonossa on 9 hakijaa",
        ),
        ("Maksu on 5 euroa", "Maksu on 6 euroa", "Maksu on 7 euroa"),
        ("Osuus on 5 %", "Osuus on 6 %", "Osuus on 7 %"),
    ],
)
def test_a_number_that_stood_still_or_is_money_is_news(site: Site, home: Home, lines: tuple[str, ...]) -> None:
    add(home, f"{site.url}/a.html", kind="page")
    found = passes(site, home, *lines)
    assert found == [
        "read",
        *("unchanged" if line == before else "new version" for before, line in pairwise(lines)),
    ]
    with Store.open(home) as store:
        assert len(store.history(store.ids()[0])) == len(set(lines))
