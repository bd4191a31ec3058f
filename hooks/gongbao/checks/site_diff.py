"""Two published folders in, what changed between them out: pages, paragraphs and files, for the form of approval."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbao.output.manifest import hash_file, list_files, read_manifest
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.scripts import SCRIPT_NAMES

MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
NAMED = re.compile(r"<(p|h[1-6]|table|figcaption)\b[^>]*?\sid=\"([^\"]+)\"[^>]*>(.*?)</\1>", re.DOTALL)
CELL_END = re.compile(r"</(?:td|th|caption)>")
TAG = re.compile(r"<[^>]*>")
# The kind and size of a download: a file's change is told among the files, not again on each page that offers it.
OFFERED = re.compile(r'<span class="kind">[^<]*</span>')
SCRIPTS = tuple(f"{tag}/" for tag in SCRIPT_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was added (`old` is None), removed (`new` is None) or changed, with what it says."""

    place: str
    old: str | None = None
    new: str | None = None

    @property
    def sign(self) -> str:
        """The sign of the change: + added, - removed, ~ changed."""
        return "+" if self.old is None else "-" if self.new is None else "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two publications; `frames` are pages that changed around their text."""

    pages: tuple[Change, ...]
    frames: tuple[Change, ...]
    paragraphs: tuple[Change, ...]
    files: tuple[Change, ...]


def compare(old: Path, new: Path, report: str = "") -> Difference:
    """Return what changed from one published folder to another. Raises ReportError if one is not a publication.

    If a `report` is named, only its files are looked at. Files are compared by their bytes as they are; a `.gz` says
    nothing that its source does not say.
    """
    before, after = sum_files(old, report), sum_files(new, report)
    changed = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    pages: list[Change] = []
    frames: list[Change] = []
    files: list[Change] = []
    paragraphs: list[Change] = []
    for path in changed:
        change = Change(place=path, old=before.get(path), new=after.get(path))
        if not path.endswith(".html"):
            files.append(change)
            continue
        texts = read_page(old / path), read_page(new / path)
        if texts[0] == texts[1]:
            frames.append(change)
            continue
        pages.append(change)
        paragraphs += compare_paragraphs(path, *texts)
    return Difference(
        pages=tuple(pages), frames=tuple(frames), paragraphs=tuple(drop_echoes(paragraphs)), files=tuple(files)
    )


def sum_files(folder: Path, report: str = "") -> dict[str, str]:
    """Return the checksums of a publication's files, computed anew. Raises ReportError if it is not one."""
    problems = Problems()
    read_manifest(folder, problems)
    problems.raise_any()
    names = sorted(list_report(folder, report)) if report else list_files(folder)
    # A pipe is nothing that was published (`verify` tells of it), and to open one would wait for ever.
    files = (path for path in names if not path.endswith(".gz") and (folder / path).is_file())
    return {path: hash_file(folder / path) for path in files}


def list_report(folder: Path, report: str) -> Iterator[str]:
    """Give the files of a report in all scripts."""
    for script in ("", *SCRIPTS):
        yield from (path.relative_to(folder).as_posix() for path in (folder / script / report).rglob("*"))


def read_page(path: Path) -> dict[str, str]:
    """Return the texts on a page by id; the empty id stands for the whole."""
    if not path.exists():
        return {}
    source = path.read_text(encoding="utf-8")
    match = MAIN.search(source)
    main = OFFERED.sub("", match[0] if match else source)
    return {"": plain(main)} | {name: plain(content) for _, name, content in NAMED.findall(main)}


def plain(markup: str) -> str:
    """Return the words of markup on one line."""
    return " ".join(html.unescape(TAG.sub("", CELL_END.sub(" ", markup))).split())


def compare_paragraphs(path: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    """Give the paragraphs of a page that differ, in the order of the new page, then those that are gone."""
    for name in [*new, *(name for name in old if name not in new)]:
        if name and old.get(name) != new.get(name):
            yield Change(place=f"{path}#{name}", old=old.get(name), new=new.get(name))


def drop_echoes(paragraphs: list[Change]) -> Iterator[Change]:
    """Give each change once: not again on the page of the whole text, nor as its conversion in another script."""
    told: set[tuple[str, str]] = set()
    for change in sorted(paragraphs, key=lambda one: (one.place.startswith(SCRIPTS), "/full.html#" in one.place)):
        page, _sign, name = change.place.partition("#")
        script = next((script for script in SCRIPTS if page.startswith(script)), "")
        report = page.removeprefix(script).rpartition("/")[0]
        if (report, name) not in told:
            told.add((report, name))
            yield change


def format_difference(difference: Difference) -> Iterator[str]:
    """Give the lines that tell a person what changed."""
    groups = {
        _("pages"): difference.pages,
        _("paragraphs"): difference.paragraphs,
        _("pages changed outside their text only"): difference.frames,
        _("files"): difference.files,
    }
    for name, changes in groups.items():
        yield _("{name}: {counts}").format(name=name, counts=count(changes))
        for change in changes:
            yield f"  {change.sign} {change.place}"
            if changes is difference.paragraphs:
                yield from (f"      {sign} {text}" for sign, text in (("-", change.old), ("+", change.new)) if text)


def count(changes: tuple[Change, ...]) -> str:
    """Return how many were added, removed and changed."""
    names = {"+": _("{number} added"), "-": _("{number} removed"), "~": _("{number} changed")}
    numbers = {words: sum(change.sign == sign for change in changes) for sign, words in names.items()}
    return _(", ").join(words.format(number=number) for words, number in numbers.items() if number) or _("none")
