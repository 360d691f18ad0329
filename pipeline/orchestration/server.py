"""Makes Prefect ready before it is imported, and a Prefect server of our own for schedules, where there is none.

Prefect would start a server itself, but loudly: its log and its tracebacks at shutdown land on the person's screen.
Ours writes to `prefect/server.log` in the home, keeps its state there, reports to nobody, and ends with the command
that started it, however that one ends: its standard input closes.  It listens from the first moment, so that nobody
has to ask again and again whether it is up: a question waits until it is answered.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from extractors.model.errors import SetupError
from extractors.readers.sandbox.isolation import clean, command
from index.home import Home
from pipeline.orchestration.environment_alone import environment_alone

TO_END = 5.0  # seconds it may take to end

QUIET = {
    "PYTHONSAFEPATH": "1",  # Prefect starts the runs of a schedule itself: their modules come from nowhere else either
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
}
ALONE = {
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_API_KEY": "none",
}  # with a key and no address no events are sent
OURS = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
}


def prepare(home: Home, environ: MutableMapping[str, str], *, alone: bool = True) -> bool:
    """Make the environment fit for Prefect, before it is imported; whether the person has a Prefect server.

    Raises SetupError where theirs does not answer.
    Without one Prefect keeps its state in the home, unless the person has set a place of their own.
    """
    for name, value in QUIET.items():
        environ.setdefault(name, value)
    for name in ("PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME"):
        environ.pop(name, None)
    if own := environ.get("PREFECT_HOME"):  # a place of the person's own
        environ.setdefault("PREFECT_PROFILES_PATH", str(Path(own) / "profiles.toml"))
        environ.setdefault("PREFECT_LOGGING_SETTINGS_PATH", str(Path(own) / "logging.yml"))
    environ.setdefault("PREFECT_HOME", str(home.prefect))
    if theirs := environ.get("PREFECT_API_URL"):
        _ask(theirs, "PREFECT_API_KEY" in environ)
    elif not alone:  # a server of our own is still to be named: Prefect must not be imported before
        return False
    else:
        for name, value in ALONE.items():
            environ.setdefault(name, value)
    environment_alone(environ)
    return bool(theirs)


def settings_of(environ: Mapping[str, str]) -> dict[str, str]:
    """What a person has set for Prefect in the environment.

    >>> settings_of({"PREFECT_LOGGING_LEVEL": "INFO", "SHELL": "/bin/sh"})
    {'PREFECT_LOGGING_LEVEL': 'INFO'}
    """
    return {name: value for name, value in environ.items() if name.startswith("PREFECT_")}


def _ask(api: str, keyed: bool) -> None:
    """Raise SetupError where no Prefect server answers; one that wants a key may answer as it likes."""
    import httpx

    try:
        answer = httpx.get(f"{api.rstrip('/')}/health", timeout=10)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        advice = "Start it with `prefect server start`, or unset PREFECT_API_URL."
        raise SetupError(f"the Prefect server does not answer ({error})", subject=api, advice=advice) from error
    if not keyed and answer.content.strip() != b"true":
        raise SetupError(
            f"what answers there is no Prefect server (status {answer.status_code})",
            subject=api,
            advice="Write PREFECT_API_URL as in http://127.0.0.1:4200/api, or unset it.",
        )


class Server:
    """A Prefect server with its scheduler, as a process; `url` is the API it serves."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listener, (folder / "server.log").open("ab") as out:
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            self.process = subprocess.Popen(
                command("pipeline.orchestration.server", [str(listener.fileno())]),
                pass_fds=[listener.fileno()],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                start_new_session=True,
                env={**clean(environ), **settings_of(environ), **QUIET, "PREFECT_HOME": str(folder), **OURS},
            )

    def stop(self) -> None:
        """End it and wait until it has ended."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def main(fileno: int) -> None:
    """Serve on an open socket until standard input closes."""
    environment_alone(os.environ)
    import threading

    import uvicorn

    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        lifespan="on",
        log_level="error",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)

    def end() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True
        threading.Timer(TO_END - 1, os._exit, (0,)).start()

    threading.Thread(target=end, daemon=True).start()
    server.run(sockets=[socket.socket(fileno=fileno)])
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
