"""`recoupe demo`."""

from __future__ import annotations

from pathlib import Path

import click

from recoupe.cli.options import codebook_option

MIRROR = "a1"
"""The affair that ends the demonstration: one side's account, the other side's, an agency's, its copies."""


@click.command(name="demo")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Folder for the pages and pictures."
)
@click.option("--affair", help="Only this affair (a1 to a8).")
@codebook_option
def command(out: Path, affair: str | None, codebook: Path | None) -> None:
    """Read the sample dispatches, compare each affair, and lay two situations side by side.

    Every affair, outlet and armed group in them is invented.
    """
    from rich.progress import Progress

    from recoupe.app.comparing import compare_articles
    from recoupe.app.pages import page_of
    from recoupe.app.samples import load_samples, read_sample
    from recoupe.app.situations import compared, situation_of
    from recoupe.cli.comparison import origin_words, show_comparison
    from recoupe.cli.lines import screen
    from recoupe.cli.terminal import show_article
    from recoupe.errors import UsageError

    console = screen()
    samples = load_samples()
    wanted = [each for each in samples.dispatch if affair is None or each.affair == affair]
    if not wanted:
        raise UsageError(
            "R402", f"there is no affair {affair!r}.", remedy=f"Affairs: {', '.join(each.id for each in samples.affair)}."
        )
    if out.exists() and not out.is_dir():
        raise UsageError("R402", f"{out} is a file.", remedy="Name a folder with --out.")
    out.mkdir(parents=True, exist_ok=True)
    articles = {}
    with Progress(console=screen(stderr=True), transient=True) as progress:
        task = progress.add_task("reading the sample dispatches", total=len(wanted))
        for dispatch in wanted:
            article = read_sample(dispatch, codebook)
            articles[dispatch.file] = article
            (out / f"{Path(dispatch.file).stem}.html").write_text(page_of(article), encoding="utf-8")
            progress.advance(task)
    console.print(
        f"[bold]{len(articles)} dispatches read[/bold] about {len({each.affair for each in wanted})} invented affairs, {sum(len(a.record.claims) for a in articles.values())} claims; a page each in {out}/"
    )
    groups = {each.id: [d for d in wanted if d.affair == each.id] for each in samples.affair if affair in {None, each.id}}
    last = MIRROR if MIRROR in groups else next(reversed(groups), MIRROR)
    for name, dispatches in groups.items():
        if name == last:
            continue
        comparison = compare_articles([articles[each.file] for each in dispatches])
        title = next(each.title_en for each in samples.affair if each.id == name)
        origins = origin_words(comparison.origins_low, comparison.origins_high)
        console.print(
            f"  {title}: {len(dispatches)} articles, {len(comparison.shared)} shared acts, {origins}, {len(comparison.copies)} pairs with copied wording"
        )
    chosen = [articles[each.file] for each in groups.get(last, [])]
    if not chosen:
        return
    console.rule("one article, read")
    show_article(chosen[0], console=console)
    console.rule("the articles of that affair, compared")
    comparison = compare_articles(chosen)
    show_comparison(comparison, console=console)
    if len(chosen) > 1:
        console.rule("two situations side by side")
        left, right = situation_of(chosen[:1]), situation_of(chosen[1:2])
        console.print(compared(left, right, "text"), markup=False)
        picture = out / "situations.svg"
        picture.write_text(compared(left, right, "svg"), encoding="utf-8")
        console.print(f"\nthe picture: {picture}; the pages: {out}/*.html")
    origins = origin_words(comparison.origins_low, comparison.origins_high)
    console.print(f"[bold]{len(chosen)} articles, {origins}[/bold] of what they share. It is not said who is right.")
