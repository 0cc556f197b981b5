"""`recoupe`: the commands, imported when they are called so that `--help` is quick."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import traceback
from typing import NoReturn

import click

from recoupe import __version__
from recoupe.errors import PipelineError, RecoupeError, UsageError

COMMANDS = {
    "read": ("recoupe.cli.read", "Read one article and show who is said to have done what, according to whom."),
    "situation": ("recoupe.cli.situation", "Draw the system of forces that an article describes; lay two side by side."),
    "compare": ("recoupe.cli.compare", "Several articles side by side: shared claims, copied passages, origins."),
    "show": (
        "recoupe.cli.show",
        "One claim: its words, its path, its reasons, its voices; or an article, episode or outlet of the archive.",
    ),
    "add": ("recoupe.cli.add", "Put files, folders, lists and feeds into the archive, and read them."),
    "search": ("recoupe.cli.search", "Find articles of the archive by their words and by what they claim."),
    "cross": ("recoupe.cli.cross", "Cross-check the archive: shared wording, claims that tell one event, what changed."),
    "episodes": (
        "recoupe.cli.episodes",
        "Events that several articles of the archive tell; one of them field by field, with its origins.",
    ),
    "export": ("recoupe.cli.export", "Write claims as CSV, JSON Lines, Parquet, GeoJSON, rows of coders, Web Annotations."),
    "evaluate": ("recoupe.cli.evaluate", "Score on a benchmark's own files."),
    "demo": ("recoupe.cli.demo", "Read the sample dispatches, compare them, and lay two situations side by side."),
    "gazetteer": ("recoupe.cli.gazetteer", "The layers of places: list them, build the packaged one."),
    "outlets": ("recoupe.cli.outlets", "Outlets and agencies: who they are, who owns them, and the source that says so."),
    "packs": ("recoupe.cli.packs", "Check the language packs: every file, every example."),
}
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What the system says when an output takes no more."""

EXIT_CODES = """Exit codes: 0 all read; 1 an error of another kind; 2 wrong use; 3 an item could not be read (the others were);
4 a knowledge file is wrong; 5 the archive cannot be opened or written; 70 a bug of recoupe."""


class Lazy(click.Group):
    """Commands by name, loaded on use; their one-line help stands here so that listing them imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of a working day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Lazy, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="recoupe")
def recoupe() -> None:
    """Read articles about wars and keep who is said to have done what to whom, when, where, according to whom, on which characters.

    It never says true or false.
    """


def main() -> None:
    """The console script: errors become one plain line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        recoupe.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("recoupe: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except RecoupeError as error:
        click.echo(f"recoupe: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            _tell_bug()
        _give_up_output()
        click.echo(
            f"recoupe: [R408] standard output: it cannot be written: {error.strerror}. Send it to a place with room.", err=True
        )
        sys.exit(UsageError.exit_code)
    except Exception:  # noqa: BLE001 - the last door: whatever comes here is a mistake of ours
        _tell_bug()


def _tell_bug() -> NoReturn:
    """What nobody foresaw: the trace for whoever mends it, a line for the reader, the code that says so."""
    traceback.print_exc()
    click.echo("recoupe: this is a bug of recoupe, and the lines above say where. Please report them.", err=True)
    sys.exit(PipelineError.exit_code)


def _give_up_output() -> None:
    """Let what waits to be written go nowhere, or the interpreter fails on it again at its end."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
