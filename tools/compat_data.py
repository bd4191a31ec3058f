"""MDN's browser-compat-data in, what is younger than the oldest browsers that the publication is read with out.

    npm pack @mdn/browser-compat-data@8.1.9 && tar xzf mdn-browser-compat-data-8.1.9.tgz
    .venv/bin/python tools/compat_data.py package > tests/compat/young.json

The extract is committed, so that the tests need neither npm nor a network. The data is in the public domain (CC0-1.0).
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOORS = {"chrome": 78.0, "firefox": 115.0, "safari": 14.0}
NAME = re.compile(r"-?[a-zA-Z][a-zA-Z0-9-]*")


def make_extract(package: Path) -> dict[str, Any]:
    """Return the names of what is young by kind: properties, their values, selectors, at-rules, functions, members."""
    data = json.loads((package / "data.json").read_text(encoding="utf-8"))
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    css, properties = data["css"], data["css"]["properties"]
    values = {name: list_young(iter_features(feature)) for name, feature in properties.items()}
    members = [pair for kind in ("api", "javascript") for pair in iter_features(data[kind])]
    return {
        "source": about["name"],
        "version": about["version"],
        "licence": about["license"],
        "floors": FLOORS,
        "properties": list_young(iter_level(properties)),
        "values": {name: young for name, young in values.items() if young},
        "flex_gap": is_young(properties["gap"]["flex_context"]),
        "selectors": list_young(iter_level(css["selectors"])),
        "at_rules": list_young(iter_features(css["at-rules"])),
        "functions": list_young(iter_features(css["types"])),
        "members": list_young((name.removesuffix("_static"), feature) for name, feature in members),
    }


def iter_level(features: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the features of one level by name."""
    yield from ((name, feature) for name, feature in features.items() if "__compat" in feature)


def iter_features(features: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the features under others, at every depth, by name."""
    for name, feature in features.items():
        if name != "__compat":
            if "__compat" in feature:
                yield name, feature
            yield from iter_features(feature)


def list_young(features: Iterator[tuple[str, Any]] | Any) -> list[str]:
    """Return the names of which every feature is young: what is old somewhere may be meant."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for name, feature in features:
        found[name].append(is_young(feature))
    return sorted(name for name, young in found.items() if all(young) and NAME.fullmatch(name))


def is_young(feature: dict[str, Any]) -> bool:
    """Tell whether a feature is missing in one of the oldest browsers."""
    support = feature["__compat"]["support"]
    return not all(is_supported(support.get(browser), floor) for browser, floor in FLOORS.items())


def is_supported(statements: Any, floor: float) -> bool:
    """Tell whether a browser of a version has a feature under its own name."""
    for one in statements if isinstance(statements, list) else [statements or {}]:
        added = str(one.get("version_added")).lstrip("≤")
        removed = str(one.get("version_removed", "inf")).lstrip("≤")
        plain = not {"prefix", "alternative_name", "flags"} & one.keys() and read_version(removed) > floor
        if plain and read_version(added) <= floor:
            return True
    return False


def read_version(version: str) -> float:
    """Return a version as a number; what is in a preview is not out."""
    try:
        return float(".".join(version.split(".")[:2]))
    except ValueError:
        return float("inf")


if __name__ == "__main__":
    json.dump(make_extract(Path(sys.argv[1])), sys.stdout, ensure_ascii=False, indent=0, sort_keys=True)
    print()
