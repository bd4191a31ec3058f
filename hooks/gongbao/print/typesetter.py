"""A document in, its PDF out: one Typst compiler for all documents of a thread."""

import threading
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import typst

from gongbao.print.document import TEMPLATES, Document
from gongbao.print.faces import find_fonts
from gongbao.print.setting import Standard

STANDARDS: dict[Standard, list[Any]] = {"ua": ["ua-1"], "archive": ["a-2a", "ua-1"]}


def make_pdf(document: Document) -> bytes:
    """Return the finished file of a document. Raises typst.TypstError where it would not meet its standard.

    It works for several threads at the same time, but in no process that was forked from one in which it has worked:
    that one lacks the threads which Typst has started for itself, and would wait for them.
    """
    compiler, template = make_compiler(threading.get_ident())
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


@cache
def make_compiler(_thread: int) -> tuple[typst.Compiler, Path]:
    """Return a thread's compiler with the fonts of this machine, which all share, and its template.

    A compiler sets one document at a time. To make one takes as long as a report.
    """
    with as_file(TEMPLATES) as folder:
        return typst.Compiler(root=folder, font_paths=find_fonts()), folder / "main.typ"
