"""PDFs and pictures that ask too much: of pages, of objects that hold one another, of what they unpack into."""

from __future__ import annotations

import struct
import zlib

from tests.extractors.readers.hostile.pieces import Maker, pdf, png, tiff
from tests.extractors.readers.making import many_pages, written, written_page

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F1 12 Tf 50 700 Td (Kunta antoi lausunnon.) Tj ET\n"


def stream(content: bytes, said: bytes = b"", *, packed: int = 1) -> bytes:
    """A stream, deflated so many times."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"/Filter[%s]" % (b"/FlateDecode " * packed) if packed else b""
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(content), filters, said, content)


def sheet(more: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>" % (box, more)


def paper(content: bytes, *more: bytes, page: bytes = b"", font: bytes = FONT, catalog: bytes = CATALOG) -> bytes:
    """A PDF of one page: its content (4), its font (5), and further objects from 6 on."""
    return written([catalog, PAGES, page or sheet(), content, font, *more])


def form(content: bytes, inner: int) -> bytes:
    """A drawing that may draw another, or itself."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>" % inner)


def image(width: int, height: int, content: bytes, said: bytes = b"") -> bytes:
    shape = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    return stream(content, shape + said, packed=0 if said else 1)


DRAWING = sheet(b"/XObject<</X 6 0 R>>")
COMPOSITE = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
DESCENDANT = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 99999999 500]>>"
EMBEDDED = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar 999999999/Widths[500]/FontDescriptor 6 0 R>>"
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/X/FontFile2 7 0 R/FontBBox[0 0 1 1]/Flags 4>>"
RANGES = b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange\n"

