"""A publication's own settings in, the same with a form's values out: `data/site.yml`, and name and address for MkDocs.

Only the lines of the fields that changed are written anew. What is read of the new text is held against what was wanted
before it replaces the files.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from gongbao.checks.inspection import check_address
from gongbao.data.load import load_site
from gongbao.data.project import CONFIG
from gongbao.desk.fields import Bare, find_entry, find_record, read_root, set_field, set_list
from gongbao.desk.project import Project
from gongbao.desk.saving import read_text, save
from gongbao.importing.proposals import make_data
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import SOURCE_SCRIPT
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.report.site import ColumnType

Kind = Literal["text", "switch", "list", "choice"]
SITE = Path("data/site.yml")
YES_NO: Mapping[str, str] = {"false": "不出", "true": "出"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A field: the file it stands in, its label, what to write there, and how; `choices` are its values with names.

    An empty value of a choice takes the field away. Of a `list` the words are parted by 、 or ,.
    """

    label: str
    hint: str = ""
    kind: Kind = "text"
    choices: Mapping[str, str] | None = None
    required: bool = False
    wide: bool = False
    file: Path = SITE


GROUPS: Mapping[str, Mapping[str, Setting]] = {
    "公报": {
        "title": Setting(label="公报名称", required=True),
        "publisher": Setting(label="主办单位", required=True),
        "description": Setting(label="一句话说明", required=True, wide=True),
        "site_name": Setting(label="网站名称（浏览器标题）", required=True, file=Path(CONFIG)),
        "site_url": Setting(
            label="公开后的网址", hint="以 https:// 开头，以 / 结尾；只在本机或优盘上阅读的留空", file=Path(CONFIG)
        ),
    },
    "出哪些": {
        "scripts": Setting(label="字形", kind="list", choices=dict[str, str](SCRIPT_NAMES.items())),
        "pdf": Setting(label="PDF", kind="switch", choices={**YES_NO, "archive": "出，供存档（PDF/A）"}),
        "word": Setting(label="Word 文件", kind="switch", choices=YES_NO),
        "forms": Setting(label="供程序使用的标准格式", kind="switch", choices=YES_NO),
        "offline": Setting(label="离线包", kind="switch", choices={"": "50 MB 以下才出", **YES_NO}),
        "precompressed": Setting(label="预先压缩（.gz）", kind="switch", choices=YES_NO),
    },
    "政府网站标明的内容": {
        "government.name": Setting(label="网站标准名称（SiteName）", hint="例：太仓人大网"),
        "government.domain": Setting(label="网站域名（SiteDomain）", hint="例：www.taicang.gov.cn"),
        "government.code": Setting(label="网站标识码（SiteIDCode）", hint="十位数字，或两个字母加八位数字"),
        "government.contact": Setting(label="联系方式", hint="例：电话：0512-53500000"),
        "government.icp": Setting(label="ICP备案编号", hint="例：苏ICP备05001234号-1"),
        "government.police": Setting(label="公安机关备案编号", hint="例：苏公网安备32058502010001号"),
        "government.badge.url": Setting(label="党政机关网站标识的链接"),
        "government.badge.image": Setting(
            label="党政机关网站标识的图片", hint="在 docs/assets 之下，例：images/marks/a.png"
        ),
        "government.mistakes.url": Setting(label="“我为政府网站找错”的链接"),
        "government.mistakes.image": Setting(label="“我为政府网站找错”的图片", hint="在 docs/assets 之下"),
    },
    "栏目": {
        "column.name": Setting(label="栏目名称（ColumnName）", hint="例：工作报告"),
        "column.description": Setting(label="栏目说明（ColumnDescription）", wide=True),
        "column.keywords": Setting(label="栏目关键词（ColumnKeywords）", kind="list", hint="用顿号分开"),
        "column.type": Setting(
            label="栏目类别（ColumnType）",
            kind="choice",
            choices={"": "政策文件（不写即是）", **{one: one for one in get_args(ColumnType)}},
        ),
    },
}
# The keys that a message names.
NAMED = re.compile(r"[“\"](\w+)[”\"]")
SETTINGS: Mapping[str, Setting] = {name: one for group in GROUPS.values() for name, one in group.items()}
BEFORE: Mapping[str, tuple[str, ...]] = {
    "": ("title", "publisher", "description", "scripts", "pdf", "word", "forms", "offline", "precompressed"),
    "government": ("name", "domain", "code", "contact", "icp", "police", "badge", "mistakes"),
    "column": ("name", "description", "keywords", "type"),
}


def read_settings(project: Project) -> dict[str, str]:
    """Return the values of all fields as a form shows them. Raises ReportError if a file cannot be read."""
    roots = {file: read_root(read_text(project.root / file), file) for file in (SITE, Path(CONFIG))}
    return {name: read_value(roots[one.file], name, one) for name, one in SETTINGS.items()}


