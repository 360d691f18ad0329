"""The day that times of a part of a document are told from: quoted handling, releases, attachments, minutes."""

from __future__ import annotations

import pytest

from extractors.dates import find_dates
from extractors.model.document import Document

ROWS: list[tuple[str, str, str | None, list[str]]] = [
    (
        "quoted handling, its heading's day",
        "Kaupunginhallitus 30.1.2017\n\n§ 12 Kouluverkko\nPäätösehdotus: lausunnot pyydetään 28.2. mennessä.\n\n"
        "Sivistyslautakunta 6.10.2016 § 4\nLautakunta kuuli nuoria 14.9. ja päättää asiasta uudelleen joulukuussa.\n",
        "2017-01-30",
        ["2017-01-30", "../2017-02-28", "2016-10-06", "2016-09-14", "2016-12"],
    ),
    (
        "quoted handling under a label, the day in its first line",
        "Pöytäkirja 5.6.2020\n\n§ 3 Kaava\n\nAikaisempi käsittely\nTekninen lautakunta 3.12.2018 § 88\n"
        "Kaava oli nähtävillä lokakuussa.\n",
        "2020-06-05",
        ["2020-06-05", "2018-12-03", "2018-10"],
    ),
    (
        "what follows in the next matter is of the meeting again",
        "Pöytäkirja 5.6.2020\n\n§ 3 Kaava\n\nTekninen lautakunta 3.12.2018 § 88\nKuulutus julkaistiin 20.11.\n\n"
        "§ 4 Muut asiat\nSeuraava kokous on 19.6.\n",
        "2020-06-05",
        ["2020-06-05", "2018-12-03", "2018-11-20", "2020-06-19"],
    ),
    (
        "releases with numbers on one page",
        "Tiedotteet\n\nTiedote 14/2001\nSilta avataan 3.9.\n\nTiedote 3/1999\nHaku alkoi 1.2. ja päättyi 26.2.\n",
        "2001-08-20",
        ["2001-09-03", "1999-02-01", "1999-02-26"],
    ),
    (
        "releases under their days, on a page of today",
        "Arkisto\n\n12.3.2019\nKoulu avattiin\nUusi koulu avattiin maanantaina 4.3. Juhla pidetään huhtikuussa.\n\n"
        "3.11.2016\nSilta valmistui\nSilta otettiin käyttöön viime viikolla. Työt alkoivat toukokuussa.\n",
        "2024-05-05",
        ["2019-03-12", "2019-03-04", "2019-04", "2016-11-03", "2016-10-24/2016-10-30", "2016-05"],
    ),
    (
        "an attachment with a day of its own",
        "Esityslista 4.3.2024\n\n§ 5 Hankkeen loppuraportti\n\n"
        "Liite 1: Muistio 15.12.2021\nRyhmä kokoontui 2.11. ja 14.12.\n",
        "2024-03-04",
        ["2024-03-04", "2021-12-15", "2021-11-02", "2021-12-14"],
    ),
    (
        "an attachment whose day stands in its letterhead",
        "Esityslista 4.3.2024\n\nLiite 2\nOhjausryhmän muistio\n15.12.2021\n\nSeuraava kokous pidetään tammikuussa.\n",
        "2024-03-04",
        ["2024-03-04", "2021-12-15", "2022-01"],
    ),
    (
        "an attachment whose dates agree on another year",
        "Esityslista 4.3.2024\n\nLiite 3: Aikataulu\nKysely tehtiin 3.2.2022. Tulokset saatiin 11.5.2022.\n"
        "Raportti valmistui kesäkuussa.\n",
        "2024-03-04",
        ["2024-03-04", "2022-02-03", "2022-05-11", "2022-06"],
    ),
    (
        "an attachment that only speaks of a coming term keeps the document's day",
        "Esityslista 4.3.2024\n\n"
        "Liite 3: Työryhmän asettaminen\nToimikausi on 1.4.2024–31.12.2026. Ryhmä kokoontuu 15.3.\n",
        "2024-03-04",
        ["2024-03-04", "2024-04-01/2026-12-31", "2024-03-15"],
    ),
    (
        "minutes without a day of publication: the time of the meeting",
        "Kirkkovaltuusto\nPÖYTÄKIRJA\nKokousaika torstai 10.11.2022 klo 17.30\n\n§ 4 Talousarvio\n"
        "Kirkkoneuvosto käsitteli asian 25.10.\nValtuusto kokoontuu 12.1.\n",
        None,
        ["2022-11-10T17:30:00", "2022-10-25", "2023-01-12"],
    ),
    (
        "no day of publication and none of its own: the years of the part agree",
        "Katsaus\nSilta rakennettiin 3.5.1998.\n\n"
        "Liite 1\nKoulu avattiin 1.8.2005 ja vihittiin 15.9.2005. Juhla oli lokakuussa.\n",
        None,
        ["1998-05-03", "2005-08-01", "2005-09-15", "2005-10"],
    ),
    (
        "Swedish: an earlier handling",
        "Protokoll 30.1.2017\n\nBildningsnämnden 3.10.2016 § 5\nNämnden hörde föräldrar den 14 september.\n",
        "2017-01-30",
        ["2017-01-30", "2016-10-03", "2016-09-14"],
    ),
    (
        "a trap: signatures' days are no parts",
        "Sopimus\nTyö tehdään kesäkuussa.\n\nHelsingissä 3.4.2019\n\nTurussa 5.4.2019\n",
        "2019-04-05",
        ["2019-06", "2019-04-03", "2019-04-05"],
    ),
    (
        "a trap: the days of a table's column are no parts",
        "Kokoukset\tPaikka\n3.4.2018\tTurku\n5.9.2018\tEspoo\nSeuraava kokous pidetään 14.2.\n",
        "2019-01-05",
        ["2018-04-03", "2018-09-05", "2019-02-14"],
    ),
    (
        "a trap: one day alone on its line is the letterhead's",
        "Kunta\n3.4.2019\n\nHaku alkaa 2.5. ja päättyy kesäkuussa.\n",
        "2019-04-03",
        ["2019-04-03", "2019-05-02", "2019-06"],
    ),
]


@pytest.mark.parametrize(("what", "text", "published", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_the_day_of_a_part(what: str, text: str, published: str | None, expected: list[str]) -> None:
    language = "sv" if what.startswith("Swedish") else "fi"
    document = Document(id="a", text=text, published=published, language=language)
    found = sorted((e.start, d.edtf) for d in find_dates(document) for e in d.evidence)
    assert [edtf for _, edtf in found] == expected


def test_the_reason_names_the_day_of_the_part() -> None:
    text = "Pöytäkirja\n\nSivistyslautakunta 6.10.2016 § 4\nLautakunta kuuli nuoria 14.9.\n"
    reasons = [d.reason for d in find_dates(Document(id="a", text=text, published="2017-01-30"))]
    assert reasons == [None, "the year is told from the day of its part (2016-10-06)"]
