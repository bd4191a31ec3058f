"""Commands on reports: import one, settle its figures, print, convert and review its text, rename or withdraw it."""

import datetime
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongbao.cli.console import Page, command, say
from gongbao.data.load import load_report
from gongbao.data.project import find_root
from gongbao.data.yaml_nodes import CONTROLS
from gongbao.importing import REPAIRS, Repair
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.report.walk import iter_lines

if TYPE_CHECKING:
    from gongbao.data.wording import Wording

TRADITIONAL = click.Choice([tag for tag in SCRIPT_NAMES if tag != SOURCE_SCRIPT])
SCRIPT = click.Choice(list(SCRIPT_NAMES))


@command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The report's folder: data/<report>.")
@click.option("--force", is_flag=True, help="Renew a report that is there; its ids and a person's edits stay.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--strict", is_flag=True, help="Take every doubt for an error.")
@click.option("--fix", multiple=True, type=click.Choice(REPAIRS), help="Repair one kind of damage in the text.")
@click.option("--report", "account", type=Page(), help="Write all of this as a page, side by side.")
@click.option("--title", default="", help="The title, where the source prints none or it is not read rightly.")
@click.option("--body", default="", help="The body that reports.")
@click.option("--place", default="", help="The place it is responsible for.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day the report was given.")
@click.option("--session", default="", help="The meeting it was given to.")
@click.option("--speaker", default="", metavar="'OFFICE NAME'", help="Who gave it.")
def import_report(
    files: tuple[Path, ...],
    into: Path,
    *,
    force: bool,
    dry_run: bool,
    strict: bool,
    fix: tuple[Repair, ...],
    account: Path | None,
    date: datetime.datetime | None,
    **head: str,
) -> None:
    """Make a report's YAML of FILES (Word, text, Markdown, HTML, Akoma Ntoso); what is left out or doubtful is told."""
    from gongbao.importing.account import write_account
    from gongbao.importing.intake import import_reports
    from gongbao.importing.structure.metadata import Given
    from gongbao.importing.summary import format_summary

    into = place_report(into)
    given = Given(date=date.date() if date else None, **head)
    summary = import_reports(files, into, force=force, dry_run=dry_run, strict=strict, fix=frozenset(fix), given=given)
    if account:
        write_account(summary, account)
    say(*format_summary(summary).split("\n"))


def place_report(into: Path) -> Path:
    """Return the folder that is meant: a name alone is one in data/, where a report is published from."""
    try:
        data = find_root(Path.cwd()) / "data"
    except ReportError:
        return into
    if len(into.parts) != 1 or into.is_absolute() or into.name in (".", "..", "data") or into.exists():
        return into
    return Path(os.path.relpath(data / into))


@command()
@click.argument("report")
@click.option("--accept", multiple=True, metavar="WHICH", help="Publish these: 1,4-6, a theme, a table's id, or all.")
@click.option("--delete", multiple=True, metavar="WHICH", help="Delete these, chosen in the same way.")
@click.option("--theme", metavar="WHICH", help="List only these, chosen in the same way, with every row of a table.")
@click.option("--json", "as_json", is_flag=True, help="List them as JSON.")
def figures(report: str, accept: tuple[str, ...], delete: tuple[str, ...], theme: str | None, *, as_json: bool) -> None:
    """List the figures that were proposed for REPORT, or accept and delete them by the numbers of this list."""
    import json

    from gongbao.importing.proposal_list import format_proposals
    from gongbao.importing.proposals import choose, list_proposals, make_records, settle

    found = open_report(report)
    proposals = list_proposals(found)
    try:
        accepted, deleted = choose(proposals, accept), choose(proposals, delete)
    except ReportError as error:
        raise ReportError(replace(problem, path=Path(report)) for problem in error.problems) from error
    if both := accepted & deleted:
        names = ", ".join(str(one.number) for one in proposals if one.figure.id in both)
        raise ReportError(
            [Problem(path=Path(report), message=_("{names}: both to accept and to delete").format(names=names))]
        )
    if accepted or deleted:
        settle(found, accepted, deleted)
        left = len(proposals) - len(accepted) - len(deleted)
        message = _("{accepted} accepted, {deleted} deleted, {left} left")
        say(message.format(accepted=len(accepted), deleted=len(deleted), left=left))
        return
    if theme:
        wanted = choose(proposals, [theme])
        proposals = [one for one in proposals if one.figure.id in wanted]
    if as_json:
        click.echo(json.dumps(make_records(proposals), ensure_ascii=False, indent=2))
    else:
        say(*(list(format_proposals(proposals, whole=bool(theme))) or [_("no proposed figures")]))


@command()
@click.argument("report")
@click.option("--script", "tag", type=SCRIPT, default="zh-Hans", show_default=True, help="The script to print it in.")
def text(report: str, tag: ScriptTag) -> None:
    """Print the full text of REPORT in document order, one paragraph a line."""
    from gongbao.data.wording import place_wording
    from gongbao.script.converter import make_converter

    found = open_report(report)
    # Decisions on paragraphs of other reports have no place here; gongbao check tells those that have none anywhere.
    wording = place_wording(find_wording(), [found], Problems())
    convert = make_converter(tag, wording).for_report(found).convert
    for line in iter_lines(found):
        click.echo(convert(line))


