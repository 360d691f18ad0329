"""How the time of hostile documents grows.

    python -m tests.benchmarks.documents.hostile_growth [--sizes 10,100,1000] [SHAPE ...]

Each shape repeats one thing that some reader or finder may be quadratic in, until the document, unpacked, has 10, 100
and 1,000 kB: siblings, attributes, links, cells, runs, glyphs, parts, members.  It goes the whole way of a document:
what it is and holds is told, it is read (of an archive the first members are), and understood.  Printed: CPU seconds
at each size (the first row is of ordinary sentences), how many times longer ten times the size takes (10 is linear;
under it fixed costs and bounds show, 100 is a square), and what came of the largest.

Texts by themselves are in `extraction_growth`, honest documents in `reading_growth`.
"""

from __future__ import annotations

import argparse
import gc
import io
import time
import zipfile
from collections.abc import Callable
from itertools import islice, pairwise, product
from typing import NamedTuple

from extractors.extraction import extract
from extractors.model.document import RawDocument
from extractors.model.errors import LouhiError
from extractors.reading import inside_of, read
from tests.extractors.readers.hostile.office import CELL, ROW, odf, pptx, shape, xlsx
from tests.extractors.readers.hostile.papers import paper, stream
from tests.extractors.readers.hostile.pieces import docx, feed, page
from tests.extractors.readers.making import ole

Maker = Callable[[int], bytes]
SENTENCE = "Kunnanhallitus päätti 3.2.2021 asiasta ja antoi siitä lausunnon. "
HEAD = b"From: a@b.example\nSubject: asia\nMIME-Version: 1.0\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n"
ATTACHED = b"--x\nContent-Disposition: attachment; filename=a.txt\n\nKunta antoi.\n"
ATTRIBUTE, JOINED = 'w:a#="1"', '<mergeCell ref="A1:XFD1048576"/>'
FEW = 2
"""Documents of an archive that are read: the others are alike."""


