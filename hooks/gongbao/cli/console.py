"""A group of commands in, a program out: its failures are lines for a person and an exit code, never a traceback."""

import contextlib
import errno
import gc
import os
import sys

import click

from gongbao.report.problems import ReportError, show

OBJECTS = 100_000


def say(*lines: str, err: bool = False) -> None:
    """Print lines for a person: nothing in them moves the cursor, turns text around or makes one line two."""
    for line in lines:
        click.echo(show(line), err=err)


class PlainErrors(click.Group):
    """A group whose commands end with the list of problems, or with what the system refused, and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            # What was typed may have come of a pattern such as `*`.
            message = error.format_message()
            if show(message) == message:
                raise
            raise click.UsageError(show(message), getattr(error, "ctx", None)) from error
        except ReportError as error:
            say(*str(error).split("\n"), err=True)
        except OSError as error:
            if error.errno == errno.EPIPE:
                # Who reads the output has had enough; click ends quietly.
                raise
            message = error.strerror or str(error)
            say(f"{error.filename}: {message}" if error.filename else message, err=True)
        raise click.exceptions.Exit(1)


def run_program(commands: click.Group) -> None:
    """Run commands as the program `gongbao`. Raises SystemExit with the exit code, unless that is 0.

    After a success the process ends at once: to take the memory of an archive apart, piece by piece, before it goes
    back as a whole costs a twentieth of a build. Nearly everything that a command makes stays to its end, too: to look
    for garbage less often saves a twentieth.
    """
    gc.set_threshold(OBJECTS)
    try:
        commands(prog_name="gongbao")
    except SystemExit as end:
        # If something cannot be written, Python tells so, with an exit code of its own, at the usual end.
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            if not end.code:
                os._exit(0)
        raise
