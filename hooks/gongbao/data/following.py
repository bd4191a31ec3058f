"""A report before and after a change in, the other files of the project that follow it out: no published id is lost.

Addresses that were published lead to where their passage is now, and decisions and terms name it by its new id.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from gongbao.data.glossary import FILE as GLOSSARY
from gongbao.data.moving import ITEM, NOTHING, WORDING, add_redirects, find_decisions, withdraw_decisions
from gongbao.data.redirects import REDIRECTS, read_record
from gongbao.data.text_file import read_exactly
from gongbao.data.yaml_nodes import compose
from gongbao.report.addresses import make_addresses
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.walk import iter_paragraphs


def follow(root: Path, before: Report, after: Report, renamed: Mapping[str, str]) -> dict[Path, str]:
    """Return the files that follow a change of a report, as far as they differ.

    `renamed` has the ids that another has taken the place of; what is gone for good leads to its page, or the report's
    first, and decisions on it become comments.
    """
    data, slug = root / "data", before.slug
    paths = {name: data / name for name in (REDIRECTS, WORDING)} | {GLOSSARY: before.path.parent / GLOSSARY}
    texts = {path: read_exactly(path) or "" for path in paths.values()}
    leads = dict(find_lost(data, before, after, renamed))
    there = set(list_places(after))
    gone = make_addresses(before).pages.keys() - make_addresses(after).pages.keys() - renamed.keys()
    wording = rename_in(texts[paths[WORDING]], choose(find_named(texts[paths[WORDING]], slug), renamed))
    wording = rename_in(wording, find_split(wording, before, after))
    changed = {
        paths[REDIRECTS]: lead_on(texts[paths[REDIRECTS]], leads, there),
        paths[WORDING]: withdraw_decisions(
            wording, paths[WORDING], slug, lambda item: any(one.value in gone for one in find_values(item, "paragraph"))
        ),
        paths[GLOSSARY]: rename_in(texts[paths[GLOSSARY]], choose(find_terms(texts[paths[GLOSSARY]]), renamed)),
    }
    return {path: text for path, text in changed.items() if text != texts[path]}


def list_places(report: Report) -> dict[str, str]:
    """Return the addresses of a report with the id that each is of; that of a page is empty."""
    addresses = make_addresses(report)
    places = dict.fromkeys([f"{report.slug}/index.html", *addresses.pages.values()], "")
    places |= {addresses.link(name): name for name in addresses.pages}
    figures = f"{report.slug}/figures.html"
    places[figures] = ""
    return places | {f"{figures}#figure-{figure.id}": figure.paragraph for figure in report.figures}


def find_lost(data: Path, before: Report, after: Report, renamed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the published addresses that are gone, each with where it leads: its passage, else its page or the first."""
    old, new, recorded = list_places(before), list_places(after), set(read_record(data))
    addresses, cover = make_addresses(after), f"{after.slug}/index.html"
    for address, name in old.items():
        page = address.partition("#")[0]
        # Ids of a page that is gone go with it.
        if address not in recorded or address in new or ("#" in address and page not in new):
            continue
        if name:
            now = renamed.get(name, name)
            yield address, addresses.link(now) if now in addresses.pages else page
        else:
            section = next((one.id for one in before.sections if page == f"{before.slug}/{one.id}.html"), "")
            yield address, addresses.pages.get(renamed.get(section, ""), cover)


def lead_on(text: str, leads: Mapping[str, str], there: set[str]) -> str:
    """Return redirects.yml with addresses leading on, and without entries for those that are there again."""
    for old, new in leads.items():
        text = re.sub(rf"(\bto: *[\"']?){re.escape(old)}(?=[\s,}}\"']|$)", rf"\g<1>{new}", text)
    # The ids of a page that moved as a whole.
    for page, new in ((old, new) for old, new in leads.items() if "#" not in old):
        text = re.sub(rf"(\bto: *[\"']?){re.escape(page)}#[^\s,}}\"']*", rf"\g<1>{new}", text)
    entry = re.compile(r"^ *- \{from: *[\"']?(?P<old>[^\s,\"']+)[\"']?, to: [^}]*\}[ \t]*\r?\n", re.MULTILINE)
    text = entry.sub(lambda match: "" if match["old"] in there else match[0], text)
    if leads:
        text = add_redirects(re.sub(r"^(redirects:) *\[ *\]", r"\1", text, flags=re.MULTILINE), leads)
    return text if ITEM.search(text) else NOTHING.sub(r"\1 []", text)


def find_named(text: str, slug: str) -> Iterator[yaml.Node]:
    """Give the places where decisions on paragraphs of a report name a paragraph."""
    for _key, _list, items in find_decisions(text, Path(WORDING), slug):
        for item in items:
            yield from find_values(item, "paragraph")


def find_split(text: str, before: Report, after: Report) -> Iterator[tuple[yaml.Node, str]]:
    """Give the places where decisions name a paragraph whose words went to a new one, with the id of that."""
    words = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(after)}
    fresh = words.keys() - {paragraph.id for paragraph in iter_paragraphs(before)}
    for _key, _list, items in find_decisions(text, Path(WORDING), before.slug):
        for item in items if fresh else ():
            phrase = next((one.value for one in find_values(item, "phrase")), "")
            for node in find_values(item, "paragraph"):
                if phrase not in words.get(node.value, phrase):
                    yield from ((node, name) for name in fresh if phrase in words[name])


def find_terms(text: str) -> Iterator[yaml.Node]:
    """Give the places where terms of a glossary name a paragraph."""
    node = compose(text.removeprefix("\ufeff"), Path(GLOSSARY), Problems()) if text.strip() else None
    for terms in find_values(node, "terms"):
        for item in terms.value if isinstance(terms, yaml.SequenceNode) else []:
            yield from find_values(item, "paragraph")


def find_values(node: yaml.Node | None, name: str) -> Iterator[yaml.Node]:
    """Give the value of a key of a mapping, if it has one."""
    if isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if key.value == name)


def choose(places: Iterable[yaml.Node], renamed: Mapping[str, str]) -> Iterator[tuple[yaml.Node, str]]:
    """Give the places that name an id which is renamed, with the new one."""
    yield from ((node, renamed[node.value]) for node in places if node.value in renamed)


def rename_in(text: str, places: Iterable[tuple[yaml.Node, str]]) -> str:
    """Return a text with other ids in some places."""
    lines = text.splitlines(keepends=True)
    for node, name in sorted(places, key=lambda one: (one[0].start_mark.line, one[0].start_mark.column), reverse=True):
        number, first, last = node.start_mark.line, node.start_mark.column, node.end_mark.column
        lines[number] = f"{lines[number][:first]}{name}{lines[number][last:]}"
    return "".join(lines)
