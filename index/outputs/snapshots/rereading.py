"""Read a snapshot's documents again and say where the first of the differences lies."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from extractors.model.document import RawDocument, hints_of
from extractors.model.errors import LouhiError
from extractors.model.records import RECORD_KINDS, Entry
from extractors.text.showing import json_text
from index.corrections.applying import without
from index.corrections.corrections import Correction, apply
from index.outputs.export_rows import entry_value
from index.outputs.exports import sure_enough
from index.outputs.snapshots.contents import SnapshotAbout, SnapshotLine, document_of
from index.store.maintenance.verify import Fault

Reader = Callable[[RawDocument], Entry]
"""What makes an Entry of a document's bytes."""

AROUND = 40
"""Characters that are shown from where two texts part."""


class Rereading:
    """Reads documents again, one by one, as they were read: with the same hints, corrections and least confidence."""

    def __init__(
        self, folder: Path, about: SnapshotAbout, corrections: Sequence[Correction], louhi: str, reader: Reader
    ) -> None:
        self._folder, self._about, self._louhi, self._reader = folder, about, louhi, reader
        self._of: dict[str, list[Correction]] = defaultdict(list)
        self._nobody: dict[str, set[str]] = defaultdict(set)
        for one in corrections:
            if one.document:
                self._of[one.document].append(one)
            elif one.action == "reject":
                self._nobody[one.kind].update(one.items)

    def differences(self, line: SnapshotLine) -> Iterator[Fault]:
        """The first difference between what is held of a document and what reading it again gives."""
        if not line.get("object"):
            return
        held = document_of(line)
        subject = held.source or held.id
        content = (self._folder / line["object"]).read_bytes()
        raw = RawDocument(content=content, source=held.source, media_type=held.media_type, hints=hints_of(held))
        if raw.sha256 != held.sha256:
            yield Fault(
                subject=subject, reason=f"{line['object']} is not the bytes of {held.id}", advice="Make it anew."
            )
            return
        try:
            now = self._again(raw, held.id)
        except LouhiError as error:
            yield Fault(subject=subject, reason=f"it cannot be read again ({error.reason})", advice=error.advice or "")
            return
        kept = {name: line[name] for name in ("document", *RECORD_KINDS)}
        if (found := first_difference(kept, now)) is not None:
            yield Fault(subject=subject, reason=f"read again it differs: {found}", advice=self._advice(line))

    def _again(self, raw: RawDocument, key: str) -> Any:
        entry = self._reader(raw)
        entry = entry.model_copy(update={"document": entry.document.model_copy(update={"id": key})})
        entry = without(entry, self._nobody)
        records, _ = apply(entry.document, entry.records, self._of.get(key, ()))
        records = sure_enough(records, self._about.min_confidence)
        return json.loads(json_text(entry_value(entry.document, records)))

    def _advice(self, line: SnapshotLine) -> str:
        if line.get("read_by") != self._louhi:
            return f"{line.get('read_by') or 'Another Louhi'} had read it, and this is {self._louhi}."
        return "The same rules had read it: look at the versions of the libraries in snapshot.json."


def first_difference(before: Any, after: Any, path: str = "") -> str | None:
    """Where two values of JSON first differ, and how; None where they do not.

    >>> first_difference({"text": "Rahaa 2 M€", "people": []}, {"text": "Rahaa 3 M€", "people": []})
    'text at character 6: “2 M€” is now “3 M€”'
    >>> first_difference([{"name": "STM"}], [])
    '[0]: {"name": "STM"} is no more'
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            if (found := first_difference(before.get(name), after.get(name), f"{path}.{name}".lstrip("."))) is not None:
                return found
        return None
    if isinstance(before, list) and isinstance(after, list):
        for i, (one, other) in enumerate(zip_longest(before, after, fillvalue=_NONE)):
            if other is _NONE:
                return f"{path}[{i}]: {_brief(one)} is no more"
            if one is _NONE:
                return f"{path}[{i}]: {_brief(other)} is new"
            if (found := first_difference(one, other, f"{path}[{i}]")) is not None:
                return found
        return None
    if before == after:
        return None
    if isinstance(before, str) and isinstance(after, str):
        at = next((i for i, pair in enumerate(zip_longest(before, after)) if pair[0] != pair[1]), 0)
        return f"{path} at character {at}: “{before[at : at + AROUND]}” is now “{after[at : at + AROUND]}”"
    return f"{path}: {_brief(before)} is now {_brief(after)}"


_NONE = object()


def _brief(value: Any) -> str:
    said = json_text(value)
    return said if len(said) <= 2 * AROUND else f"{said[: 2 * AROUND]}…"
