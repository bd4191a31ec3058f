"""Commands on a publication: start one, check and build it, show it, write down its addresses, configure its server."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongbao.checks.server_config import TEMPLATES, ServerName, make_server_config, path_of
from gongbao.cli.console import command, say
from gongbao.data.load import load_site
from gongbao.data.project import find_foreign, find_root
from gongbao.report.messages import _
from gongbao.report.problems import Problems, ReportError

if TYPE_CHECKING:
    from gongbao.build.new_project import Builder


@command()
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


@command()
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


@command()
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


@command()
def pdf() -> None:
    """Make the publication with every report and section as PDF; exit code 1 if that could not be done."""
    from gongbao.build.builder import build_site

    root = find_root(Path.cwd())
    target = build_site(root, pdf=True)
    show_site(target, root)
    if not any(target.glob("downloads/*/*.pdf")):
        sys.exit(1)


@command()
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


@command()
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


@command("server-config")
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


@command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to show it.")
def serve(address: str) -> None:
    """Show the publication while it is being written."""
    from gongbao.build.preview_server import serve_site

    serve_site(find_root(Path.cwd()), address, say)


@command()
@click.option("--address", default="127.0.0.1", show_default=True, help="Where to show it: on this machine, any port.")
@click.option("--no-open", is_flag=True, help="Say the address only, and open no browser.")
def desk(address: str, *, no_open: bool) -> None:
    """Do all of this in the browser, in Chinese: the clerk's desk."""
    from gongbao.desk.server import run_desk

    run_desk(find_root(Path.cwd()), address, say, show=not no_open)


@command()
@click.option("--into", type=click.Path(path_type=Path), help="The folder to write to; else schema/ of the project.")
def schema(into: Path | None) -> None:
    """Write the JSON Schemas of the data files, which editors check against."""
    from gongbao.data.schema import make_schema_files, write_schemas

    folder = into or find_root(Path.cwd()) / "schema"
    write_schemas(folder)
    say(f"{folder.name}/: {', '.join(make_schema_files())}")
