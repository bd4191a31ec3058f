"""The files of the search: what they hold, how large they are, and that old browsers read them."""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from gongbao.report.report import Report, ScriptTag
from gongbao.report.site import Publication
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter
from gongbao.search import variants
from gongbao.search.documents import make_document
from gongbao.search.index import iter_search_files
from gongbao.search.preview_index import PreviewIndex
from gongbao.search.variants import ConvertAll

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


def read(content: bytes) -> dict[str, Any]:
    match = re.fullmatch(r"\(self\.gongbaoSearch=self\.gongbaoSearch\|\|\[\]\)\.push\((.*)\);\n", content.decode())
    assert match
    return json.loads(match[1])


def make(reports: Sequence[Report], **sizes: Any) -> dict[str, bytes]:
    converters = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    return dict(iter_search_files(reports, SCRIPTS, converters, **sizes))


def test_one_report_makes_one_small_file(publication: Publication) -> None:
    ((_, content),) = make(publication.reports[:1]).items()
    text = sum(len(line.encode()) for line in iter_lines(publication.reports[0]))
    assert len(content) < 2 * text


def test_names_hold_a_hash_of_the_content(everything: Report) -> None:
    for small in (0, 500_000):
        one = make([everything], small=small)
        other = make([replace(everything, title="别的报告")], small=small)
        assert make([everything], small=small) == one
        assert set(one).isdisjoint(other)
        assert all(re.fullmatch(r"search/(index\.[0-9a-f]{10}|[0-9a-f]{10}/[a-z]+\d*)\.js", name) for name in one)


def test_a_preview_has_the_files_that_its_first_file_tells_of(everything: Report) -> None:
    converters = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    preview = PreviewIndex([everything], SCRIPTS, converters, small=0)
    built = {name.rpartition("/")[2]: content for name, content in make([everything], small=0).items()}
    catalogue = read(preview.make(preview.entry) or b"")
    texts = f"search/{catalogue['texts']}/"
    for name in ("t0.js", "terms.js", "sounds.js"):
        assert preview.make(texts + name) == built[name]
    runs = catalogue["runs"].split("!")
    assert len(runs) == len(catalogue["alphabet"])
    for place, first in enumerate(runs):
        grams = read(preview.make(f"search/{catalogue['folder']}/g{place}.js") or b"")["grams"]
        assert grams[1:2] in ("", first)
    for name in ("t1.js", "h0.js", "g.js", "x0.js", "index.js", "../t0.js", f"g{'9' * 5_000}.js"):
        assert preview.make(texts + name) is None


def test_a_page_that_has_the_first_file_of_one_preview_gets_no_file_of_another(everything: Report) -> None:
    converters = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    one, other = (PreviewIndex([everything], SCRIPTS, converters, small=0) for _ in range(2))
    catalogue = read(one.make(one.entry) or b"")
    for name in (f"{catalogue['folder']}/g0", f"{catalogue['texts']}/t0", f"{catalogue['texts']}/terms"):
        assert one.make(f"search/{name}.js")
        assert other.make(f"search/{name}.js") is None
    assert other.make(one.entry) is None


def test_every_file_is_a_script_that_older_browsers_read(everything: Report) -> None:
    odd = replace(everything, signature='</script>"\\\u2028\u2029', printed=("title", "signature"))
    for small in (0, 500_000):
        for content in make([odd], small=small).values():
            assert read(content)
            assert "\u2028" not in content.decode()
            assert "\u2029" not in content.decode()


def test_a_query_knows_its_reports_from_the_first_file(everything: Report) -> None:
    *_, entry = make(
        [everything, replace(everything, slug="all-2024", date=datetime.date(2024, 1, 9))], small=0
    ).values()
    catalogue = read(entry)
    reports = catalogue["reports"]
    assert [reports["slugs"], reports["years"], reports["bodies"]] == [["all-2025", "all-2024"], [2025, 2024], [0, 0]]
    assert set("听取报告监督") < set(catalogue["alphabet"])
    assert "监監" in catalogue["forms"]


def test_a_text_is_written_in_letters_that_the_alphabet_ranks(everything: Report) -> None:
    odd = replace(everything, signature="𠮷Ａ\u2028，", printed=("title", "signature"))
    files = make([odd], small=0)
    alphabet = read(list(files.values())[-1])["alphabet"]
    (sheet,) = (read(content)["sheet"] for name, content in files.items() if name.endswith("/t0.js"))
    texts = [
        "".join("\n" if letter == " " else alphabet[ord(letter) - 0x30] for letter in word) for word in sheet["words"]
    ]
    assert texts == make_document(odd).words
    assert sum(map(len, map(str.encode, sheet["words"]))) < 2 / 3 * sum(map(len, map(str.encode, texts)))


@pytest.mark.parametrize("small", [0, 500_000])
def test_a_form_is_known_wherever_it_first_occurs(
    everything: Report, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a large publication only the first letters tell what each mostly becomes.
    monkeypatch.setattr(variants, "SAMPLE", 10)
    last = replace(everything, slug="last", signature="软件", printed=("title", "signature"))

    def convert_all(texts: Iterable[str]) -> dict[str, str]:
        return {text: text.replace("软件", "軟體") for text in texts}

    converters: dict[ScriptTag, ConvertAll] = {"zh-Hant": convert_all}
    *_, entry = dict(iter_search_files([everything, last], ("zh-Hans", "zh-Hant"), converters, small=small)).values()
    forms = {form[0]: form[1:] for form in read(entry)["forms"]}
    assert "體" in forms["件"]
    assert "軟" in forms["软"]
