"""`recoupe export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recoupe.cli.lines import counted
from recoupe.cli.options import archive_option, codebook_option, given_options, leave, read_items, tell_degraded
from recoupe.errors import UsageError

if TYPE_CHECKING:
    from recoupe.export.sheets import Sheet

DOSSIER = "dossier"


@click.command(name="export")
@click.argument("form", metavar="FORMAT")
@click.argument("items", metavar="[FILE|FOLDER|URL|-]...", nargs=-1)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else standard output."
)
@archive_option
@click.option("--episode", metavar="ID", help="With dossier: the episode of the archive.")
@click.option(
    "--interface", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of a dossier's own words."
)
@codebook_option
@given_options
def command(
    form: str,
    items: tuple[str, ...],
    target: Path | None,
    archive: str | None,
    episode: str | None,
    interface: str,
    codebook: Path | None,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Write the claims of articles as one file: csv, jsonl, records, parquet, geojson, acled, ucdp, plover, annotation.

    Without FILE the articles of the archive are taken. Every row keeps article, characters, quote, voices and status; a claim that a scheme does not take
    says why. The format dossier is a page about the events that several articles tell.
    """
    from recoupe.app.exporting import archived, export, format_named, sheets_of

    if episode is not None and form != DOSSIER:
        raise UsageError("R402", "--episode is for a dossier.", remedy="Write: recoupe export dossier --episode ID.")
    writer = None if form == DOSSIER else format_named(form)
    sheets: list[Sheet] | None = None
    if items:
        articles = read_items(items, published, outlet, lang, codebook)
        tell_degraded(articles)
        sheets = list(sheets_of(articles))
    where = str(target) if target is not None else "standard output"
    if writer is None:
        events = _dossier(sheets, archive, episode, target, interface)
        click.echo(f"recoupe: a dossier of {counted(events, 'event')} written to {where}.", err=True)
    else:
        done = export(sheets if sheets is not None else archived(archive), writer, target)
        told = f"{counted(done.claims, 'claim')} of {counted(done.articles, 'article')}, {done.rows} {writer.counted}"
        click.echo(f"recoupe: {told}, written to {where}.", err=True)
    leave()


def _dossier(sheets: list[Sheet] | None, archive: str | None, episode: str | None, target: Path | None, interface: str) -> int:
    """Write the dossier; how many events it holds. Raises UsageError R402 where neither files nor an episode are named."""
    from recoupe.app.dossiers import dossier_of, dossier_of_episode
    from recoupe.app.exporting import replacing

    if episode is not None:
        page, events = dossier_of_episode(archive, episode, interface)
    elif sheets is not None:
        page, events = dossier_of(sheets, interface)
    else:
        raise UsageError("R402", "a dossier needs articles or an episode.", remedy="Name files, or --episode ID of the archive.")
    data = page.encode("utf-8")
    if target is None:
        sys.stdout.buffer.write(data)
    else:
        with replacing(target) as out:
            out.write(data)
    return events
