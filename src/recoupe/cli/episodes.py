"""`recoupe episodes [ID]`."""

from __future__ import annotations

import click

from recoupe.cli.options import archive_option


@click.command(name="episodes")
@click.argument("wanted", metavar="[ID]", required=False)
@archive_option
@click.option(
    "--articles", default=2, show_default=True, type=click.IntRange(1), help="List those that at least so many articles tell."
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="Most episodes listed.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list, or one episode as in recoupe/comparison/1.")
def command(wanted: str | None, archive: str | None, articles: int, limit: int, as_json: bool) -> None:
    """Events that several articles of the archive tell, most articles first; with an ID, one of them field by field, with the origins behind it."""
    from recoupe.archive import episodes
    from recoupe.archive.lookups import absent
    from recoupe.archive.opening import open_archive
    from recoupe.model.codec import to_json

    with open_archive(archive, readonly=True) as opened, opened.read() as transaction:
        if wanted is None:
            from recoupe.cli.crossed import show_listed

            rows = episodes.listed(transaction, documents=articles, limit=limit)
            click.echo(to_json(rows)) if as_json else show_listed(rows)
            return
        from recoupe.app.crossing import compared

        episode = episodes.get(transaction, wanted)
        if episode is None:
            raise absent(f"no episode is called {wanted!r}.")
        view, shared = compared(transaction, episode)
    if as_json:
        click.echo(to_json({"id": episode.id, **to_plain(shared)}))
        return
    from recoupe.cli.crossed import show_episode

    show_episode(episode, shared, view.names)


def to_plain(shared: object) -> dict[str, object]:
    """The episode as JSON values."""
    import msgspec

    plain: dict[str, object] = msgspec.to_builtins(shared)
    return plain
