"""Files that a browser brought in, a folder with them out: first aside, then kept with the report they became.

They lie in the project's hidden folder `.desk`, which is no part of the publication.
"""

import datetime
import json
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from gongbao.desk.project import Project
from gongbao.importing import REPAIRS
from gongbao.importing.intake import import_reports
from gongbao.importing.structure.metadata import Given
from gongbao.importing.summary import ImportSummary
from gongbao.report.problems import Problem, ReportError

STAGE, KEPT, SAID = "incoming", "sources", "said.json"
KEY = re.compile(r"[0-9a-f]{16}")
ENDINGS = (".docx", ".md", ".txt", ".html", ".htm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of one report in their order, and what a person says of it, by the importer's own names."""

    folder: Path
    files: tuple[Path, ...]
    said: Mapping[str, str]

    @property
    def key(self) -> str:
        """The name under which the files wait."""
        return self.folder.name


def put_aside(project: Project, files: Sequence[tuple[str, bytes]]) -> Sources:
    """Write uploaded files into a folder of their own. Raises ReportError if there are none, or they are of no kind."""
    if not files:
        raise ReportError([Problem(path=Path("文件"), message="还没有选择文件（请选择 Word 文件或文本文件）")])
    folder = project.own / STAGE / secrets.token_hex(8)
    folder.mkdir(parents=True)
    for name, content in files:
        (folder / name).write_bytes(content)
    order = [name for name, _content in files]
    (folder / SAID).write_text(json.dumps({"": order}, ensure_ascii=False), encoding="utf-8")
    return open_aside(project, folder.name)


def open_aside(project: Project, key: str) -> Sources:
    """Return files that wait under a key. Raises ReportError if there are none."""
    folder = project.own / STAGE / key
    if not KEY.fullmatch(key) or not folder.is_dir():
        raise ReportError([Problem(path=Path("文件"), message="上传的文件已不在（请重新选择）")])
    return read_sources(folder)


def find_kept(project: Project, slug: str) -> Sources | None:
    """Return the files that a report was made of, if the desk made it."""
    folder = project.own / KEPT / slug
    return read_sources(folder) if (folder / SAID).is_file() else None


def read_sources(folder: Path) -> Sources:
    """Return the files of a folder."""
    said = json.loads((folder / SAID).read_text(encoding="utf-8"))
    return Sources(folder=folder, files=tuple(folder / name for name in said.pop("")), said=said)


def say_more(sources: Sources, said: Mapping[str, str]) -> Sources:
    """Keep what a person says of a report with its files."""
    given = {name: value for name, value in said.items() if value}
    content = {"": [path.name for path in sources.files], **given}
    (sources.folder / SAID).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return replace(sources, said=given)


def bring_in(sources: Sources, into: Path, *, force: bool = False, dry_run: bool = False) -> ImportSummary:
    """Import files as the command line does. Raises ReportError with every refusal of the importer."""
    names = asdict(Given()).keys() - {"date"}
    given = Given(date=read_date(sources.said.get("date", "")), **{name: sources.said.get(name, "") for name in names})
    fix = frozenset(repair for repair in REPAIRS if repair in sources.said.get("fix", "").split())
    return import_reports(sources.files, into, force=force, dry_run=dry_run, given=given, fix=fix)


def keep(project: Project, sources: Sources, slug: str) -> None:
    """Keep the files beside the report that they became; those of the state before go."""
    target = project.own / KEPT / slug
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    sources.folder.rename(target)


def read_date(text: str) -> datetime.date | None:
    """Return the date of a form's field; None if it is empty. Raises ReportError if it is none."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ReportError([Problem(path=Path("日期"), message=f"“{text}”不是日期（例：2025-01-08）")]) from error
