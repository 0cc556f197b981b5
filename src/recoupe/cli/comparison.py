"""A comparison in a terminal: the articles, the copies, the shared acts as a matrix, the origins with their paths."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from recoupe.cli.lines import counted, screen
from recoupe.model.comparison import Comparison, Origin, Shared

_RELATION = {"same": "green", "compatible": "cyan", "different": "yellow", "opposite": "bold red", "silent": "dim"}


def show_comparison(comparison: Comparison, *, console: Console | None = None) -> None:
    """Print a comparison."""
    console = console or screen()
    names = {side.document: escape(side.outlet or side.name) for side in comparison.sides}
    table = Table(title="Articles", title_justify="left", box=None, header_style="dim")
    for column in ("outlet", "language", "published", "claims", "file"):
        table.add_column(column)
    for side in comparison.sides:
        table.add_row(
            escape(side.outlet or "not named"), side.lang, side.published or "no date", str(side.claims), escape(side.name)
        )
    console.print(table)
    plain = {side.document: side.outlet or side.name for side in comparison.sides}
    for copy in comparison.copies:
        origin = f", from {plain[copy.from_document]}" if copy.from_document else ""
        console.print(
            Text("possible translation  " if copy.translation else "copied wording  ", style="bold").append(
                f"{plain[copy.left]} ↔ {plain[copy.right]}{origin}: {copy.why}"
            )
        )
    for number, shared in enumerate(comparison.shared, 1):
        console.print()
        show_shared(console, f"{number}. ", shared, names)
    console.print()
    _origins(console, comparison, names)
    alone: dict[str, int] = {}
    for told in comparison.alone:
        alone[told.document] = alone.get(told.document, 0) + 1
    for document, number in alone.items():
        console.print(f"[dim]{counted(number, 'further claim stands', 'further claims stand')} only in {names[document]}[/dim]")
    for note in comparison.notes:
        console.print(f"[yellow]! {escape(note)}[/yellow]")


def show_shared(console: Console, number: str, shared: Shared, names: dict[str, str]) -> None:
    """Print one event as a table, fields by articles, with what contradicts below. `names`: what each document is called, escaped."""
    table = Table(
        title=f"{number}{shared.family}: {origin_words(shared.origins_low, shared.origins_high)}",
        title_justify="left",
        header_style="dim",
        caption=escape(shared.why),
        caption_justify="left",
    )
    table.add_column("")
    documents = list(dict.fromkeys(told.document for told in shared.told))
    for document in documents:
        table.add_column(names[document], overflow="fold")
    table.add_column("")
    words = {
        document: "; ".join(f"“{told.trigger}”" for told in shared.told if told.document == document) for document in documents
    }
    table.add_row("words", *(escape(words[document]) for document in documents), "")
    for field in shared.fields:
        values = {
            document: "; ".join(
                dict.fromkeys(_in_words(field.field, value) for owner, value in field.values if owner == document and value)
            )
            for document in documents
        }
        table.add_row(
            field.field,
            *(escape(values[document]) or "[dim]not said[/dim]" for document in documents),
            Text(field.relation, style=_RELATION[field.relation]),
        )
    voices = {
        document: "; ".join(dict.fromkeys(" → ".join(told.voices) for told in shared.told if told.document == document))
        for document in documents
    }
    table.add_row("according to", *(escape(voices[document]) for document in documents), "")
    console.print(table)
    for found in shared.contradictions:
        one, other = names[found.left[0]], names[found.right[0]]
        console.print(
            f"  [red]{found.field}[/red]: {one} “{escape(found.left_words)}”, {other} “{escape(found.right_words)}”: {escape(found.why)}"
        )
    for told in shared.told:
        if told.against_own_side:
            console.print(f"  [bold]{names[told.document]}[/bold] tells “{escape(told.trigger)}” against its own side")


def show_origins(console: Console, origins: Sequence[Origin], names: dict[str, str]) -> None:
    """Print origins with the path that led to each."""
    for origin in origins:
        said = "" if origin.named else " (may be the same as another)"
        denies = ", denies it" if origin.denies else ""
        owner = f", same owner as another: {escape(origin.owner)}" if origin.owner else ""
        console.print(
            f"  {escape(origin.label)}{said}{denies}{owner}: {counted(origin.claims, 'claim')} in {', '.join(names[d] for d in origin.documents)}"
        )
        console.print(f"    [dim]{escape(origin.path)}[/dim]")


def _in_words(field: str, value: str) -> str:
    """A value as people read it: a status is a name of the schema."""
    return value.replace("_", " ") if field == "status" else value


def _origins(console: Console, comparison: Comparison, names: dict[str, str]) -> None:
    console.print(
        Text(
            f"{origin_words(comparison.origins_low, comparison.origins_high)} behind the shared claims of {counted(len(comparison.sides), 'article')}",
            style="bold",
        )
    )
    show_origins(console, comparison.origins, names)


def origin_words(low: int, high: int) -> str:
    """How many independent origins: "1 origin", "2 to 3 origins"."""
    if low == high:
        return counted(low, "origin")
    return f"{low} to {high} origins"
