"""A document is set aside with a note and a mark, and both reach the spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from lxml import html
from starlette.testclient import TestClient


def test_notes_and_marks_reach_the_spreadsheet(page: TestClient) -> None:
    path = html.fromstring(page.get("/haku?q=lähitori").text).cssselect(".find h3 a")[0].get("href").partition("?")[0]
    token = re.search(r'name="avain" value="(\w+)"', page.get(path).text)
    assert token is not None
    document = path.rsplit("/", 1)[1]
    form = {
        "avain": token[1],
        "nimi": "Väitöskirja",
        "asiakirja": document,
        "huomautus": "=luku 3",
        "tarkistettu": "on",
    }
    assert "=luku 3" in page.post("/kokoelmat", data=form).text
    rows = list(csv.DictReader(io.StringIO(page.get("/kokoelmat/Väitöskirja.csv").text)))
    assert [(row["document"], row["note"], row["checked"]) for row in rows] == [(document, "'=luku 3", "True")]
    page.post("/kokoelmat", data={**form, "toiminto": "poista"})
    assert "Väitöskirja" not in page.get("/kokoelmat").text
