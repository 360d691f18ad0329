"""The pictures of the documentation are of the page as it is: `make pictures` takes them anew."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser.steps import follow

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = {"width": 1280, "height": 860}
PLACES = ("search", "document", "person", "timeline", "amounts")


@pytest.fixture(scope="module")
def desk(browser: Any, served: str) -> Any:
    context = browser.new_context(viewport=SIZE, locale="fi-FI", base_url=served, color_scheme="light")
    yield context.new_page()
    context.close()


def lead(desk: Any, place: str) -> None:
    """To the page that a picture shows."""
    match place:
        case "search":
            desk.goto("/haku?q=lähitori+rahoitus")
        case "document":
            desk.goto('/haku?q="2,1 M€"&laji=slides')
            follow(desk, desk.locator(".find h3 a").first)
        case "person":
            desk.goto("/henkilot?q=Törmäkangas")
            follow(desk, desk.locator("tbody th a").first)
        case "timeline":
            desk.goto("/aikajana?alku=2025&loppu=2031")
        case "amounts":
            desk.goto("/maarat?q=milj")


@pytest.mark.parametrize("place", PLACES)
def test_the_documentation_shows_the_page_as_it_is(desk: Any, place: str) -> None:
    lead(desk, place)
    desk.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(desk.screenshot())).convert("RGB")
    assert len(picture.getcolors(1 << 24) or ()) > 20, "the page is blank"
    kept = FOLDER / f"{place}.webp"
    if os.environ.get("LOUHI_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        picture.save(kept, quality=80)
    assert Image.open(kept).size == picture.size
