"""Plain texts that ask too much: lines, signs and words without end."""

from __future__ import annotations

from tests.extractors.readers.hostile.pieces import Maker

TEXTS: dict[str, Maker] = {
    "line.txt": lambda: b"Kunta " * 3_300_000,
    "line200.txt": lambda: b"Kunta " * 34_000_000,
    "digits.txt": lambda: b"7" * 3_000_000,
    "spaced digits.txt": lambda: b"1 234 567 " * 200_000,
    "addresses.txt": lambda: b"a@" * 500_000,
    "brackets.txt": lambda: b"(" * 400_000 + b")" * 400_000,
    "feeds.txt": lambda: b"\x0c" * 300_000 + b"Kunta",
    "dots.txt": lambda: b"1." * 700_000,
    "surrogates.txt": lambda: b"\xff\xfe" + b"\x00\xd8\x41\x00" * 200_000,
    "wide signs.txt": lambda: b"\xff\xfe\x00\x00" + b"\xff\xff\xff\x7f" * 200_000,
    "zeroes.txt": lambda: b"Kunta\0\0paatti\0" * 50_000,
    "newlines.txt": lambda: b"\n" * 5_000_000 + b"Kunta",
    "carriage returns.txt": lambda: b"\r" * 3_000_000 + b"Kunta",
    "escapes.txt": lambda: b"\x1b]0;" * 300_000 + b"Kunta",
    "turned about.txt": lambda: "\u202eKunta \u2066".encode() * 100_000,
    "combining.txt": lambda: ("a" + "\u0301" * 300_000).encode(),
    "quotes.txt": lambda: "”\"'".encode() * 100_000,
    "hyphens.txt": lambda: b"kunta-" * 200_000,
    "dashes.txt": lambda: "– ".encode() * 300_000,
    "one word.txt": lambda: b"kunnanhallitus" * 150_000,
    "tabs.txt": lambda: b"a\t" * 700_000,
    "sections.txt": lambda: "§ 1 ".encode() * 200_000,
    "years.txt": lambda: "2021–".encode() * 150_000,
    "euros.txt": lambda: b"5 miljoonaa euroa " * 40_000,
    "names.txt": lambda: b"johtaja Aino Kivilahti, " * 30_000,
    "links.txt": lambda: b"https://kunta.example/" + b"a/" * 700_000,
    "two codes.txt": lambda: ("Päätös " * 20_000).encode() + "päätös ".encode("cp1252") * 20_000,
    "marks.txt": lambda: b"\xef\xbb\xbf" * 200_000 + b"Kunta",
}
