"""`recoupe compare A B...`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.cli.options import codebook_option, given_options, leave, read_items, tell_degraded
from recoupe.errors import UsageError


@click.command(name="compare")
@click.argument("items", metavar="FILE FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The comparison as JSON (recoupe/comparison/1).")
@codebook_option
@given_options
def command(
    items: tuple[str, ...], as_json: bool, codebook: Path | None, published: str | None, outlet: str | None, lang: str | None
) -> None:
    """Lay articles side by side: the claims they share, where they differ, the passages they copy, and how many origins there are.

    Needs no archive.
    """
    from recoupe.app.comparing import compare_articles

    articles = read_items(items, published, outlet, lang, codebook)
    if len(articles) < 2:
        raise UsageError(
            "R404", f"{len(articles)} article could be read; a comparison needs two.", remedy="Give at least two files."
        )
    tell_degraded(articles)
    comparison = compare_articles(articles)
    if as_json:
        from recoupe.model.codec import to_json

        click.echo(to_json(comparison))
    else:
        from recoupe.cli.comparison import show_comparison

        show_comparison(comparison)
    leave()
