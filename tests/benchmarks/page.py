"""What the page costs over the bare search behind it, how large it is, and how it holds when many read it.

    python -m tests.benchmarks.page --home HOME --queries FILE.jsonl [--readers 20] [--seconds 60]

HOME is one that `growth.py --keep` has filled.  CPU time is measured in one process and one run: the page's requests
against `index.search` with the same words; ratios say more than milliseconds.  The readers ask a server of its own, by
the clock, so that this part needs an idle machine.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from starlette.testclient import TestClient

from tests.benchmarks.searching.search import lines, spread, timed
from tests.servers.ports import free_ports

HERE = "http://localhost"


def ready(ask: Callable[[str], Any]) -> float:
    """Seconds until the page answers."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < 120:
        try:
            if ask("/terve").status_code == 200:
                return time.perf_counter() - begun
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise SystemExit("the page never got ready")


def costs(home: Path, asked: list[str]) -> None:
    from index import Index
    from index.home import Home
    from search_cli.web.application import create_app

    with Index.open(home) as index, TestClient(create_app(Home(home)), base_url=HERE) as page:
        ready(page.get)
        facets = index.search("NOT olematonsana", limit=0).facets
        body, year = facets["body"][0].value, facets["year"][-1].value
        chosen = {"body": [body], "year": [year]}
        person = facets["person"][0].value
        hit = index.search(asked[0]).hits[0].document_id
        looks: dict[str, tuple[str, Callable[[str], object]]] = {
            "search": ("bare", lambda q: index.search(q, limit=20)),
            "search, two facets": ("bare", lambda q: index.search(q, limit=20, chosen=chosen)),
            "page": ("search", lambda q: page.get("/haku", params={"q": q})),
            "page, two facets": ("search", lambda q: page.get("/haku", params={"q": q, "taho": body, "vuosi": year})),
            "person": ("", lambda _: page.get(f"/henkilo/{person}")),
            "document": ("", lambda _: page.get(f"/asiakirja/{hit}")),
            "people": ("", lambda _: page.get("/henkilot")),
            "timeline": ("", lambda _: page.get("/aikajana")),
        }
        plain = 0.0
        print("| request | CPU p50 ms | p95 | over bare search |\n| --- | ---: | ---: | ---: |")
        for name, (_, look) in looks.items():
            look(asked[0])
            middle, late = spread(timed(asked if "search" in name or "page" in name else asked[:9], look))
            plain = plain or middle
            print(f"| {name} | {middle:.1f} | {late:.1f} | {middle / plain:.2f} |")
        print("\n| page | KB | gzip |\n| --- | ---: | ---: |")
        for path in (
            f"/haku?q={asked[0]}",
            f"/asiakirja/{hit}",
            f"/henkilo/{person}",
            "/static/louhi.css",
            "/static/louhi.js",
        ):
            content = page.get(path).content
            print(f"| {path.split('?')[0]} | {len(content) / 1000:.1f} | {len(gzip.compress(content)) / 1000:.1f} |")


@contextmanager
def served(home: Path) -> Iterator[tuple[str, int]]:
    with free_ports() as (port,):
        command = [sys.executable, "-m", "search_cli.app", "serve", "--home", str(home), "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    return 0.0


def readers(home: Path, asked: list[str], count: int, seconds: float) -> None:
    took: list[float] = []
    wrong: list[int] = []
    with served(home) as (address, pid):
        print(f"\nanswers {ready(lambda path: httpx.get(address + path)):.1f} s after its start")
        end = time.perf_counter() + seconds

        def read(first: int) -> None:
            with httpx.Client(base_url=address, timeout=60) as client:
                turn = first
                while time.perf_counter() < end:
                    begun = time.perf_counter()
                    answer = client.get("/haku", params={"q": asked[turn % len(asked)]})
                    took.append(1000 * (time.perf_counter() - begun))
                    if answer.status_code != 200:
                        wrong.append(answer.status_code)
                    turn += 7
                    time.sleep(0.5)  # a person looks at what came

        threads = [threading.Thread(target=read, args=(i,)) for i in range(count)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        middle, late = spread(sorted(took))
        print(
            f"{count} readers, {seconds:.0f} s: {len(took)} requests, {len(wrong)} not answered well,"
            f" p50 {middle:.0f} ms, p95 {late:.0f} ms, {memory(pid):.0f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    asked = [row["text"] for row in lines(given.queries)][: given.count]
    costs(given.home, asked)
    readers(given.home, asked, given.readers, given.seconds)


if __name__ == "__main__":
    main()
