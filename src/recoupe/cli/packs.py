"""`recoupe packs check` and `recoupe packs new`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from recoupe.knowledge.packs import Pack

from recoupe.cli.options import codebook_option


@click.group(name="packs")
def command() -> None:
    """The language packs, and a team's own codebook."""


@command.command(name="check")
@click.argument("languages", nargs=-1)
@click.option("--frame", help="Only frames whose id begins with this.")
@codebook_option
def check(languages: tuple[str, ...], frame: str | None, codebook: Path | None) -> None:
    """Load every file of the packs and run every example: what must match, and what must not. Without a language also the cards of outlets.

    With --codebook the files and examples of that codebook alone, what it changes, and which words it shares with ours.
    """
    if codebook is not None:
        if languages or frame is not None:
            from recoupe.errors import UsageError

            raise UsageError("R402", "--codebook checks the whole codebook.", remedy="Leave the languages and --frame out.")
        _check_codebook(codebook)
        return
    from recoupe.app.reading import engine
    from recoupe.errors import UsageError
    from recoupe.pipeline.examples import failures

    unknown = [lang for lang in languages if lang not in engine().knowledge.packs]
    if unknown:
        raise UsageError(
            "R402", f"there is no pack {', '.join(unknown)}.", remedy=f"Packs: {', '.join(engine().knowledge.packs)}."
        )
    wrong = 0
    for lang, pack in engine().knowledge.packs.items():
        if languages and lang not in languages:
            continue
        frames = [each for each in pack.frames if frame is None or each.id.startswith(frame)]
        if frame is not None and not frames:
            click.echo(f"{lang}: no frame's id begins with {frame}", err=True)
        for each in frames:
            for message in failures(engine(), lang, each):
                wrong += 1
                click.echo(message, err=True)
        wrong += _check_times(lang, pack) if frame is None else 0
        triggers = sum(
            len(each.source.verbs) + len(each.source.nouns) + len(each.source.adjectives) + len(each.source.auxiliaries)
            for each in frames
        )
        if frame is None:
            wrong += _check_relations(lang)
        click.echo(
            f"{lang}: {len(frames)} frames, {triggers} triggers, {sum(len(f.source.accept) + len(f.source.refuse) for f in frames)} examples"
        )
    if frame is None and not languages:
        _check_outlets()
    if wrong:
        click.echo(f"{wrong} examples do not hold", err=True)
        sys.exit(4)


def _check_outlets() -> None:
    """Load the cards of outlets; the first wrong row is an error with file, line and remedy."""
    from recoupe.knowledge.outlets.load import load_outlets, outlet_files

    cards = load_outlets()
    sourced = sum(bool(card.sources) for card in cards)
    click.echo(f"outlets: {len(cards)} cards in {len(outlet_files())} files, {sourced} with a source for owner or affiliation")


def _check_relations(lang: str) -> int:
    """Runs the examples of the relations of places; how many do not hold."""
    from recoupe.app.reading import engine
    from recoupe.knowledge.relations import load_relations
    from recoupe.pipeline.toponyms.constraints import ConstraintReader
    from recoupe.pipeline.toponyms.relation_examples import failures

    known = engine().knowledge
    if not known.gazetteer.available:
        click.echo(f"{lang}: no gazetteer, the examples of relations.toml are not run", err=True)
        return 0
    reader, wrong = ConstraintReader(known), 0
    for compiled in load_relations(lang).relations:
        for message in failures(reader, known.gazetteer, lang, compiled.relation):
            wrong += 1
            click.echo(message, err=True)
    return wrong


def _check_times(lang: str, pack: Pack) -> int:
    """Run the examples of the time patterns; how many do not hold."""
    from recoupe.app.reading import engine
    from recoupe.knowledge.times.pack import TOP
    from recoupe.pipeline.chronology.examples import failures

    patterns = [source for source in pack.times.sources if source.name == TOP]
    said = [message for source in patterns for message in failures(engine(), lang, source)]
    for message in said:
        click.echo(message, err=True)
    click.echo(f"{lang}: {len(patterns)} time patterns, {sum(len(each.accept) + len(each.refuse) for each in patterns)} examples")
    return len(said)


def _check_codebook(folder: Path) -> None:
    """A codebook's changes, the words that it shares with ours, and its examples; exit code 4 when one does not hold."""
    from recoupe.app.codebooks import check_codebook
    from recoupe.knowledge.overlay import counted

    found = check_codebook(folder)
    card, changes = found.overlay.codebook.card, found.overlay.changes
    for change in changes:
        ours = f" (ours: {change.ours})" if change.ours else ""
        click.echo(f"{change.how:<8} {change.what} {change.id}  {change.where}{ours}")
    for rival in found.rivals:
        click.echo(f"shared   “{rival.word}”: {rival.own} is tried before {', '.join(rival.ours)}")
    for message in found.wrong:
        click.echo(message, err=True)
    numbers = ", ".join(f"{number} {how}" for how, number in counted(changes).items())
    rules = len(card.include) + len(card.exclude)
    click.echo(
        f"{card.name} {card.version}: {numbers}; {found.frames} frames, {found.examples} examples, {rules} rules of inclusion"
    )
    if found.wrong:
        click.echo(f"{len(found.wrong)} examples do not hold", err=True)
        sys.exit(4)


@command.command(name="new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a starter codebook into DIR: every kind of file, with remarks and one example each."""
    from recoupe.app.codebooks import new_codebook

    for path in new_codebook(folder):
        click.echo(path)
    click.echo(f"Check it with: recoupe packs check --codebook {folder}", err=True)
