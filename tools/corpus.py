"""A folder of real reports in, an archive of them out; more than there are come of their paragraphs, put together anew.

python tools/corpus.py FOLDER INTO            # every file of the folder that can be imported
python tools/corpus.py FOLDER INTO 3000       # so many: the reports themselves, then others of their paragraphs

Deterministic: the same folder and number give the same bytes. No sentence is made up: a report that was put together
has the structure, the headings and the number of paragraphs of a real one, and each of its paragraphs is one of some
real report; its body and its year are its own.
"""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from archive import PLACES, Block, write_archive, write_yaml
from gongbao.importing.intake import import_reports
from gongbao.report.problems import ReportError

READ = frozenset({".txt", ".md", ".docx", ".html", ".htm"})
# A mark of a note, or what only its own report can say.
BOUND = re.compile(r"[\[〔【〘]\d+[\]〕】〙]")
LAST_YEAR = 2025
# What a report keeps of the one whose structure it has.
KEPT = ("title", "preface", "salutation", "opening", "parts", "closing")


def import_corpus(folder: Path, project: Path, count: int | None = None) -> list[str]:
    """Write a project with the reports of a folder, or so many made of them; return what could not be imported.

    Raises SystemExit if there is nothing to import.
    """
    write_archive(project, 1)
    refused = []
    for number, path in enumerate(sorted(path for path in folder.iterdir() if path.suffix.lower() in READ)):
        try:
            import_reports([path], project / "data" / f"real-{number:04}")
        except ReportError as error:
            refused.append(f"{path.name}: {str(error).splitlines()[0]}")
    found = sorted((project / "data").glob("real-*"))
    if not found:
        raise SystemExit(f"{folder}: no report that can be imported")
    if count:
        for report in found[count - 1 :]:
            for path in report.iterdir():
                path.unlink()
            report.rmdir()
        put_together(project / "data", found[: count - 1], count - 1 - len(found))
    return refused


def put_together(data: Path, reports: Sequence[Path], count: int) -> None:
    """Write so many more reports of the paragraphs of real ones."""
    sources = [read_report(report) for report in reports] if count > 0 else []
    pool = [block["text"] for files in sources for block in iter_paragraphs(files)]
    for number in range(count):
        chance = random.Random(number)  # noqa: S311  a seed, not a secret
        files = sources[number % len(sources)]
        write_variant(data / f"mixed-{number:04}", files, pool, chance, number)


def read_report(folder: Path) -> dict[str, Block]:
    """Return the files of a report, as plain data."""
    return {
        path.name: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in folder.glob("*.yml")
    }


def iter_paragraphs(files: dict[str, Block]) -> Iterator[Block]:
    """Give the paragraphs of a report's sections that can stand in another report."""
    for name, section in sorted(files.items()):
        if name != "report.yml":
            blocks = section.get("content") or ()
            yield from (one for one in blocks if one.keys() == {"id", "text"} and not BOUND.search(one["text"]))


def write_variant(
    folder: Path, files: dict[str, Block], pool: Sequence[str], chance: random.Random, number: int
) -> None:
    """Write a report with the structure of another and with paragraphs of any."""
    folder.mkdir()
    place, year = PLACES[number % len(PLACES)], LAST_YEAR - number // len(PLACES)
    for name, file in files.items():
        if name == "report.yml":
            own = {"body": f"{place}市人民政府", "place": f"{place}市", "date": f"{year}-01-08", "printed": ["title"]}
            write_yaml(folder / name, own | {key: file[key] for key in KEPT if key in file})
        elif "content" in file:
            free = {block["id"] for block in iter_paragraphs({name: file})}
            blocks = [{**one, "text": chance.choice(pool)} if one.get("id") in free else one for one in file["content"]]
            section = {key: value for key, value in file.items() if key != "figures"}
            write_yaml(folder / name, section | {"content": blocks})


if __name__ == "__main__":
    number = int(sys.argv[3]) if len(sys.argv) > 3 else None  # noqa: PLR2004  tool, folder, project, number
    for line in import_corpus(Path(sys.argv[1]), Path(sys.argv[2]), number):
        print(line)
