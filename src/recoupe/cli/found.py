"""Articles found, in a terminal with the words marked, in a pipe as plain lines."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from recoupe.archive.rows import ClaimRow
from recoupe.archive.search import Found, Hit
from recoupe.cli.lines import line_printer


def show_found(found: Found, *, console: Console | None = None) -> None:
    """The articles with their snippets and the claims that fit."""
    printed = line_printer(console)
    for hit in found.hits:
        _show(printed, hit)
    least = "more than " if found.more else ""
    shown = f", the first {len(found.hits)} shown" if found.total > len(found.hits) else ""
    newest = ", newest first" if found.order == "newest" and found.total > 1 else ""
    printed(Text(f"{least}{found.total} article{'' if found.total == 1 else 's'}{shown}{newest}", style="dim"))


def _show(printed: Callable[[Text], None], hit: Hit) -> None:
    head = Text(hit.document, style="dim").append("  ").append(hit.headline, style="bold default")
    about = " · ".join((hit.outlet or "outlet not named", hit.published or "no date", hit.lang))
    printed(head.append(f"  {about}", style="dim"))
    if hit.snippet is not None:
        line = Text("    ").append(hit.snippet.text)
        for start, end in hit.snippet.marks:
            line.stylize("bold yellow", start + 4, end + 4)
        printed(line)
    for claim in hit.claims:
        printed(_claim(claim))
    if hit.claims_found is not None and hit.claims_found > len(hit.claims):
        printed(Text(f"    and {hit.claims_found - len(hit.claims)} more claims", style="dim"))


def _claim(claim: ClaimRow) -> Text:
    words = " ".join(claim.words.split())
    line = (
        Text(f"    {claim.id}  ", style="dim")
        .append(claim.type, style="bold default")
        .append(f"  {claim.occurrence.replace('_', ' ')}", style="cyan")
    )
    return line.append(f"  “{words}”", style="default").append(
        "".join(f"  {each}" for each in (claim.place, claim.time_words) if each), style="dim"
    )
