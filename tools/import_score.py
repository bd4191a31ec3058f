"""Score the importer on real reports: paragraph breaks, losslessness, title blocks, trees, the first report.

The corpus lies beside the checkout in ../shared (or where GONGBAO_SHARED points); what is not there is skipped. Exit
code 1 if a score is below what issue 6 asks.
"""

import csv
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbao.data.load import load_report
from gongbao.importing.intake import import_reports
from gongbao.importing.readers.text import read_plain, strip_tables
from gongbao.importing.summary import ImportSummary
from gongbao.report.problems import Problems, ReportError
from gongbao.report.report import Subheading
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines, iter_paragraphs

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("GONGBAO_SHARED", ROOT.parent / "shared"))
HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^。！？；;：:]{1,66}。?")
LONGEST_SENTENCE, LONGEST_SIGNATURE = 44, 24
DATE = re.compile(r"([\d一二三四五六七八九○〇]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日")
DATE_LINE = re.compile(rf"[（(]?{DATE.pattern}(?:[）)]|在.+)?")
FIGURES = str.maketrans("一二三四五六七八九○〇", "12345678900")


@dataclass(slots=True)
class Score:
    """One line of the result: what is measured, what came out, what is asked for."""

    name: str
    found: float
    least: float
    note: str = ""

    def __str__(self) -> str:
        """Return the line."""
        mark = "ok  " if self.found >= self.least else "LOW "
        return f"{mark}{self.name:<42}{self.found:>9.4g}  asked {self.least:g}  {self.note}"


def main() -> int:
    """Print the scores and return the exit code."""
    scores: list[Score] = []
    with tempfile.TemporaryDirectory() as shelter:
        for measure in (score_cases, score_newspaper, score_plain, score_all, score_first_report):
            scores += measure(Path(shelter))
    for score in scores:
        print(score)
    if not scores:
        print(f"nothing to measure: {SHARED} is not there")
    return int(any(score.found < score.least for score in scores))


def score_cases(shelter: Path) -> Iterator[Score]:
    """Give how many of the small case files come out right; those that do not are printed, each with what is wrong."""
    right = total = 0
    listed = (ROOT / "tools/import_cases.tsv").read_text(encoding="utf-8").splitlines()
    cases = dict(line.split("\t") for line in listed if not line.startswith("#"))
    places = {path.stem: path for name in ("import", "word") for path in sorted((SHARED / "cases" / name).glob("*.*"))}
    for stem, wanted in cases.items():
        path = places.get(stem)
        if path is None:
            continue
        files = [path, path.with_name("13-tail.txt")] if stem.startswith("13-") else [path]
        try:
            wrong = find_wrong_words(import_reports(files, shelter / "cases" / f"x-{total}"), wanted.split(" | "))
        except ReportError as error:
            wrong = [str(error)]
        print("    ", "wrong" if wrong else "right", stem, *wrong)
        total, right = total + 1, right + (not wrong)
    if total:
        yield Score(f"cases: right of {total}", right, total)


def find_wrong_words(summary: ImportSummary, wanted: list[str]) -> list[str]:
    """Return what a report was to hold and does not, or was not to hold and does; `name=` asks for a datum of it."""
    report = summary.report
    text = "\n".join(iter_lines(report)).replace("\t", "→")
    data = {
        "title": report.title,
        "body": report.body,
        "place": report.place,
        "session": report.session,
        "speaker": report.speaker.name if report.speaker else None,
    }
    wrong = []
    for words in wanted:
        name, _equals, value = words.partition("=")
        held = data[name] == value if name in data else words.removeprefix("-") in text
        wrong += [words] if held == words.startswith("-") else []
    return wrong


