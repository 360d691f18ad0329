"""Sets Louhi up in .venv, once: `make setup` runs it, and so do `make demo` and `make check`.

    .venv            a virtual environment with Louhi, its tools and the versions of constraints.txt
    Voikko           through apt-get where that is allowed; else unpacked into .venv/voikko on Debian and Ubuntu;
                     else the command to run is said
    Tesseract        for scanned pages; optional, so its absence is said and nothing fails

Standard library only, for it runs before anything is installed.  `.venv/setup.stamp` holds a hash of what it was
done from; while that is unchanged a second run does nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup.stamp"
MADE_FROM = ("pyproject.toml", "constraints.txt", "tools/setup.py")

VOIKKO = ("libvoikko1", "voikko-fi")
TESSERACT = ("tesseract-ocr", "tesseract-ocr-fin", "tesseract-ocr-swe")
BY_HAND = {
    "dnf": "sudo dnf install libvoikko voikko-fi",
    "zypper": "sudo zypper install libvoikko1 voikko-fi",
    "pacman": "sudo pacman -S libvoikko voikko-fi",
    "brew": "brew install libvoikko   (then: export LOUHI_VOIKKO=$(brew --prefix)/lib)",
    "apt-get": "sudo apt-get install libvoikko1 voikko-fi",
}


def main() -> int:
    """Set up what is missing; 0 when Louhi is ready."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this very script meets older ones
        return fail(
            f"Louhi needs Python 3.11 or newer and this is {sys.version.split()[0]} ({sys.executable}).",
            "Install a newer one, or name it: make setup PYTHON=/path/to/python3.12",
        )
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted and (VENV / "bin" / "python").exists():
        return 0
    try:
        make_environment()
        say("installing Louhi and the packages of constraints.txt (about 1 GB; a minute or two, once)")
        run([python(), "-m", "pip", "install", "-qq", "-c", "constraints.txt", "-e", ".[dev]"])
        if not (has_voikko() or get_voikko()):
            return fail(
                "Voikko, which reads Finnish word forms, is not on this machine.", f"Run: {by_hand()}\nthen: make setup"
            )
        get_tesseract()
    except subprocess.CalledProcessError as error:
        return fail(
            f"this step failed: {' '.join(map(str, error.cmd))}", "What it said stands above; run make setup again."
        )
    STAMP.write_text(wanted)
    say("ready")
    return 0


