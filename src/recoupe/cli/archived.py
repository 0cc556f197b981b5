"""Things of the archive in a terminal, or as plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from recoupe.app.showing import ArticleShown, EpisodeShown, OutletShown
from recoupe.archive.differences import ClaimChange, FieldChange
from recoupe.archive.lookups import Listed
from recoupe.archive.rewritten import Rewriting
from recoupe.archive.rows import ClaimRow
from recoupe.cli.lines import line_printer
from recoupe.model.decision import Decision

_STYLES = {"added": "green", "gone": "red", "changed": "yellow"}


def show(what: ArticleShown | EpisodeShown | OutletShown, *, console: Console | None = None) -> None:
    """Print it."""
    printed = line_printer(console)
    lines = (
        _article(what) if isinstance(what, ArticleShown) else _episode(what) if isinstance(what, EpisodeShown) else _outlet(what)
    )
    for line in lines:
        printed(line)


def _article(shown: ArticleShown) -> Iterator[Text]:
    document = shown.document
    yield Text(document.id, style="dim").append(f"  {document.title or ''}", style="bold default")
    about = (
        document.outlet or "outlet not named",
        document.published or "no date",
        document.lang,
        f"{len(document.text)} characters",
    )
    yield Text("  " + " · ".join(about))
    if document.url:
        yield Text(f"  {document.url}")
    for each in shown.retrievals:
        came = f"  came as {each.item}" + (f", retrieved {each.retrieved}" if each.retrieved else "")
        yield Text(came + "".join(f", redirected from {url}" for url in each.redirects), style="dim")
    for version in shown.versions:
        own = "  (this one)" if version.document == document.id else ""
        yield Text(f"  version {version.number} of {version.address}: {version.document}, first seen {version.seen}{own}")
    for warning in shown.warnings:
        yield Text(f"  ! {warning.code}: {warning.message}", style="yellow")
    for copy in shown.copies:
        other = copy.right if copy.left == document.id else copy.left
        yield Text(f"  shares wording with {other}: {copy.why}")
    for rewriting in shown.rewritings:
        yield from _rewriting(rewriting)
    if not shown.read:
        yield Text("  not read yet: recoupe add --retry", style="yellow")
    for claim in shown.claims:
        yield _claim(claim)
    yield from _decisions(shown.decisions)


def _rewriting(rewriting: Rewriting) -> Iterator[Text]:
    yield Text(f"  from {rewriting.before} to {rewriting.after}", style="bold")
    for field in rewriting.fields:
        yield Text(f"    {field.field}: {field.before} → {field.after}", style="yellow")
    for paragraph in rewriting.paragraphs:
        if paragraph.before is not None:
            yield Text(f"    - {paragraph.before}", style="red")
        if paragraph.after is not None:
            yield Text(f"    + {paragraph.after}", style="green")
    for change in rewriting.claims:
        yield changed(change)


def changed(change: ClaimChange) -> Text:
    """One claim that came, went or reads otherwise: of each field only what differs."""
    line = Text(f"    {change.change:<7}", style=_STYLES[change.change]).append(f"  {change.claim}", style="dim")
    line.append(f"  {change.type} “{change.trigger}”", style="default")
    return line.append("".join(f"  {each.field}: {_differing(each)}" for each in change.fields))


def _differing(field: FieldChange) -> str:
    before, after = _parts(field.before), _parts(field.after)
    old, new = ([each for each in side if each not in other] for side, other in ((before, after), (after, before)))
    return f"{'; '.join(old) or 'nothing'} → {'; '.join(new) or 'nothing'}"


def _parts(value: object) -> list[str]:
    """The parts of a value in words: each role, loss or voice is one."""
    if not isinstance(value, list | tuple):
        return [] if value is None else [str(value)]
    if any(isinstance(each, list | tuple) for each in value):
        return [" ".join(_parts(each)) for each in value]
    return [" ".join(str(each) for each in value if each is not None)]


def _claim(claim: ClaimRow) -> Text:
    words = " ".join(claim.words.split())
    line = Text(f"  {claim.position:>3} {claim.id}  ", style="dim").append(claim.type, style="bold default")
    line.append(f"  {claim.occurrence.replace('_', ' ')}", style="cyan").append(f"  “{words}”", style="default")
    return line.append("".join(f"  {each}" for each in (claim.place, claim.time_words) if each), style="dim")


def _episode(shown: EpisodeShown) -> Iterator[Text]:
    episode = shown.episode
    joined = f"  (was {shown.asked})" if shown.asked != episode.id else ""
    yield Text(episode.id, style="bold").append(
        f"  {episode.family}, {len(episode.claims)} claims, {len(shown.articles)} articles{joined}"
    )
    for article in shown.articles:
        yield _listed(article)
        for claim in shown.claims:
            if claim.document == article.id:
                yield _claim(claim)
    for link in episode.links:
        by = "ruled by a person" if link.by == "person" else f"score {link.score}"
        yield Text(f"  {'#'.join(link.left)} = {'#'.join(link.right)}: {by}", style="dim")
        for reason in link.reasons:
            yield Text(f"      {reason.why}", style="dim")
    yield from _decisions(shown.decisions)


def _outlet(shown: OutletShown) -> Iterator[Text]:
    yield Text(shown.name, style="bold").append(f"  {len(shown.articles)} articles", style="default")
    for article in shown.articles:
        yield _listed(article)


def _listed(article: Listed) -> Text:
    about = " · ".join((article.publisher or "outlet not named", article.published or "no date", article.lang))
    return Text(f"  {article.id}  ", style="dim").append(article.headline, style="default").append(f"  {about}", style="dim")


def _decisions(decisions: tuple[Decision, ...]) -> Iterator[Text]:
    for each in decisions:
        yield Text(f"  {each.at} {each.who}: {each.field} {each.before} → {each.after}  {each.why}", style="magenta")
