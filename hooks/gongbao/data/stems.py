"""A report and the reports beside it in, a word where the same body or place stands under names of other folders out.

The address of its list page is made of what its folders begin with, as long as they agree (`authorities.make_ids`).
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gongbao.data.authorities import FILE, body_stem, index_names, load_names, place_stem
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import UNKNOWN, Name, Report


def find_other_stems(data: Path, report: Report) -> Iterator[str]:
    """Give what to say of the body and the place of a report whose folder begins in another way than theirs so far."""
    if not (data / "site.yml").is_file():
        return
    names = load_names(data / FILE, Problems())
    kinds: tuple[tuple[str, str, str, Callable[[str], str], tuple[Name, ...]], ...] = (
        ("bodies", "body", report.body, body_stem, names.bodies),
        ("places", "place", report.place or "", place_stem, names.places),
    )
    heads = {path.parent.name: read_head(path) for path in data.glob("*/report.yml") if path.parent.name != report.slug}
    for group, key, name, make_stem, given in kinds:
        if not name or name == UNKNOWN or name in index_names(given):
            continue
        stems = sorted({make_stem(slug) for slug, head in heads.items() if head.get(key) == name} - {""})
        own = make_stem(report.slug)
        if stems and [own] != stems:
            message = _(
                "“{name}” stands in folders that begin differently ({stems}; this one: {own}), so the address of its "
                "page changes; give it one of its own in data/names.yml, under {group}: - {{id: {id}, name: {name}}}"
            )
            found = {"name": name, "stems": "、".join(stems), "own": own or report.slug, "group": group, "id": stems[0]}
            yield message.format(**found)


def read_head(path: Path) -> Mapping[str, str]:
    """Return the body and the place that a report's file names, read as lines: there may be a thousand."""
    found = {}
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in file:
            key, colon, value = line.partition(":")
            if colon and key in ("body", "place"):
                found[key] = value.split(" #")[0].strip().strip("\"'")
            if key == "parts":
                break
    return found
