"""`recoupe situation`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.cli.options import codebook_option, given_options, leave, read_items, tell_degraded
from recoupe.text.views import printable


@click.command(name="situation")
@click.argument("items", metavar="FILE...", nargs=-1, required=True)
@click.option("--compare", "other", metavar="FILE", help="Lay the situation of another article beside it.")
@click.option("--to", "form", type=click.Choice(["text", "json", "svg", "dot"]), default="text", show_default=True)
@click.option("--actor", help="Only what this actor does or undergoes (a name or an id).")
@click.option("--at", metavar="DATE", help="Only what the text dates at or before DATE, and what it does not date.")
@codebook_option
@given_options
def command(
    items: tuple[str, ...],
    other: str | None,
    form: str,
    actor: str | None,
    at: str | None,
    codebook: Path | None,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Draw the system of forces that an article describes: who is where, who moves, attacks, threatens, demands, decides, aims.

    Several FILEs make one situation. Nothing is drawn as having happened that the text does not say so.
    """
    from recoupe.app.situations import compared, draw, situation_of

    articles = read_items(items, published, outlet, lang, codebook)
    tell_degraded(articles)
    if form == "text" and all(article.record.made_by.degraded and not article.record.claims for article in articles):
        click.echo("not read: see the remarks on standard error. That is not the same as silence of the text.")
        return
    left = situation_of(articles, actor=actor, at=at)
    if other is None:
        _show(draw(left, form))
    else:
        right = situation_of(read_items((other,), None, None, None, codebook), actor=actor, at=at)
        _show(compared(left, right, form))
    leave()


def _show(drawn: str) -> None:
    """The drawing, without the control characters of an article."""
    click.echo(printable(drawn))
