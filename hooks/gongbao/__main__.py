"""`python -m gongbao`: the command line."""

from gongbao.cli.commands import run

run()
