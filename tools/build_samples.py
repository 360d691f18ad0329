"""Builds samples/slides/lahitorit.pptx, and from it the PDF where LibreOffice is at hand.

The samples are one invented reform in the invented county of Hallanmaa: every sentence is Louhi's own, and every
person, municipality and sum is made up.  The deck has what real decks have: footers and numbers on each slide, boxes
side by side, tables, titles that are no title placeholders, speaker notes, line breaks inside a title.

    .venv/bin/python tools/build_samples.py
"""

from __future__ import annotations

import copy
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Inches, Pt

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "slides"
FOOTER = "LÄHIS27 | Hallanmaan lähitoriuudistus | ohjausryhmä 18.3.2026"
COVER, TEXT, TITLE_ONLY, BLANK = 0, 1, 5, 6


def main() -> None:
    """Build the deck, then the PDF."""
    deck = FOLDER / "lahitorit.pptx"
    build().save(str(deck))
    office = shutil.which("soffice")
    if not office:
        print("LibreOffice is not here: the PDF stays as it was")
        return
    subprocess.run([office, "--headless", "--convert-to", "pdf", "--outdir", str(FOLDER), str(deck)], check=True)


def build() -> Any:
    """The deck, slide by slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    about = deck.core_properties
    about.title, about.author, about.language = "Lähitoriuudistus", "Aino Kivilahti", "fi-FI"
    about.created = about.modified = datetime(2026, 3, 17, 15, 20)

    slide = deck.slides.add_slide(deck.slide_layouts[COVER])
    place(slide.shapes.title, 1.2, 2.0, 11, 1.5)
    slide.shapes.title.text = "Lähitoriuudistus"
    place(slide.placeholders[1], 1.2, 3.7, 11, 2.2)
    slide.placeholders[
        1
    ].text = "LÄHIS27 – Hallanmaa\nOhjausryhmän kokous 18.3.2026\nMuutosjohtaja Aino Kivilahti, Hallanmaan liitto"

    bullets(
        deck,
        "Mistä uudistuksessa on kyse?",
        [
            "Kuntien, hyvinvointialueen ja valtion asiakaspalvelu kootaan 14 lähitoriin ja kahteen autoon.",
            "Lähitoreilta saa neuvontaa sosiaali- ja terveyspalveluihin, lupa-asioihin ja työllisyyspalveluihin.",
            "Koulukuljetusten ja kirjastoautojen reitit suunnitellaan samalla uudelleen.",
            "Uudistus koskee noin 61 000 asukasta, joista runsas kolmannes on täyttänyt 65 vuotta.",
            "VM:n ja STM:n rahoituspäätös saatiin 27.2.2026.",
        ],
        note="Aino Kivilahti: Avaan tilaisuuden. Muistutetaan, että lähitori ei ole uusi virasto vaan yhteinen tiski.",
    )

    slide = titled(deck, "Kaksi hanketta, yksi muutos")
    box(
        slide,
        0.6,
        1.6,
        5.8,
        4.6,
        [
            "Lähitorit arkeen",
            "Aikataulu",
            "31.12.2027 saakka (~22 kk)",
            "Kehittämiskohteita",
            "6 työpakettia",
            "Rahoitus",
            "4,7 M€",
            "Hankejohtaja Otso Rautasalo siirtyi hankkeeseen Tuulijoen kaupungilta.",
        ],
    )
    box(
        slide,
        6.9,
        1.6,
        5.8,
        4.6,
        [
            "Yhteiset rakenteet",
            "Aikataulu",
            "30.6.2027 saakka (~16 kk)",
            "Kehittämiskohteita",
            "3 osa-aluetta",
            "Rahoitus",
            "~2,1 M€ (+ 15 % omarahoitusosuus)",
            "Hankepäällikkö Saila Vainionranta vastaa tietojärjestelmistä.",
        ],
    )

    slide = titled(deck, "Aikataulu 2026–2028")
    table(
        slide,
        [
            ("Vaihe", "Ajankohta", "Vastuutaho"),
            ("1 Selvitysvaihe", "helmikuu–toukokuu 2026", "Hallanmaan liitto"),
            ("2 Lausuntokierros", "4.5.–12.6.2026", "Valtiovarainministeriö"),
            ("3 Väliaikaishallinto", "1.9.2026 – 31.12.2027", "Väliaikainen valmistelutoimielin (vate)"),
            ("4 Lähitorit aloittavat", "1.1.2028 alkaen", "Hallanmaan hyvinvointialue ja kunnat"),
            ("5 Arviointi", "syksy 2028", "Hallanmaan arviointineuvosto"),
        ],
        note="Kysymys yleisöstä: voiko aikataulu siirtyä? Vastaus: laki on tarkoitus antaa keväällä 2026.",
    )

    slide = titled(deck, "Valmistelun organisoituminen")
    box(slide, 4.2, 1.4, 4.9, 0.8, ["LÄHIS27-ohjausryhmä"])
    box(slide, 4.2, 2.4, 4.9, 0.8, ["Hanketoimisto (Hallanmaan liitto)"])
    for i, (number, name, body) in enumerate(
        [
            ("Osa-alue 1:", "Asiakaspalvelun\vmallit", "(Tuulijoki)"),
            ("Osa-alue 2:", "Liikkuvat palvelut\vja kuljetukset", "(HPL, Lehtoniva)"),
            ("Osa-alue 3:", "Tilat ja varautuminen", "(Hallanmaan kiinteistöt Oy)"),
            ("Osa-alue 4:", "Tiedonhallinta", "(Hallote)"),
        ]
    ):
        box(slide, 0.5 + 3.15 * i, 3.8, 2.95, 1.9, [number, name, body])
    notes(slide, "HPL = Hallanmaan pelastuslaitos. Hallote on Hallanmaan sosiaali- ja terveyspalvelujen kuntayhtymä.")

    bullets(
        deck,
        "Ohjausryhmän jäsenet",
        [
            "Puheenjohtaja: maakuntajohtaja Helmi Törmäkangas (Hallanmaan liitto), toimikausi 1.3.2026–31.12.2027",
            "Jalmari Peltotalo (Tuulijoki), Mirja Hongisto-Aalto (Lehtoniva), Ilmari Kuusvuori (Isoharju), "
            "Annika Grännäs (Norrskata), Eino Salmivaara (HPL), Leena Vuorjärvi (Hallote)",
            "Varapuheenjohtajana toimii kaupunginjohtaja Jalmari Peltotalo.",
            "Pysyvät asiantuntijat: finanssineuvos Risto Koskiaho VM:stä ja pelastusylitarkastaja Tuuli Suvanto SM:stä",
            "Sihteeri: suunnittelija Kalle Ojamäki",
        ],
    )

    slide = titled(deck, "Rahoitus kunnittain")
    table(
        slide,
        [
            ("Kunta", "Käynnistysavustus, €", "Osuus, %", "Lähitoreja"),
            ("Tuulijoki", "1 240 000", "38,5", "6"),
            ("Lehtoniva", "812 500", "25,2", "3"),
            ("Isoharju", "655 300", "20,4", "3"),
            ("Norrskata", "511 200", "15,9", "2"),
            ("Yhteensä", "3 219 000", "100", "14"),
        ],
    )
    box(
        slide,
        0.8,
        5.6,
        11.6,
        0.9,
        ["Avustus maksetaan kahdessa erässä: 60 % huhtikuussa 2026 ja loput viimeistään 30.11.2026."],
    )

    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    box(slide, 0.6, 0.4, 12, 1.2, ["Riskit ja\vhuolenaiheet"], size=34)
    box(
        slide,
        0.6,
        1.9,
        5.8,
        4.2,
        [
            "Henkilöstö",
            "Asiakaspalvelijoista joka viides eläköityy ennen vuotta 2030.",
            "Kelpoisuusvaatimukset ovat erilaiset kunnissa ja hyvinvointialueella.",
        ],
    )
    box(
        slide,
        6.9,
        1.9,
        5.8,
        4.2,
        [
            "Talous",
            "Muutoskustannusten arvioidaan nousevan 1,5–1,9 miljoonaan euroon.",
            "Vuokrasopimusten irtisanomisaika on 12 kuukautta.",
        ],
    )
    notes(slide, "Saila Vainionranta esittelee. Tietojärjestelmien osuus muutoskustannuksista on yli puolet.")

    slide = titled(deck, "Pelastustoimi ja varautuminen")
    box(
        slide,
        0.6,
        1.6,
        5.8,
        4.4,
        [
            "• Lähitorit toimivat häiriötilanteissa evakuointipaikkoina.",
            "• Varavoima rakennetaan vähintään 9 lähitoriin vuoden 2027 loppuun mennessä.",
        ],
    )
    box(
        slide,
        6.9,
        1.6,
        5.8,
        4.4,
        [
            "Pelastusjohtaja Eino Salmivaara: ”Toimintavalmiusajat eivät saa pidentyä yhdelläkään kylällä.”",
            "Valmiusharjoitus järjestetään viikolla 39.",
        ],
    )

    bullets(
        deck,
        "Seuraavat askeleet",
        [
            "Kuntien valtuustot käsittelevät yhteistyösopimuksen 15.5. mennessä.",
            "Lausuntoyhteenveto valmistuu kesäkuun 2026 lopussa.",
            "Väliaikaisen valmistelutoimielimen jäsenet nimetään elokuussa.",
            "Seuraava kokous 15.4. klo 9–11.30, Teams",
            "Lisätietoja: Aino Kivilahti, 044 000 2718, aino.kivilahti@hallanmaa.example",
        ],
    )
    add_footers(deck)
    return deck


def bullets(deck: Any, title: str, lines: list[str], note: str = "") -> None:
    """A slide with a title and a list."""
    slide = deck.slides.add_slide(deck.slide_layouts[TEXT])
    place(slide.shapes.title, 0.6, 0.4, 12, 1)
    slide.shapes.title.text = title
    body = slide.placeholders[1]
    place(body, 0.6, 1.6, 12, 4.8)
    body.text = "\n".join(lines)
    for paragraph in body.text_frame.paragraphs:
        paragraph.font.size = Pt(22)
    if note:
        notes(slide, note)


def titled(deck: Any, title: str) -> Any:
    """A slide with a title alone."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place(slide.shapes.title, 0.6, 0.4, 12, 0.9)
    slide.shapes.title.text = title
    return slide


