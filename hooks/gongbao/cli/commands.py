"""The command line `gongbao`: a command in, what it says and its exit code out.

A command imports what it alone needs, so that the quick ones start quickly.
"""

import sys
from itertools import chain

import click

from gongbao.cli import publication, published, reports
from gongbao.cli.console import LANG, PlainErrors, refuse_language, run_program


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    LANG, callback=refuse_language, expose_value=False, help="The language of messages: en, zh-Hans or zh-Hant."
)
@click.version_option(package_name="gongbao", message="gongbao %(version)s")
def main() -> None:
    """Publish government reports in Simplified and Traditional Chinese."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n" if stream is sys.stdout else None)


for one in chain.from_iterable(vars(module).values() for module in (reports, publication, published)):
    if isinstance(one, click.Command):
        main.add_command(one)


def run() -> None:
    """Run the command line as a program. Raises SystemExit with the exit code, unless that is 0."""
    run_program(main)
