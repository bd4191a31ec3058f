"""A report in; the same under another name, or out of the publication: its folder moved, its addresses led on.

Nothing is deleted: a report that is withdrawn stands in `withdrawn/` beside `data/`, whole.
"""

import re
from pathlib import Path

from gongbao.data.load import RESERVED, SLUG
from gongbao.data.redirects import REDIRECTS, load_redirects, read_record
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError

WITHDRAWN = "withdrawn"
HOME = "index.html"
ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def rename_report(root: Path, slug: str, name: str) -> None:
    """Give a report another name; what was published leads on. Raises ReportError, nothing changed."""
    target = root / "data" / name
    if not SLUG.fullmatch(name) or name in RESERVED:
        message = _('"{name}" cannot be an address (lower-case ASCII, digits and -; example: taicang-npc-2025)')
        raise ReportError([Problem(path=target.relative_to(root), message=message.format(name=name))])
    move(root, slug, target, f"{name}/")


def withdraw_report(root: Path, slug: str) -> Path:
    """Take a report out of the publication; return where it stands now. Raises ReportError, nothing changed.

    What was published of it leads to the first page.
    """
    target = root / WITHDRAWN / slug
    move(root, slug, target, HOME)
    return target


def move(root: Path, slug: str, target: Path, leads_to: str) -> None:
    """Move a report's folder and lead its addresses on. Raises ReportError, nothing changed."""
    folder, path = root / "data" / slug, root / "data" / REDIRECTS
    if not (folder / "report.yml").is_file():
        raise ReportError([Problem(path=Path("data", slug), message=_("no report here (a name of a folder in data/)"))])
    if target.exists():
        message = _("is there already, and nothing is overwritten (move it away)")
        raise ReportError([Problem(path=target.relative_to(root), message=message)])
    before = path.read_text(encoding="utf-8") if path.exists() else None
    published = any(address.startswith(f"{slug}/") for address in read_record(root / "data"))
    try:
        if published or (before and f"{slug}/" in before):
            after = lead_on(before or "", slug, leads_to, published=published)
            write_redirects(root, path, after)
        target.parent.mkdir(exist_ok=True)
        folder.rename(target)
    except (OSError, ReportError) as error:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(before, encoding="utf-8", newline="\n")
        if isinstance(error, ReportError):
            raise
        message = _("cannot be moved: {strerror} (close what has it open)").format(strerror=error.strerror)
        raise ReportError([Problem(path=Path("data", slug), message=message)]) from error


def write_redirects(root: Path, path: Path, text: str) -> None:
    """Write redirects.yml, or delete it if nothing leads on. Raises ReportError if it is not what it should be."""
    if not ITEM.search(text):
        path.unlink(missing_ok=True)
        return
    path.write_text(text, encoding="utf-8", newline="\n")
    problems = Problems()
    load_redirects(root / "data", problems)
    if problems.found:
        raise ReportError(problem.under(root) for problem in problems)


def lead_on(text: str, slug: str, leads_to: str, *, published: bool) -> str:
    """Return redirects.yml with what led to a report leading on, and an entry of its own where it was published."""
    if leads_to.endswith("/"):
        text = re.sub(rf"(\bto: *[\"']?){re.escape(slug)}/", rf"\g<1>{leads_to}", text)
    else:
        text = re.sub(rf"(\bto: *[\"']?){re.escape(slug)}/[^\s,}}\"']*", rf"\g<1>{leads_to}", text)
    # Back under a name that it once had, an address is there again.
    text = re.sub(rf"^ *- \{{from: {re.escape(leads_to)}, to: [^}}]*\}}\n", "", text, flags=re.MULTILINE)
    if not published:
        return text
    item = ITEM.search(text)
    head = "" if item else "redirects:\n"
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{head}{item[1] if item else ''}- {{from: {slug}/, to: {leads_to}}}\n"
