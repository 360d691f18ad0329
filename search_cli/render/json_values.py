"""Results as the JSON that scripts read: apart from `render.py`, so that `--json` draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.search.results import Results


def results_value(results: Results, hints: Sequence[str] = ()) -> dict[str, Any]:
    """Results as one JSON object; `hints` say why there are none, `forms` in a hit's `why` are its words as written."""
    from index.search.explain import forms

    hits = []
    for hit in results.hits:
        value = hit.model_dump(mode="json", exclude={"document_id", "why", "others"})
        why = {
            w.through if w.joint else w.word: {
                **w.model_dump(mode="json", exclude={"word"}),
                "forms": list(forms(hit, w)),
            }
            for w in hit.why
        }
        others = [
            {"document": form.document_id, **form.model_dump(mode="json", exclude={"document_id"})}
            for form in hit.others
        ]
        hits.append({"document": hit.document_id, **value, "why": why, "others": others})
    about = results.model_dump(mode="json", exclude={"hits"})
    return {**about, "hints": list(hints), "hits": hits}
