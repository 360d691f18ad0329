"""What a person has set for the pipeline: one table of settings.toml as a model, or a sentence about what is wrong."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from extractors.model.errors import StoreError
from index.home import Home
from pipeline.settings.config_values import first_fault

T = TypeVar("T", bound=BaseModel)

TABLES = ("fetch", "run", "alerts", "workers", "s3", "opensearch")
"""All there are; the last two are read where the objects and the engine are opened."""


def table(home: Home, name: str, model: type[T]) -> T:
    """The table `[name]` of settings.toml; raises StoreError naming the line that cannot be understood.

    >>> import tempfile
    >>> from pipeline.runs.run_settings import RunSettings
    >>> home = Home(tempfile.mkdtemp())
    >>> _ = home.settings.write_text("[run]\\nworkers = 'paljon'")
    >>> try:
    ...     table(home, "run", RunSettings)
    ... except StoreError as error:
    ...     print(error.reason)
    [run] workers cannot be understood (Input should be a valid integer, unable to parse string as an integer)
    """
    said = home.read_settings()
    if unknown := [one for one, value in said.items() if isinstance(value, dict) and one not in TABLES]:
        raise StoreError(
            f"[{unknown[0]}] is no table of settings",
            subject=str(home.settings),
            advice=f"There are: {', '.join(f'[{one}]' for one in TABLES)}.",
        )
    try:
        return model.model_validate(said.get(name, {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join((f"[{'.'.join((name, *map(str, first['loc'][:-1])))}]", *map(str, first["loc"][-1:])))
        if first["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields)
            raise StoreError(
                f"{where} is no setting", subject=str(home.settings), advice=f"Those of [{name}] are: {known}."
            ) from error
        _, reason, advice = first_fault(error)
        raise StoreError(
            f"{where} cannot be understood ({reason})", subject=str(home.settings), advice=advice
        ) from error