def fingerprint() -> str:
    """A hash of what the environment is made from, and where: a moved checkout is set up again."""
    parts = [str(ROOT).encode(), *((ROOT / name).read_bytes() for name in MADE_FROM)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_environment() -> None:
    """.venv with a working pip in it."""
    if works([python(), "-m", "pip", "--version"]):
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if works(make):
        return
    # Debian keeps pip for new environments in a package of its own.
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if install([f"python{version}-venv"]) or install(["python3-venv"]):
        run(make)
        return
    run([*make, "--without-pip"])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if not unpack(["python3-pip-whl"], folder):
            raise subprocess.CalledProcessError(1, [*make, "(no pip: install python3-venv)"])
        wheel = next(folder.rglob("pip-*.whl"))
        run([python(), str(wheel / "pip"), "install", "-q", "--no-index", str(wheel)])


def has_voikko() -> bool:
    """Whether the environment reads a Finnish word, the unpacked Voikko included."""
    look = "from extractors.text.morphology import readings; assert readings('talossa')"
    return works([python(), "-c", look])


def get_voikko() -> bool:
    """Install Voikko, or unpack it into the environment where that is not allowed."""
    if install(VOIKKO) and has_voikko():
        return True
    folder = VENV / "voikko"
    with tempfile.TemporaryDirectory() as scratch:
        if not unpack(needed(VOIKKO), Path(scratch)):
            return False
        say("no right to install packages here: Voikko goes into .venv/voikko")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for library in Path(scratch).rglob("lib*.so*"):
            shutil.copy2(library, folder / library.name, follow_symlinks=False)
        for dictionary in Path(scratch).glob("usr/*/voikko/*"):
            shutil.copytree(dictionary, folder / dictionary.name)
    return has_voikko()


def get_tesseract() -> None:
    """Tesseract with Finnish and Swedish, for scanned pages; Louhi works without it."""
    tool = shutil.which("tesseract")
    said = subprocess.run([tool, "--list-langs"], capture_output=True, text=True).stdout if tool else ""
    if {"fin", "swe"} <= set(said.split()) or install(TESSERACT):
        return
    say(f"scanned pages stay unread until Tesseract is there (optional): sudo apt-get install {' '.join(TESSERACT)}")


# Debian's and Ubuntu's packages


def install(packages: list[str] | tuple[str, ...]) -> bool:
    """Install through apt-get as root or with a sudo that asks no password; False where that is not possible."""
    if not shutil.which("apt-get"):
        return False
    rights: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not works(["sudo", "-n", "true"]):
            return False
        rights = ["sudo", "-n"]
    say(f"installing {', '.join(packages)}")
    get = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    add = [*get, "install", "-y", "--no-install-recommends", *packages]
    return works(add) or (works([*get, "update"]) and works(add))


def needed(packages: tuple[str, ...]) -> list[str]:
    """The packages and all they depend on, less what the machine has."""
    fresh_lists(packages)
    ask = [
        "apt-cache",
        *OWN_LISTS,
        "depends",
        "--recurse",
        "--no-recommends",
        "--no-suggests",
        "--no-conflicts",
        "--no-breaks",
        "--no-replaces",
        "--no-enhances",
        *packages,
    ]
    lines = output(ask).splitlines()
    names = [line for line in lines if line and not line.startswith((" ", "<", "|"))]
    there = set(output(["dpkg-query", "-W", "-f", "${db:Status-Abbrev}${Package}\\n"]).split("\n"))
    return [name for name in names if f"ii {name.split(':')[0]}" not in there]


def unpack(packages: list[str], folder: Path) -> bool:
    """Download packages and lay their files under a folder; needs no rights.  False where there is no apt."""
    if not packages or not shutil.which("apt-get") or not shutil.which("dpkg"):
        return False
    fresh_lists(tuple(packages))
    debs = folder / "debs"
    debs.mkdir()
    if not works(["apt-get", *OWN_LISTS, "-qq", "download", *packages], folder=debs):
        return False
    for deb in sorted(debs.glob("*.deb")):
        run(["dpkg", "-x", str(deb), str(folder)])
    return True


OWN_LISTS: list[str] = []


def fresh_lists(packages: tuple[str, ...]) -> None:
    """Package lists of our own, in .venv/apt: the machine's may be missing (as in containers) or out of date."""
    if OWN_LISTS or not shutil.which("apt-get"):
        return
    state = VENV / "apt"
    for part in ("lists/partial", "cache/archives/partial"):
        (state / part).mkdir(parents=True, exist_ok=True)
    OWN_LISTS[:] = [
        "-o",
        f"Dir::State::lists={state / 'lists'}",
        "-o",
        f"Dir::Cache={state / 'cache'}",
        "-o",
        "Debug::NoLocking=1",
        "-o",
        "APT::Sandbox::User=",
    ]
    say(f"looking for {', '.join(packages)} in the distribution's packages")
    works(["apt-get", *OWN_LISTS, "-qq", "update"])


# Small helpers


def python() -> str:
    """The environment's own Python."""
    return str(VENV / "bin" / "python")


def run(command: list[str]) -> None:
    """Run a step; its failure ends the set-up."""
    subprocess.run(command, cwd=ROOT, check=True)


def works(command: list[str], folder: Path = ROOT) -> bool:
    """Run quietly: whether it is there and ends well."""
    with contextlib.suppress(OSError):
        quiet = subprocess.DEVNULL
        return subprocess.run(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet).returncode == 0
    return False


def output(command: list[str]) -> str:
    """What a command prints; empty where it fails."""
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True).stdout
    return ""


def by_hand() -> str:
    """The command that installs Voikko with this machine's own tool."""
    return next((command for tool, command in BY_HAND.items() if shutil.which(tool)), BY_HAND["apt-get"])


def say(what: str) -> None:
    """Progress, on standard error."""
    print(f"setup: {what}", file=sys.stderr, flush=True)


def fail(what: str, advice: str) -> int:
    """Say what is wrong and what to do."""
    print(f"setup: {what}\n{advice}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
