"""A report and its folder in, that folder out: replaced as a whole after what was written was read back."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gongbao.data.glossary import FILE, Glossary, load_glossary
from gongbao.data.load import RESERVED, SLUG, load_report
from gongbao.importing.manuscript import Doubt
from gongbao.importing.remarks import place_remarks
from gongbao.importing.structure.glossary import make_glossary_text
from gongbao.importing.yaml_writer import make_report_text, make_section_text, name_section_file
from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import Problem, Problems, ReportError, refuse
from gongbao.report.report import Report


def check_target(into: Path, *, force: bool) -> None:
    """Refuse a folder that cannot be a report's address, or that something else is in."""
    message = ""
    try:
        # A link that leads to itself is a RuntimeError before Python 3.13.
        name = into.resolve(strict=into.is_symlink()).name
    except (OSError, RuntimeError) as error:
        message = _("a link that leads nowhere (delete it, or put the file there)")
        raise ReportError([Problem(path=into, message=message)]) from error
    if not SLUG.fullmatch(name) or name in RESERVED:
        message = _(
            '"{name}" cannot be an address (lower-case ASCII, digits and -; example: data/taicang-npc-2025)'
        ).format(name=name)
    elif into.exists() and not into.is_dir():
        message = _("a file is in the way (name a new folder)")
    elif (into / "report.yml").is_file() and not force:
        message = _("a report is here already (--force reads it anew and keeps its ids and your edits)")
    elif into.is_dir() and any(into.iterdir()) and not (into / "report.yml").is_file():
        message = _("the folder holds other files (name a new folder)")
    if message:
        raise refuse(into, message)


def load_standing(into: Path) -> Report | None:
    """Return the report that stands in a folder, None if there is none. Raises ReportError if it has problems."""
    if not (into / "report.yml").is_file():
        return None
    problems = Problems()
    report = load_report(into, problems)
    if report is None:
        found = list(problems)
        found.append(
            Problem(path=into, message=_("mend this first, so that ids and edits can be kept (or delete the folder)"))
        )
        raise ReportError(found)
    return report


def load_standing_glossary(into: Path, standing: Report | None) -> Glossary | None:
    """Return the glossary that stands beside a report. Raises ReportError if it has problems."""
    if standing is None:
        return None
    problems = Problems()
    glossary = load_glossary(into, standing, problems)
    problems.raise_any()
    return glossary


def write_folder(
    report: Report,
    glossary: Glossary | None,
    into: Path,
    doubts: Sequence[Doubt],
    check: Callable[[Report], None],
    *,
    pictures: Mapping[str, bytes],
    dry_run: bool = False,
) -> None:
    """Write the report beside its folder, read it back, check it, and only then put it in place, but for a dry run.

    Other files of the folder stay; a file whose data is unchanged stays byte for byte, with a person's comments.
    """
    try:
        if not dry_run:
            into.parent.mkdir(parents=True, exist_ok=True)
        beside = None if dry_run else into.parent
        with tempfile.TemporaryDirectory(prefix=".import-", dir=beside, ignore_cleanup_errors=True) as shelter:
            fresh = Path(shelter) / into.resolve().name
            if into.is_dir():
                shutil.copytree(into, fresh)
            else:
                fresh.mkdir()
            _write_files(report, glossary, fresh, doubts)
            _write_pictures(report, pictures, fresh)
            problems = Problems()
            loaded = load_report(fresh, problems)
            if loaded is None:
                raise ReportError(_place(problem, fresh, into) for problem in problems)
            check(loaded)
            if not dry_run:
                _put_in_place(fresh, into, Path(shelter) / "before")
    except OSError as error:
        raise ReportError(
            [Problem(path=into, message=_("cannot be written ({value})").format(value=tell_reason(error)))]
        ) from error


def _write_pictures(report: Report, pictures: Mapping[str, bytes], folder: Path) -> None:
    """Write the pictures that the report shows."""
    for name in {picture.file.rpartition("/")[2] for picture in report.pictures} & pictures.keys():
        (folder / "pictures").mkdir(exist_ok=True)
        (folder / "pictures" / name).write_bytes(pictures[name])


def _place(problem: Problem, fresh: Path, into: Path) -> Problem:
    """Return a problem of what was written for a check as one of the report's own folder."""
    path = into / problem.path.relative_to(fresh) if problem.path.is_relative_to(fresh) else into
    return replace(
        problem,
        path=path,
        message=_("{problem} (please report this; nothing was written)").format(problem=problem.message),
    )


def _put_in_place(fresh: Path, into: Path, before: Path) -> None:
    """Exchange the folders; if the second step fails, the first is taken back."""
    if into.exists():
        into.rename(before)
    try:
        fresh.rename(into)
    except OSError:
        if before.exists():
            before.rename(into)
        raise


def _write_files(report: Report, glossary: Glossary | None, folder: Path, doubts: Sequence[Doubt]) -> None:
    """Write the files that differ from what stands in the folder, and remove section files no longer listed."""
    standing = load_report(folder, Problems()) if (folder / "report.yml").is_file() else None
    old_sections = {section.id: section for section in standing.sections} if standing else {}
    remarks = place_remarks(report, doubts)
    names = {section.id: name_section_file(number, section.id) for number, section in enumerate(report.sections, 1)}
    texts: dict[str, bytes] = {}
    for section in report.sections:
        old = old_sections.get(section.id)
        kept = old is not None and old == section and old.path.is_file()
        text = old.path.read_bytes() if old is not None and kept else make_section_text(section, remarks).encode()
        texts[names[section.id]] = text
    listed = standing is not None and [section.path.name for section in standing.sections] == list(names.values())
    for section in old_sections.values():
        section.path.unlink()
    if standing is None or standing != report or not listed:
        texts["report.yml"] = make_report_text(report, names, remarks).encode()
    if glossary and glossary != (load_glossary(folder, report, Problems()) if standing else None):
        texts[FILE] = make_glossary_text(glossary).encode()
    for name, text in texts.items():
        (folder / name).write_bytes(text)
