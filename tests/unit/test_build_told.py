"""What MkDocs warns of is told in the language at hand; a message that is not known comes as it is."""

import pytest

from gongbao.build.told import tell
from gongbao.report.messages import use_language

NOWHERE = "Doc file 'about.md' contains a link 'a.md', but the target is not found among documentation files."


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_LANG", "")
    use_language("zh_Hans")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("message", "told"),
    [
        (NOWHERE, "docs/about.md：链接“a.md”指向的文件不存在（请改正路径）"),
        (f"{NOWHERE} Did you mean 'b.md'?", "docs/about.md：链接“a.md”指向的文件不存在（请改正路径）——是不是“b.md”？"),
        (
            "Doc file 'a/b.md' contains an absolute link '/abs', it was left as is.",
            "docs/a/b.md：链接“/abs”以斜杠开头（请写从本页起的路径）",
        ),
        (
            "Doc file 'a.md' contains a link 'index.md#none', but the doc 'index.md' does not contain an anchor '#none'.",
            "docs/a.md：链接“index.md#none”在 docs/index.md 上没有着落（没有 id“none”）",
        ),
        ("Config value 'stric': Unrecognised configuration name: stric", "mkdocs.yml：没有“stric”这个设置（请改正）"),
        ("别的话", "别的话"),
    ],
)
def test_known_warnings_are_told_in_chinese(message: str, told: str) -> None:
    assert tell(message) == told


def test_in_english_it_stays_as_it_is() -> None:
    assert tell(NOWHERE) == NOWHERE