def box(slide: Any, left: float, top: float, width: float, height: float, lines: list[str], size: int = 18) -> None:
    """A text box: one paragraph a line."""
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)


def table(slide: Any, rows: list[tuple[str, ...]], note: str = "") -> None:
    """A table whose first row is its head."""
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(0.8), Inches(1.6), Inches(11.6), Inches(0.6 * len(rows))
    )
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            shape.table.cell(r, c).text = cell
    if note:
        notes(slide, note)


def notes(slide: Any, text: str) -> None:
    """What the speaker says."""
    slide.notes_slide.notes_text_frame.text = text


def add_footers(deck: Any) -> None:
    """The layout's own footer and slide number on every slide but the cover."""
    for slide in list(deck.slides)[1:]:
        for layout_shape in slide.slide_layout.placeholders:
            kind = layout_shape.placeholder_format.type
            if "FOOTER" not in str(kind) and "SLIDE_NUMBER" not in str(kind):
                continue
            slide.shapes._spTree.append(copy.deepcopy(layout_shape._element))
            shape = slide.shapes[-1]
            if "FOOTER" in str(kind):
                shape.text_frame.text = FOOTER
                place(shape, 0.6, 6.8, 9, 0.4)
            else:
                place(shape, 11.2, 6.8, 1.5, 0.4)


def place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    """Position in inches."""
    shape.left, shape.top, shape.width, shape.height = (Emu(Inches(value)) for value in (left, top, width, height))


if __name__ == "__main__":
    main()
