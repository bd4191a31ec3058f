"""The command line `gongbao`: a command in, what it says and its exit code out.

A command imports what it alone needs, so that the quick ones start quickly.
"""

import datetime
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from gongbao.checks.server_config import TEMPLATES, ServerName, make_server_config, path_of
from gongbao.cli.console import LANG, PlainErrors, refuse_language, run_program, say
from gongbao.data.load import load_report, load_site
from gongbao.data.project import find_foreign, find_root
from gongbao.data.yaml_nodes import CONTROLS
from gongbao.importing import Repair
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.report.walk import iter_lines

if TYPE_CHECKING:
    from gongbao.build.new_project import Builder
    from gongbao.data.wording import Wording

TRADITIONAL = click.Choice([tag for tag in SCRIPT_NAMES if tag != SOURCE_SCRIPT])
REPAIRS: tuple[Repair, ...] = get_args(Repair)
SCRIPT = click.Choice(list(SCRIPT_NAMES))


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    LANG, callback=refuse_language, expose_value=False, help="The language of messages: en, zh-Hans or zh-Hant."
)
@click.version_option(package_name="gongbao", message="gongbao %(version)s")
def main() -> None:
    """Publish government reports in Simplified and Traditional Chinese."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n" if stream is sys.stdout else None)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--with",
    "builder",
    type=click.Choice(["mkdocs", "properdocs", "materialx"]),
    default="mkdocs",
    help="What it is built with: MkDocs, or its successors ProperDocs and MaterialX; mkdocs.yml tells what to install.",
)
def new(folder: Path, builder: "Builder") -> None:
    """Start a publication of one's own in FOLDER: it builds at once."""
    from gongbao.build.new_project import write_project

    write_project(folder, builder)
    say(
        _(
            "{folder}: a new publication (next: cd there, gongbao import report.docx --into data/NAME, gongbao build)"
        ).format(folder=folder)
    )


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The report's folder: data/<report>.")
@click.option("--force", is_flag=True, help="Renew a report that is there; its ids and a person's edits stay.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--strict", is_flag=True, help="Take every doubt for an error.")
@click.option("--fix", multiple=True, type=click.Choice(REPAIRS), help="Repair one kind of damage in the text.")
@click.option("--report", "account", type=click.Path(path_type=Path), help="Write all of this as a page, side by side.")
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


@main.command()
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


@main.command()
@click.option("--publish", is_flag=True, help="List also what an inspection of government sites would miss.")
def check(*, publish: bool) -> None:
    """Check all data: every problem as path:line: message, exit code 1."""
    from gongbao.build.checking import check_project

    root = find_root(Path.cwd())
    checked = check_project(root, publish=publish)
    if checked.problems:
        raise ReportError(checked.problems)
    figures = sum(len(report.figures) for report in checked.reports)
    say(_("{count} reports, {figures} figures: no problem").format(count=len(checked.reports), figures=figures))
    for report in checked.reports:
        proposed = len(report.all_figures) - len(report.figures)
        if proposed:
            say(
                _("{slug}: {proposed} proposed figures are not published (delete, or take off `proposed`)").format(
                    slug=report.slug, proposed=proposed
                )
            )
    for note in (*checked.unfinished, *checked.idle, *find_foreign(root)):
        say(str(note))


