"""What is installed in, the generator of static pages that builds out: MkDocs, or ProperDocs under MkDocs' name.

ProperDocs goes on with MkDocs 1.x and brings an alias of its modules, under which themes and plugins find it. Where it
is installed it takes MkDocs' place, unless MkDocs itself is at work already (`mkdocs build`). Every module that imports
`mkdocs` imports this one first.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

Generator = Literal["mkdocs", "properdocs"]


def choose_generator() -> Generator:
    """Let `mkdocs` mean the generator that builds in this process, and return its name, which its log has too."""
    loaded = sys.modules.get("mkdocs")
    if loaded is None and find_spec("properdocs"):
        loaded = import_module("properdocs.replacement") and sys.modules["mkdocs"]
    return "properdocs" if loaded and loaded.__name__ == "properdocs" else "mkdocs"


GENERATOR = choose_generator()
