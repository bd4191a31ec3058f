"""The handbook held against the code: every name is documented, none that is not there, and its commands parse."""

import dataclasses
import re
import shlex
import typing
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import jinja2
import pytest

from gongbao.cli.commands import main
from gongbao.data.decode import record_fields
from gongbao.data.schema import SCHEMAS
from gongbao.pages.macros import MACRO_NAMES
from gongbao.report.report import Block

# Where the fields of each kind of file stand.
PAGES = {
    "report": "editor/report.md",
    "section": "editor/report.md",
    "site": "webmaster/site.md",
    "wording": "editor/wording.md",
    "names": "editor/names.md",
    "redirects": "editor/names.md",
    "glossary": "editor/names.md",
}
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{2,4} (.*?) \{: #([\w-]+) \}$", re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \|(.*)\|$", re.MULTILINE)
PROGRAM = re.compile(r"(?:^|[\\/])gongbao$")


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    folder = root / "handbook/docs"
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}


def split_sections(page: str) -> dict[str, tuple[str, str]]:
    """Return the heading and the text of every part of a page that has an id of its own, by that id."""
    found = [*HEADING.finditer(page)]
    ends = [*(match.start() for match in found[1:]), len(page)]
    return {match[2]: (match[1], page[match.end() : end]) for match, end in zip(found, ends, strict=True)}


def list_rows(text: str) -> dict[str, str]:
    return {match[1]: match[2] for match in ROW.finditer(text)}


def iter_fences(page: str, *languages: str) -> Iterator[str]:
    for match in FENCE.finditer(page):
        if match[2] in languages:
            yield "\n".join(line.removeprefix(match[1]) for line in match[3].splitlines())


def iter_commands(page: str) -> Iterator[list[str]]:
    """Give the commands of a page as words; a console tells them by `$`, the others hold nothing else."""
    consoles = chain.from_iterable(text.splitlines() for text in iter_fences(page, "console"))
    lines = [line[2:] for line in consoles if line.startswith("$ ")]
    lines += chain.from_iterable(text.splitlines() for text in iter_fences(page, "shell", "powershell"))
    for line in lines:
        for command in re.split(r"\s[|]\s|\s>\s\S+$", line):
            words = [word.strip("\"'") for word in shlex.split(command, posix=False)]
            if words:
                yield words


def iter_records(kind: object) -> Iterator[type]:
    """Give a record and every record that it holds, at any depth."""
    for arg in typing.get_args(kind):
        yield from iter_records(arg)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind
        hints = typing.get_type_hints(kind)
        for field in dataclasses.fields(kind):
            # The files of a report's sections are a kind of file of their own.
            if "meaning" in field.metadata and not field.metadata.get("files"):
                yield from iter_records(hints[field.name])


RECORDS = sorted({(page, cls) for name, page in PAGES.items() for cls in iter_records(SCHEMAS[name])}, key=repr)


def test_every_kind_of_file_has_its_page() -> None:
    assert PAGES.keys() == SCHEMAS.keys()
    assert {cls for _, cls in RECORDS} >= set(typing.get_args(Block))


@pytest.mark.parametrize(("page", "cls"), RECORDS, ids=lambda value: getattr(value, "__name__", None))
def test_every_field_has_its_row(page: str, cls: type, pages: dict[str, str]) -> None:
    _, text = split_sections(pages[page])[cls.__name__.lower()]
    rows = list_rows(text)
    fields = record_fields(cls)
    assert rows.keys() == fields.keys()
    assert {name for name, row in rows.items() if "●" in row} == {
        name for name, rule in fields.items() if rule.required
    }


def test_every_macro_has_its_heading_and_an_example(pages: dict[str, str]) -> None:
    parts = split_sections(pages["editor/macros.md"])
    assert parts.keys() == set(MACRO_NAMES)
    for name, (heading, text) in parts.items():
        assert f"`{name}(" in heading
        example = "\n".join(iter_fences(text, "jinja"))
        assert f"{{{{ {name}(" in example
        jinja2.Environment(autoescape=True).parse(example)


def test_every_command_and_option_has_its_place(pages: dict[str, str]) -> None:
    parts = split_sections(pages["commands.md"])
    for option in main.params:
        assert f"`gongbao {option.opts[-1]}`" in pages["commands.md"]
    assert parts.keys() == main.commands.keys()
    for name, command in main.commands.items():
        heading, text = parts[name]
        assert heading == f"gongbao {name}"
        options = {option.opts[-1] for option in command.params if isinstance(option, click.Option)}
        assert list_rows(text.partition("\n## ")[0]).keys() == options, name


def test_the_commands_of_the_handbook_and_the_readmes_are_there(root: Path, pages: dict[str, str]) -> None:
    texts = pages | {name: (root / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    seen: set[str] = set()
    for page, text in texts.items():
        for words in iter_commands(text):
            if words[0] == "make":
                assert words[1] in targets, f"{page}: {words}"
            if PROGRAM.search(words[0]):
                check_command(words[1:], page)
                seen.add(words[1])
    # Each command is shown at work somewhere, but for the one that only developers need to know of.
    assert seen >= main.commands.keys() - {"serve"}


def check_command(words: list[str], page: str) -> None:
    """Fail unless the command is there with its options, and what is chosen can be chosen."""
    assert words[0] in main.commands, f"{page}: gongbao {words[0]}"
    command = main.commands[words[0]]
    context = click.Context(command)
    values, _, order = command.make_parser(context).parse_args(words[1:])
    for parameter in order:
        value = values[parameter.name]
        if isinstance(parameter.type, click.Choice) and value is not None:
            for one in value if parameter.multiple else [value]:
                parameter.type.convert(one, parameter, context)


def test_a_wrong_command_would_be_told() -> None:
    with pytest.raises(AssertionError):
        check_command(["publish"], "page")
    with pytest.raises(click.NoSuchOption):
        check_command(["check", "--all"], "page")
    with pytest.raises(click.BadParameter):
        check_command(["server-config", "lighttpd"], "page")


def test_the_marks_are_documented(pages: dict[str, str]) -> None:
    from gongbao.pages import marks

    rows = list_rows(pages["developer/marks.md"])
    for name in ("TEXT", "CODE", "VALUE", "OPTION"):
        assert f"U+{ord(getattr(marks, name)):04X}" in rows[name]


def test_every_page_is_in_the_contents(root: Path, pages: dict[str, str]) -> None:
    contents = (root / "handbook/mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    assert set(re.findall(r"[\w/-]+\.md", contents)) == pages.keys()