@main.command()
@click.option("--pdf", is_flag=True, default=None, help="Make PDFs too, whatever data/site.yml says.")
@click.option("--only", multiple=True, metavar="REPORT…", help="Make only these reports, as a part for gongbao merge.")
@click.option("--into", type=click.Path(path_type=Path), help="The part's folder; else part.")
@click.option("--dask", metavar="ADDRESS", help="Make reports on a Dask cluster: tcp://HOST:8786, local or local:4.")
@click.argument("more", nargs=-1, metavar="")
def build(
    only: tuple[str, ...], into: Path | None, dask: str | None, more: tuple[str, ...], *, pdf: bool | None
) -> None:
    """Make the publication: the folder site/."""
    from gongbao.build.builder import build_part, build_site

    root = find_root(Path.cwd())
    if more and not only:
        raise click.UsageError(_("what is {text}? (gongbao build --only REPORT… makes a part)").format(text=more[0]))
    if into and not only:
        raise click.UsageError(
            _("--into is for a part (gongbao build --only REPORT… --into {folder})").format(folder=into)
        )
    if only and dask:
        raise click.UsageError(_("--only makes a part on this machine, --dask the whole publication (take one)"))
    if only:
        folder = into or Path("part")
        build_part(root, [*only, *more], folder)
        say(_("{folder}: {count} reports").format(folder=folder, count=len(only) + len(more)))
    elif dask:
        from gongbao.build.cluster import build_on_cluster

        show_site(build_on_cluster(root, dask, pdf=pdf), root)
    else:
        show_site(build_site(root, pdf=pdf), root)


@main.command()
def pdf() -> None:
    """Make the publication with every report and section as PDF; exit code 1 if that could not be done."""
    from gongbao.build.builder import build_site

    root = find_root(Path.cwd())
    target = build_site(root, pdf=True)
    show_site(target, root)
    if not any(target.glob("downloads/*/*.pdf")):
        sys.exit(1)


@main.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
def merge(parts: tuple[Path, ...]) -> None:
    """Join PARTS, made by gongbao build --only, into the publication."""
    from gongbao.build.builder import merge_parts

    root = find_root(Path.cwd())
    show_site(merge_parts(root, parts), root)


def show_site(target: Path, root: Path) -> None:
    """Say what was made, and the checksum that stands for all of it, which is written beside the folder too."""
    from gongbao.output.manifest import list_files, seal, write_seal

    shown = target.relative_to(root) if target.is_relative_to(root) else target
    pages = sum(path.endswith(".html") for path in list_files(target))
    say(_("{site}: {pages} pages").format(site=shown, pages=pages))
    write_seal(target)
    if (root / shown).is_symlink():
        say(_("{site} is a link: the publication stands in {place}").format(site=shown, place=target.resolve()))
    say(f"{shown}/SHA256SUMS: {seal(target)}")


@main.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@click.option("--expect", metavar="HASH", help="The checksum that the build printed: of SHA256SUMS, for all files.")
@click.option("--against", type=click.Path(exists=True, path_type=Path), help="The project or its data/: build again.")
@click.option("--signature", type=click.Path(path_type=Path), help="What gongbao sign wrote; needs --signers.")
@click.option(
    "--signers", type=click.Path(path_type=Path), help="Who may have signed: allowed signers or a public key."
)
def verify(site: Path, expect: str | None, against: Path | None, signature: Path | None, signers: Path | None) -> None:
    """Check a published folder: manifest, links, ids, structure of the scripts, requests to other hosts."""
    from gongbao.checks.signature import verify_signature
    from gongbao.checks.verify import verify_site
    from gongbao.output.manifest import MANIFEST, list_files, seal

    if bool(signature) != bool(signers):
        raise click.UsageError(_("--signature and --signers belong together"))
    if signature and signers:
        verify_signature(site, signature, signers)
    verify_site(site).raise_any()
    if expect and seal(site) != expect.strip().lower():
        message = _("its checksum is {found}, not the one expected").format(found=seal(site))
        raise ReportError([Problem(path=site / MANIFEST, message=message)])
    if against:
        from gongbao.build.builder import verify_against

        verify_against(find_root(against.resolve()), site.resolve())
    files = list_files(site)
    pages = sum(name.endswith(".html") for name in files)
    say(_("{site}: {pages} pages, {files} files: no problem").format(site=site, pages=pages, files=len(files)))


