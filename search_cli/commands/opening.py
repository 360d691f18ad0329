"""The command that opens the original: the file at its page, the page of the web at its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from search_cli.commands.options import HomeOption, held_home, say, span_of

if TYPE_CHECKING:
    from index.home import Home
    from index.outputs.held_versions import HeldVersion

app = typer.Typer()

QUOTED = 80
"""Characters of the words that an address carries: browsers look for them as they stand."""


@app.command("open")
def open_(
    document: Annotated[str, typer.Argument(help="A document's id or address; with @1 its version 1.")],
    home: HomeOption = None,
    at: Annotated[str | None, typer.Option(help="The words from start to end, as records have them: 790-801.")] = None,
    to: Annotated[Path | None, typer.Option(help="Write the kept bytes to this new file and open that.")] = None,
    show_only: Annotated[bool, typer.Option("--print", help="Print the address and open nothing.")] = False,
) -> None:
    """Open a document's original where the words stand: a file at its page, a page of the web at its words.

    Example: `louhi open doc-1a2b3c4d5e6f7a8b --at 790-801`
    """
    import webbrowser

    from index.outputs.held_versions import held_version
    from index.store.store import Store

    kept = held_home(home)
    span = span_of(at) if at else None
    with Store.open(kept) as store:
        held = held_version(store, document)
    address = _written(kept, held, to) if to else original_of(held)
    address += place_of(held, address, span)
    typer.echo(address)
    if not show_only and not webbrowser.open(address):
        say("No program here opens it: copy the address.")


def original_of(held: HeldVersion) -> str:
    """Where the original of a version is: the file it was read from while that is what it was, else its web address.

    Raises StoreError where neither is left; the kept bytes are then written to a file of the person's own (`--to`).
    """
    from extractors.model.errors import StoreError
    from extractors.model.ids import sha256

    for address in held.addresses or (held.entry.document.source,):
        if address.startswith(("http://", "https://")):
            return address
        try:
            if sha256(Path(address).read_bytes()) == held.entry.document.sha256:
                return Path(address).resolve().as_uri()
        except (OSError, ValueError):
            continue
    raise StoreError(
        "the file it was read from is gone or has changed",
        subject=held.entry.document.source,
        advice="`--to FILE` writes the bytes that were read to a new file and opens that.",
    )


def _written(home: Home, held: HeldVersion, to: Path) -> str:
    from extractors.model.errors import StoreError
    from index.home import write_whole

    if to.exists():
        raise StoreError("there is a file of that name already", subject=str(to), advice="Name a new file.")
    write_whole(to, home.content(held.entry.document.sha256))
    return to.resolve().as_uri()


def place_of(held: HeldVersion, address: str, span: tuple[int, int] | None) -> str:
    """What leads to the words within an original: `#page=3` in a file with pages, the words themselves on a page.

    A browser scrolls to the words after `#:~:text=` (W3C's text fragments) and opens a PDF at `#page=`.
    """
    if span is None:
        return ""
    document = held.entry.document
    page = document.page_at(span[0])
    if page is not None:
        return f"#page={page}"
    words = " ".join(document.text[span[0] : span[1]].split())[:QUOTED]
    return f"#:~:text={quote(words, safe='').replace('-', '%2D')}" if address.startswith("http") and words else ""
