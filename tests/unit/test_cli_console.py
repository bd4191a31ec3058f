"""What a command says: every line as a terminal may show it, whatever names and texts hold."""

import click
import pytest
from click.testing import CliRunner

from gongbao.cli.console import PlainErrors, say

HOSTILE = "a\x1b[2J\x9b1mb\u202ec\nd\r\u2066"
SHOWN = "a\\u001b[2J\\u009b1mb\\u202ec\\u000ad\\u000d\\u2066"


@click.group(cls=PlainErrors)
def program() -> None: ...


@program.command("say")
@click.option("--err", is_flag=True)
def say_it(*, err: bool) -> None:
    say(HOSTILE, "and\tmore", err=err)


@program.command()
@click.argument("number", type=int)
def refuse(number: int) -> None:
    if not number:
        raise click.UsageError(HOSTILE)
    raise OSError(number, "no\x1b[1m", HOSTILE)


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (("say",), 0, f"{SHOWN}\nand\tmore\n"),
        (("say", "--err"), 0, f"{SHOWN}\nand\tmore\n"),
        (("refuse", "2"), 1, f"{SHOWN}: no\\u001b[1m\n"),
        (("refuse", "0"), 2, f"Error: {SHOWN}\n"),
        (("refuse", HOSTILE), 2, "not a valid integer"),
        ((HOSTILE,), 2, "No such command"),
        (("say", f"--{HOSTILE}"), 2, "No such option"),
    ],
)
def test_nothing_moves_the_terminal(arguments: tuple[str, ...], code: int, expected: str) -> None:
    done = CliRunner().invoke(program, arguments)
    assert done.exit_code == code
    assert expected in done.output
    assert not any(sign in done.output for sign in "\x1b\x9b\r\u202e\u2066")
