"""`recoupe read`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.cli.options import codebook_option, given_options, leave, read_items, tell_degraded
from recoupe.errors import UsageError


@click.command(name="read")
@click.argument("items", metavar="FILE|FOLDER|URL|-...", nargs=-1, required=True)
@click.option(
    "--to", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="How to show it."
)
@click.option(
    "--as",
    "scheme",
    type=click.Choice(["acled", "ucdp", "plover"]),
    help="Instead: rows in the columns of ACLED or UCDP (CSV), or PLOVER records (a JSON object a line), of the claims that can be coded.",
)
@click.option(
    "--gaps",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="With --as: write the claims that give no row, and what is missing, into this CSV file instead of to standard error.",
)
@click.option("--refused", is_flag=True, help="Also list what looked like a claim and was refused, with the reason.")
@codebook_option
@click.option("--coded", is_flag=True, help="With --codebook: show only the claims that it codes. The record keeps them all.")
@given_options
def command(
    items: tuple[str, ...],
    form: str,
    scheme: str | None,
    gaps: Path | None,
    refused: bool,
    codebook: Path | None,
    coded: bool,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Read one article (or several) and show who is said to have done what, according to whom.

    With --to json one article prints one object, several print one object a line.
    """
    if gaps is not None and scheme is None:
        raise UsageError("R402", "--gaps is for rows.", remedy="Add --as acled, --as ucdp or --as plover.")
    if coded and codebook is None:
        raise UsageError("R402", "--coded is for a codebook.", remedy="Add --codebook DIR.")
    articles = read_items(items, published, outlet, lang, codebook)
    if scheme is not None:
        from recoupe.cli.rows import show_rows

        tell_degraded(articles)
        show_rows(articles, scheme, gaps)
    elif form == "json":
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
            show_article(article, refused=refused, coded=coded)
    leave()
