"""`recoupe cross`."""

from __future__ import annotations

import click

from recoupe.cli.options import archive_option, now


@click.command(name="cross")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="What was found and what changed, as one JSON object.")
def command(archive: str | None, as_json: bool) -> None:
    """Cross-check the archive: shared wording, claims that tell one event, what changed since the last time.

    What a person ruled on pairs of claims holds. It can be stopped and started again at any moment.
    """
    from recoupe.app.crossing import cross
    from recoupe.archive.opening import open_archive
    from recoupe.cli.crossed import bar, show_crossed

    with open_archive(archive) as opened, bar(quiet=as_json) as progress:
        found = cross(opened, now(), progress)
    if as_json:
        from recoupe.model.codec import to_json

        click.echo(to_json(found))
        return
    show_crossed(found)