@main.command()
@click.argument("site", type=click.Path(path_type=Path), default=Path("site"))
@click.option("--key", type=click.Path(path_type=Path), required=True, help="The private key, of OpenSSH or minisign.")
def sign(site: Path, key: Path) -> None:
    """Sign a published folder with your own key: SITE.sig (ssh-keygen) or SITE.minisig (minisign) beside it."""
    from gongbao.checks.signature import sign_site
    from gongbao.output.manifest import check_manifest

    problems = Problems()
    check_manifest(site, problems)
    problems.raise_any()
    signature = sign_site(site, key)
    click.echo(_("{signature}: the signature of {site}").format(signature=signature, site=site))


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Print which pages, paragraphs and files changed from one published folder to another."""
    from gongbao.checks.site_diff import compare, format_difference

    for line in format_difference(compare(old, new)):
        say(line)


@main.command()
def record() -> None:
    """Write down every address as published: from now on check and build refuse to lose one."""
    from gongbao.archive.index import make_library
    from gongbao.build.context import list_written, load_project
    from gongbao.checks.permalinks import list_addresses, write_record
    from gongbao.data.redirects import RECORD

    root = find_root(Path.cwd())
    publication = load_project(root)[0]
    new = write_record(root / "data", list_addresses(make_library(publication), list_written(root / "docs")))
    say(_("data/{record}: {new} new addresses").format(record=RECORD, new=new))


@main.command()
@click.argument("report")
@click.argument("name")
def rename(report: str, name: str) -> None:
    """Give REPORT another NAME; what was published under the old one leads on."""
    from gongbao.data.moving import rename_report

    slug = Path(report).name
    rename_report(find_root(Path.cwd()), slug, name)
    say(_("data/{name}: was {slug}; its published addresses lead on").format(name=name, slug=slug))


@main.command()
@click.argument("report")
def withdraw(report: str) -> None:
    """Take REPORT out of the publication; its addresses lead to the first page, its folder is kept."""
    from gongbao.data.moving import withdraw_report

    root = find_root(Path.cwd())
    target = withdraw_report(root, Path(report).name)
    say(_("{folder}: here is the report now; it is published no more").format(folder=target.relative_to(root)))


@main.command("server-config")
@click.argument("server", type=click.Choice(list(TEMPLATES)))
@click.option(
    "--folder", default="/srv/gongbao", show_default=True, help="Where the published folder is on the server."
)
def server_config(server: ServerName, folder: str) -> None:
    """Print the configuration of SERVER for the publication at the address that mkdocs.yml gives (site_url)."""
    from gongbao.build.builder import read_site_url

    root = find_root(Path.cwd())
    problems = Problems()
    site = load_site(root / "data/site.yml", problems)
    if site is None:
        raise ReportError(problem.under(root) for problem in problems)
    click.echo(make_server_config(server, site.scripts, path_of(read_site_url(root)), folder), nl=False)


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to show it.")
def serve(address: str) -> None:
    """Show the publication while it is being written."""
    from gongbao.build.preview_server import serve_site

    serve_site(find_root(Path.cwd()), address, say)


@main.command()
@click.option("--address", default="127.0.0.1", show_default=True, help="Where to show it: on this machine, any port.")
@click.option("--no-open", is_flag=True, help="Say the address only, and open no browser.")
def desk(address: str, *, no_open: bool) -> None:
    """Do all of this in the browser, in Chinese: the clerk's desk."""
    from gongbao.desk.server import run_desk

    run_desk(find_root(Path.cwd()), address, say, show=not no_open)


@main.command()
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


@main.command()
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


@main.command()
@click.option("--into", type=click.Path(path_type=Path), help="The folder to write to; else schema/ of the project.")
def schema(into: Path | None) -> None:
    """Write the JSON Schemas of the data files, which editors check against."""
    from gongbao.data.schema import make_schema_files, write_schemas

    folder = into or find_root(Path.cwd()) / "schema"
    write_schemas(folder)
    say(f"{folder.name}/: {', '.join(make_schema_files())}")


@main.command()
@click.option("--script", "tag", type=TRADITIONAL, default="zh-Hant", show_default=True, help="The script to review.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to read and print.")
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


def run() -> None:
    """Run the command line as a program. Raises SystemExit with the exit code, unless that is 0."""
    run_program(main)
