"""A report in; the same under another name, or out of the publication: its folder moved, its addresses led on.

Nothing is deleted: a report that is withdrawn stands in `withdrawn/` beside `data/`, whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from gongbao.data.load import RESERVED, SLUG
from gongbao.data.redirects import REDIRECTS, load_redirects, read_record
from gongbao.data.text_file import put_back, read_exactly
from gongbao.data.yaml_nodes import compose
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError

WITHDRAWN, WORDING = "withdrawn", "wording.yml"
HOME = "index.html"
ITEM = re.compile(r"^( *)- ", re.MULTILINE)
NOTHING = re.compile(r"^(redirects:)[ \t]*(?=\r?$)", re.MULTILINE)


def rename_report(root: Path, slug: str, name: str) -> None:
    """Give a report another name; what was published leads on. Raises ReportError, nothing changed."""
    target = root / "data" / name
    if not SLUG.fullmatch(name) or name in RESERVED:
        message = _('"{name}" cannot be an address (lower-case ASCII, digits and -; example: taicang-npc-2025)')
        raise ReportError([Problem(path=Path("data", slug), message=message.format(name=name))])
    move(root, slug, target, f"{name}/")


def withdraw_report(root: Path, slug: str) -> tuple[Path, int]:
    """Take a report out of the publication; return where it stands now, and how many decisions were on its paragraphs.

    What was published of it leads to the first page; the decisions stay as comments. Raises ReportError, nothing
    changed.
    """
    target = root / WITHDRAWN / slug
    return target, move(root, slug, target, HOME)


def move(root: Path, slug: str, target: Path, leads_to: str) -> int:
    """Move a report's folder and lead its addresses on; return how many decisions were on its paragraphs.

    Raises ReportError, nothing changed.
    """
    folder, path, wording = (root / "data" / name for name in (slug, REDIRECTS, WORDING))
    if not (folder / "report.yml").is_file():
        raise ReportError([Problem(path=Path("data", slug), message=_("no report here (a name of a folder in data/)"))])
    if target.exists():
        message = _("is there already, and nothing is overwritten (move it away)")
        raise ReportError([Problem(path=target.relative_to(root), message=message)])
    before = {path: read_exactly(path), wording: read_exactly(wording)}
    published = any(address.startswith(f"{slug}/") for address in read_record(root / "data"))
    text = before[path] or ""
    try:
        if published or f"{slug}/" in text:
            write_redirects(root, path, lead_on(text, slug, leads_to, published=published))
        decisions = before[wording] or ""
        found = sum(len(items) for _key, _items, items in find_decisions(decisions, wording, slug))
        if found and leads_to.endswith("/"):
            put_back(wording, rename_decisions(decisions, wording, slug, leads_to.removesuffix("/")))
        elif found:
            put_back(wording, withdraw_decisions(decisions, wording, slug))
        target.parent.mkdir(exist_ok=True)
        folder.rename(target)
    except (OSError, ReportError) as error:
        for changed, old in before.items():
            put_back(changed, old)
        if isinstance(error, ReportError):
            raise
        message = _("cannot be moved: {strerror} (close what has it open)").format(strerror=error.strerror)
        raise ReportError([Problem(path=Path("data", slug), message=message)]) from error
    return found


def find_decisions(
    text: str, path: Path, slug: str, wanted: Callable[[yaml.Node], bool] = lambda _item: True
) -> Iterator[tuple[yaml.Node, yaml.SequenceNode, list[yaml.Node]]]:
    """Give each list of decisions on paragraphs, its key before it, and those of its items that are of a report.

    Of these only the `wanted` ones.
    """
    node = compose(text.removeprefix("\ufeff"), path, Problems()) if text.strip() else None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if key.value == "paragraphs" and isinstance(value, yaml.SequenceNode):
            yield key, value, [item for item in value.value if any(iter_names(item, slug)) and wanted(item)]


def iter_names(item: yaml.Node, slug: str) -> Iterator[yaml.Node]:
    """Give the places where a decision names a report."""
    if isinstance(item, yaml.MappingNode):
        yield from (value for key, value in item.value if key.value == "report" and value.value == slug)


def rename_decisions(text: str, path: Path, slug: str, name: str) -> str:
    """Return wording.yml with its decisions on paragraphs of a report under the report's new name."""
    found = list(find_decisions(text, path, slug))
    lines = text.splitlines(keepends=True)
    for mark in reversed([mark for _key, _value, items in found for item in items for mark in iter_names(item, slug)]):
        number, start, end = mark.start_mark.line, mark.start_mark.column, mark.end_mark.column
        line = lines[number]
        lines[number] = f"{line[:start]}{line[start:end].replace(slug, name)}{line[end:]}"
    return "".join(lines)


