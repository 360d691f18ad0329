"""How long a run waits before it tries a step again that met a passing fault, in Prefect and by hand alike.

How long an item that keeps failing rests between runs is said in `pipeline/sources/listing_state.py`; how long a host
that asked for patience, in `pipeline/fetching/fetch.py`.  How long a run waits for what is away, in
`pipeline/runs/steadily.py`; an object store and OpenSearch are waited for beneath it, in `index/objects.py` and
`index/engines/served_writing.py`, for whoever asks them without a run.
"""

from __future__ import annotations

RETRY_DELAYS = (2.0, 8.0)
"""Seconds before the second and the third try: a server that restarts is back within them."""
