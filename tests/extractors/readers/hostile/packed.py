"""Archives and gzip files that lie: of their sizes, their names, what they hold and how deep."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

from tests.extractors.readers.hostile.pieces import Maker, mail, members, packed
from tests.extractors.readers.making import package

KUNTA = b"Kunta antoi asiasta lausunnon. "


def overlapping(count: int, size: int, *, said: int | None = None, method: int = 8) -> bytes:
    """A ZIP whose members all are the same bytes, and which may say another size of them."""
    raw = KUNTA * (size // len(KUNTA))
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeeze.compress(raw) + squeeze.flush()
    told = (zlib.crc32(raw), len(data), len(raw) if said is None else said, 5, 0)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, method, 0, 0x21, *told) + b"a.txt" + data
    central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, method, 0, 0x21, *told, 0, 0, 0, 0, 0) + b"a.txt"
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(central) * count, len(local), 0)
    return local + central * count + end


def named(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), KUNTA)
    return out.getvalue()


def in_one_another(depth: int) -> bytes:
    """Mail in an archive in mail in an archive ..."""
    inner = KUNTA
    for level in range(depth):
        head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/zip\n"
        head += b"Content-Disposition: attachment; filename=a.zip\n\n"
        inner = package({"viesti.eml": head + inner}) if level % 2 else package({"a.txt": inner})
    return inner


def gzipped(times: int) -> bytes:
    content = KUNTA * 100
    for _ in range(times):
        content = gzip.compress(content)
    return content


ARCHIVES: dict[str, Maker] = {
    "nested.zip": lambda: packed(9),
    "members.zip": lambda: members(30_000),
    "cut.zip": lambda: packed(2)[:-30],
    "bomb.zip": lambda: package({f"{n}.txt": bytes(20_000_000) for n in range(3)}),
    "overlapping.zip": lambda: overlapping(300, 1_000_000),
    "less than said.zip": lambda: overlapping(1, 50_000_000, said=1_000),
    "more than said.zip": lambda: overlapping(1, 1_000, said=4_000_000_000),
    "unknown method.zip": lambda: overlapping(1, 10_000, method=97),
    "outside.zip": lambda: named("../../../tmp/paha.txt", "/etc/paha.txt", "C:\\paha.txt", "a\nb\x1b[31m.txt"),
    "one name.zip": lambda: overlapping(5_000, 1_000),
    "long names.zip": lambda: named(*(f"{'a/' * 30_000}{n}.txt" for n in range(50))),
    "mail and archives.zip": lambda: in_one_another(8),
    "mails.zip": lambda: package({f"{n}.eml": mail(50) for n in range(100)}),
    "comment.zip": lambda: named("a.txt")[:-2] + struct.pack("<H", 65_535) + b"PK\x05\x06" * 16_383 + b"aaa",
    "double.gz": lambda: gzip.compress(gzip.compress(b"Kunta antoi lausunnon. " * 100)),
    "a hundred times.gz": lambda: gzipped(100),
    "bomb.gz": lambda: gzip.compress(bytes(100_000_000), 9),
    "cut.gz": lambda: gzip.compress(KUNTA * 1_000)[:-20],
    "members.gz": lambda: gzip.compress(KUNTA) * 20_000,
}
