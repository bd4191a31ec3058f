"""Messages: every one in Chinese, places as in English, the catalogue as the code has them; which language is spoken."""

import ast
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from conftest import ROOT
from gongbao.cli.commands import main
from gongbao.report.messages import LOCALE, _, match_language, use_language

HAN = re.compile(r"[一-鿿]")
# What is told as it stands: a type of click's.
SAME = {"Choice({choices})"}
PERCENT = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def tool() -> Iterator[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        import messages

        yield messages


@pytest.fixture(scope="module")
def catalogue(tool) -> object:
    return tool.read_catalogue(tool.name_file("zh_Hans", "po"))


@pytest.fixture(scope="module")
def pairs(tool, catalogue) -> list[tuple[str, str]]:
    """Every message with each form of its translation."""
    return [
        (message.id if isinstance(message.id, str) else message.id[-1], form)
        for message in catalogue
        if message.id
        for form in tool.list_forms(message) or [""]
    ]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """The command line in an empty folder, in a process that forgets its language: its exit code and what it says."""

    def run(*arguments: str, language: str = "en") -> tuple[int, str]:
        monkeypatch.setenv("GONGBAO_LANG", language)
        monkeypatch.setenv("LANGUAGE", language)
        monkeypatch.chdir(tmp_path)
        done = CliRunner().invoke(main, arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


def list_places(text: str) -> set[str]:
    """Return the places of a message with their formats."""
    parts = string.Formatter().parse(text)
    return {f"{name}!{how}:{form}" for _text, name, form, how in parts if name is not None} | {*PERCENT.findall(text)}


def test_no_message_lacks_its_translation(pairs) -> None:
    assert [message for message, form in pairs if not form] == []
    words = [(re.sub(r"\{[^}]*\}", "", message), form) for message, form in pairs if message not in SAME]
    assert [message for message, form in words if re.search("[A-Za-z]", message) and not HAN.search(form)] == []


def test_places_agree(pairs) -> None:
    wrong = []
    for message, form in pairs:
        try:
            agree = list_places(message) == list_places(form)
        except ValueError:
            # No place is meant in an example of macros or of a table's cell, which is never filled in.
            agree = re.findall(r"\{[^}]*\}", message) == re.findall(r"\{[^}]*\}", form)
        if not agree:
            wrong.append((message, form))
    assert not wrong, wrong


def test_the_catalogue_is_as_the_code_has_it(tool, catalogue) -> None:
    files = tool.make_files(catalogue)
    assert sorted(path.relative_to(LOCALE).as_posix() for path in files) == [
        "zh_Hans/LC_MESSAGES/gongbao.mo",
        "zh_Hans/LC_MESSAGES/gongbao.po",
        "zh_Hant/LC_MESSAGES/gongbao.mo",
    ]
    assert [path.name for path, content in files.items() if path.read_bytes() != content] == [], "run make messages"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh_CN.UTF-8", "zh_Hans"),
        ("zh_CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh-Hans", "zh_Hans"),
        ("zh-Hans-HK", "zh_Hans"),
        ("zh_Hans_CN.GB18030", "zh_Hans"),
        ("Chinese (Simplified)_China.936", "zh_Hans"),
        ("zh_CN:zh:en", "zh_Hans"),
        ("zh_TW.UTF-8", "zh_Hant"),
        ("zh_HK", "zh_Hant"),
        ("zh-MO", "zh_Hant"),
        ("zh-Hant", "zh_Hant"),
        ("zh-Hant-TW", "zh_Hant"),
        ("zh_TW.Big5@stroke", "zh_Hant"),
        ("Chinese (Traditional)_Taiwan.950", "zh_Hant"),
        ("en_US.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de_CH", "en"),
        ("zha", "en"),
        ("", "en"),
    ],
)
def test_a_locale_asks_for_a_language(name: str, language: str) -> None:
    assert match_language(name) == language


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"GONGBAO_LANG": "zh-Hant", "LC_ALL": "en_US.UTF-8"}, "無"),
        ({"GONGBAO_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "none"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "无"),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "zh_CN.UTF-8"}, "無"),
        ({"LC_ALL": "", "LANG": "zh_HK.UTF-8"}, "無"),
        ({"LANG": "C.UTF-8"}, "none"),
    ],
)
def test_the_first_variable_that_is_set_decides(
    variables: dict[str, str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GONGBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _("none") == word


@pytest.mark.parametrize(
    ("name", "known"), [("en", True), ("en-GB", True), ("zh-TW", True), ("fr", False), ("xyz", False)]
)
def test_a_language_is_known_or_refused(name: str, *, known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_LANG", "en")
    assert use_language(name) == known


def iter_early_calls(node: ast.AST) -> Iterator[int]:
    """Give the lines on which a message is made outside of every function: while the module loads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*child.args.defaults, *filter(None, child.args.kw_defaults), *child.decorator_list):
                yield from iter_early_calls(ast.Expression(body=default))
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id == "_":
                yield child.lineno
            yield from iter_early_calls(child)


def test_no_message_is_made_while_modules_load() -> None:
    early = {
        path.name: lines
        for path in (ROOT / "hooks/gongbao").rglob("*.py")
        if (lines := list(iter_early_calls(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert early == {}
    assert list(iter_early_calls(ast.parse('a = 1\nB = {"x": _("late")}\ndef f(): return _("right")\n'))) == [2]


def test_no_message_stands_inside_an_f_string() -> None:
    """There what makes the catalogue does not find it."""
    hidden = [
        f"{path.name}:{part.lineno}"
        for path in (ROOT / "hooks/gongbao").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in ("_", "N_", "tell_count")
        if isinstance(part.args[0], ast.Constant)
    ]
    assert hidden == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("import", "--help"),
        ("--version",),
        ("frob",),
        ("check", "--frob"),
        ("import",),
        ("convert", "--to", "klingon"),
        ("serve", "--address", "here"),
        ("text", "nothing-here"),
        ("verify", "nothing-here"),
        ("check",),
        ("schema", "--into", "schema"),
    ],
    ids=" ".join,
)
def test_exit_codes_are_the_same_in_every_language(arguments: tuple[str, ...], say) -> None:
    said = {language: say("--lang", language, *arguments) for language in ("en", "zh-Hans", "zh-Hant")}
    assert len({code for code, _words in said.values()}) == 1, said
    assert not HAN.search(said["en"][1])


@pytest.mark.parametrize(
    ("arguments", "language", "words"),
    [
        (("--help",), "zh_CN", ["用法：", "选项", "命令", "核对全部数据", "显示本说明", "显示版本"]),
        (("figures", "--help"), "zh_CN", ["列出 REPORT 待核对的数字", "以 JSON 列出"]),
        (("frob",), "zh_CN", ["错误：没有命令 'frob'"]),
        (("check",), "zh_TW", ["上級都沒有"]),
        (("check", "--lang=zh-Hans"), "en", ["上级都没有", "共 1 个问题"]),
        (("--lang", "fr", "check"), "zh_CN", ["没有 fr 这种语言"]),
        (("import", "--into"), "zh_CN", ["选项 '--into' 后面要写 1 个值"]),
        (("import", "x.docx"), "zh-Hant", ["缺少選項 '--into'"]),
    ],
)
def test_help_and_errors_of_usage_are_chinese(arguments, language: str, words: list[str], say) -> None:
    _code, said = say(*arguments, language=language)
    assert [word for word in words if word not in said] == [], said


REPORT = """某市人民代表大会常务委员会工作报告
——2026年1月9日在某市第九届人民代表大会第五次会议上
某市人大常委会主任 李明远
各位代表：
我受市人大常委会委托，向大会报告工作。
一、工作
强化理论学习。全年召开党组会议12次。
重要事项[1]请示
二、监督
听取审议报告9项。&nbsp;
"""


def test_a_clerk_reads_no_english(say, tmp_path: Path) -> None:
    """From a new publication to what is missing in it: no two English words beside each other."""
    steps = (
        (0, "new ."),
        (0, "import r.txt --into data/mou-npc-2026"),
        (1, "import r.txt --into data/mou-npc-2026"),
        (1, "import r.txt --into data/other-npc-2026 --strict"),
        (1, "import x.exe --into data/Other"),
        (0, "figures mou-npc-2026"),
        (1, "figures mou-npc-2026 --accept 99"),
        (0, "check"),
        (1, "check --publish"),
        (0, "review"),
        (1, "text nothing-here"),
        (1, "verify data"),
        (1, "diff data docs"),
        (0, "record"),
    )
    for code, command in steps:
        found, said = say(*command.split(), language="zh-Hans")
        assert found == code, said
        # Commands and options stay what has to be typed.
        told = re.sub(r"gongbao [a-z]+(?: \S+\.\w+)*|--\S+ \S+", "", said.replace(str(tmp_path), ""))
        assert HAN.search(told), said
        assert re.findall(r"[A-Za-z]{2,} [a-z]{2,}", told) == [], said
        (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    say("schema", language="zh-Hant")
    assert '"description": "一段全文，寫成一行，含段首語"' in (tmp_path / "schema/section.schema.json").read_text(
        encoding="utf-8"
    )


def test_windows_is_asked_for_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongbao.report import messages

    for number, language in ((0x0804, "zh_Hans"), (0x0404, "zh_Hant"), (0x0C04, "zh_Hant"), (0x0409, "en")):
        kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda number=number: number)
        monkeypatch.setattr("sys.platform", "win32")
        monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
        messages.read_system_language.cache_clear()
        assert match_language(messages.read_system_language()) == language
    monkeypatch.undo()
    messages.read_system_language.cache_clear()
