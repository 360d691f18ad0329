"""What leaves Louhi for a person's eyes: on a terminal, in a file, in a letter.

Documents are cleaned when they are read, and addresses when they are made; here it is done once more, for what an older
kept, and personal identity codes and the bank accounts of private persons are masked, unless somebody asked for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from extractors.text.cleaning import STEERING, harmless
from extractors.text.personal_data.bank_accounts import masked_accounts
from extractors.text.personal_data.personal_codes import masked

_whole: ContextVar[bool] = ContextVar("codes_shown", default=False)


@contextmanager
def codes_shown(asked: bool = True) -> Iterator[None]:
    """Let what is shown in this block hold codes and accounts whole, where a person has asked for it."""
    token = _whole.set(asked)
    try:
        yield
    finally:
        _whole.reset(token)


def shown(text: str) -> str:
    """A text as it may be shown.

    >>> shown("\\x1b[31mHakija 131052-308T")
    'Hakija 131052-****'
    """
    text = harmless(text)
    return text if _whole.get() else hidden(text)


def hidden(text: str) -> str:
    """A text whose personal identity codes and private accounts are masked; it is as long as before.

    >>> hidden("Hakija 131052-308T, tili FI21 1234 5600 0007 85")
    'Hakija 131052-****, tili FI21 **** **** **** **'
    """
    return masked_accounts(masked(text))


def shown_value(value: Any) -> Any:
    """The same of every string in a value of JSON, each as long as before, so that the places of quotes hold."""
    if isinstance(value, str):
        return value if _whole.get() else hidden(value)
    if isinstance(value, dict):
        return {name: shown_value(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [shown_value(one) for one in value]
    return value


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON that steers no terminal: what shows nothing itself is written as its number.

    >>> json_text({"nimi": "Mäki\\u202e", "tunnus": "131052-308T"})
    '{"nimi": "Mäki\\\\u202e", "tunnus": "131052-****"}'
    """
    said = json.dumps(shown_value(value), ensure_ascii=False, indent=indent)
    return STEERING.sub(lambda sign: json.dumps(sign[0])[1:-1], said)
