"""What `recoupe add` shows: progress in a terminal, the report of the items afterwards."""

from __future__ import annotations

import sys
from collections import Counter
from types import TracebackType
from typing import Self

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from recoupe.app.adding import Outcome, Report, Step
from recoupe.archive.rows import State
from recoupe.cli.archived import changed
from recoupe.cli.lines import counted, screen
from recoupe.text.views import printable

_LISTED = 30
_ORDER: tuple[State, ...] = ("read", "stored", "known", "failed")


class Shown:
    """A bar on standard error where that is a terminal; nothing elsewhere."""

    def __init__(self, *, as_json: bool) -> None:
        self._console = screen(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=self._console, transient=True, disable=as_json or not self._console.is_terminal)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def step(self, step: Step) -> None:
        """Show how far the run is."""
        if step.phase not in self._tasks:
            self._tasks[step.phase] = self._bar.add_task(step.phase, total=step.total)
        self._bar.update(self._tasks[step.phase], completed=step.done, total=step.total)


def show_report(where: str, report: Report, *, as_json: bool) -> None:
    """The report: in full as JSON; for people what failed, the new versions, what a new reading changed, and the counts."""
    outcomes = report.outcomes
    counts = Counter(outcome.state for outcome in outcomes)
    if as_json:
        from recoupe.model.codec import to_json

        ordered = {state: counts[state] for state in _ORDER if counts[state]}
        click.echo(to_json({"archive": where, "counts": ordered, "passed_over": report.passed, "items": list(outcomes)}))
        return
    few = len(outcomes) <= _LISTED or not sys.stdout.isatty()
    for outcome in outcomes:
        if few or outcome.state == "failed" or outcome.changes or outcome.before:
            click.echo(printable(_line(outcome)))
            for change in outcome.changes:
                click.echo(printable(changed(change).plain))
    said = ", ".join(f"{counts[state]} {state}" for state in _ORDER if counts[state]) or "nothing to do"
    click.echo(f"{where}: {said}")
    if report.passed:
        click.echo("passed over: " + ", ".join(f"{number} {what}" for what, number in report.passed.items()))
    if counts["failed"]:
        click.echo("Try what failed again with: recoupe add --retry", err=True)


def _line(outcome: Outcome) -> str:
    """One item: state, article, what became of it, name."""
    more = []
    if outcome.claims is not None:
        more.append(counted(outcome.claims, "claim"))
    if outcome.before is not None:
        more.append(f"version {outcome.version}, after {outcome.before}")
    if outcome.state == "failed":
        more.append(f"at {outcome.stage}: {outcome.message}")
    return "  ".join(each for each in (f"{outcome.state:<6}", outcome.document or "-", outcome.name, "; ".join(more)) if each)
