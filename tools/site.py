"""What the documentation's site takes from the code: the commands and the API as they are, links that hold.

mkdocs calls these functions while it builds (mkdocs.yml names this file under `hooks`).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made from the code."""
    from mkdocs.structure.files import File

    for name, made in (("reference/commands.md", commands_page()), ("reference/api.md", api_page())):
        files.append(File.generated(config, name, content=made))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Links that are right in the README are right in the site: `docs/data.md` is `data.md` there."""
    text = re.sub(r"\]\(docs/", "](", markdown)
    return re.sub(
        r"\[([^\]]+)\]\((?!http)(?:\.\./)?(?:CONTRIBUTING|README|CHANGELOG|tests/[\w./]+)(?:\.md)?\)", r"\1", text
    )


def commands_page() -> str:
    """Every command with its help, its arguments and options, as the command line tells them."""
    import click
    import typer

    from search_cli.app import app

    lines = ["# Commands", "", "Made from the code: what `louhi COMMAND --help` says.", ""]

    def tell(command: Any, name: str, level: int, parent: Any) -> None:
        context = command.context_class(command, info_name=name, parent=parent)
        lines.extend([f"{'#' * level} louhi {name}", "", (command.help or "").strip(), ""])
        rows = [_option_row(one, context) for one in command.params]
        if rows:
            lines.extend(["| option | meaning |", "| --- | --- |", *rows, ""])
        if hasattr(command, "list_commands"):
            for sub in command.list_commands(context):
                tell(command.get_command(context, sub), f"{name} {sub}".strip(), level + 1, context)

    root = typer.main.get_command(app)
    context = click.Context(root, info_name="louhi")
    for name in root.list_commands(context):  # type: ignore[attr-defined]
        tell(root.get_command(context, name), name, 2, context)  # type: ignore[attr-defined]
    return "\n".join(lines) + "\n"


def _option_row(param: Any, context: Any) -> str:
    record = param.get_help_record(context)
    if record:
        name, meaning = record
    else:
        name, meaning = param.make_metavar(context), getattr(param, "help", "") or ""
    return f"| `{_line(name)}` | {_cell(meaning)} |"


def _line(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _cell(text: str) -> str:
    return _line(text).replace("<", "&lt;")


def api_page() -> str:
    """Every operation of the API with its parameters and answers, from its OpenAPI description."""
    import tempfile

    from index.home import Home
    from search_cli.web.application import create_app

    with tempfile.TemporaryDirectory() as folder:
        said = create_app(Home(folder)).openapi()
    lines = ["# API", "", "Made from `/api/v1/openapi.json`, which `louhi serve` answers with.", ""]
    lines += [
        "Scripts send a token (`louhi token NAME`) as `Authorization: Bearer ...` where the page asks for a password.",
        "Lists answer `{items, total, next}`; `next` is the cursor of what follows, which a run does not shift.",
        "An error is a problem: `{reason, advice, subject, at}`.",
        "",
    ]
    for path, operations in said["paths"].items():
        for verb, one in operations.items():
            lines += [f"## {verb.upper()} {path}", "", one.get("description") or one.get("summary", ""), ""]
            rows = [_parameter_row(p) for p in one.get("parameters", ())]
            if rows:
                lines += ["| parameter | in | meaning |", "| --- | --- | --- |", *rows, ""]
            answers = ", ".join(f"{code} {_cell(a.get('description', ''))}" for code, a in one["responses"].items())
            lines += [f"Answers: {answers}", ""]
    return "\n".join(lines) + "\n"


def _parameter_row(one: dict[str, Any]) -> str:
    schema = {k: v for k, v in one.get("schema", {}).items() if k in ("type", "enum", "minimum", "maximum", "default")}
    told = one.get("description") or json.dumps(schema, ensure_ascii=False)
    return f"| `{one['name']}`{'' if one.get('required') else ' (optional)'} | {one['in']} | {_cell(told)} |"
