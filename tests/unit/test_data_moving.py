"""A report is renamed or withdrawn in one step: comments, line ends and decisions stay, and nothing is half done."""

from pathlib import Path

import pytest
import yaml

from gongbao.data.moving import rename_report, withdraw_report
from gongbao.data.redirects import load_redirects
from gongbao.report.problems import Problems, ReportError

ADDRESSES = "a-2025/index.html\na-2025/sec_1.html\na-2025/sec_1.html#sec_1__para_1\nold.html\n"
REDIRECTS = "# 地址沿革\nredirects:\n  # 旧栏目\n  - {from: old.html, to: a-2025/index.html}   # 注\n"
WORDING = (
    "phrases:\n- {phrase: 获评, zh-Hant: 獲評}   # report: a-2025\nparagraphs:\n"
    "- {report: a-2025, paragraph: sec_1__para_1, phrase: 干, zh-Hant: 幹}   # 一\n"
    '- report: "a-2025"\n  paragraph: sec_1__para_2\n- {report: b-2025, paragraph: sec_1__para_1}\n'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data/a-2025").mkdir(parents=True)
    (tmp_path / "data/a-2025/report.yml").write_text("title: 报告\n", encoding="utf-8")
    (tmp_path / "data/published.txt").write_text(ADDRESSES, encoding="utf-8")
    return tmp_path


def put(root: Path, name: str, text: str) -> Path:
    path = root / "data" / name
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_comments_and_line_ends_of_redirects_stay(root: Path, end: str) -> None:
    before = REDIRECTS.replace("\n", end)
    path = put(root, "redirects.yml", before)
    rename_report(root, "a-2025", "b-2025")
    entry = f"  - {{from: a-2025/, to: b-2025/}}{end}"
    assert path.read_bytes().decode() == before.replace("to: a-2025/", "to: b-2025/") + entry
    rename_report(root, "b-2025", "a-2025")
    assert path.read_bytes().decode() == before


def test_comments_stay_where_nothing_is_left_to_lead_on(root: Path) -> None:
    path = put(root, "redirects.yml", "# 地址沿革\nredirects: []\n")
    rename_report(root, "a-2025", "b-2025")
    text = path.read_bytes().decode()
    assert text == "# 地址沿革\nredirects:\n- {from: a-2025/, to: b-2025/}\n"
    rename_report(root, "b-2025", "a-2025")
    assert path.read_bytes().decode() == "# 地址沿革\nredirects: []\n"
    problems = Problems()
    assert load_redirects(root / "data", problems) == ()
    assert not problems.found


def test_decisions_on_paragraphs_go_along_with_the_report(root: Path) -> None:
    path = put(root, "wording.yml", WORDING)
    rename_report(root, "a-2025", "c-2025")
    expected = WORDING.replace("{report: a-2025", "{report: c-2025").replace('"a-2025"', '"c-2025"')
    assert path.read_bytes().decode() == expected


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        (
            WORDING,
            WORDING.replace("- {report: a", "# - {report: a").replace(
                '- report: "a-2025"\n', '# - report: "a-2025"\n# '
            ),
            2,
        ),
        (
            "paragraphs:   # 逐段\r\n-\r\n  report: a-2025\r\n",
            "paragraphs: []   # 逐段\r\n# -\r\n#   report: a-2025\r\n",
            1,
        ),
        (
            "paragraphs: [{report: a-2025,\n paragraph: b},\n  {report: b-2025, # 二\n }]  # 一\nnames: []\n",
            "paragraphs: [{report: b-2025, # 二\n }]  # 一\n# {report: a-2025,\n#  paragraph: b}\nnames: []\n",
            1,
        ),
        ("paragraphs:\n- reason: |\n    甲\n\n    乙\n  report: a-2025\n# 二\n", None, 1),
        ("phrases: []\n", "phrases: []\n", 0),
    ],
)
def test_decisions_on_paragraphs_of_a_withdrawn_report_become_comments(
    root: Path, before: str, after: str | None, number: int
) -> None:
    path = put(root, "wording.yml", before)
    assert withdraw_report(root, "a-2025") == (root / "withdrawn/a-2025", number)
    text = path.read_bytes().decode()
    assert after is None or text == after
    assert "a-2025" not in str(yaml.safe_load(text).get("paragraphs"))


def test_a_folder_that_cannot_be_moved_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = put(root, "redirects.yml", REDIRECTS), put(root, "wording.yml", WORDING)
    before = [path.read_bytes() for path in paths]

    def refuse(_self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ReportError, match="cannot be moved"):
        rename_report(root, "a-2025", "b-2025")
    with pytest.raises(ReportError, match="cannot be moved"):
        withdraw_report(root, "a-2025")
    assert [path.read_bytes() for path in paths] == before
    assert (root / "data/a-2025/report.yml").is_file()
