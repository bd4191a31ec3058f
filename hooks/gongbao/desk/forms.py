"""A posted form in, its fields and files out: bounded in size and number, whole, with names that a disk can take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from gongbao.report.problems import UNSHOWN, Problem, ReportError
from gongbao.report.report import DEVICES

MOST_FILES, MOST_FIELDS = 20, 5_000
LARGEST_FILE, LARGEST_FIELD = 50_000_000, 4_000_000
LONGEST_NAME = 60
LONGEST_END = 400
# What Windows takes in no name, beside what cannot be shown.
UNWRITABLE = re.compile(r'[<>:"/\\|?*]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form says: the values of each field in their order, and its files by name."""

    values: Mapping[str, tuple[str, ...]]
    files: tuple[tuple[str, bytes], ...] = ()

    def get(self, name: str) -> str:
        """Return the last value of a field without white space around it; nothing if it is not there."""
        return self.values.get(name, ("",))[-1].strip()

    def list(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return self.values.get(name, ())


async def read_form(request: Request) -> Form:
    """Return what was posted. Raises ReportError if it is too much or was cut off.

    The guard has bounded it. It is read to its end before it is taken apart: the parser would take what came for all.
    """
    body = await request.body()
    check_end(request, body[-LONGEST_END:])
    try:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD) as posted:
            return await gather(posted)
    except HTTPException as error:
        raise ReportError([Problem(path=Path("上传"), message=f"内容过多或不完整（{error.detail}）")]) from error


def check_end(request: Request, end: bytes) -> None:
    """Refuse a form with files whose end is missing."""
    boundary = re.search(r'boundary="?([^";]+)', request.headers.get("content-type", ""))
    if boundary and f"--{boundary[1]}--".encode() not in end:
        raise ReportError([Problem(path=Path("上传"), message="没有传完就中断了（请重新上传）")])


async def gather(posted: FormData) -> Form:
    """Return the fields and files of a form. Raises ReportError for a file that is too large."""
    values: dict[str, list[str]] = {}
    files: list[tuple[str, bytes]] = []
    for name, value in posted.multi_items():
        if isinstance(value, UploadFile):
            own = clean_name(value.filename or "", taken={known for known, _ in files})
            if (value.size or 0) > LARGEST_FILE:
                message = f"大于 {LARGEST_FILE // 1_000_000} MB（请压缩其中的图片，或分成几个文件）"
                raise ReportError([Problem(path=Path(own), message=message)])
            if value.filename:
                files.append((own, await value.read()))
        else:
            values.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return Form(values={name: tuple(texts) for name, texts in values.items()}, files=tuple(files))


def clean_name(name: str, taken: set[str]) -> str:
    """Return a file's name as every disk takes it: no folders, no signs of Windows, not too long, not twice."""
    own = UNWRITABLE.sub("_", UNSHOWN.sub("_", re.split(r"[/\\]", name)[-1])).strip(" .") or "文件"
    stem, dot, ending = own.rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    stem = f"_{stem}" if stem.lower() in DEVICES else stem[:LONGEST_NAME]
    names = (f"{stem}{number}{dot}{ending[:8]}" for number in ("", *map(str, range(2, MOST_FILES + 2))))
    return next(name for name in names if name not in taken)
