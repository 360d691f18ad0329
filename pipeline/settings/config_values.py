"""What a person may write in sources.toml and settings.toml, and what is said of a value that cannot be meant."""

from __future__ import annotations

import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError

A_YEAR = 366 * 86_400
"""Seconds: no work of Louhi's and no wait between two passes is longer."""

LEAST_MEMORY, MOST_MEMORY = 200_000_000, 2**60
"""Bytes within which a process that reads can start at all, and more than any machine has."""


class Refused(ValueError):
    """A value that cannot be meant: what it is, and what to write instead."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.advice = advice


def _pattern(said: str) -> str:
    try:
        re.compile(said)
    except re.error as error:
        raise Refused(
            f"{said!r} is no pattern: {error}", "Put a backslash before ( [ ? * + . that stand for themselves."
        ) from error
    return said


def _cron(said: str) -> str:
    from croniter import croniter

    if not croniter.is_valid(said):
        raise Refused(f"{said!r} is no cron schedule", 'Write five fields, as in "0 7 * * 1-5".')
    return said


def _zone(said: str) -> str:
    try:
        ZoneInfo(said)
    except (ValueError, OSError, LookupError) as error:
        raise Refused(f"{said!r} is no time zone", 'Write it as "Europe/Helsinki".') from error
    return said


def _language(said: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", said):
        raise Refused(f"{said!r} is no code of a language", 'Write "fi", "sv" or "en".')
    return said


def _contact(said: str) -> str:
    if not (said.isascii() and said.isprintable()):
        raise Refused(f"{said!r} cannot be sent with a request", "Write an address without å, ä, ö and line breaks.")
    return said


def _proxy(said: str) -> str:
    if not re.match(r"(?:https?|socks5h?)://[^/\s]+", said):
        raise Refused(f"{said!r} is no proxy's address", 'Write it as "http://proxy.example.fi:8080".')
    return said


Pattern = Annotated[str, AfterValidator(_pattern)]
Cron = Annotated[str, AfterValidator(_cron)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, AfterValidator(_language)]
Contact = Annotated[str, AfterValidator(_contact)]
Proxy = Annotated[str, AfterValidator(_proxy)]
Delay = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Seconds = Annotated[float, Field(gt=0, le=A_YEAR, allow_inf_nan=False)]
Every = Annotated[float, Field(ge=1, le=A_YEAR, allow_inf_nan=False)]
Memory = Annotated[int, Field(ge=LEAST_MEMORY, le=MOST_MEMORY)]
Count = Annotated[int, Field(ge=1)]
AtLeastNone = Annotated[int, Field(ge=0)]


def first_fault(error: ValidationError) -> tuple[tuple[str, ...], str, str]:
    """Of what could not be read: where it stands, why it cannot be meant, and what to write.

    >>> from pydantic import TypeAdapter
    >>> try:
    ...     _ = TypeAdapter(dict[str, Delay]).validate_python({"delay": -3})
    ... except ValidationError as error:
    ...     first_fault(error)
    (('delay',), 'Input should be greater than or equal to 0', 'Write 0 or more.')
    """
    one = error.errors(include_url=False)[0]
    given: dict[str, Any] = one.get("ctx", {})
    if isinstance(own := given.get("error"), Refused):
        return tuple(map(str, one["loc"])), str(own), own.advice
    advice = {
        "greater_than_equal": f"Write {given.get('ge'):g} or more." if "ge" in given else "",
        "less_than_equal": f"Write {given.get('le'):g} or less." if "le" in given else "",
        "greater_than": f"Write more than {given.get('gt'):g}." if "gt" in given else "",
        "finite_number": "Write a number.",
        "literal_error": f"Write one of {given.get('expected')}.",
        "missing": f"Write {one['loc'][-1] if one['loc'] else ''} = ...",
    }.get(one["type"], "Mend that line.")
    return tuple(map(str, one["loc"])), str(one["msg"]), advice
