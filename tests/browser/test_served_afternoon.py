"""The whole afternoon over a home on PostgreSQL whose index is in three real OpenSearch nodes: the same steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.home import Home
from tests.browser import test_afternoon, test_changes
from tests.browser.conftest import serving

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.postgresql, pytest.mark.opensearch]

corrected = test_changes.corrected
for _steps in (test_afternoon, test_changes):
    globals().update({name: step for name, step in vars(_steps).items() if name.startswith("test_")})


@pytest.fixture(scope="module")
def home(far_home: Home) -> Home:
    return far_home


@pytest.fixture(scope="module")
def served(home: Home) -> Iterator[str]:
    with serving(home) as address:
        yield address
