"""`recoupe packs check`."""

from __future__ import annotations

import sys

import click


@click.group(name="packs")
def command() -> None:
    """The language packs."""


@command.command(name="check")
@click.argument("languages", nargs=-1)
@click.option("--frame", help="Only frames whose id begins with this.")
def check(languages: tuple[str, ...], frame: str | None) -> None:
    """Load every file of the packs and run every example: what must match, and what must not."""
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
        triggers = sum(
            len(each.source.verbs) + len(each.source.nouns) + len(each.source.adjectives) + len(each.source.auxiliaries)
            for each in frames
        )
        click.echo(
            f"{lang}: {len(frames)} frames, {triggers} triggers, {sum(len(f.source.accept) + len(f.source.refuse) for f in frames)} examples"
        )
    if wrong:
        click.echo(f"{wrong} examples do not hold", err=True)
        sys.exit(4)
