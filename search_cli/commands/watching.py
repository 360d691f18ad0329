"""The watch commands: scheduled ingestion of new releases."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.commands.options import Health, HomeOption, Json, end_with, home_of, out, print_json, say

app = typer.Typer(help="Scheduled ingestion: what is watched, and the passes over it.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(help="A page, a feed, a site map, a list page or a folder.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME...]", help="Only these sources, by name or address.")]
Kind = Annotated[str | None, typer.Option(help="feed, sitemap, list, page, file or folder; found out by looking.")]
Links = Annotated[
    str | None, typer.Option(help="Take only items whose address matches this pattern; makes a page a list.")
]
Skip = Annotated[str | None, typer.Option(help="Leave out items whose address matches this pattern.")]
Most = Annotated[int | None, typer.Option(min=1, help="Take at most this many items.")]
PresetName = Annotated[
    str | None, typer.Option("--preset", help="A ready-made entry for this kind of site; see `louhi watch presets`.")
]


@app.command()
def add(
    address: Address,
    home: HomeOption = None,
    name: Annotated[str | None, typer.Option(help="What to call it; else made of the address.")] = None,
    kind: Kind = None,
    preset: PresetName = None,
    links: Links = None,
    skip: Skip = None,
    most: Most = None,
    publisher: Annotated[str | None, typer.Option(help="Whose releases these are.")] = None,
    language: Annotated[str | None, typer.Option(help="fi, sv or en.")] = None,
    recheck: Annotated[str | None, typer.Option(help="every pass, daily, weekly or when listed anew.")] = None,
    every: Annotated[float | None, typer.Option(min=1, help="Its own schedule: seconds between passes.")] = None,
    cron: Annotated[str | None, typer.Option(help="Its own schedule: five cron fields.")] = None,
    expect_links: Annotated[int | None, typer.Option(help="Report a listing with fewer links than this.")] = None,
    expect_month: Annotated[int | None, typer.Option(help="Report a month with fewer new items than this.")] = None,
) -> None:
    """Watch a source from now on.

    Example: `louhi watch add https://www.kunta.example.fi/tiedotteet --links /tiedote/ --every 3600`
    """
    from pipeline.runs import watch

    expect = {key: value for key, value in (("links", expect_links), ("month", expect_month)) if value is not None}
    found = watch.added(
        home_of(home),
        address,
        name=name,
        kind=kind,
        preset=preset,
        links=links,
        skip=skip,
        most=most,
        publisher=publisher,
        language=language,
        recheck=recheck,
        every=every,
        cron=cron,
        expect=expect or None,
    )
    from pipeline.sources.kinds.source_kinds import kind_of

    source = found.source
    if found.was is not None:
        said = "; ".join(found.changed) or "nothing has changed"
        say(f"{source.name} was watched already ({source.address}): {said}.")
        return
    say(f"{source.name} is watched ({source.kind}, {source.address}); `louhi watch run` makes a pass now.")
    if kind_of(source).is_document and source.is_remote:
        say(f"Only that one page: `louhi watch check {source.address}` shows the feeds and site maps its site offers.")
        if found.preset:
            line = f"louhi watch add {source.address} --preset {found.preset}"
            say(f"It is a {found.preset} site: `{line}` watches its news.")


@app.command()
def presets(json: Json = False) -> None:
    """List the ready-made entries: the kinds of sites whose feeds and lists are known.

    Example: `louhi watch presets`
    """
    from pipeline.sources.discover import presets as known
    from search_cli.render.terminal import table

    rows = [{"name": ", ".join((one.name, *one.also)), "what": one.what} for one in known()]
    if json:
        print_json([one.model_dump(mode="json", by_alias=True) for one in known()])
    else:
        out().print(table("Presets", ["name", "what"], rows))


@app.command()
def check(
    address: Address,
    home: HomeOption = None,
    json: Json = False,
    kind: Kind = None,
    preset: PresetName = None,
    links: Links = None,
    skip: Skip = None,
    most: Most = None,
) -> None:
    """Show what a source would give, and why, before anything is taken.

    Example: `louhi watch check https://www.kunta.example.fi/`
    """
    from pipeline.runs import watch
    from search_cli.render.terminal import check_text

    found = watch.check(home_of(home), address, kind=kind, preset=preset, links=links, skip=skip, most=most)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        out().print(check_text(found))
        say(f"{found.why}.")


@app.command(name="list")
def list_(home: HomeOption = None, json: Json = False) -> None:
    """List the watched sources: the last pass over each, what is held of it, and how it fares.

    Example: `louhi watch list`
    """
    from pipeline.runs import watch
    from pipeline.runs.reports.health import health_of
    from search_cli.render.terminal import table

    kept = home_of(home)
    sources = watch.load(kept)
    rows = [
        {**source.model_dump(mode="json", exclude_none=True), **one.model_dump(mode="json", exclude_none=True)}
        for source, one in zip(sources, health_of(kept, sources), strict=True)
    ]
    if json:
        print_json(rows)
        return
    for row in rows:
        row["schedule"] = row.get("cron") or (f"every {row['every']:g} s" if row.get("every") else "")
        row["last pass"] = row.get("last_pass", "")[:16].replace("T", " ")
    columns = ["name", "kind", "address", "publisher", "recheck", "schedule", "last pass", "documents", "health"]
    out().print(table("Watched", columns, rows))


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The source's name or address.")],
    home: HomeOption = None,
) -> None:
    """Watch a source no more; what it gave stays.

    Example: `louhi watch remove kunta.example.fi-tiedotteet`
    """
    from pipeline.runs import watch

    source = watch.remove(home_of(home), name)
    say(f"{source.name} is watched no more; its documents stay, and its failures are dismissed.")


@app.command()
def run(names: Names = None, home: HomeOption = None, json: Json = False) -> None:
    """Make one pass over the watched sources now.

    Example: `louhi watch run`
    """
    import os

    from pipeline.orchestration.flow_runs import run_watch
    from search_cli.render.progress import telling

    with telling() as tell:
        report = run_watch(home_of(home), names, environ=os.environ, tell=tell)
    end_with(report, json)


@app.command()
def start(
    names: Names = None,
    home: HomeOption = None,
    cron: Annotated[str | None, typer.Option(help='When to pass, as five cron fields: "0 7 * * 1-5".')] = None,
    every: Annotated[float | None, typer.Option(help="Seconds between passes.")] = None,
    health: Health = None,
) -> None:
    """Pass over the watched sources on their schedule, until Ctrl-C; Prefect keeps the time.

    Example: `louhi watch start --cron "0 7 * * 1-5" --health 8791`
    """
    import contextlib
    import os

    from pipeline.orchestration.flow_runs import start_watch

    if cron and every:
        raise typer.BadParameter("give --cron or --every, not both")
    kept = home_of(home)
    say("Watching; Ctrl-C ends it.")
    with contextlib.suppress(KeyboardInterrupt):
        start_watch(kept, names, environ=os.environ, cron=cron, every=every, health=health)
    say("The watch has ended.")


@app.command()
def alerts(
    home: HomeOption = None,
    json: Json = False,
    limit: Annotated[int, typer.Option(min=1, help="The most alerts, the newest first.")] = 20,
) -> None:
    """List what was told: new documents, changed facts, saved searches, failed expectations.

    The same stands as an Atom feed and as JSON Lines in the home's folder `alerts`.

    Example: `louhi watch alerts`
    """
    from rich.text import Text

    from index.store.store import Store
    from pipeline.alerts.alert_log import latest_alerts

    kept = home_of(home)
    latest = []
    if kept.holds_something():
        with Store.open(kept) as store:
            latest = latest_alerts(store, limit)[::-1]
    if json:
        print_json([alert.model_dump(mode="json") for alert in latest])
        return
    console = out()
    for alert in latest:
        about = "  ".join(part for part in (alert.when[:16].replace("T", " "), alert.source) if part)
        console.print(Text.assemble((f"{alert.kind}: {' '.join(alert.title.split())}", "bold"), (f"  {about}", "dim")))
        for line in (*alert.text.splitlines(), alert.link or ""):
            if line.strip():
                console.print(Text(f"   {line}"))
    if not latest:
        say("Nothing has been told yet.")
