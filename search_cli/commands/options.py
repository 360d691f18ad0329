"""What commands share: the home they work on, the filters they take, and how they speak."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from index.home import Home
    from index.store.filters import Filter
    from index.store.store import Store
    from pipeline.runs.reports.report import RunReport

T = TypeVar("T")

PIPE_WIDTH = 200  # columns of a table that nobody's terminal limits

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        help="The folder that holds everything Louhi keeps.",
        show_default="$LOUHI_HOME, else the user's data folder",
    ),
]
Health = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Serve /health and Prometheus' /metrics on this port.")
]
Codes = Annotated[
    bool, typer.Option("--personal-codes", help="Show personal identity codes whole, which are masked otherwise.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value to standard output and nothing else.")]


def root_of(given: Path | None) -> Path:
    """The folder a command works on: as given, else $LOUHI_HOME, else the user's data folder."""
    if given is not None:
        return given.expanduser()
    if named := os.environ.get("LOUHI_HOME"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("louhi", appauthor=False)


def home_of(given: Path | None) -> Home:
    """The home a command works on, made where it is not there."""
    from index.home import Home

    return Home(root_of(given))


def held_home(given: Path | None) -> Home:
    """The home a command looks into; raises StoreError where nothing has been brought in yet, and makes nothing."""
    from extractors.model.errors import StoreError

    root = root_of(given)
    if not root.exists() or not home_of(root).holds_something():
        raise StoreError(
            "nothing has been brought in here yet",
            subject=str(root),
            advice="`louhi ingest SOURCE`, or name another folder with --home.",
        )
    return home_of(root)


@contextmanager
def store_of(given: Path | None) -> Iterator[Store]:
    """The open store of a home that holds something."""
    from index.store.store import Store

    with Store.open(held_home(given)) as store:
        yield store


def found_by(home: Home, query: str | None) -> list[str] | None:
    """The documents that a query finds, best first; None where there is no query."""
    if query is None:
        return None
    from index import Index

    with Index.open(home) as index:
        return index.matches(query)


def speaker() -> str:
    """Who says something, where nobody is named: the user of this machine, "" where there is none to be told."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return ""


def out() -> Console:
    """Where results go: a console on standard output."""
    from search_cli.render.console import CleanConsole

    return CleanConsole(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


def show(renderable: RenderableType) -> None:
    """Print to standard output; lines that are not to be folded run on, so that they can be copied whole.

    On a terminal what is longer than it goes through the person's pager.
    """
    from search_cli.render.pager import page

    console = out()
    if not (console.is_terminal and page(console, renderable, os.environ)):
        console.print(renderable, crop=False)


def say(message: str) -> None:
    """A message for the person, on standard error."""
    from extractors.text.showing import shown

    print(shown(message), file=sys.stderr)


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    from extractors.text.showing import json_text

    sys.stdout.write(json_text(value, indent=1) + "\n")


def end_with(report: RunReport, json: bool) -> None:
    """Print what became of a run; ends the command with status 1 where something failed."""
    from search_cli.render.terminal import report_text

    if json:
        print_json(report.model_dump(mode="json"))
    else:
        out().print(report_text(report))
    if not report.ok:
        raise typer.Exit(1)


_FILTERS: dict[str, tuple[Any, str]] = {
    "document": (list[str] | None, "Only this document (repeatable)."),
    "kind": (str | None, "Only slides, web page, press release or document (kalvot, sivu, tiedote, asiakirja)."),
    "publisher": (str | None, "Only what this body published (any part of its name)."),
    "language": (str | None, "Only this language (fi, sv, en)."),
    "published": (str | None, "Only what was published then: 2021, 17.2.2021, 2021-02..2021-06 or ..2021."),
    "person": (str | None, "Only documents that name this person."),
    "body": (str | None, "Only documents that name this body."),
    "mentions": (str | None, 'Only documents that speak of a time overlapping this: 2023, 2020..2022, "kevät 2021".'),
    "min_confidence": (float, "Only records at least this sure (0-1)."),
}


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filter options; it gets them as one `wanted: Filter`."""
    own = inspect.signature(command, eval_str=True, locals={"Filter": object})  # imported for type checkers alone

    @functools.wraps(command)
    def run(**given: Any) -> None:
        command(wanted=filter_of({name: given.pop(name) for name in _FILTERS}), **given)

    added = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=0.0 if name == "min_confidence" else None,
            annotation=Annotated[kind, _option(name, said)],
        )
        for name, (kind, said) in _FILTERS.items()
    ]
    kept = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own.parameters.values() if p.name != "wanted"]
    run.__signature__ = own.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in [*kept, *added]}
    return run


def _option(name: str, said: str) -> Any:
    return typer.Option("--" + name.replace("_", "-"), help=said, rich_help_panel="Filters")


def filter_of(given: dict[str, Any]) -> Filter:
    """The Filter that the options stand for, in the words a query knows; what cannot be meant ends with status 2."""
    from index.query.codes import kind_of, language_of
    from index.query.times import span
    from index.store.filters import Filter

    since, until = _read("published", given.pop("published"), lambda said: span(said, 0, said)) or (None, None)
    documents = given.pop("document")
    given["kind"] = _read("kind", given["kind"], kind_of)
    given["language"] = _read("language", given["language"], language_of)
    given["mentions"] = _read("mentions", given["mentions"], _edtf)
    return Filter(
        documents=tuple(documents) if documents else None, published_since=since, published_until=until, **given
    )


def _read(name: str, said: str | None, read: Callable[[str], T | None]) -> T | None:
    """What a filter's value means; ends the command with status 2 where that cannot be told."""
    from extractors.model.document import DocumentKind
    from extractors.model.errors import QueryError

    if said is None:
        return None
    try:
        found = read(said)
    except QueryError as error:
        raise typer.BadParameter(f"{error.reason}. {error.advice}", param_hint=f"--{name}") from error
    if found is None:
        known = ", ".join(get_args(DocumentKind)) if name == "kind" else "fi, sv, en and other ISO 639-1 codes"
        raise typer.BadParameter(f"{said!r} is none of {known}", param_hint=f"--{name}")
    return found


def span_of(said: str) -> tuple[int, int]:
    """The characters that "790-801" means; ends the command with status 2 where it means none."""
    first, _, last = said.partition("-")
    if not (first.isdecimal() and last.isdecimal() and int(first) < int(last)):
        raise typer.BadParameter(f"{said!r} is no start-end", param_hint="--at")
    return int(first), int(last)


def _edtf(said: str) -> str:
    """A time as the records have it: "2020..2022" is 2020/2022."""
    from index.query.times import span

    since, until = span(said, 0, said)
    return str(since) if since == until else f"{since or '..'}/{until or '..'}"
