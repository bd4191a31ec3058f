"""A document in, its PDF out: one Typst compiler for all documents of a process."""

from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import typst

from gongbao.print.document import TEMPLATES, Document
from gongbao.print.faces import find_fonts
from gongbao.print.setting import Standard

STANDARDS: dict[Standard, list[Any]] = {"ua": ["ua-1"], "archive": ["a-2a", "ua-1"]}


@cache
def make_compiler() -> tuple[typst.Compiler, Path]:
    """Return the compiler with the fonts of this machine, and its template; to make one takes as long as a report."""
    with as_file(TEMPLATES) as folder:
        return typst.Compiler(root=folder, font_paths=find_fonts()), folder / "main.typ"


def make_pdf(document: Document) -> bytes:
    """Return the finished file of a document. Raises typst.TypstError where it would not meet its standard."""
    compiler, template = make_compiler()
    # The inputs are given each time: those left out are the ones of the document before.
    made = compiler.compile(
        input=template,
        format="pdf",
        sys_inputs={"document": document.data},
        pdf_standards=STANDARDS[document.standard],
        timestamp=document.made,
    )
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made
