"""What is said of a report's data in, a JSON document that programs read out; those of all reports in, one of all out.

A document is about one report, and lists things; that of all reports has the same head, and lists the things of all.
Addresses are absolute, or relative to the root of the script, to which `@base` (JSON-LD 1.1, 4.1.3) then leads.
"""

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from gongbao.forms.edition import Edition

# From the downloads of a report, and from those of all reports.
OWN_BASE, WHOLE_BASE = {"@base": "../../"}, {"@base": "../"}
GRAPH, DATASETS, TABLES = "@graph", "dcat:dataset", "tables"
Document = dict[str, Any]
encode = json.JSONEncoder(ensure_ascii=False).encode


def make_context(edition: Edition, *contexts: Any) -> Any:
    """Return the value of `@context`: one as it is, or with what relative addresses start from."""
    if not edition.site_url:
        return [*contexts, OWN_BASE]
    return contexts[0] if len(contexts) == 1 else [*contexts]


def write_description(document: Document) -> bytes:
    """Return a document as it is published."""
    return f"{encode(document)}\n".encode()


def join_lists(key: str, target: Path, files: Iterable[Path]) -> None:
    """Write the documents of some reports as one."""
    documents = [json.loads(path.read_bytes()) for path in files]
    head = documents[0]
    if isinstance(head["@context"], list):
        head["@context"] = [WHOLE_BASE if one == OWN_BASE else one for one in head["@context"]]
    target.write_bytes(write_description({**head, key: [item for one in documents for item in one[key]]}))


join_graphs = partial(join_lists, GRAPH)
join_datasets = partial(join_lists, DATASETS)
