"""Who may ask beyond this machine: the password and the tokens of a home, kept as hashes for its owner alone."""

from __future__ import annotations

import json
import secrets
from hashlib import sha256

from extractors.model.document import Model
from extractors.model.errors import StoreError
from index.home import Home, write_whole

FILE = "access.json"


class AccessKeys(Model):
    """An argon2 hash of the password, and tokens by name as sha256 digests."""

    password: str | None = None
    tokens: dict[str, str] = {}  # noqa: RUF012


def keys_of(home: Home) -> AccessKeys:
    """The password and tokens of a home; none where nobody set any."""
    path = home.root / FILE
    try:
        return AccessKeys.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return AccessKeys()
    except ValueError as error:
        advice = "Remove the file and set the password again."
        raise StoreError(f"the password cannot be read ({error})", subject=str(path), advice=advice) from error


def _keep(home: Home, keys: AccessKeys) -> None:
    path = home.root / FILE
    write_whole(path, keys.model_dump_json(indent=1).encode())
    path.chmod(0o600)


def set_password(home: Home, password: str) -> None:
    """Keep a new password; it ends no session that is open."""
    from argon2 import PasswordHasher

    _keep(home, keys_of(home).model_copy(update={"password": PasswordHasher().hash(password)}))


def fits(keys: AccessKeys, password: str) -> bool:
    """Whether this is the password."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return keys.password is not None and PasswordHasher().verify(keys.password, password)
    except (Argon2Error, InvalidHashError):
        return False


def new_token(home: Home, name: str) -> str:
    """A new token for scripts; it is shown this once, the home keeps its digest."""
    token, keys = secrets.token_urlsafe(32), keys_of(home)
    _keep(home, keys.model_copy(update={"tokens": {**keys.tokens, name: sha256(token.encode()).hexdigest()}}))
    return token
