"""A pass over a thousand unchanged addresses: nothing is understood, nothing is indexed, nothing is put."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from index.home import Home
from index.store.store import Store
from pipeline.runs.watch import add, pass_over
from tests.pipeline.conftest import Clock, Site, release
from tests.pipeline.world import Light, light

__all__ = ["light"]
MANY = 1_000


def files(folder: Path) -> dict[str, str]:
    """Every file with the sha256 of its bytes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and "lock" not in path.name.lower())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.mark.slow
@pytest.mark.usefixtures("light")
def test_a_thousand_unchanged_addresses(
    site: Site, home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [f"/{n}.html" for n in range(MANY)]
    site.pages |= {path: release(f"Tiedote {path}", f"{n} miljoonaa") for n, path in enumerate(paths)}
    entries = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in paths)
    site.pages["/map.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    add(home, f"{site.url}/map.xml")
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"read": MANY}

    def never(*_: object, **__: object) -> None:
        raise AssertionError("this was not to be called")

    monkeypatch.setattr("index.store.store.Store.put_version", never)
    monkeypatch.setattr(Light, "read", never)
    monkeypatch.setattr(Light, "understand", never)
    before, objects = files(home.root / "index"), files(home.objects)
    site.forget()
    report = pass_over(home, now=clock.now, sleep=clock.sleep)
    assert report.counts == {"unchanged": MANY}
    assert len(site.log) == MANY + 1
    assert all(asked.conditional for asked in site.log)
    assert (files(home.root / "index"), files(home.objects)) == (before, objects)
    with Store.open(home) as store:
        assert store.count() == MANY
    with capsys.disabled():
        print(f"\nunchanged: {1000 * report.seconds / MANY:.1f} ms an address")
