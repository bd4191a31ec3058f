"""An edition in, JSON Lines of its paragraphs or its figures out: a record a line, loaded in one line of a program."""

import json
from collections.abc import Iterable

from gongbao.forms.edition import Edition
from gongbao.forms.rows import Row, iter_figure_rows, iter_paragraph_rows

# A record a call: json.dumps would make an encoder for each.
encode = json.JSONEncoder(ensure_ascii=False).encode


def make_paragraph_lines(edition: Edition) -> bytes:
    """Return the paragraphs of an edition, one a line."""
    return write_lines(iter_paragraph_rows(edition))


def make_figure_lines(edition: Edition) -> bytes:
    """Return the figures of an edition, those of tables too, one a line."""
    return write_lines(iter_figure_rows(edition))


def write_lines(rows: Iterable[Row]) -> bytes:
    """Return rows as JSON, one a line."""
    return "".join([f"{encode(row)}\n" for row in rows]).encode()