PAPERS: dict[str, Maker] = {
    "pages.pdf": lambda: many_pages(5_000),
    "count.pdf": lambda: pdf(CATALOG, b"<</Type/Pages/Count 1000000000/Kids[2 0 R]>>"),
    "ring.pdf": lambda: pdf(CATALOG, b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>"),
    "count and a page.pdf": lambda: pdf(
        CATALOG, PAGES.replace(b"Count 1", b"Count 1000000000"), sheet(), stream(WORDS), FONT
    ),
    "one page a million times.pdf": lambda: pdf(
        CATALOG, b"<</Type/Pages/Kids[" + b"3 0 R " * 1_000_000 + b"]/Count 1000000>>", sheet(), stream(WORDS), FONT
    ),
    "fan of pages.pdf": lambda: pdf(
        CATALOG, *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (n + 1, n + 1) for n in range(2, 42)), sheet()
    ),
    "deep pages.pdf": lambda: pdf(
        CATALOG, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(2, 15_000)), sheet()
    ),
    "brackets.pdf": lambda: pdf(b"[" * 200_000, b"<<" * 200_000),
    "nested arrays.pdf": lambda: paper(stream(b"[" * 2_000_000)),
    "form of itself.pdf": lambda: paper(stream(WORDS + b"/X Do"), form(b"/X Do /X Do " + WORDS, 6), page=DRAWING),
    "fan of forms.pdf": lambda: paper(
        stream(WORDS + b"/X Do"), *(form(b"/X Do " * 10, n + 1) for n in range(6, 16)), form(WORDS, 16), page=DRAWING
    ),
    "bomb.pdf": lambda: paper(stream(b" " * 400_000_000)),
    "words.pdf": lambda: paper(stream(WORDS * 300_000)),
    "twice packed.pdf": lambda: paper(stream(bytes(300_000_000), packed=2)),
    "packed a hundred times.pdf": lambda: paper(stream(WORDS, packed=100)),
    "run length.pdf": lambda: paper(stream(b"\x81 " * 2_000_000, b"/Filter/RunLengthDecode", packed=0)),
    "predictor.pdf": lambda: paper(stream(WORDS, b"/DecodeParms<</Predictor 15/Columns 1000000000/Colors 1000>>")),
    "long letters.pdf": lambda: paper(stream(b"BT /F1 12 Tf 50 700 Td (" + b"a" * 2_000_000 + b") Tj ET")),
    "lines.pdf": lambda: paper(
        stream(b"".join(b"%d %d m %d 9 l S\n" % (n % 590, n % 800, n % 333) for n in range(200_000)))
    ),
    "rectangles.pdf": lambda: paper(
        stream(b"".join(b"%d %d 5 5 re S\n" % (n * 7 % 590, n * 3 % 800) for n in range(60_000)) + WORDS)
    ),
    "squares.pdf": lambda: paper(
        stream(b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S\n" % (n, n, n, n) for n in range(0, 590, 1)) + WORDS)
    ),
    "states.pdf": lambda: paper(stream(b"q " * 1_000_000 + WORDS)),
    "marks.pdf": lambda: paper(stream(b"/P <</MCID 0>> BDC " * 200_000 + WORDS)),
    "clips.pdf": lambda: paper(stream(b"0 0 9 9 re W n " * 200_000 + WORDS)),
    "huge box.pdf": lambda: paper(stream(WORDS), page=sheet(box=b"0 0 99999999999 99999999999")),
    "no box.pdf": lambda: paper(stream(WORDS), page=sheet(box=b"0 0 0 0")),
    "words in the box.pdf": lambda: paper(stream(WORDS), page=sheet(box=b"/a (b) null []")),
    "length of itself.pdf": lambda: paper(b"<</Length 4 0 R>>stream\n" + WORDS + b"\nendstream"),
    "ring of references.pdf": lambda: pdf(CATALOG, b"3 0 R", b"2 0 R"),
    "map of letters.pdf": lambda: paper(stream(WORDS), stream(RANGES * 50), DESCENDANT, font=COMPOSITE),
    "widths.pdf": lambda: paper(stream(WORDS), DESCRIPTOR, stream(b"\0\1\0\0" + b"\xff" * 5_000), font=EMBEDDED),
    "letters of themselves.pdf": lambda: paper(
        stream(WORDS),
        stream(b"100 0 0 0 100 100 d1 BT /F1 1 Tf (K) Tj ET"),
        font=b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</K 6 0 R>>"
        b"/Encoding<</Differences[75/K]>>/FirstChar 75/LastChar 75/Widths[1]/Resources<</Font<</F1 5 0 R>>>>>>",
    ),
    "outlines.pdf": lambda: paper(
        stream(WORDS),
        b"<</First 7 0 R/Last 7 0 R/Count 1000000000>>",
        b"<</Title(a)/Parent 6 0 R/Next 7 0 R/First 6 0 R>>",
        catalog=b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
    ),
    "structure.pdf": lambda: paper(
        stream(WORDS),
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree 7 0 R>>",
        b"<</S/P/P 7 0 R/K[7 0 R 7 0 R]/Kids[7 0 R]>>",
        catalog=b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
    ),
    "huge picture.pdf": lambda: paper(
        stream(b"/X Do " * 50_000 + WORDS), image(60_000, 60_000, bytes(1_000)), page=DRAWING
    ),
    "bad jpeg.pdf": lambda: paper(
        stream(b"/X Do"), image(9_000, 9_000, b"\xff\xd8\xff" + b"\0" * 900, b"/Filter/DCTDecode"), page=DRAWING
    ),
    "bad jpx.pdf": lambda: paper(
        stream(b"/X Do"), image(9_000, 9_000, b"\xff\x4f\xff\x51" + b"\xff" * 900, b"/Filter/JPXDecode"), page=DRAWING
    ),
    "bad lock.pdf": lambda: paper(stream(WORDS)).replace(
        b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 9/R 9/O(a)/U(b)/P 0>>"
    ),
    "objects.pdf": lambda: written_page(WORDS) + b"".join(b"\n%d 0 obj 1 endobj" % n for n in range(200_000)),
    "many ends.pdf": lambda: written_page(WORDS) + b"startxref\n9\n%%EOF\n" * 100_000,
}


def chunks(kind: bytes, body: bytes, times: int) -> bytes:
    one = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    whole = png(8, 8, real=True)
    return whole[:33] + one * times + whole[33:]


PICTURES: dict[str, Maker] = {
    "wide.png": lambda: png(60_000, 60_000),
    "flat.png": lambda: png(12_000, 12_000, real=True),
    "words.png": lambda: chunks(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50_000_000), 9), 20),
    "profile.png": lambda: chunks(b"iCCP", b"a\0\0" + zlib.compress(bytes(50_000_000), 9), 1),
    "cut.png": lambda: png(2_000, 2_000, real=True)[:80],
    "pages.tif": lambda: tiff(3_000),
    "ring.tif": lambda: tiff(2, ring=True),
    "strips.tif": lambda: b"II*\0" + struct.pack("<IHHHIIHHIII", 8, 2, 256, 4, 1, 99_999, 273, 4, 999_999_999, 8, 0),
    "sized.jpg": lambda: (
        b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + b"\x01\x11\x00" * 3 + b"\xff\xda" + bytes(900)
    ),
}
