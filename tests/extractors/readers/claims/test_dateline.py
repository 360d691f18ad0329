"""Dates a document gives itself: what is read, and what must not be."""

from __future__ import annotations

import pytest

from extractors.readers.claims.dateline import (
    date_in,
    held_date,
    is_dateline,
    labelled,
    machine_time,
    meeting_date,
    revised,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.2.2020 13.27", "2020-02-06T13:27:00+02:00"),
        ("18.7.2020 klo 15:09", "2020-07-18T15:09:00+03:00"),
        ("18.4.2024 - 10:15", "2024-04-18T10:15:00+03:00"),
        ("3. toukokuuta 2021", "2021-05-03"),
        ("14 päivänä maaliskuuta 2021", "2021-03-14"),
        ("den 5 juni 2024", "2024-06-05"),
        ("5 June 2024 at 12.15", "2024-06-05T12:15:00+03:00"),
        ("February 17, 2021", "2021-02-17"),
        ("2024-05-07", "2024-05-07"),
        ("1.3.2021 – 31.12.2021", "2021-03-01"),
        ("31.2.2021", None),
        ("HE 43/2023 vp", None),
        ("3700/11.01.00/2011", None),
        ("00.01.01", None),
        ("puh. 02955 30148", None),
        ("192.168.1.2020", None),
    ],
)
def test_date_in(text: str, expected: str | None) -> None:
    assert date_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-02-19T14:20:00.000Z", "2020-02-19T16:20:00+02:00"),
        ("2023-12-31T23:30:00+00:00", "2024-01-01T01:30:00+02:00"),
        ("2024-09-18T18:05:22+0300", "2024-09-18T18:05:22+03:00"),
        ("2024-09-18T18:05", "2024-09-18T18:05:00+03:00"),
        ("20240918", None),
        ("2024-13-01", None),
        ("", None),
    ],
)
def test_machine_time_is_helsinki_time(text: str, expected: str | None) -> None:
    assert machine_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Julkaisuajankohta 8.12.2022 13.40", "2022-12-08T13:40:00+02:00"),
        ("Julkaistu: 3.4.2024", "2024-04-03"),
        ("Publicerad 4.11.2024 kl. 15.30", "2024-11-04T15:30:00+02:00"),
        ("Published on 5 April 2023", "2023-04-05"),
        (
            "Tämä seloste on laadittu / päivitetty 23.02.2022, ja se koskee verkkopalvelua, jota ylläpitää virasto.",
            "2022-02-23",
        ),
        (
            "Asetus, joka on tarkoitettu kaikille kunnille, on julkaistu 3.4.2019 ja sitä sovelletaan kesästä alkaen.",
            None,
        ),
        ("Julkaistu vuonna 2017", None),
    ],
)
def test_labelled(text: str, expected: str | None) -> None:
    assert labelled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kaupunginhallitus 02.05.2017 - Pöytäkirja", "2017-05-02"),
        ("Kasvatus- ja koulutuslautakunta, kokous 16.11.2022", "2022-11-16"),
        ("Stadsstyrelsen 3.2.2020 protokoll", "2020-02-03"),
        ("1 Valtuustoaloite 19.06.2024 verkosto Helsinkiin", None),
        ("Lautakunta käsitteli asiaa 3.2.2020 ja palautti sen valmisteluun.", None),
    ],
)
def test_meeting_date(text: str, expected: str | None) -> None:
    assert meeting_date(text) == expected


def test_other_lines() -> None:
    assert held_date("Aika: 21.4.2009 klo 17.00") == "2009-04-21"
    assert revised("Päivitetty 15.1.2024") == "2024-01-15"
    assert is_dateline("7.5.2024 09:30:00 EEST")
    assert not is_dateline("Hakuaika päättyy 3.2.2020")
