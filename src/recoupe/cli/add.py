"""`recoupe add`."""

from __future__ import annotations

import sys

import click

from recoupe.cli.options import READ_ERROR, archive_option, given_of, given_options, home_given, now
from recoupe.errors import UsageError


@click.command(name="add")
@click.argument("paths", metavar="PATH|URL...", nargs=-1)
@archive_option
@click.option("--no-read", is_flag=True, help="Only store them; read them later with --retry.")
@click.option("--retry", is_flag=True, help="Also try again what failed before, and read what is stored and not yet read.")
@click.option(
    "--reread", is_flag=True, help="Read again what was read before (all of the archive without PATH) and list what changed."
)
@click.option("--refetch", is_flag=True, help="Fetch again the addresses of lists and feeds that were fetched before.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Processes that take articles in. Default: as many as there are processors, at most 4.",
)
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
@given_options
def command(
    paths: tuple[str, ...],
    archive: str | None,
    no_read: bool,
    retry: bool,
    reread: bool,
    refetch: bool,
    jobs: int | None,
    as_json: bool,
    published: str | None,
    outlet: str | None,
    lang: str | None,
) -> None:
    """Put articles into the archive and read them.

    Each article is stored first and read afterwards. Adding the same again changes nothing; a run that was interrupted goes on when the same
    command is given again. What fails is kept in the archive with its stage and reason, for --retry.
    """
    if not paths and not (retry or reread):
        raise UsageError("R402", "there is nothing to add.", remedy="Give files, folders or addresses; or --retry, or --reread.")
    given = given_of(published, outlet, lang)
    from recoupe.app.adding import Adding, add
    from recoupe.app.preparing import usual_jobs
    from recoupe.archive.opening import open_archive
    from recoupe.cli.adding import Shown, show_report

    wanted = Adding(
        now=now,
        paths=paths,
        given=given,
        read=not no_read,
        retry=retry,
        reread=reread,
        refetch=refetch,
        jobs=jobs or usual_jobs(),
        homes=home_given(),
    )
    with open_archive(archive, create=bool(paths)) as opened, Shown(as_json=as_json) as shown:
        report = add(opened, wanted, shown.step)
        where = opened.where
    show_report(where, report, as_json=as_json)
    if any(outcome.state == "failed" for outcome in report.outcomes):
        sys.exit(READ_ERROR)
