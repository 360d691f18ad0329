"""The time zone a schedule means, the source's or the machine's: "0 6 * * *" is six in the morning all year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

LOCALTIME, TIMEZONE = Path("/etc/localtime"), Path("/etc/timezone")
WITHOUT = "UTC"  # where a machine does not say which zone it keeps


def machine_zone(environ: Mapping[str, str], localtime: Path = LOCALTIME, timezone: Path = TIMEZONE) -> str:
    """The name of the machine's time zone: what TZ says, else what the system is set to.

    >>> machine_zone({"TZ": ":Europe/Helsinki"})
    'Europe/Helsinki'
    >>> machine_zone({}, Path("/nowhere"), Path("/nowhere"))
    'UTC'
    """
    said = [environ.get("TZ", "").lstrip(":")]
    if localtime.is_symlink():
        said.append(str(localtime.readlink()).partition("zoneinfo/")[2])
    if timezone.is_file():
        said.append(timezone.read_text(encoding="utf-8").strip())
    return next((name for name in said if is_zone(name)), WITHOUT)


def is_zone(name: str) -> bool:
    """Whether a time zone is called so.

    >>> is_zone("Europe/Helsinki"), is_zone("Helsinki"), is_zone("")
    (True, False, False)
    """
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ValueError, OSError, LookupError):
        return False