def times(unit: bytes | str, size: int) -> bytes:
    """A unit, so often that it has about so many bytes."""
    one = unit.encode() if isinstance(unit, str) else unit
    return one * max(1, size // len(one))


def said(unit: str, size: int) -> str:
    """The same as words."""
    return times(unit, size).decode()


def numbered(one: str, size: int, between: str = " ") -> bytes:
    """Units with a number each."""
    count = max(1, size // (len(one) + 4))
    return between.join(one.replace("#", str(n)) for n in range(count)).encode()


def told_apart(one: str, size: int, between: str = " ") -> bytes:
    """Units with a word each that no other has, for "#": "aaab", "aaac" ..."""
    count = max(1, size // (len((one + between).encode()) + 3))
    words = map("".join, islice(product("aeiklmnoprstuvy", repeat=4), count))
    return between.join(one.replace("#", word) for word in words).encode()


def members(size: int, *, method: int = zipfile.ZIP_STORED) -> bytes:
    """An archive of many short texts."""
    out, one = io.BytesIO(), SENTENCE.encode()
    with zipfile.ZipFile(out, "w", method) as archive:
        for number in range(max(1, size // len(one))):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), one)
    return out.getvalue()


def within(start: bytes, unit: bytes | str, end: bytes = b"") -> Maker:
    """What repeats a unit in a page."""
    return lambda size: page(start + times(unit, size) + end)


def drawn(unit: bytes) -> Maker:
    """What repeats an operator in a PDF."""
    return lambda size: paper(stream(times(unit, size) + b"\nBT /F1 12 Tf 50 700 Td (Kunta antoi lausunnon.) Tj ET"))


SHAPES: dict[str, Maker] = {
    "text: sentences": lambda size: times(SENTENCE + "\n\n", size),
    "text: one line of words": lambda size: times("Kunta ", size),
    "text: one line of sentences": lambda size: times(SENTENCE, size),
    "text: escape sequences": lambda size: times("\x1b[31mKunta\x1b]0;a\x07 ", size),
    "text: words turned about": lambda size: times("\u202eKunta\u2066 ", size),
    "text: form feeds": lambda size: times("Kunta\x0c", size),
    "text: accents": lambda size: times("a\u0301", size),
    "text: two codes": lambda size: times("Päätös ", size // 2) + times("päätös ".encode("cp1252"), size // 2),
    "text: bytes of another code": lambda size: (
        times("ä", size // 4) + times(b"\xe4 x", size // 100) + times("Kunta ", 3 * size // 4)
    ),
    "text: people": lambda size: told_apart("johtaja Aino Kivi#nen", size, ", "),
    "text: people of one surname": lambda size: told_apart("A#ia Virtanen ja A. Virtanen", size, ", "),
    "text: people a line": lambda size: told_apart("Virtanen Ai#no", size, "\n"),
    "text: one person's posts": lambda size: told_apart("Aino Virtanen (#kunta)", size, ", "),
    "text: given names": lambda size: told_apart("Aino K#nen puhui. Aino kiitti.", size),
    "text: surnames alone": lambda size: told_apart("Poissa: Ki#nen, La#nen, Vi#nen.", size),
    "text: bodies": lambda size: told_apart("#kunnan rakennuslautakunta", size, ", "),
    "text: companies": lambda size: told_apart("Malli#la Oy ja toimitusjohtaja Aino Kivinen", size, ", "),
    "text: short forms": lambda size: told_apart("Mallilan #yhdistys ry (M#Y) antoi lausunnon.", size),
    "text: members": lambda size: "Työryhmän jäsenet: ".encode() + told_apart("Aino Kivi#nen", size, ", "),
    "text: members a line": lambda size: "Läsnä\n".encode() + told_apart("Aino Kivi#nen, jäsen", size, "\n"),
    "text: addresses": lambda size: told_apart("aino.kivi#nen@kunta.example", size, ", "),
    "text: numbers and names": lambda size: numbered("Aino Kivinen, puh. 040 123 #", size, ", "),
    "text: days": lambda size: numbered("kokous 3.2.2021 klo #", size, ", "),
    "text: months of a row": lambda size: numbered("12/2010", size, "\t"),
    "text: amounts": lambda size: numbered("# euroa", size, ", "),
    "text: rows": lambda size: numbered("Kunta #\t5\t6", size, "\n"),
    "text: sections": lambda size: numbered("§ # Asia\nKunta päätti asiasta.", size, "\n\n"),
    "text: headings": lambda size: numbered("#. Kunta", size, "\n\n"),
    "text: cases": lambda size: numbered("VN/#/2021", size, ", "),
    "text: pronouns": lambda size: times("Johtaja Aino Kivinen puhui. Hän on jäsen. ", size),
    "page: siblings": within(b"", "<p>5 e</p>"),
    "page: siblings unclosed": within(b"", "<p>Kunta <b>ja"),
    "page: attributes of one": lambda size: page(b"<p " + numbered("a#=1", size) + b">x</p>"),
    "page: attributes of many": within(b"", "<p a=1 b=2 c=3 d=4 e=5 class='x y z' id=a>Kunta"),
    "page: classes of one": within(b"<p class='", "sivu ", b"'>Kunta</p>"),
    "page: classes of many": within(b"", "<div class='a sidebar related-posts x-share'>Kunta</div>"),
    "page: links": within(b"", "<a href=/x>Kunta</a>"),
    "page: long address": within(b"<a href='/", "a/", b"'>Kunta</a>"),
    "page: data address": within(b"<img src='data:image/png;base64,", "QUJD", b"'>"),
    "page: cells": within(b"<table>", "<tr><td>a<td>5</tr>", b"</table>"),
    "page: cells over many": within(b"<table><tr>", "<td colspan=9 rowspan=900>a", b"</table>"),
    "page: cells of one row": within(b"<table><tr>", "<td>5", b"</table>"),
    "page: heads of cells": within(b"<table>", "<tr><th>Kunta<th>5</tr>", b"</table>"),
    "page: items": within(b"<ul>", "<li>Kunta", b"</ul>"),
    "page: terms": within(b"<dl>", "<dt>Kunta<dd>5", b"</dl>"),
    "page: headings": within(b"", "<h2>Kunta</h2>"),
    "page: headings and links": within(b"", "<h3><a href=/a>Kunta päätti asiasta</a></h3><time>3.2.2021</time>"),
    "page: scripts open": within(b"", "<script>"),
    "page: comments open": within(b"", "<!--"),
    "page: comments": within(b"", "<!--x-->"),
    "page: angles": within(b"", "<"),
    "page: ends": within(b"", "</p></div>"),
    "page: elements in one another": within(b"", "<div>"),
    "page: hundred in one another": within(b"", "<div>" * 100 + "a" + "</div>" * 100),
    "page: templates": within(b"", "<template>"),
    "page: title": lambda size: b"<html><title>" + times("Kunta ", size) + b"</title><p>Kunta antoi lausunnon.",
    "page: title and heading": lambda size: (
        b"<html><title>" + times("Kunta ", size) + b"</title><h1>" + times("Kunta ", size) + b"</h1><p>Kunta antoi."
    ),
    "page: meta": lambda size: b"<html><head>" + times("<meta name=date content=a>", size) + page(b""),
    "page: named by an authority": lambda size: (
        b"<html><head>" + times("<meta name=author content=Kunta>", size) + page(b"")
    ),
    "page: JSON-LD deep": within(b'<script type="application/ld+json">', '{"a":[', b"</script>"),
    "page: JSON-LD wide": within(
        b'<script type="application/ld+json">[', '{"@type":"Article","name":"a"},', b"{}]</script>"
    ),
    "page: state wide": within(b"<script id=__NEXT_DATA__>[", '{"a":"<p>Kunta"},', b"0]</script>"),
    "page: entities": within(b"", "&amp;"),
    "page: drawing": within(b"<svg>", "<g id=a><use href='#a'/></g>", b"</svg>"),
    "page: drawing's path": within(b"<svg><path d='", "M1 1 ", b"'/></svg>"),
    "page: hidden": within(b"", "<div hidden>Kunta</div>"),
    "page: breaks": within(b"<p>", "Kunta<br>", b"</p>"),
    "page: times": within(b"", "<time datetime=2021-02-03>3.2.2021</time>"),
    "page: contacts": within(b"<p>", "<a href='mailto:a@b.example'>a@b.example</a>, 040 123 4567, ", b"</p>"),
    "page: names": within(b"<p>", "johtaja Aino Kivilahti, ", b"</p>"),
    "feed: entries": lambda size: feed(times("<item><title>T</title><link>https://a.example/1</link></item>", size)),
    "feed: unclosed": lambda size: feed(times("<item>", size), b""),
    "feed: packed titles": lambda size: feed(b"<item><title>" + times("&lt;b&gt;", size) + b"</title></item>"),
    "feed: attributes": lambda size: feed(b"<item " + numbered("a#='1'", size) + b"/>"),
    "site map: addresses": lambda size: (
        b"<urlset>" + times("<url><loc>https://a.example/1</loc></url>", size) + b"</urlset>"
    ),
    "docx: paragraphs": lambda size: docx(said("<w:p><w:r><w:t>Kunta</w:t></w:r></w:p>", size)),
    "docx: runs": lambda size: docx(f"<w:p>{said('<w:r><w:t>a</w:t></w:r>', size)}</w:p>"),
    "docx: cells": lambda size: docx(
        f"<w:tbl>{said('<w:tr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr>', size)}</w:tbl>"
    ),
    "docx: tabs": lambda size: docx(f"<w:p><w:r>{said('<w:tab/><w:t>a</w:t>', size)}</w:r></w:p>"),
    "docx: attributes": lambda size: docx(f"<w:p {numbered(ATTRIBUTE, size).decode()}/>"),
    "odt: spaces": lambda size: odf("odt", f"<text:p>{said('<text:s/>x', size)}</text:p>"),
    "odt: items": lambda size: odf(
        "odt", f"<text:list>{said('<text:list-item><text:p>a</text:p></text:list-item>', size)}</text:list>"
    ),
    "xlsx: rows": lambda size: xlsx(said(ROW, size)),
    "xlsx: one row": lambda size: xlsx(f"<row>{said('<c><v>5</v></c>', size)}</row>"),
    "xlsx: strings": lambda size: xlsx('<row><c t="s"><v>0</v></c></row>', shared=said("<si><t>a</t></si>", size)),
    "xlsx: joined cells": lambda size: xlsx(ROW, more=f"<mergeCells>{said(JOINED, size)}</mergeCells>"),
    "ods: rows": lambda size: odf(
        "ods", f"<table:table>{said(f'<table:table-row>{CELL}</table:table-row>', size)}</table:table>"
    ),
    "pptx: shapes in one place": lambda size: pptx(said(shape(), size)),
    "pptx: shapes": lambda size: pptx(
        "".join(shape(f"K{n}", n * 37 % 9_000_000, n * 91 % 6_000_000) for n in range(max(1, size // len(shape()))))
    ),
    "pptx: paragraphs": lambda size: pptx(
        shape(f"a</a:t></a:r></a:p>{said('<a:p><a:r><a:t>Kunta</a:t></a:r></a:p>', size)}<a:p><a:r><a:t>b")
    ),
    "pdf: letters": lambda size: paper(stream(b"BT /F1 12 Tf 50 700 Td (" + times("a", size) + b") Tj ET")),
    "pdf: words on one spot": drawn(b"BT /F1 12 Tf 50 700 Td (Kunta antoi) Tj ET\n"),
    "pdf: words all over": lambda size: paper(
        stream(
            b"".join(
                b"BT /F1 8 Tf %d %d Td (Kunta) Tj ET\n" % (40 + n * 37 % 500, 40 + n * 53 % 750)
                for n in range(max(1, size // 36))
            )
        )
    ),
    "pdf: rules": lambda size: paper(
        stream(b"".join(b"%d %d m %d 9 l S\n" % (n % 590, n % 800, n % 333) for n in range(max(1, size // 20))))
    ),
    "pdf: boxes": lambda size: paper(
        stream(b"".join(b"%d %d 5 5 re S\n" % (n * 7 % 590, n * 3 % 800) for n in range(max(1, size // 17))))
    ),
    "pdf: states": drawn(b"q "),
    "pdf: marks": drawn(b"/P <</MCID 0>> BDC "),
    "pdf: clips": drawn(b"0 0 9 9 re W n "),
    "pdf: arrays": drawn(b"["),
    "pdf: objects": lambda size: paper(stream(b"BT /F1 12 Tf 50 700 Td (Kunta antoi.) Tj ET"), *[b"1"] * (size // 20)),
    "mail: parts": lambda size: MIXED + times("--x\n\nKunta\n", size) + b"--x--",
    "mail: attachments": lambda size: MIXED + times(ATTACHED, size) + b"--x--",
    "mail: folded header": lambda size: HEAD + b"X-A: a\n" + times(" a\n", size) + b"\nKunta antoi.",
    "mail: headers": lambda size: HEAD + times("X-A: a\n", size) + b"\nKunta antoi.",
    "mail: recipients": lambda size: HEAD + b"To: " + times("Aino <a@b.example>, ", size) + b"\n\nKunta antoi.",
    "mail: words in code": lambda size: HEAD + b"To: " + times("=?utf-8?q?a?= ", size) + b"\n\nKunta antoi.",
    "mail: brackets": lambda size: b"From: " + times("(", size) + b"\nSubject: x\n\nKunta antoi.",
    "mail: quoted lines": lambda size: HEAD + b"\n" + times("> > Kunta antoi.\n", size),
    "mail: bad base64": lambda size: HEAD + b"Content-Transfer-Encoding: base64\n\n" + times("A=*", size),
    "mailbox: messages": lambda size: times(
        b"From a@b.example Mon Jan  5 10:00:00 2026\n" + HEAD + b"\nKunta.\n\n", size
    ),
    "outlook: letters": lambda size: ole(
        {
            "__properties_version1.0": bytes(32),
            "__substg1.0_0037001F": "Asia".encode("utf-16-le"),
            "__substg1.0_1000001F": times("Kunta ".encode("utf-16-le"), size),
        }
    ),
    "archive: members": members,
    "archive: members packed": lambda size: members(size, method=zipfile.ZIP_DEFLATED),
}
"""Name -> what has about so many bytes, unpacked."""


class Took(NamedTuple):
    """CPU seconds of a document's whole way, and what came of it in a few words."""

    seconds: float
    outcome: str


def took(content: bytes, source: str = "https://a.example/b") -> Took:
    """Go the way of a run with some bytes; what is refused by name took its time too."""
    gc.collect()
    start = time.process_time()
    outcome = outcome_of(RawDocument(content=content, source=source))
    return Took(time.process_time() - start, outcome)


def outcome_of(raw: RawDocument) -> str:
    """What came of a document."""
    try:
        inside = inside_of(raw)
        some = [raw] if not inside.found else inside.found[:FEW]
        if inside.media_type not in ("application/zip", "application/mbox"):
            some = [raw, *inside.found[:FEW]]
        documents = [read(one) for one in some]
        facts = [sum(len(kind) for _, kind in extract(one) if isinstance(kind, tuple)) for one in documents]
    except LouhiError as error:
        return error.reason[:60]
    held = f", {len(inside.found)} inside" if inside.found else ""
    return f"{sum(len(one.text) for one in documents)} letters, {sum(facts)} facts{held}"


def measured(name: str, sizes: list[int], most: float) -> list[Took]:
    """What a shape takes at each size; none larger is tried once one took longer than `most` seconds."""
    out: list[Took] = []
    for size in sizes:
        out.append(took(SHAPES[name](size)))
        if out[-1].seconds > most:
            break
    return out


def main() -> None:
    """Print a row a shape."""
    options = argparse.ArgumentParser()
    options.add_argument("shapes", nargs="*", default=list(SHAPES))
    options.add_argument("--sizes", default="10,100,1000", help="kB, in order")
    options.add_argument("--most", type=float, default=60.0, help="CPU seconds after which a shape is given up")
    given = options.parse_args()
    sizes = [int(size) * 1000 for size in given.sizes.split(",")]
    took(SHAPES["text: sentences"](1000))
    took(page(b""))
    print(f"| shape | {' | '.join(f'{size // 1000} kB, s' for size in sizes)} | ratios | what came |")
    print(f"| --- |{' ---: |' * len(sizes)} --- | --- |")
    for name in given.shapes:
        rows = measured(name, sizes, given.most)
        cells = [f"{one.seconds:.2f}" for one in rows] + ["–"] * (len(sizes) - len(rows))
        ratios = " ".join(f"{b.seconds / max(a.seconds, 0.001):.0f}" for a, b in pairwise(rows))
        print(f"| {name} | {' | '.join(cells)} | {ratios} | {rows[-1].outcome} |", flush=True)


if __name__ == "__main__":
    main()
