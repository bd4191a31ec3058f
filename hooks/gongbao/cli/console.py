"""A group of commands in, a program out: its failures are lines for a person and an exit code, never a traceback.

Help and errors of usage come in the language at hand. Those of click itself go through gettext too, which it asks by
its global domain and by the variable LANGUAGE.
"""

import contextlib
import copy
import errno
import gc
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

import click

from gongbao.report.messages import DOMAIN, LOCALE, _, choose_language, tell_reason, use_language
from gongbao.report.problems import ReportError, show

OBJECTS = 100_000
LANG = "--lang"


def say(*lines: str, err: bool = False) -> None:
    """Print lines for a person: nothing in them moves the cursor, turns text around or makes one line two."""
    for line in lines:
        click.echo(show(line), err=err)


class Command(click.Command):
    """A command whose help is told in the language at hand."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help; click makes it once, in the language of that moment."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _("Show this message and exit.")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence, as the list of commands shows it."""
        return super(Command, self.tell()).get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        super(Command, self.tell()).format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the options do."""
        super(Command, self.tell()).format_options(ctx, formatter)

    def tell(self) -> Self:
        """Return the same command with its help in the language at hand."""
        told = copy.copy(self)
        told.help = translate(self.help)
        told.params = list(map(copy.copy, self.params))
        for option in told.params:
            if isinstance(option, click.Option):
                option.help = translate(option.help)
        return told


class Page(click.Path):
    """The place of a page that a command writes: a file, or nothing yet. To open a pipe would wait for ever."""

    def __init__(self) -> None:
        """Give the place as a path."""
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the place. Raises a usage error if something else than a file is there."""
        path = Path(str(super().convert(value, param, ctx)))
        if path.exists() and not path.is_file():
            self.fail(_("{path}: a pipe or a device, not a file").format(path=path), param, ctx)
        return path


def command(name: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Return what makes a command of a function, of that name or another."""
    return click.command(name, cls=Command)


def translate(words: str | None) -> str | None:
    """Return help in the language at hand, if there is any."""
    return _(words) if words else words


class PlainErrors(Command, click.Group):
    """A group whose commands end with the list of problems, or with what the system refused, and exit code 1."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **settings: Any) -> Any:
        """Run the command line; `--lang` may stand anywhere in it, and comes first: errors of usage are told, too."""
        words = list(sys.argv[1:] if args is None else args)
        language, words = take_language(words)
        known = not language or use_language(language)
        os.environ["LANGUAGE"] = choose_language()
        gettext.bindtextdomain(DOMAIN, str(LOCALE))
        gettext.textdomain(DOMAIN)
        if not known:
            words = [LANG, language]
        return super().main(words, *more, **settings)

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
            message = tell_reason(error)
            say(f"{error.filename}: {message}" if error.filename else message, err=True)
        raise click.exceptions.Exit(1)


def take_language(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the language that a command line asks for, if it does, and the command line without it."""
    rest = list(words)
    end = rest.index("--") if "--" in rest else len(rest)
    for place, word in enumerate(rest[:end]):
        if word.startswith(f"{LANG}="):
            return word.removeprefix(f"{LANG}="), rest[:place] + rest[place + 1 :]
        if word == LANG and place + 1 < end:
            return rest[place + 1], rest[:place] + rest[place + 2 :]
    return "", rest


def refuse_language(_context: click.Context, _option: click.Parameter, name: str | None) -> None:
    """Raise a usage error: a language that there is has been taken off the command line before."""
    if name is not None:
        raise click.BadParameter(_("there is no language {name} (en, zh-Hans or zh-Hant)").format(name=name))


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
