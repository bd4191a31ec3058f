"""The code in, the catalogue of its messages out: `locale/zh_Hans/…/gongbao.po` with what is new, and both compiled.

Messages are what `_` and `N_` hold, the help of the commands, what the fields of the data say of themselves, and what
click says. `make messages` runs this; a translator then fills in what it lists, and runs it again.
"""

import dataclasses
import datetime
import inspect
import io
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from gongbao.cli.commands import main as commands
from gongbao.data.schema import SCHEMAS
from gongbao.data.wording import Wording
from gongbao.importing.manuscript import DoubtKind
from gongbao.report.messages import DOMAIN, LOCALE
from gongbao.report.report import PartKind
from gongbao.script.converter import make_converter

PACKAGE = Path(__file__).resolve().parents[1] / "hooks/gongbao"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "tell_count": (1, 2)}
# What the same words say each time is not written down: the catalogue changes only when messages do.
NO_DAY = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
# Of click's messages those of help and of usage; its prompts and its pager are never seen.
CLICK = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def iter_messages() -> Iterator[str | tuple[str, ...]]:
    """Give every message of the program; one that has a plural as a tuple."""
    for _name, _line, message, _comments, _context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        yield message
    for module in CLICK:
        source = io.BytesIO(inspect.getsource(module).encode())
        for _line, message, _comments, _context in extract("python", source, keywords=KEYWORDS):
            yield message
    for command in (commands, *commands.commands.values()):
        yield inspect.cleandoc(command.help or "")
        yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    yield from (*typing.get_args(DoubtKind), *typing.get_args(PartKind))
    for record in SCHEMAS.values():
        yield from iter_meanings(record, set())


def iter_meanings(kind: typing.Any, seen: set[typing.Any]) -> Iterator[str]:
    """Give what a record of the data and its fields say of themselves, and the records in it."""
    if kind in seen:
        return
    seen.add(kind)
    if dataclasses.is_dataclass(kind):
        yield (kind.__doc__ or "").splitlines()[0]
        for field in dataclasses.fields(kind):
            if "meaning" in field.metadata:
                yield field.metadata["meaning"]
                if "must" in field.metadata:
                    yield field.metadata["must"]
                yield from iter_meanings(typing.get_type_hints(kind)[field.name], seen)
    for argument in typing.get_args(kind):
        yield from iter_meanings(argument, seen)


def read_catalogue(path: Path) -> Catalog:
    """Return the messages of the code with their translations into zh_Hans; new ones have none."""
    with path.open("rb") as file:
        known = read_po(file, locale="zh_Hans")
    catalogue = make_catalogue("zh_Hans")
    for message in iter_messages():
        if message:
            before = known.get(message if isinstance(message, str) else message[0])
            catalogue.add(message, before.string if before else "")
    return catalogue


def make_catalogue(language: str) -> Catalog:
    """Return an empty catalogue."""
    return Catalog(locale=language, project=DOMAIN, fuzzy=False, creation_date=NO_DAY, revision_date=NO_DAY)


def convert(catalogue: Catalog) -> Catalog:
    """Return the same translations in Traditional characters."""
    converter = make_converter("zh-Hant", Wording())
    other = make_catalogue("zh_Hant")
    for message in catalogue:
        if message.id:
            told = tuple(map(converter.convert, list_forms(message)))
            other.add(message.id, told if message.pluralizable else told[0])
    return other


def list_forms(message: Message) -> list[str]:
    """Return the translation of a message, as one form or, of those with a plural, as each."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def make_files(catalogue: Catalog) -> dict[Path, bytes]:
    """Return the files of the catalogue with their bytes."""
    files = {}
    with io.BytesIO() as stream:
        write_po(stream, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
        files[name_file("zh_Hans", "po")] = HEADER + stream.getvalue()
    for one in (catalogue, convert(catalogue)):
        with io.BytesIO() as stream:
            write_mo(stream, one)
            files[name_file(str(one.locale_identifier), "mo")] = stream.getvalue()
    return files


def name_file(language: str, ending: str) -> Path:
    """Return the path of a catalogue."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def main() -> None:
    """Write the catalogue, and list what has no translation. Raises SystemExit if anything has none."""
    catalogue = read_catalogue(name_file("zh_Hans", "po"))
    for path, content in make_files(catalogue).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    missing = [message.id for message in catalogue if message.id and not message.string]
    sys.stdout.writelines(f"{message}\n" for message in missing)
    if missing:
        raise SystemExit(f"{len(missing)} messages have no translation")


if __name__ == "__main__":
    main()
