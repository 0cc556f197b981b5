"""`recoupe show FILE#CLAIM`."""

from __future__ import annotations

import click

from recoupe.cli.options import given_options, read_items
from recoupe.errors import UsageError


@click.command(name="show")
@click.argument("what", metavar="FILE#CLAIM")
@click.option("--json", "as_json", is_flag=True, help="The claim as JSON.")
@given_options
def command(what: str, as_json: bool, published: str | None, outlet: str | None, lang: str | None) -> None:
    """Show one claim of an article: the words with carets, the rule, the voices, the reasons.

    CLAIM is the claim's id, the beginning of it, or its number in the article (1, 2, ...).
    """
    name, _, wanted = what.rpartition("#")
    if not name:
        raise UsageError("R402", f"{what!r} names no claim.", remedy="Write FILE#CLAIM, for example article.txt#3.")
    article = read_items((name,), published, outlet, lang)[0]
    claims = article.record.claims
    found = [
        claim
        for number, claim in enumerate(claims, 1)
        if wanted == str(number) or claim.id == wanted or (len(wanted) > 3 and claim.id.startswith(wanted))
    ]
    if len(found) != 1:
        raise UsageError(
            "R401",
            f"{len(found) or 'no'} claims are called {wanted!r}.",
            where=name,
            remedy=f"There are {len(claims)}; list them with: recoupe read {name}",
        )
    if as_json:
        from recoupe.model.codec import to_json

        click.echo(to_json(found[0]))
        return
    from recoupe.cli.terminal import show_claim

    show_claim(article, found[0])
