"""`recoupe show FILE#CLAIM | ID`: a claim of a file, or an article, claim, episode or outlet of the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recoupe.cli.options import archive_option, codebook_option, given_options, read_items
from recoupe.errors import UsageError

if TYPE_CHECKING:
    from recoupe.app.reading import Article
    from recoupe.model.explanation import Explanation
    from recoupe.model.record import Claim


@click.command(name="show")
@click.argument("what", metavar="FILE#CLAIM|ID")
@archive_option
@click.option("--versions", is_flag=True, help="Of an article: what changed from version to version at its address.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: a claim with its explanation.")
@click.option(
    "--in", "interface", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of the reasons."
)
@codebook_option
@given_options
def command(
    what: str,
    archive: str | None,
    versions: bool,
    as_json: bool,
    interface: str,
    codebook: Path | None,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Show one claim of an article and why it reads so; or one thing of the archive.

    The words with carets; the rule and where it stands; the path in the sentence to each role; what decided the status; why these
    voices, this time, this place; and the other rules that knew the same word, with what spoke against each.

    CLAIM is the claim's id, the beginning of it, or its number in the article (1, 2, ...).

    ID: an article (d...), DOCUMENT#CLAIM or a claim (c...), an episode (e...), or an outlet's name; the beginning of an id is enough.
    """
    from recoupe.app.showing import is_of_archive

    if is_of_archive(what):
        _of_archive(what, archive, interface, versions=versions, as_json=as_json)
        return
    from recoupe.app.explaining import claim_of, explanations

    name, _, wanted = what.rpartition("#")
    if not name:
        raise UsageError("R402", f"{what!r} names no claim.", remedy="Write FILE#CLAIM, for example article.txt#3.")
    article, *others = read_items((name,), published, outlet, lang, codebook)
    if others:
        raise UsageError(
            "R402", f"{name!r} is a folder of {len(others) + 1} articles.", remedy="Name the file in it: FILE#CLAIM."
        )
    claim = claim_of(article, wanted)
    _claim(article, claim, explanations(article)[claim.id], {}, interface if not as_json else None)


def _claim(
    article: Article, claim: Claim, explanation: Explanation | None, more: dict[str, object], interface: str | None
) -> None:
    """The claim in the language of the interface, or as JSON where that is None."""
    if interface is None:
        import msgspec

        from recoupe.model.codec import to_json

        click.echo(to_json({**msgspec.to_builtins(claim), "explanation": msgspec.to_builtins(explanation), **more}))
        return
    from recoupe.cli.terminal import show_claim

    if explanation is None:
        click.echo(
            f"{claim.id}  {claim.type}  “{claim.trigger.text}”: what reads it now reads it otherwise; renew with: recoupe add --reread"
        )
        return
    show_claim(article, claim, explanation, interface)


def _of_archive(what: str, archive: str | None, interface: str, *, versions: bool, as_json: bool) -> None:
    """One thing of the archive."""
    import msgspec

    from recoupe.app.explaining import claim_of, explanations
    from recoupe.app.showing import ClaimFound, shown
    from recoupe.archive.opening import open_archive
    from recoupe.model.codec import to_json

    with open_archive(archive, readonly=True) as opened, opened.read() as transaction:
        found = shown(transaction, what, differences=versions)
    if isinstance(found, ClaimFound):
        claim = claim_of(found.article, found.claim)
        more: dict[str, object] = {
            "document": found.article.document.id,
            "episode": found.episode,
            "decisions": msgspec.to_builtins(found.decisions),
        }
        _claim(found.article, claim, explanations(found.article).get(claim.id), more, None if as_json else interface)
        if not as_json and found.episode:
            click.echo(f"episode {found.episode}")
    elif as_json:
        click.echo(to_json(found))
    else:
        from recoupe.cli.archived import show

        show(found)