@command()
@click.option("--to", "tag", type=SCRIPT, required=True, help="The script to convert to.")
def convert(tag: ScriptTag) -> None:
    """Convert standard input line by line with the project's own engine."""
    from gongbao.script.converter import make_converter

    converter = make_converter(tag, find_wording())
    number = 0
    try:
        for number, line in enumerate(sys.stdin, 1):
            if match := re.search(f"[{CONTROLS}]", line.rstrip("\r\n")):
                message = _("control character U+{code:04X} (delete it)").format(code=ord(match[0]))
                raise ReportError([Problem(path=Path("<stdin>"), line=number, message=message)])
            sys.stdout.write(converter.convert(line))
    except UnicodeDecodeError as error:
        message = _("not UTF-8 (convert the file to UTF-8 first)")
        raise ReportError([Problem(path=Path("<stdin>"), line=number + 1, message=message)]) from error


@command()
@click.option("--script", "tag", type=TRADITIONAL, default="zh-Hant", show_default=True, help="The script to review.")
@click.option("--html", "page", type=Page(), help="Write a page to read and print.")
def review(tag: ScriptTag, page: Path | None) -> None:
    """List the conversions that a person should look at, the most doubtful first."""
    from gongbao.build.context import load_project
    from gongbao.pages.review_page import format_review, make_review_page
    from gongbao.script.review import find_idle, make_review

    root = find_root(Path.cwd())
    publication, wording = load_project(root)
    doubts = make_review(publication.reports, wording, tag)
    idle = [problem.under(root) for problem in find_idle(wording, publication.reports)]
    if page is None:
        say(*format_review(doubts, idle, tag).split("\n"))
    else:
        base = (root / "site").resolve().as_uri() + "/"
        text = make_review_page(doubts, idle, publication.reports, tag, base)
        page.write_text(text, encoding="utf-8", newline="\n")
        say(_("{page}: {count} to look at").format(page=page, count=len(doubts)))


@command()
@click.argument("report")
@click.argument("name")
def rename(report: str, name: str) -> None:
    """Give REPORT, or a section of it (REPORT/SECTION), another NAME; what was published under the old one leads on."""
    from gongbao.data.moving import rename_report
    from gongbao.data.moving_sections import rename_section, write_moved

    root = find_root(Path.cwd())
    slug, section = part_section(root, report)
    if section:
        found = open_report(slug)
        write_moved(root, found, rename_section(found, section, name))
        say(
            _("data/{slug}: {section} is {name} now; its published addresses lead on").format(
                slug=slug, section=section, name=name
            )
        )
        return
    rename_report(root, slug, name)
    say(_("data/{name}: was {slug}; its published addresses lead on").format(name=name, slug=slug))


@command()
@click.argument("report")
def withdraw(report: str) -> None:
    """Take REPORT, or a section (REPORT/SECTION), out of the publication; its addresses lead on, its text is kept."""
    from gongbao.data.moving import withdraw_report
    from gongbao.data.moving_sections import withdraw_section, write_moved

    root = find_root(Path.cwd())
    slug, section = part_section(root, report)
    if section:
        found = open_report(slug)
        write_moved(root, found, withdraw_section(root, found, section))
        folder = Path("withdrawn", slug)
        say(_("{folder}: here is the section now; it is published no more").format(folder=folder))
        return
    target, decisions = withdraw_report(root, slug)
    say(_("{folder}: here is the report now; it is published no more").format(folder=target.relative_to(root)))
    if decisions:
        told = _("{path}: {number} decisions on its paragraphs are comments now").format(
            path=Path("data", "wording.yml"), number=decisions
        )
        say(told)


def part_section(root: Path, name: str) -> tuple[str, str]:
    """Return a report's name and that of a section in it, which is empty where the report as a whole is meant."""
    path = Path(name)
    above = path.parent.name
    if above and (root / "data" / above / "report.yml").is_file() and not (root / "data" / path.name).exists():
        return above, path.name
    return path.name, ""


def find_wording() -> "Wording":
    """Return the decisions of the project at hand; outside a project there are none."""
    from gongbao.build.context import open_wording
    from gongbao.data.wording import Wording

    try:
        root = find_root(Path.cwd())
    except ReportError:
        return Wording()
    return open_wording(root)


def open_report(name: str) -> Report:
    """Return the report in a folder, or of that name under data/. Raises ReportError with every problem of it."""
    folder = Path(name)
    if not (folder / "report.yml").is_file():
        folder = find_root(Path.cwd()) / "data" / name
    if not (folder / "report.yml").is_file():
        raise ReportError(
            [Problem(path=Path(name), message=_("no report here (a folder with report.yml, or its name)"))]
        )
    problems = Problems()
    report = load_report(folder, problems)
    if report is None:
        raise ReportError(problems)
    return report
