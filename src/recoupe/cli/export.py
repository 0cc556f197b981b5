"""`recoupe export`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.cli.lines import counted
from recoupe.cli.options import codebook_option, given_options, leave, read_items, tell_degraded


@click.command(name="export")
@click.argument("form", metavar="FORMAT")
@click.argument("items", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else standard output."
)
@codebook_option
@given_options
def command(
    form: str,
    items: tuple[str, ...],
    target: Path | None,
    codebook: Path | None,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Write the claims of articles as one file: csv, jsonl, records, parquet, geojson, acled, ucdp, plover, annotation.

    Every row keeps article, characters, quote, voices and status. A claim that a scheme does not take says why.
    """
    from recoupe.app.exporting import export, format_named, sheets_of

    writer = format_named(form)
    articles = read_items(items, published, outlet, lang, codebook)
    tell_degraded(articles)
    done = export(sheets_of(articles), writer, target)
    where = str(target) if target is not None else "standard output"
    click.echo(
        f"recoupe: {counted(done.claims, 'claim')} of {counted(done.articles, 'article')}, {done.rows} {writer.counted}, written to {where}.",
        err=True,
    )
    leave()