def score_newspaper(_shelter: Path) -> Iterator[Score]:
    """Give the scores of unwrapping the re-wrapped reports; the right answer is the plain file."""
    right = false = missed = perfect = listed = 0
    paths = sorted((SHARED / "corpus/newspaper").glob("*.txt"))
    for path in paths:
        expected = find_breaks((SHARED / "corpus/plain" / path.name).read_text(encoding="utf-8").splitlines())
        manuscript = read_plain(path)
        found = find_breaks([passage.words for passage in manuscript.passages])
        doubtful = find_lines(path, {doubt.line for doubt in manuscript.doubts if doubt.kind == "break"})
        wrong = found ^ expected
        right += len(found & expected)
        false += len(found - expected)
        missed += len(expected - found)
        listed += len(wrong & doubtful)
        perfect += not wrong
    if paths:
        yield Score("newspaper: precision of breaks, %", 100 * right / (right + false), 99.5)
        yield Score("newspaper: recall of breaks, %", 100 * right / (right + missed), 99.7)
        yield Score(f"newspaper: perfect of {len(paths)}", perfect, 16)
        share = 100 * listed / (false + missed) if false + missed else 100
        yield Score("newspaper: wrong breaks that are listed, %", share, 90, f"{listed} of {false + missed}")


def find_breaks(lines: list[str]) -> set[int]:
    """Return how many characters stand before each paragraph but the first."""
    places, count = set(), 0
    for line in lines:
        if line.strip():
            places.add(count)
            count += len(squeeze(line))
    return places - {0}


def find_lines(path: Path, numbers: set[int]) -> set[int]:
    """Return how many characters stand before each of the lines with these numbers."""
    places, count = set(), 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if number in numbers:
            places.add(count)
        count += len(squeeze(line))
    return places


