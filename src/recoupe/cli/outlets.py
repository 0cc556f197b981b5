"""`recoupe outlets`: the cards of outlets and agencies, and one card in full with its sources. Shows; must never rank or judge an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from recoupe.knowledge.outlets.model import Match, Outlet

_WIDE = 120
_WIDE_ONLY = frozenset({"kind", "owner", "domains"})
"""Columns that a narrower terminal has no room for; a card in full has them."""
_COLUMNS = ("id", "name", "kind", "country", "affiliation", "owner", "domains")


@click.command(name="outlets")
@click.argument("wanted", metavar="[NAME|DOMAIN]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(wanted: str | None, as_json: bool) -> None:
    """The cards of outlets and agencies: all in a table, or that of one name, abbreviation, id, address or domain in full.

    Owner and affiliation are those of the source that the card names; what no opened source says is shown as unknown or not verified.
    """
    from recoupe.knowledge.outlets.find import shipped

    cards = shipped().cards
    if wanted is None:
        _json({"outlets": list(cards)}) if as_json else _table(cards)
        return
    matches = _matches(wanted)
    if as_json:
        _json({"matches": list(matches)})
        return
    for number, match in enumerate(matches):
        if number:
            click.echo()
        _card(match)


def _matches(wanted: str) -> tuple[Match, ...]:
    """The cards under an id, a name or an address. Raises UsageError R406 when there is none."""
    from recoupe.errors import UsageError
    from recoupe.knowledge.outlets.find import shipped
    from recoupe.knowledge.outlets.model import Match

    outlets = shipped()
    matches = tuple(Match(card=card, how="name", on=card.id) for card in outlets.cards if card.id == wanted)
    matches = matches or outlets.named(wanted)
    if not matches and (match := outlets.by_domain(wanted)):
        matches = (match,)
    if not matches:
        raise UsageError(
            "R406",
            f"no card is called “{wanted}” and none has that domain.",
            remedy="`recoupe outlets` lists them; docs/outlets.md says how to add one.",
        )
    return matches


def _json(value: object) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8"))


def _row(card: Outlet) -> tuple[str, ...]:
    return (
        card.id, card.name, card.kind, card.country or "unknown", card.affiliation, card.owner or "unknown", ", ".join(card.domains) or "unknown",
    )  # fmt: skip


def _table(cards: tuple[Outlet, ...]) -> None:
    """A table in a terminal; when piped one line a card, fields between tabs."""
    from rich.markup import escape
    from rich.table import Table

    from recoupe.cli.lines import screen

    console = screen()
    if not console.is_terminal:
        for row in (_COLUMNS, *map(_row, cards)):
            click.echo("\t".join(row))
        return
    table = Table(box=None, header_style="dim", title=f"{len(cards)} outlets and agencies", title_justify="left")
    shown = [number for number, column in enumerate(_COLUMNS) if console.width >= _WIDE or column not in _WIDE_ONLY]
    for column in (_COLUMNS[number] for number in shown):
        table.add_column(column, overflow="fold", style="bold" if column == "name" else "")
    for card in cards:
        cells = _row(card)
        table.add_row(*("[dim]unknown[/dim]" if cells[number] == "unknown" else escape(cells[number]) for number in shown))
    console.print(table)


def _card(match: Match) -> None:
    """One card in full; a value that no opened source confirmed is marked."""
    from rich.text import Text

    from recoupe.cli.lines import screen

    console, card = screen(), match.card
    console.soft_wrap = True
    console.print(Text(card.name, style="bold").append(f"  {card.id}, found by its {match.how}: {match.on}", style="dim"))
    names = [f"{name.form} ({'abbreviation' if name.short else name.lang})" for name in card.names]
    for label, field, value in (
        ("other names", "names", "; ".join(names)),
        ("kind", "kind", card.kind),
        ("languages", "languages", ", ".join(card.languages)),
        ("country", "country", card.country),
        ("seat", "place", card.place),
        ("owner", "owner", card.owner),
        ("affiliation", "affiliation", "" if card.affiliation == "unknown" else card.affiliation),
        ("domains", "domains", ", ".join(card.domains)),
        ("carries", "carries", ", ".join(card.carries)),
        ("credited as", "furniture", "; ".join(card.furniture)),
    ):
        _line(console, label, value, field in card.unverified)
    for number, source in enumerate(card.sources):
        licence = card.licences[number if len(card.licences) > 1 else 0]
        _line(console, "source", f"{source} ({licence})", False)
    if not card.sources:
        _line(console, "source", "none was opened", True)
    if card.note:
        _line(console, "note", card.note, False)
    if card.listed_names:
        _line(console, "in texts", f"recognised by the who's-who under {len(card.listed_names)} forms", False)
    _line(console, "row", card.where, False)


def _line(console: Console, label: str, value: str, unverified: bool) -> None:
    from rich.text import Text

    line = Text(f"  {label:<12} ", style="dim")
    line.append(value or "unknown", style="" if value else "dim")
    if unverified and value:
        line.append("  not verified", style="yellow")
    console.print(line)
