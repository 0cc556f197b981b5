"""Options that several commands share, and how items that failed are told."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from recoupe.app.reading import STDIN, Article, Failure, read_all
from recoupe.errors import IntakeError, UsageError
from recoupe.intake.dates import given_date
from recoupe.intake.documents import Given
from recoupe.text.views import printable

READ_ERROR = 3
HOMES = "RECOUPE_HOMES"
"""The environment variable for --home."""
_HOME = "recoupe.home"
_LANG = re.compile(r"[a-z]{2,3}")


def given_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--published, --outlet, --lang: what a person says of the article; --home: what of its outlet."""
    for option in (
        home_option,
        click.option("--lang", help="Language of the article (fr, en, ...); else it is identified."),
        click.option("--outlet", help="Who published it; else from the page's metadata or source line."),
        click.option(
            "--published", metavar="DATE", help="Publication date (YYYY-MM-DD); else from metadata. Never an event's date."
        ),
    ):
        function = option(function)
    return function


def archive_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--archive: which archive is meant."""
    return click.option(
        "--archive",
        metavar="FILE",
        help="The archive: a file, or the address of a PostgreSQL database. Default: RECOUPE_ARCHIVE, else recoupe.db in this folder.",
    )(function)


def given_of(published: str | None, outlet: str | None, lang: str | None) -> Given:
    """What a person says of the articles. Raises UsageError for a wrong language or date."""
    if lang is not None and not _LANG.fullmatch(lang):
        raise UsageError(
            "R402",
            f"--lang {lang!r} is no language code.",
            remedy="Write fr, en or another ISO 639 code of two or three letters.",
        )
    given_day("--published", published)
    return Given(published=published, outlet=outlet, lang=lang)


def given_day(option: str, said: str | None) -> str | None:
    """The day of a date given by hand. Raises UsageError R402 if it is no ISO date."""
    try:
        return None if said is None else given_date(said)[:10]
    except IntakeError as error:
        raise UsageError("R402", error.what, where=option, remedy=error.remedy) from error


def now() -> str:
    """The present moment as ISO date-time in UTC: the only clock of the program, for what is kept of when something was done."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def home_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--home: the user's file of outlets' homes. `read_items` uses it."""
    return click.option(
        "--home",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE",
        envvar=HOMES,
        expose_value=False,
        callback=_remember_home,
        help="Where outlets are at home: a table with outlet, place, source. See docs/places.md.",
    )(function)


def _remember_home(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    context.meta[_HOME] = path


def home_given() -> Path | None:
    """The file given with --home, or by the environment."""
    path: Path | None = click.get_current_context().meta.get(_HOME)
    return path


def codebook_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--codebook: the team's own codebook."""
    return click.option(
        "--codebook",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar="DIR",
        help="Read under this codebook: a folder as `recoupe packs new` makes it.",
    )(function)


def read_items(
    names: tuple[str, ...], published: str | None, outlet: str | None, lang: str | None, codebook: Path | None = None
) -> list[Article]:
    """The articles behind `names`; failures are told on standard error, and end the program with 3 when nothing was read."""
    given = given_of(published, outlet, lang)
    stdin = sys.stdin.buffer.read() if STDIN in names else None
    return kept(read_all(names, given, stdin=stdin, now=now(), codebook=codebook, homes=home_given()))


def kept(items: Iterable[Article | Failure]) -> list[Article]:
    """The articles; each failure is one line on standard error, remembered for the exit code."""
    articles = []
    failed = False
    for item in items:
        if isinstance(item, Failure):
            failed = True
            click.echo(printable(f"recoupe: {_named(item)}"), err=True)
        else:
            articles.append(item)
    if failed:
        context = click.get_current_context()
        context.find_root().meta["recoupe.failed"] = True
        if not articles:
            sys.exit(READ_ERROR)
    return articles


def _named(item: Failure) -> str:
    """The error with the item's name, once."""
    return str(item.error) if item.error.where.startswith(item.name) else f"{item.name}: {item.error}"


def leave() -> None:
    """Exit code 3 when an item failed, after everything else was shown."""
    if click.get_current_context().find_root().meta.get("recoupe.failed"):
        sys.exit(READ_ERROR)


def tell_degraded(articles: Iterable[Article]) -> None:
    """On standard error: what could not be read in an article, so that silence is not taken for content."""
    for article in articles:
        for reason in article.record.made_by.degraded:
            click.echo(printable(f"recoupe: {article.name}: not fully read: {reason}"), err=True)
