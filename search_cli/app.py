"""The `louhi` command: one small module a group of commands, wired together here.

Only what a command needs is imported, inside it: `louhi --help` and `louhi search` start without Prefect and spaCy.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractors.errors import LouhiError

app = typer.Typer(name="louhi", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="markdown",
                  help="Quarries Finnish public decisions: who, which body, when and how much, with the words that prove it.")  # fmt: skip

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value to standard output and nothing else.")]


@app.callback()
def _louhi() -> None:
    """Quarries Finnish public decisions: who, which body, when and how much, with the words that prove it."""


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(help="A file to read.")],
    json: Json = False,
) -> None:
    """Read one document and extract its records; store nothing.

    Example: `louhi extract samples/tiedote.html --json`
    """
    from extractors import extract as extract_records
    from extractors import read
    from search_cli.render import entry_json

    document = read(source)
    sys.stdout.write(entry_json(document, extract_records(document)) + "\n")


def main() -> None:
    """Run the command; a LouhiError is a sentence and status 1, never a traceback."""
    try:
        app()
    except LouhiError as error:
        print(f"louhi: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