def read_value(root: yaml.MappingNode, name: str, setting: Setting) -> str:
    """Return the value of a field, of a list its words; nothing if it is not there."""
    *outer, last = name.split(".")
    record = find_record(root, outer)
    found = find_entry(record, last) if record else None
    if found is None:
        default = {"scripts": "zh-Hans、zh-Hant"}.get(name, "")
        return default or ("false" if setting.kind == "switch" and "" not in (setting.choices or {}) else "")
    if isinstance(found[1], yaml.SequenceNode):
        return "、".join(str(item.value) for item in found[1].value)
    value = str(found[1].value).strip()
    if setting.kind == "switch":
        return {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(value.lower(), value.lower())
    return value


def write_settings(project: Project, said: Mapping[str, str]) -> None:
    """Write the fields that differ from what stands there. Raises ReportError, nothing written, if that cannot be."""
    old = read_settings(project)
    known = {project.root / file: read_text(project.root / file) for file in (SITE, Path(CONFIG))}
    texts = dict(known)
    for name, setting in SETTINGS.items():
        value = " ".join(said.get(name, old[name]).split())
        if value != old[name]:
            path = project.root / setting.file
            changed = put_value(texts[path], setting.file, name, value)
            hold_others(texts[path], changed, setting.file, name)
            texts[path] = changed
    check_settings(project, texts, said)
    save(project, texts, "设置", known)


def put_value(text: str, path: Path, name: str, value: str) -> str:
    """Return the text of a file with a field of it set."""
    setting, steps = SETTINGS[name], name.split(".")
    names = BEFORE.get(steps[0] if len(steps) > 1 else "", ())
    after = names[: names.index(steps[-1])] if steps[-1] in names else BEFORE[""] if len(steps) == 1 else names
    if len(steps) > 1 and find_record(read_root(text, path), steps[:1]) is None:
        after = BEFORE[""]
    if setting.kind == "list":
        return set_list(text, path, steps, list(part_words(value)), after)
    return set_field(text, path, steps, Bare(value) if setting.kind == "switch" else value, after)


def part_words(value: str) -> Iterator[str]:
    """Give the words of a list."""
    yield from filter(None, (word.strip() for word in value.replace("，", "、").replace(",", "、").split("、")))


def hold_others(before: str, after: str, path: Path, name: str) -> None:
    """Hold what a file says besides one field against what it said. Raises ReportError if anything differs."""
    if drop(make_data(read_root(before, path)), name.split(".")) != drop(
        make_data(read_root(after, path)), name.split(".")
    ):
        message = f"“{SETTINGS[name].label}”这样写会动到别的内容，没有写入（请在文件中手工改）"
        raise ReportError([Problem(path=path, message=message)])


def drop(data: Any, steps: list[str]) -> Any:
    """Return what a file says without one field, and without a record that then says nothing."""
    first, *rest = steps
    inner = drop(data.get(first, {}), rest) if rest else {}
    return {**{key: value for key, value in data.items() if key != first}, **({first: inner} if inner else {})}


def check_settings(project: Project, texts: Mapping[Path, str], said: Mapping[str, str]) -> None:
    """Hold the settings as they will be against every rule. Raises ReportError."""
    problems = Problems()
    with tempfile.TemporaryDirectory(prefix="gongbao-") as shelter:
        trial = Path(shelter) / SITE.name
        trial.write_bytes(texts[project.root / SITE].encode())
        config = Path(shelter) / CONFIG
        config.write_bytes(texts[project.root / CONFIG].encode())
        site = load_site(trial, problems)
        if site:
            check_address(site, said.get("site_url", "").strip(), config, problems)
        names = {trial: SITE, config: Path(CONFIG)}
        found = [replace(problem, path=names[problem.path]) for problem in problems]
    if said.get("scripts") and SOURCE_SCRIPT not in part_words(said["scripts"]):
        found.append(Problem(path=SITE, message="“scripts”里总有简体（zh-Hans）"))
    if found:
        raise ReportError(found)


def find_setting(message: str) -> str:
    """Return the field that a message on the settings is about; nothing if it names none."""
    words = NAMED.findall(message)
    inside = [group for group in ("government", "column") if group in words]
    ends = [f".{word}{end}" for word in words for end in ((".image", "") if "image" in words else ("", ".url"))]
    wanted = [f"{group}{end}" for group in inside for end in ends] or words
    found = (name for one in (*wanted, *inside) for name in SETTINGS if name == one or name.startswith(f"{one}."))
    by_end = (name for end in ends for name in SETTINGS if name.endswith(end))
    return next(chain(found, by_end), "")
