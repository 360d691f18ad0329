"""A real client of the protocol drives `louhi mcp`."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import pytest

from index.home import Home

pytest.importorskip("mcp")


def asked(home: Home, calls: list[tuple[str, dict[str, Any]]]) -> tuple[list[str], list[Any]]:
    """The names of the tools, and the answer of each call."""
    from mcp import Client, StdioServerParameters

    async def drive() -> tuple[list[str], list[Any]]:
        command = ["-m", "search_cli.app", "mcp", "--home", str(home.root)]
        async with Client(StdioServerParameters(command=sys.executable, args=command)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            return names, [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(drive())


def said(answer: Any) -> Any:
    return json.loads(answer.content[0].text)


def test_an_assistant_searches_shows_and_cites(served_home: Home) -> None:
    names, answers = asked(served_home, [("search", {"query": "muutoskustannus", "limit": 1})])
    assert set(names) == {"search", "show", "things", "roles", "dates", "amounts", "cite"}
    hit = said(answers[0])["hits"][0]
    span = {"start": hit["start"], "end": hit["end"]}
    _, (shown, cited) = asked(
        served_home,
        [("show", {"document": hit["document"]}), ("cite", {"document": hit["document"], **span})],
    )
    document = said(shown)
    assert document["text"][hit["start"] : hit["end"]] == hit["passage"]
    assert document["amounts"]
    assert "sha256" in cited.content[0].text
