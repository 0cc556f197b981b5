"""`recoupe evaluate TASK --gold PATH`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from recoupe.cli.options import home_given, home_option


@click.command(name="evaluate")
@click.argument("task")
@click.option("--gold", type=click.Path(path_type=Path), required=True, help="The benchmark's own file or folder.")
@click.option("--half", default="all", show_default=True, help="types, lexicon: dev (even records), held (odd ones), all.")
@home_option
@click.option("--json", "as_json", is_flag=True, help="One object of figures.")
@click.option("--errors", default=0, show_default=True, help="How many errors to list.")
def command(task: str, gold: Path, half: str, as_json: bool, errors: int) -> None:
    """Score TASK on a benchmark's own files: actors, places, voices, claims, types, lexicon, status."""
    from recoupe.app.evaluate import evaluate
    from recoupe.app.reading import engine

    figures = evaluate(task, gold, half=half, engine=engine(None, home) if (home := home_given()) is not None else None)
    listed = figures.pop("errors", [])
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        click.echo(f"{name:28} {value}")
    for line in listed[:errors]:
        click.echo(f"  {line}")
