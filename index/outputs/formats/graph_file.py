"""GraphML: people and bodies as nodes, roles between them as edges, each edge with the documents that say it."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from index.outputs.export_rows import Exported

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="role" for="edge" attr.name="role" attr.type="string"/>
<key id="status" for="edge" attr.name="status" attr.type="string"/>
<key id="documents" for="edge" attr.name="documents" attr.type="int"/>
<graph id="louhi" edgedefault="directed">
"""
GraphEdge = tuple[str, str, str, str]


class Graph:
    """An exporter: louhi.graphml.  Held in memory: nodes and edges are things, not mentions."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "louhi.graphml"
        self._nodes: dict[str, tuple[str, str]] = {}
        self._edges: dict[GraphEdge, set[str]] = {}

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        records, things = one.entry.records, one.about.things
        for person in records.people:
            key, name = things.get(person.id, (person.id, person.name))
            self._nodes[key] = (name, "person")
        for body in records.bodies:
            key, name = things.get(body.id, (body.id, body.name))
            self._nodes[key] = (name, "body")
        for role in records.roles:
            who = things.get(role.person_id or role.person) or things.get(role.person)
            where = things.get(role.body) if role.body else None
            if who and where:
                edge = (who[0], where[0], role.role, role.status)
                self._edges.setdefault(edge, set()).add(one.entry.document.id)

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        with self._path.open("w", encoding="utf-8") as out:
            out.write(HEAD)
            for key, (name, kind) in sorted(self._nodes.items()):
                out.write(f"<node id={quoteattr(key)}>{_data(name=name, kind=kind)}</node>\n")
            for at, ((person, body, role, status), held) in enumerate(sorted(self._edges.items())):
                ends = f'id="e{at}" source={quoteattr(person)} target={quoteattr(body)}'
                out.write(f"<edge {ends}>{_data(role=role, status=status, documents=str(len(held)))}</edge>\n")
            out.write("</graph>\n</graphml>\n")
        return [self._path]


def _data(**values: str) -> str:
    return "".join(f'<data key="{name}">{escape(value)}</data>' for name, value in values.items())
