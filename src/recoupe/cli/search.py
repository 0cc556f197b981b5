"""`recoupe search`."""

from __future__ import annotations

from typing import get_args

import click

from recoupe.cli.options import archive_option, given_day
from recoupe.model.vocabulary import Occurrence


@click.command(name="search")
@click.argument("words", nargs=-1)
@archive_option
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Claims of this type or family (MOVE, ATTACK-airstrike); may be repeated.",
)
@click.option("--actor", help="Claims with this actor in a role: id, name, or part of a name.")
@click.option("--place", help="Claims at, from, via or to this place: id, name, or part of a name.")
@click.option(
    "--occurrence",
    "occurrences",
    multiple=True,
    type=click.Choice(get_args(Occurrence)),
    help="Claims with this status; may be repeated.",
)
@click.option("--since", metavar="DATE", help="Claims of what may have been on this day or later, as told.")
@click.option("--until", metavar="DATE", help="Claims of what may have been on this day or earlier, as told.")
@click.option("--published-since", metavar="DATE", help="Articles published on this day or later.")
@click.option("--published-until", metavar="DATE", help="Articles published on this day or earlier.")
@click.option("--outlet", help="Articles of this outlet (part of its name).")
@click.option("--lang", help="Articles in this language.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Most articles shown.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(
    words: tuple[str, ...],
    archive: str | None,
    types: tuple[str, ...],
    actor: str | None,
    place: str | None,
    occurrences: tuple[str, ...],
    since: str | None,
    until: str | None,
    published_since: str | None,
    published_until: str | None,
    outlet: str | None,
    lang: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find articles of the archive.

    WORDS must all occur, accents and case aside; "words in quotes" stand together, begin* finds what begins so, -word must not occur (write --
    before it). Filters narrow further; a claim must fit all of those that speak of claims.
    """
    from recoupe.archive.opening import open_archive
    from recoupe.archive.search import Wanted, search

    wanted = Wanted(
        words=" ".join(f'"{each}"' if " " in each and '"' not in each else each for each in words),
        types=types,
        actor=actor,
        place=place,
        occurrences=occurrences,
        since=given_day("--since", since),
        until=given_day("--until", until),
        published_since=given_day("--published-since", published_since),
        published_until=given_day("--published-until", published_until),
        outlet=outlet,
        lang=lang,
        limit=limit,
    )
    with open_archive(archive, readonly=True) as opened, opened.read() as transaction:
        found = search(transaction, wanted)
    if as_json:
        from recoupe.model.codec import to_json

        click.echo(to_json(found))
        return
    from recoupe.cli.found import show_found

    show_found(found)
