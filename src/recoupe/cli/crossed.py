"""A crossing and its episodes in a terminal, or as plain lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.markup import escape
from rich.text import Text

from recoupe.app.crossing import Crossed, Progress
from recoupe.cli.comparison import origin_words, show_origins, show_shared
from recoupe.cli.lines import line_printer, screen
from recoupe.model.comparison import Shared
from recoupe.model.episode import Episode

_SHOWN = 20


@contextmanager
def bar(*, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error, one line that is written over; nothing where it is no terminal."""
    shown = not quiet and sys.stderr.isatty()

    def progress(step: str, done: int, total: int) -> None:
        if shown:
            sys.stderr.write(f"\r{step} {done} of {total}\x1b[K")
            sys.stderr.flush()

    yield progress
    if shown:
        sys.stderr.write("\r\x1b[K")


def show_crossed(found: Crossed) -> None:
    """Print what a crossing found."""
    printed = line_printer(None)
    printed(
        Text(
            f"{found.articles} articles, {found.claims} claims ({found.told} articles told anew); {found.episodes} episodes, {found.shared} of "
            f"them told by several articles; {found.copies} pairs with shared wording"
        )
    )
    for change in found.changes[:_SHOWN]:
        into = f", went into {change.into}" if change.into else ""
        printed(Text(f"  {change.change}  {change.episode}: {len(change.gained)} claims gained, {len(change.lost)} lost{into}"))
    if len(found.changes) > _SHOWN:
        printed(Text(f"  and {len(found.changes) - _SHOWN} more; --json lists all", style="dim"))


def show_listed(rows: list[dict[str, Any]]) -> None:
    """Print a list of episodes, one a line."""
    printed = line_printer(None)
    if not rows:
        printed(Text("No episode is told by so many articles. Run: recoupe cross", style="dim"))
    for row in rows:
        summary = row["summary"] or {}
        days = " to ".join(dict.fromkeys(each for each in (summary.get("earliest"), summary.get("latest")) if each)) or "undated"
        who = " → ".join(each for each in (summary.get("doers"), summary.get("sufferers")) if each)
        line = Text(row["id"], style="bold").append(f"  {summary.get('type') or row['family']}", style="cyan")
        line.append(f"  {days}  {summary.get('place') or 'no place said'}  {who}  “{summary.get('trigger', '')}”")
        printed(line.append(f"  {row['documents']} articles, {row['claims']} claims", style="dim"))


def show_episode(episode: Episode, shared: Shared, names: Mapping[str, str]) -> None:
    """Print one episode: fields by articles, contradictions, names, origins, and why its claims are held to tell one event."""
    console = screen()
    plain = {document: escape(name) for document, name in names.items()}
    counts = shared.counts
    if counts is not None:
        camps = f", {counts.camps} camps" if counts.camps is not None else ""
        console.print(
            f"[bold]{episode.id}[/bold]  {counts.articles} articles, {counts.outlets} outlets, {origin_words(counts.origins_low, counts.origins_high)}{camps}"
        )
    show_shared(console, "", shared, plain)
    for used in shared.names:
        said = "; ".join(
            f"{plain[document]}: {', '.join(f'“{escape(each)}”' for each in words)}" for document, words in used.names
        )
        console.print(f"  [bold]{escape(used.actor)}[/bold] is called  {said}")
    show_origins(console, shared.origins, plain)
