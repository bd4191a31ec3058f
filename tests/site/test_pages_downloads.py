"""The downloads of a published report, and what its pages say of them."""

import csv
import io
import json
import re
from pathlib import Path

SLUG = "taicang-npc-2025"


def test_the_sizes_shown_are_the_sizes(public: Path) -> None:
    shown = 0
    for page in (public / SLUG / "index.html", public / "zh-Hant" / SLUG / "index.html"):
        source = page.read_text(encoding="utf-8")
        for address, size in re.findall(
            r'<li><a href="([^"]+)" download=[^>]+>[^<]+</a> <span class="kind">\w+ · (\d+) KB', source
        ):
            assert round((page.parent / address).stat().st_size / 1024) == int(size), address
            shown += 1
    assert shown == 22


def test_the_downloads_can_be_read(site: Path) -> None:
    folder = site / "downloads" / SLUG
    table = (folder / "figures.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    data = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert len(rows) == len(data["figures"]) == 48
    people = next(row for row in rows if row["id"] == "meetings")
    assert (people["value"], people["unit"], people["paragraph"]) == ("9", "次", "sec_1__para_1")
    converted = json.loads((site / "zh-Hant/downloads" / SLUG / "figures.json").read_text(encoding="utf-8"))
    assert [figure["id"] for figure in converted["figures"]] == [figure["id"] for figure in data["figures"]]
    assert converted["figures"][0]["label"] == "召開常委會會議"