def score_plain(shelter: Path) -> Iterator[Score]:
    """Give the scores of importing the plain reports."""
    paths = sorted((SHARED / "corpus/plain").glob("*.txt"))
    if not paths:
        return
    with (SHARED / "corpus/MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        bodies = {row["slug"]: row["body"] for row in csv.DictReader(file, delimiter="\t")}
    lossless = titles = trees = own = 0
    faults = []
    begin = time.perf_counter()
    for path in paths:
        try:
            summary = import_reports([path], shelter / path.stem)
        except ReportError as error:
            faults.append(f"{path.stem}: {error}")
            continue
        lossless += is_lossless(path, shelter / path.stem)
        wrong = find_wrong_data(path, summary)
        titles += not wrong
        own += summary.report.body == bodies[path.stem]
        fits = read_tree(summary) == expect_tree(path)
        trees += fits
        faults += [f"{path.stem}: {', '.join(wrong)}"] if wrong else []
        faults += [] if fits else [f"{path.stem}: tree {sorted(set(read_tree(summary)) ^ set(expect_tree(path)))[:3]}"]
    elapsed = time.perf_counter() - begin
    count = len(paths)
    yield Score(f"plain: lossless of {count}", lossless, count)
    yield Score(f"plain: title, date, session, speaker of {count}", titles, count)
    yield Score(f"plain: issuing body of {count}", own, count - 2)
    yield Score(f"plain: tree of 一、 and （一） of {count}", trees, count - 2)
    yield Score("plain: reports a second", count / elapsed, count / 10)
    for fault in faults:
        print("    ", fault)


def score_all(shelter: Path) -> Iterator[Score]:
    """Give how many of the other reports, and of the documents of other kinds, import, check and come out whole."""
    for name in ("more", "other"):
        paths = [path for path in sorted((SHARED / "corpus" / name).glob("*")) if path.suffix in (".txt", ".md")]
        whole = 0
        for path in paths:
            try:
                import_reports([path], shelter / name / path.stem)
                whole += path.suffix == ".md" or is_lossless(path, shelter / name / path.stem)
            except ReportError as error:
                print("    ", f"{path.stem}: {error}")
        if paths:
            yield Score(f"{name}: imported and checked of {len(paths)}", whole, len(paths))


def is_lossless(path: Path, folder: Path) -> bool:
    """Tell whether the report on disk holds exactly the characters of its source, read here once more."""
    report = load_report(folder, Problems())
    source = strip_tables(path.read_text(encoding="utf-8"))
    return report is not None and squeeze("".join(iter_lines(report))) == source


def find_wrong_data(path: Path, summary: ImportSummary) -> list[str]:
    """Return what of the title block was not read as the head of the source has it, told by rules of its own."""
    report = summary.report
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    until = next(
        (number for number, line in enumerate(lines[:10]) if line.startswith(("各位代表", "名位代表", "一、"))), 1
    )
    head = lines[:until]
    wrong = []
    titles = [line for line in head if squeeze(line).endswith("报告")]
    if titles and ("title" not in report.printed or squeeze(report.title) != squeeze(titles[0])):
        wrong.append(f"title {report.title}")
    joined = squeeze("".join(head))
    if (match := DATE.search(joined)) and report.date.isoformat() != read_plain_date(match):
        wrong.append(f"date {report.date}")
    if "会议" in joined and (not report.session or report.session not in joined or not report.session.endswith("会议")):
        wrong.append(f"session {report.session}")
    rest = [line for line in head if line not in titles and "会议" not in line and not DATE_LINE.fullmatch(line)]
    signed = next((line for line in rest if len(line) <= LONGEST_SIGNATURE), None)
    if signed:
        speaker = report.speaker
        said = f"{(speaker.office or '') if speaker else ''}{speaker.name if speaker else ''}"
        if said != re.sub(r"[\s:：（）]|\d+[年月日]", "", signed):
            wrong.append(f"speaker {said}")
    return wrong


def read_plain_date(match: re.Match[str]) -> str:
    """Return a date of the text in the form 2025-01-08; tens in Chinese figures as 十九, 二十."""
    year, month, day = match.groups()

    def number(text: str) -> int:
        if "十" in text:
            tens, _, ones = text.partition("十")
            return 10 * int((tens or "一").translate(FIGURES)) + int((ones or "0").translate(FIGURES))
        return int(text.translate(FIGURES))

    return f"{year.translate(FIGURES)}-{number(month):02}-{number(day):02}"


def read_tree(summary: ImportSummary) -> list[str]:
    """Return the headings with 一、 or （一） that were found, in order, annexes aside."""
    found = []
    for part in summary.report.body_parts:
        for section in part.sections:
            found += [section.heading or ""]
            found += [block.heading for block in section.content if isinstance(block, Subheading)]
    return [
        heading
        for heading in found
        if re.match(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）", heading)
    ]


def expect_tree(path: Path) -> list[str]:
    """Return the lines of a plain report that are headings with 一、 or （一）: one clause on a line of its own."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    until = next((number for number, line in enumerate(lines) if re.match(r"附件|名词解释|附注", line)), len(lines))
    return [
        line
        for line in lines[:until]
        if HEADING.fullmatch(line) and (not line.endswith("。") or len(line) <= LONGEST_SENTENCE)
    ]


def score_first_report(shelter: Path) -> Iterator[Score]:
    """Give the score of the first report: imported anew it equals what is committed, figures and edits aside."""
    path = SHARED / "reports/taicang-npc-2025.txt"
    if path.is_file():
        summary = import_reports([path], shelter / "taicang-npc-2025")
        committed = load_report(ROOT / "data/taicang-npc-2025", Problems())
        same = committed is not None and list(iter_lines(committed)) == list(iter_lines(summary.report))
        ids = committed is not None and [one.id for one in iter_paragraphs(committed)] == [
            one.id for one in iter_paragraphs(summary.report)
        ]
        leads = committed is not None and [one.lead for one in iter_paragraphs(committed)] == [
            one.lead for one in iter_paragraphs(summary.report)
        ]
        yield Score("first report: text, ids and leads as committed", same + ids + leads, 3)
        yield Score("first report: statements with a number found", len(summary.report.all_figures), 48)


if __name__ == "__main__":
    sys.exit(main())
