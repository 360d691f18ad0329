"""The `louhi` command: one small module a group of commands, wired together here.

Only what a command needs is imported, inside it: `louhi --help` and `louhi search` start without Prefect and spaCy.
"""

from __future__ import annotations

import io
import os
import sys

import typer

from extractors.errors import LouhiError, QueryError
from extractors.morphology import use_voikko
from search_cli import correcting, documents, exporting, keeping, records, searching, watching

INTERRUPTED = 130  # the status of a command that Ctrl-C ended

app = typer.Typer(
    name="louhi",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Quarries Finnish public decisions: who, which body, when and how much, with the words that prove it.",
)
for group in (documents, searching, records, exporting, keeping):
    app.add_typer(group.app)
app.add_typer(correcting.app, name="correct")
app.add_typer(watching.app, name="watch")


def main() -> None:
    """Run the command; a LouhiError is a sentence and status 1, never a traceback."""
    if folder := os.environ.get("LOUHI_VOIKKO"):
        use_voikko(folder)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    try:
        app()
    except LouhiError as error:
        pointed = isinstance(error, QueryError) and bool(error.subject)
        print(f"louhi: {str(error).removeprefix(f'{error.subject}: ') if pointed else error}", file=sys.stderr)
        if isinstance(error, QueryError) and pointed:
            print(f"    {error.subject}\n    {' ' * error.position}^", file=sys.stderr)
        sys.exit(1)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            print("louhi: interrupted; what was done is kept, and the same command goes on.", file=sys.stderr)
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        if os.environ.get("LOUHI_DEBUG"):
            raise
        if "KeyboardInterrupt" in str(error):  # libraries wrap it
            print("louhi: interrupted; the same command starts again.", file=sys.stderr)
            sys.exit(INTERRUPTED)
        print(f"louhi: an error in Louhi itself ({type(error).__name__}: {error}).", file=sys.stderr)
        print("Please report it, with what the same command prints when LOUHI_DEBUG=1 is set.", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
