"""The `louhi` command: one small module a group of commands, wired together here.

Only what a command needs is imported: `louhi search` loads its own module and no other command's, and neither it nor
`louhi --help` loads Prefect or spaCy.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from extractors.model.errors import LouhiError, QueryError

START = {
    "OPENBLAS_NUM_THREADS": "1",  # numpy starts a thread a core for linear algebra, of which Louhi does none
    "PYDANTIC_DISABLE_PLUGINS": "1",  # pydantic reads the metadata of every package installed to find any
    "PYTHONSAFEPATH": "1",  # no process that is started takes a module from the folder it is started in
}
"""What makes a command start sooner and its processes safe; a person's own settings go first."""

LOOKING = ("searching", "record_lists", "things")
"""The modules of commands that look something up and end."""

UNUSED = 200_000
"""So many objects such a command makes before Python goes through them all for unused ones, which after every 700 is a
sixth of a search; a search makes fewer (measured on 50,000 passages)."""

PRIVATE = 0o077
"""What is taken from the rights of new files and folders: what papers tell of people is for whoever keeps them."""

INTERRUPTED = 130  # the status of a command that Ctrl-C ended

COMMANDS = {
    "documents": ("ingest", "retry", "changes", "compare", "extract", "show"),
    "searching": ("search", "similar", "saved"),
    "record_lists": ("people", "bodies", "roles", "dates", "amounts", "contacts", "identifiers", "timeline"),
    "things": ("candidates", "thing", "person", "body"),
    "exporting": ("export", "cite"),
    "opening": ("open",),
    "reporting": ("report",),
    "snapshots": ("snapshot",),
    "maintenance": ("status", "dismiss", "reindex", "verify", "backup", "forget"),
    "moving_home": ("move",),
    "correcting": ("correct",),
    "watching": ("watch",),
    "working": ("worker",),
    "serving": ("serve", "password", "token", "mcp"),
}
"""The commands of each module, in the order `louhi --help` lists them."""

GROUPS = ("correct", "watch")
"""Those that have commands of their own."""

MODULES = {command: module for module, commands in COMMANDS.items() for command in commands}


class Commands(TyperGroup):
    """The commands, each made when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Every command, in order."""
        self._make(COMMANDS)
        return list(self.commands)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> object | None:  # type: ignore[override]
        """One command; where there is none of that name all are made, for the message names those like it."""
        self._make([MODULES[cmd_name]] if cmd_name in MODULES else COMMANDS)
        command = self.commands.get(cmd_name)
        if command is not None and MODULES[cmd_name] in LOOKING:
            for option in command.params:
                _read_when_given(option)
        return command

    def _make(self, modules: Iterable[str]) -> None:
        for module in modules:
            first = COMMANDS[module][0]
            if first not in self.commands:
                group = get_group(import_module(f"search_cli.commands.{module}").app)
                group.name = first
                self.commands.update({first: group} if first in GROUPS else group.commands)


def _read_when_given(option: Any) -> None:
    """An option that is not given needs no pydantic adapter, of which typer would make twenty for a search."""
    read = option.process_value
    nothing = () if option.multiple or option.nargs == -1 else None
    if not option.required and option.callback is None:
        option.process_value = lambda ctx, value: nothing if value is None else read(ctx, value)


app = typer.Typer(
    name="louhi",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Quarries Finnish public decisions: who, which body, when and how much, with the words that prove it.",
)


def _version(asked: bool) -> None:
    if asked:
        from pipeline.runs.extractor_version import extractor

        typer.echo(extractor())
        raise typer.Exit


@app.callback()
def _louhi(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Which Louhi this is, and which rules.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say on standard error what is being done.")] = False,
) -> None:
    """Makes a group of the app before any of its commands is there."""
    if verbose:
        import logging

        logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s")
        logging.getLogger("louhi").setLevel(logging.DEBUG)  # ours in full, the libraries' without their chatter


def _leave_memory_alone(command: Sequence[str]) -> None:
    """Of a command that looks and ends; nor is memory gone through at the end, when all of it goes."""
    if any(MODULES.get(name) in LOOKING for name in command):
        gc.set_threshold(UNUSED, *gc.get_threshold()[1:])
        atexit.register(gc.freeze)


def programs(path: str) -> str:
    """The folders of PATH without those that mean the current one, where a stranger's `tesseract` may lie.

    >>> programs(".:/usr/bin::bin").replace(os.pathsep, ":")
    '/usr/bin'
    """
    return os.pathsep.join(one for one in path.split(os.pathsep) if Path(one).is_absolute())


def main() -> None:
    """Run the command; a LouhiError is a sentence and status 1, never a traceback."""
    os.umask(PRIVATE)
    for name, value in START.items():
        os.environ.setdefault(name, value)
    os.environ["PATH"] = programs(os.environ.get("PATH", os.defpath))
    _leave_memory_alone(sys.argv[1:2])
    if folder := os.environ.get("LOUHI_VOIKKO"):
        from extractors.text.morphology import use_voikko

        use_voikko(folder)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    try:
        app()
    except LouhiError as error:
        _tell(error)
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
        _own_up(error)
        sys.exit(1)


def _tell(error: LouhiError) -> None:
    """What happened, as a sentence; for a query the place in it."""
    from extractors.text.showing import shown

    if isinstance(error, QueryError) and error.subject:
        print(shown(f"louhi: {str(error).removeprefix(f'{error.subject}: ')}"), file=sys.stderr)
        print(f"    {shown(error.subject)}\n    {' ' * error.position}^", file=sys.stderr)
    else:
        print(shown(f"louhi: {error}"), file=sys.stderr)


def _own_up(error: Exception) -> None:
    """An error of ours that no sentence was written for."""
    from extractors.text.showing import shown

    print(shown(f"louhi: an error in Louhi itself ({type(error).__name__}: {error})."), file=sys.stderr)
    print("Please report it, with what the same command prints when LOUHI_DEBUG=1 is set.", file=sys.stderr)


if __name__ == "__main__":
    main()
