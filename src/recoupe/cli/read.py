"""`recoupe read`."""

from __future__ import annotations

import click

from recoupe.cli.options import given_options, leave, read_items


@click.command(name="read")
@click.argument("items", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@click.option(
    "--to", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="How to show it."
)
@click.option("--refused", is_flag=True, help="Also list what looked like a claim and was refused, with the reason.")
@given_options
def command(
    items: tuple[str, ...], form: str, refused: bool, published: str | None, outlet: str | None, lang: str | None
) -> None:
    """Read one article (or several) and show who is said to have done what, according to whom.

    With --to json one article prints one object, several print one object a line.
    """
    articles = read_items(items, published, outlet, lang)
    if form == "json":
        from recoupe.model.codec import to_json

        alone = len(items) == len(articles) == 1
        for article in articles:
            click.echo(to_json(article.record, indent=2 if alone else -1))
    elif form == "html":
        from recoupe.app.pages import page_of

        for article in articles:
            click.echo(page_of(article))
    else:
        from recoupe.cli.terminal import show_article

        for article in articles:
            show_article(article, refused=refused)
    leave()
