"""How a process of our own is started so that nobody else's code runs in it.

Python takes modules from the folder it is started in, from PYTHONPATH and from what sits in a user's environment: a
`pydantic.py` beside the papers of a case would be run.  Here a process is started isolated (`-I`): it takes modules
from where Louhi and its libraries are installed, and from nowhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[3])
"""Where the packages of Louhi lie: a checkout, or the folder they are installed in."""

KEPT = (
    "HOME",
    "LANG",
    "LANGUAGE",
    "LC_*",
    "LD_LIBRARY_PATH",
    "DYLD_*",
    "OMP_*",
    "PATH",
    "PYTHONUTF8",
    "SYSTEMROOT",
    "TEMP",
    "TESSDATA_PREFIX",
    "TMP",
    "TMPDIR",
    "TZ",
    "USERPROFILE",
)
"""What of the environment a process of ours may see; a star stands for any end.  No secret is among it."""

START = (
    "import sys; sys.path[:0] = [p for p in sys.argv[2:3] if p not in sys.path]; "
    f"sys.path += [p for p in sys.argv[3].split({os.pathsep!r}) if p and p not in sys.path]; "
    "name, sys.argv[1:] = sys.argv[1], sys.argv[4:]; "
    "import runpy; runpy.run_module(name, run_name='__main__', alter_sys=True)"
)
"""What the new process does first: takes on where modules may come from, then runs the one that is named."""


def command(module: str, arguments: Sequence[str] = (), *, here: Path | None = None) -> list[str]:
    """The command line that runs a module of ours in a process of its own.

    >>> command("extractors.readers.sandbox.worker_process")[1:3]
    ['-I', '-c']
    """
    return [sys.executable, "-I", "-c", START, module, ROOT, os.pathsep.join(libraries(sys.path, here)), *arguments]


def libraries(path: Sequence[str], here: Path | None = None) -> list[str]:
    """The folders libraries are taken from, without the current one, which belongs to whoever filled it.

    >>> libraries(["", ".", "lib", "/opt/papers", "/opt/python/site-packages"], Path("/opt/papers"))
    ['/opt/python/site-packages']
    """
    current = str((here or Path.cwd()).resolve())
    found = (one for one in path if one and Path(one).is_absolute())
    return [one for one in found if one == ROOT or str(Path(one).resolve()) != current]


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that a process of ours needs.

    >>> clean({"PATH": "/bin", "PYTHONPATH": ".", "LC_ALL": "fi_FI.UTF-8", "LOUHI_SMTP_PASSWORD": "x"})
    {'PATH': '/bin', 'LC_ALL': 'fi_FI.UTF-8'}
    """
    whole = {one for one in KEPT if not one.endswith("*")}
    begins = tuple(one[:-1] for one in KEPT if one.endswith("*"))
    return {name: value for name, value in environ.items() if name.upper() in whole or name.startswith(begins)}
