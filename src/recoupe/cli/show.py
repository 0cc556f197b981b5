"""`recoupe show FILE#CLAIM`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.cli.options import codebook_option, given_options, read_items
from recoupe.errors import UsageError


@click.command(name="show")
@click.argument("what", metavar="FILE#CLAIM")
@click.option("--json", "as_json", is_flag=True, help="The claim as JSON, with its explanation.")
@click.option(
    "--in", "interface", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of the reasons."
)
@codebook_option
@given_options
def command(
    what: str,
    as_json: bool,
    interface: str,
    codebook: Path | None,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Show one claim of an article and why it reads so.

    The words with carets; the rule and where it stands; the path in the sentence to each role; what decided the status; why these
    voices, this time, this place; and the other rules that knew the same word, with what spoke against each.

    CLAIM is the claim's id, the beginning of it, or its number in the article (1, 2, ...).
    """
    from recoupe.app.explaining import claim_of, explanations

    name, _, wanted = what.rpartition("#")
    if not name:
        raise UsageError("R402", f"{what!r} names no claim.", remedy="Write FILE#CLAIM, for example article.txt#3.")
    article = read_items((name,), published, outlet, lang, codebook)[0]
    claim = claim_of(article, wanted)
    explanation = explanations(article)[claim.id]
    if as_json:
        import msgspec

        from recoupe.model.codec import to_json

        click.echo(to_json({**msgspec.to_builtins(claim), "explanation": msgspec.to_builtins(explanation)}))
        return
    from recoupe.cli.terminal import show_claim

    show_claim(article, claim, explanation, interface)
