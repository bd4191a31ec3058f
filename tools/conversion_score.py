"""Phrases and sentences with their right conversion in, a table of scores out: the engine beside other converters.

Exact sentences count; variants of one character (着/著, 裡/裏) and of style (布/佈) are folded, except in tables with
columns tw and hk, which ask for the very form. Data that is not there is left out, and so is a converter not installed.
Further data: two-column `*.tsv` (Simplified, Traditional) and the `.conllu` pairs of UD_Chinese-GSDSimp and -GSD in
`conversion/parallel/` of the shared folder.
"""

import importlib
import importlib.util
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import opencc

from gongbao.report.report import ScriptTag
from gongbao.script.converter import make_converter

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("GONGBAO_SHARED", ROOT.parent / "shared"))
CASES = ROOT / "tests" / "cases"
STYLE = str.maketrans("佈週閒託瞭彙兇餵註併鬨癡祕嚐僱佔鉅鉤蹟燬譭捱", "布周閑托了匯凶喂注并哄痴秘嘗雇占巨鈎跡毀毀挨")
TAGS: dict[str, ScriptTag] = {"tw": "zh-Hant", "hk": "zh-Hant-HK"}
Convert = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A set of sentences with their right form in one region; `exact` asks for the very form."""

    name: str
    region: str
    exact: bool
    rows: tuple[tuple[str, str], ...]


def find_trials() -> Iterator[Trial]:
    """Give the sets of sentences that are there."""
    for name, region in (("borders", "tw"), ("names", "tw"), ("phrases-tw", "tw"), ("phrases-hk", "hk")):
        lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        yield make_trial(name, region, (line.split() for line in lines if line and not line.startswith("#")))
    for path in sorted((SHARED / "conversion").glob("*.tsv")):
        head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
        for region in TAGS:
            if region in head:
                column = head.index(region)
                yield make_trial(f"{path.stem} {region}", region, ([row[0], row[column]] for row in rows), exact=True)
    for path in sorted((SHARED / "conversion" / "parallel").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield make_trial(path.stem, "hk" if "hk" in path.stem else "tw", (line.split("\t") for line in lines if line))
    for path in sorted((SHARED / "conversion" / "parallel").glob("*gsdsimp*.conllu")):
        partner = path.with_name(path.name.replace("gsdsimp", "gsd"))
        if partner.exists():
            pairs = zip(read_conllu(path), read_conllu(partner), strict=True)
            yield make_trial(path.stem, "tw", (list(pair) for pair in pairs))


def make_trial(name: str, region: str, rows: Iterator[list[str]], *, exact: bool = False) -> Trial:
    """Return a set of sentences."""
    return Trial(name=name, region=region, exact=exact, rows=tuple((row[0], row[1]) for row in rows))


def read_conllu(path: Path) -> list[str]:
    """Return the sentences of a treebank."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]


def find_converters() -> Iterator[tuple[str, dict[str, Convert]]]:
    """Give the converters that are installed, each with its function per region."""
    yield "Gongbao", {region: make_converter(tag).convert for region, tag in TAGS.items()}
    yield "OpenCC", {region: opencc.OpenCC(f"s2{region}").convert for region in TAGS}
    if importlib.util.find_spec("zhconv_rs"):
        mediawiki = importlib.import_module("zhconv_rs").zhconv
        regional = {region: opencc.OpenCC(f"t2{region}").convert for region in TAGS}

        def convert_to(region: str) -> Convert:
            return lambda text: regional[region](mediawiki(text, "zh-hant"))

        yield "MediaWiki (zhconv-rs)", {region: convert_to(region) for region in TAGS}
    if importlib.util.find_spec("opencc_jieba_pyo3"):
        jieba = importlib.import_module("opencc_jieba_pyo3").OpenCC
        yield "opencc-jieba-pyo3", {region: jieba(f"s2{region}").convert for region in TAGS}


def make_fold() -> Convert:
    """Return the function that takes variants of one character for one."""
    taiwan, hong_kong = opencc.OpenCC("tw2t").convert, opencc.OpenCC("hk2t").convert
    return lambda text: hong_kong(taiwan(text)).translate(STYLE)


def count_right(trial: Trial, convert: Convert, fold: Convert) -> int:
    """Return how many sentences come out right."""
    same = (lambda text: text) if trial.exact else fold
    return sum(same(convert(source)) == same(expected) for source, expected in trial.rows)


def measure_speed(convert_all: Callable[[list[str]], object]) -> float:
    """Return the million characters a second of processor time on the longest text at hand."""
    golden = ROOT / "tests" / "cases" / "phrases-tw.txt"
    files = sorted((SHARED / "corpus" / "plain").glob("*.txt")) or [golden]
    texts = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    convert_all(texts)
    return sum(map(len, texts)) / (time.process_time() - start) / 1e6


def main() -> None:
    """Print the scores."""
    trials, fold = list(find_trials()), make_fold()
    print("| sentences right | " + " | ".join(f"{trial.name} ({len(trial.rows)})" for trial in trials) + " |")
    print("|---" * (len(trials) + 1) + "|")
    for name, converters in find_converters():
        scores = (str(count_right(trial, converters[trial.region], fold)) for trial in trials)
        print(f"| {name} | " + " | ".join(scores) + " |")
    for region, tag in TAGS.items():
        speed = measure_speed(make_converter(tag).convert_all)
        print(f"Gongbao, {region}: {speed:.1f} million characters a second")


if __name__ == "__main__":
    main()