def withdraw_decisions(
    text: str, path: Path, slug: str, wanted: Callable[[yaml.Node], bool] = lambda _item: True
) -> str:
    """Return wording.yml with its decisions on paragraphs of a report as comments, so that no work is lost.

    Only those that are `wanted`.
    """
    for key, value, items in find_decisions(text, path, slug, wanted):
        if not items:
            continue
        lines = text.splitlines(keepends=True)
        end = "\r\n" if "\r\n" in text else "\n"
        if value.flow_style:
            first, last = value.start_mark, value.end_mark
            kept = [cut(lines, item) for item in value.value if item not in items]
            gone = [f"{end}# {line}" for item in items for line in cut(lines, item).splitlines()]
            after = lines[last.line][last.column :].rstrip("\r\n")
            written = f"{lines[first.line][: first.column]}[{', '.join(kept)}]{after}{''.join(gone)}{end}"
            lines[first.line : last.line + 1] = [written]
        else:
            for item in items:
                for number in range(find_dash(lines, item), find_last_line(item) + 1):
                    lines[number] = f"# {lines[number]}" if lines[number].strip() else lines[number]
            if len(items) == len(value.value):
                line, place = lines[key.end_mark.line], key.end_mark.column
                lines[key.end_mark.line] = f"{line[:place]}{line[place:].replace(':', ': []', 1)}"
        return "".join(lines)
    return text


def cut(lines: list[str], node: yaml.Node) -> str:
    """Return a value as it is written."""
    first, last = node.start_mark, node.end_mark
    if first.line == last.line:
        return lines[first.line][first.column : last.column]
    between = lines[first.line + 1 : last.line]
    return "".join([lines[first.line][first.column :], *between, lines[last.line][: last.column]])


def find_dash(lines: list[str], item: yaml.Node) -> int:
    """Return the line on which an item of a list begins: that of its dash, which may stand by itself."""
    number = int(item.start_mark.line)
    while number and not lines[number].lstrip().startswith("-"):
        number -= 1
    return number


def find_last_line(node: yaml.Node) -> int:
    """Return the last line of a value: a collection ends with its last value, a block where the next line begins."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return max(find_last_line(one) for entry in node.value for one in entry)
    ends_before = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return int(node.end_mark.line) - ends_before


def write_redirects(root: Path, path: Path, text: str) -> None:
    """Write redirects.yml, or delete it if nothing leads on and no comment stands in it.

    Raises ReportError if it is not what it should be.
    """
    if not ITEM.search(text) and "#" not in text:
        path.unlink(missing_ok=True)
        return
    # A person's comments stay, also where nothing is left to lead on.
    put_back(path, text if ITEM.search(text) else NOTHING.sub(r"\1 []", text))
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
    text = re.sub(r"^(redirects:) *\[ *\]", r"\1", text, flags=re.MULTILINE)
    # Back under a name that it once had, an address is there again.
    returned = rf"^ *- \{{from: {re.escape(leads_to)}, to: [^}}]*\}}[ \t]*\r?\n"
    text = re.sub(returned, "", text, flags=re.MULTILINE)
    if not published:
        return text
    return add_redirects(text, {f"{slug}/": leads_to})


def add_redirects(text: str, leads: Mapping[str, str]) -> str:
    """Return redirects.yml with entries of their own for addresses that lead on."""
    item, end = ITEM.search(text), "\r\n" if "\r\n" in text else "\n"
    head = "" if item or re.search(r"^redirects:", text, re.MULTILINE) else f"redirects:{end}"
    gap = "" if not text or text.endswith("\n") else end
    entries = "".join(f"{item[1] if item else ''}- {{from: {old}, to: {new}}}{end}" for old, new in leads.items())
    return f"{text}{gap}{head}{entries}"
