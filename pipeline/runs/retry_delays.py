"""How long a run waits before it tries a step again that met a passing fault, in Prefect and by hand alike.

How long an item that keeps failing rests between runs is said in `pipeline/sources/listing_state.py`; how long a host
that asked for patience, in `pipeline/fetching/fetch.py`.
"""

from __future__ import annotations

RETRY_DELAYS = (2.0, 8.0)
"""Seconds before the second and the third try: a server that restarts is back within them."""
