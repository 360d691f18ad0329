"""Write the lexicon's names of the population register anew from its public lists, which a person has fetched.

    python tools/register_names.py --surnames sukunimet.csv --given miehet.csv --given naiset.csv --day 2026-08-03

The lists are the names of the Population Information System, which the Digital and Population Data Services Agency
publishes twice a year as open data: surnames, first given names of men and of women, each with how many bear it, as
spreadsheets.  Save each sheet as CSV with a name and a count in a row; nothing is fetched here, so read the licence
(Creative Commons Attribution 4.0) where you fetch them.  `--day` is the day the lists say they are of.

Kept are the names that LEAST or more bear, told apart by how many at least: no count itself.  Of the rarer surnames
those that RARER or more bear are kept where they end as a case does ("Harjanne", "Alin"): there the list is needed.
Without `--write` it only says how many names there are, which of them the lexicon has not, and which it alone has.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors.lexicon.wordlists import FOLDER, wordlist

NAME = "register_names"
CLASSES = (5000, 1000, 500, 200)
"""How many bear a name at least; the last is the fewest for a name to be kept."""

RARER = 120
ENDS_AS_A_CASE = re.compile(
    r"(?:(?<!ne)n|nne|nen[aä]|[eiouyäö][aä]|(?:l[lt]|s[st])[aä]|[nt][aä]|ss[aä]|lle|ksi|s[aä])\Z"
)
"""Surnames that end as a genitive, a partitive or a case of place does: "Alin", "Turtia", "Norrena", "Kulla"."""

HEAD = """\
# Names that people in Finland bear, each in its base form: what an inflected name in a text may be the form of.
# Source: names of the Population Information System, Digital and Population Data Services Agency, open data under
# Creative Commons Attribution 4.0 ("Väestötietojärjestelmän suomalaisten nimiaineistot"); {day}.
# Names alone, by how many people bear them at least; of surnames that fewer than {least} bear, those that {rarer} or
# more bear and that end as a case does.  Written by tools/register_names.py, which says how to bring it up to date.
{note}
source = "Population Information System, Digital and Population Data Services Agency, CC BY 4.0"
basis = "looked up"
as_of = "{day}"
"""


def counted(path: Path) -> dict[str, int]:
    """The names of one list with their counts, from its first two columns: "30 204" is 30204.

    Lists part their columns by a comma, a semicolon or a tab; rows without a count are a heading or a note.
    """
    text = path.read_text(encoding="utf-8-sig")
    dialect = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    out: dict[str, int] = {}
    for row in csv.reader(text.splitlines(), dialect=dialect):
        digits = re.sub(r"\s", "", row[1]) if len(row) > 1 else ""
        if digits.isdigit():
            out[row[0].strip()] = int(digits)
    if not out:
        raise SystemExit(f"{path.name} has no rows of a name and a count: save the sheet as CSV with both.")
    return out


def together(lists: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The names of several lists; one that stands in more than one has its counts added up."""
    out: dict[str, int] = {}
    for names in lists:
        for name, count in names.items():
            out[name] = out.get(name, 0) + count
    return out


def classes(names: Mapping[str, int], rarer: int | None = None) -> dict[int, list[str]]:
    """How many bear a name at least -> those names by the alphabet; `rarer` takes in rarer ones that end as a case."""
    out: dict[int, list[str]] = {}
    for name, count in sorted(names.items()):
        least = next((least for least in CLASSES if count >= least), None)
        if least is None and rarer is not None and count >= rarer and ENDS_AS_A_CASE.search(name):
            least = rarer
        # "von Hertzen": a particle is told from the name by the rules for names.
        if least is not None and " " not in name:
            out.setdefault(least, []).append(name)
    return dict(sorted(out.items(), reverse=True))


def written(surnames: Mapping[str, int], given: Mapping[str, int], day: str, note: str = "") -> str:
    """The lexicon's file; `note` is what else a reader must know of the lists."""
    lines = "".join(f"# {line}\n" for line in textwrap.wrap(note, WIDTH))
    parts = [HEAD.format(day=day, least=CLASSES[-1], rarer=RARER, note=lines)]
    for key, groups in (("surnames", classes(surnames, RARER)), ("given_names", classes(given))):
        parts.append(f"\n[{key}]\n")
        for least, names in groups.items():
            lines = [" ".join(names[at : at + ROW]) for at in range(0, len(names), ROW)]
            parts.append(f"{least} = '''\n" + "\n".join(lines) + "\n'''\n")
    return "".join(parts)


ROW, WIDTH = 16, 116
"""Names in a line of the file, letters in a line of its note."""


def main() -> int:
    """Read the lists, say what is new, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--surnames", type=Path, required=True, help="surnames and how many bear each, as CSV")
    parser.add_argument("--given", type=Path, action="append", required=True, help="first given names, as CSV")
    parser.add_argument("--day", required=True, help="the day that the list of surnames says it is of: 2026-08-03")
    parser.add_argument("--note", default="", help="what else the file is to say of the lists it was made of")
    parser.add_argument("--write", action="store_true", help=f"write extractors/lexicon/{NAME}.toml anew")
    args = parser.parse_args()
    surnames, given = counted(args.surnames), together(counted(path) for path in args.given)
    for key, groups in (("surnames", classes(surnames, RARER)), ("given_names", classes(given))):
        now = {name for names in groups.values() for name in names}
        old = {name for names in wordlist(NAME)[key].values() for name in names.split()}
        print(f"{key}: {len(now)} names, {len(old)} in the lexicon; new: {len(now - old)}, gone: {len(old - now)}")
        print("\n".join([*(f"+ {name}" for name in sorted(now - old)), *(f"- {name}" for name in sorted(old - now))]))
    if args.write:
        (FOLDER / f"{NAME}.toml").write_text(written(surnames, given, args.day, args.note), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
