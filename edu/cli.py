"""The command line: its commands, and how a run of one ends."""

from __future__ import annotations

import errno
import gc
import os
import sys

import click

from edu.commands import keys, looking, previewing, printing, showing, starting
from edu.commands.screen import own_fault, say
from edu.problems import EduError, ExitCode, Problem


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="edu", message="edu %(version)s")
def cli() -> None:
    """Turn one battle, written down as sourced facts, into a lesson to print.

    BATTLE is a name from `edu list` or a folder with a battle.toml. Without one: the folder you stand in, if it has a
    battle.toml, else the Battle of Safira.
    """


for _command in (
    printing.build,
    printing.handout,
    printing.guide,
    printing.quiz,
    keys.key,
    keys.reprint,
    showing.chart,
    previewing.preview,
    looking.questions,
    looking.review,
    looking.check,
    starting.list_battles,
    starting.new,
    starting.templates,
    starting.schema,
):
    cli.add_command(_command)


_NEW_THINGS = 50_000
"""Things made before memory is searched for what is left over. A run makes many that it keeps, and few that it leaves;
Python's own 700 would cost a twentieth of it."""


def main() -> None:
    """Runs the command line: a user's mistake ends in a message, a mistake of edu's in a traceback that says so."""
    gc.set_threshold(_NEW_THINGS)
    try:
        code = cli.main(standalone_mode=False)
    except EduError as error:
        code = _tell(error)
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        say(_STOPPED)
        code = 130
    except SystemExit as stop:
        code = ExitCode.OK if stop.code == 1 else stop.code  # click leaves with 1 when the reader of a pipe has gone
    except Exception as error:
        if _stopped(error):
            say(_STOPPED)
            code = 130
        elif isinstance(error, OSError) and error.errno in _LOST and error.filename is None:
            code = _tell(_output_lost(error))
        else:
            own_fault()
            code = ExitCode.BUG
    sys.exit(int(code or 0))


_STOPPED = "Stopped; no half-written file is left."


def _stopped(error: BaseException | None) -> bool:
    """Whether somebody stopped the run: libraries that are being loaded then say that they cannot be."""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _stopped(error.__cause__))


_LOST = (errno.ENOSPC, errno.EFBIG, errno.EIO)
"""Why what goes to the screen or, by `>`, to a file cannot be written. Files that edu writes itself are seen to where
they are written."""


def _output_lost(error: OSError) -> EduError:
    """Standard output cannot be written: what is left for it is dropped, else Python would fail with it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    what = f"the output cannot be written ({error.strerror})"
    return EduError(Problem(None, None, what, "Free some space on the disk, or send it somewhere else"), ExitCode.WRITE)


def _tell(error: EduError) -> int:
    for problem in error.problems:
        say(str(problem))
    count = len(error.problems)
    if count > 1:
        say(f"{count} problems.")
    return int(error.code)
