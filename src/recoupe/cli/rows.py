"""Rows of coded data on standard output, and what gave no row beside them: on standard error, or in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from recoupe.app.coding import code, gaps_table
from recoupe.app.reading import Article
from recoupe.errors import UsageError


def show_rows(articles: Sequence[Article], scheme: str, gaps: Path | None) -> None:
    """Print the rows. Raises UsageError R402 when the file for the gaps cannot be written."""
    coded = code(articles, scheme)
    click.echo(coded.text.encode("utf-8"), nl=False)  # bytes: the line ends of CSV stay as they are
    if gaps is not None:
        try:
            gaps.write_text(gaps_table(coded), encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(
                "R402", f"{gaps} cannot be written: {error.strerror}.", remedy="Name another file with --gaps."
            ) from error
        return
    several = len(articles) > 1
    total = coded.rows + len(coded.gaps)
    click.echo(f"recoupe: {coded.rows} of {total} claims give a row; the others:", err=True)
    for name, gap in coded.gaps:
        place = f"{name}#{gap.number}" if several else f"#{gap.number}"
        click.echo(f"  {place} {gap.type} “{gap.trigger}”: {'; '.join(gap.missing)}", err=True)
