"""Commands on a published folder: verify it, sign it, tell how another differs."""

from pathlib import Path

import click

from gongbao.cli.console import command, say
from gongbao.data.project import find_root
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError


@command()
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


@command()
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
    say(_("{signature}: the signature of {site}").format(signature=signature, site=site))


@command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Print which pages, paragraphs and files changed from one published folder to another."""
    from gongbao.checks.site_diff import compare, format_difference

    for line in format_difference(compare(old, new)):
        say(line)
