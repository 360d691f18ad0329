"""The page's commands: serve it, set its password, make a token for a script."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from search_cli.commands.options import HomeOption, held_home, home_of, say

app = typer.Typer()

PORT = 8400
"""Where the page is when nothing else is said."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@app.command()
def serve(
    home: HomeOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="A host name it is asked by (repeatable).")] = None,
) -> None:
    """Serve the researcher's page and its API.

    On this machine alone it asks for no password.  To be seen beyond it, set one first (the command password), and put
    a server that speaks HTTPS in front of it.

    Example: `louhi serve --port 8400`
    """
    import uvicorn

    from extractors.model.errors import SetupError
    from search_cli.web.access import keys_of
    from search_cli.web.application import create_app
    from search_cli.web.guard import LOOPBACK as HERE
    from search_cli.web.guard import Access

    kept = held_home(home)
    keys = keys_of(kept)
    if host not in LOOPBACK and keys.password is None:
        raise SetupError("beyond this machine the page asks for a password, and there is none", advice="louhi password")
    hosts = (*HERE, host, *(name or ()))
    hash_ = keys.password if host not in LOOPBACK else None
    access = Access(hosts=hosts, password_hash=hash_, tokens=tuple(keys.tokens.values()))
    say(f"Louhi: http://{host}:{port}/   (Ctrl-C ends it)")
    uvicorn.run(
        create_app(kept, access), host=host, port=port, log_level="warning", server_header=False, proxy_headers=False
    )


@app.command()
def password(home: HomeOption = None) -> None:
    """Set the page's password: asked for on a terminal, else read from standard input.

    Example: `louhi password`
    """
    from search_cli.web.access import set_password

    said = typer.prompt("Password", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(said) < SHORTEST:
        raise typer.BadParameter(f"a password has at least {SHORTEST} characters")
    set_password(home_of(home), said)
    say("The password is set; `louhi serve` asks for it when it is started anew.")


SHORTEST = 8
"""Characters of a password: what NIST SP 800-63B asks for at the least."""


@app.command()
def token(
    name: Annotated[str, typer.Argument(help="What it is for; one of that name is replaced.")], home: HomeOption = None
) -> None:
    """Make a token for a script, and print it this once: `Authorization: Bearer TOKEN`.

    Example: `louhi token viikkoraportti`
    """
    from search_cli.web.access import new_token

    print(new_token(home_of(home), name))


@app.command()
def mcp(home: HomeOption = None) -> None:
    """Offer search, show, things, roles, dates, amounts and cite to an assistant, over standard input and output.

    Example: `louhi mcp`
    """
    from index import Index
    from search_cli.assistants import assistant_tools

    with Index.open(held_home(home)) as index:
        assistant_tools(index).run("stdio")
