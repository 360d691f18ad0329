"""Compare a list of the lexicon with a public list that a person has fetched, and say what to change.

    python tools/update_lexicon.py municipalities kunnat.csv --column Kunta
    python tools/update_lexicon.py surnames sukunimet.csv --column Sukunimi --most 2000 --write
    python tools/update_lexicon.py agencies

It prints what the file has and the lexicon has not (+), and the reverse (-); without a file, the rows of a list whose
years and successors rest on general knowledge, which are yet to be looked up.

The public lists: municipalities from the classifications of Statistics Finland, names from the open data of the Digital
and Population Data Services Agency, agencies from the state's own register.  Nothing is fetched here: a person fetches
the file, reads its licence, and gives it.  `--write` adds names (`surnames`, `given_names`) to the lexicon's file, with
the file's name and today's date as their source; the lists of bodies are changed by hand, for their years and
successors are in no such file.  The names with their counts (register_names.toml) are written by register_names.py.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors.lexicon.known_bodies import LISTS, known_bodies
from extractors.lexicon.wordlists import FOLDER, wordlist

NAMES = ("surnames", "given_names")
UNSOURCED = "general knowledge"


def held(name: str) -> set[str]:
    """The names that a list of the lexicon has."""
    if name == "municipalities":
        return {row[0] for row in wordlist(name)["municipalities"]}
    if name in NAMES:
        return {w for value in wordlist(name).values() if isinstance(value, str) for w in value.split()}
    own = {row["id"] for row in wordlist(name)["bodies"]}
    return {entry.name for entry in known_bodies().values() if entry.id in own}


def fetched(path: Path, column: str, most: int | None) -> list[str]:
    """The names of one column of a public file, in its order; commas, semicolons and tabs are told apart."""
    text = path.read_text(encoding="utf-8-sig")
    dialect = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    rows = csv.DictReader(text.splitlines(), dialect=dialect)
    if column not in (rows.fieldnames or ()):
        raise SystemExit(f"{path.name} has no column {column}: it has {', '.join(rows.fieldnames or ())}.")
    names = [row[column].strip() for row in rows if row[column] and row[column].strip()]
    return list(dict.fromkeys(names))[:most]


def unsourced(name: str) -> list[str]:
    """The bodies of a list whose years or successors nobody has looked up: "Luonnonvarakeskus: from 2015-01-01"."""
    data = wordlist(name)
    out = []
    for row in data.get("bodies", []):
        said = {key: row[key] for key in ("from", "until", "successor") if key in row}
        if said and row.get("source", data.get("years", UNSOURCED)) == UNSOURCED:
            out.append(f"{row['name']}: " + ", ".join(f"{key} {value}" for key, value in said.items()))
    return out


def added(name: str, names: list[str], source: str) -> str:
    """The lexicon's file with these names as a group of their own, with their source."""
    today = datetime.date.today().isoformat()
    key = f"fetched_{today.replace('-', '_')}"
    lines = [" ".join(names[at : at + 20]) for at in range(0, len(names), 20)]
    old = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return f'{old.rstrip()}\n\n# Source: {source}, read on {today}.\n{key} = """\n' + "\n".join(lines) + '\n"""\n'


def main() -> int:
    """Compare, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", choices=["municipalities", *NAMES, *LISTS])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--column", help="the column that holds the names")
    parser.add_argument("--most", type=int, help="only the first N names of the file")
    parser.add_argument("--write", action="store_true", help="add the names to the lexicon (surnames, given_names)")
    args = parser.parse_args()
    if args.file is None:
        rows = unsourced(args.list)
        print("\n".join([f"{len(rows)} rows of {args.list} say years that are yet to be looked up", *rows]))
        return 0
    if args.column is None:
        parser.error("say with --column which column of the file holds the names")
    names, own = fetched(args.file, args.column, args.most), held(args.list)
    new, gone = [n for n in names if n not in own], sorted(own - set(names))
    print(f"{len(names)} names in {args.file.name}, {len(own)} in the lexicon; new: {len(new)}")
    print("\n".join(f"+ {n}" for n in new[:200]))
    if args.list not in NAMES:
        print("\n".join(f"- {n}" for n in gone))
    if args.write:
        if args.list not in NAMES:
            raise SystemExit("Bodies are written by hand: their years and successors are in no such file.")
        (FOLDER / f"{args.list}.toml").write_text(added(args.list, new, args.file.name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
