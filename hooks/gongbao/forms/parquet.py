"""JSON Lines of paragraphs or of figures in, Parquet of them out: columns, for an archive at once.

The bytes depend on the rows alone: groups of rows are cut by their number, and each column of one is a single piece (in
several, pyarrow writes other bytes once a column has more than a megabyte). Compressed with zstd, without a dictionary
and without statistics for what is different in each row: a third smaller, and no whole paragraphs in the footer.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from gongbao.forms.rows import Row

# Bounds the memory; DuckDB and Polars read groups side by side.
GROUP = 20_000
HEAD = {
    "report": "string",
    "title": "string",
    "body": "string",
    "place": "string",
    "date": "date32",
    "year": "int16",
    "script": "string",
}
PARAGRAPHS = HEAD | {
    "kind": "string",
    "part": "string",
    "section": "string",
    "id": "string",
    "number": "int32",
    "text": "string",
    "address": "string",
}
FIGURES = HEAD | {
    "id": "string",
    "theme": "string",
    "label": "string",
    "qualifier": "string",
    "value": "float64",
    "unit": "string",
    "quote": "string",
    "paragraph": "string",
    "address": "string",
}
DIFFERENT = frozenset(("id", "text", "quote", "address"))


def has_arrow() -> bool:
    """Tell whether pyarrow is there, which is installed on request (`gongbao[parquet]`)."""
    return find_spec("pyarrow") is not None


def join_paragraphs(target: Path, files: Iterable[Path]) -> None:
    """Write the paragraphs of JSON Lines as Parquet."""
    write_parquet(target, PARAGRAPHS, map(json.loads, iter_lines(files)))


def join_figures(target: Path, files: Iterable[Path]) -> None:
    """Write the figures of JSON Lines as Parquet."""
    write_parquet(target, FIGURES, map(json.loads, iter_lines(files)))


def iter_lines(files: Iterable[Path]) -> Iterator[bytes]:
    """Give the lines of files, one after the other."""
    for path in files:
        with path.open("rb") as stream:
            yield from stream


def write_parquet(target: Path, columns: Mapping[str, str], rows: Iterator[Row]) -> None:
    """Write rows as Parquet, a group of them at a time."""
    # To load it takes as long as the forms of a dozen reports.
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in columns.items()])
    alike = [name for name in columns if name not in DIFFERENT]
    with ParquetWriter(
        target, schema, compression="zstd", use_dictionary=alike, write_statistics=alike, store_schema=False
    ) as writer:
        while group := list(islice(rows, GROUP)):
            arrays = [pyarrow.array(list_values(group, field.name), field.type) for field in schema]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema).combine_chunks(), row_group_size=GROUP)


def list_values(rows: Iterable[Row], name: str) -> list[Any]:
    """Return the values of a column."""
    read: Callable[[str], Any] = datetime.date.fromisoformat if name == "date" else lambda value: value
    return [read(row[name]) for row in rows]
