"""A corrected source read anew: ids stay, a person's edits stay, and what changed is shown."""

from pathlib import Path
from typing import Any

import pytest

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.summary import format_summary
from gongbao.report.problems import ReportError
from gongbao.report.walk import iter_paragraphs

TEXT = (cases.CASES / "report.txt").read_text(encoding="utf-8")


def renew(folder: Path, text: str, **options: Any):
    return cases.bring_in(folder, text, force=True, **options)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def ids(report) -> dict[str, str]:
    return {paragraph.text[:10]: paragraph.id for paragraph in iter_paragraphs(report)}


def test_an_existing_report_is_not_touched_without_force(tmp_path: Path) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    before = {path: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(ReportError, match="--force"):
        cases.bring_in(tmp_path, TEXT.replace("林 远", "林 近"))
    assert {path: path.read_bytes() for path in target.iterdir()} == before


def test_the_same_source_changes_nothing(tmp_path: Path) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    edit(target / "01-sec_1.yml", "id: sec_1\n", "# 编者按：已核对\nid: sec_1\n")
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    summary = renew(tmp_path, TEXT)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert "Changes: none" in format_summary(summary)


def test_new_text_gets_new_ids_and_the_rest_keep_theirs(tmp_path: Path) -> None:
    old = cases.bring_in(tmp_path, TEXT).report
    added = "工业转型加快。"
    text = TEXT.replace(added, f"物流效率提升。新建仓库7座，开通线路9条。\n\n{added}").replace(
        "修复水渠70多公里",
        "修复水渠80多公里",
    )
    summary = renew(tmp_path, text)
    new = cases.load(summary)
    assert {start: name for start, name in ids(new).items() if start in ids(old)} == ids(old)
    assert ids(new)["物流效率提升。新建仓"] == "sec_1__para_6"
    shown = format_summary(summary)
    assert "+ sec_1__para_6: 物流效率提升。新建仓库7座，开通线路9条。" in shown
    assert "~ sec_1__para_3: " in shown
    assert "70多公里。 → " in shown
    assert "! figure sec_1__para_3__fig_2: its words are gone from the source: 修复水渠70多公里" in shown
    values = {(figure.paragraph, str(figure.value)) for figure in new.all_figures}
    assert {("sec_1__para_6", "7"), ("sec_1__para_6", "9"), ("sec_1__para_3", "80")} <= values


def test_removed_text_is_shown(tmp_path: Path) -> None:
    cases.bring_in(tmp_path, TEXT)
    summary = renew(tmp_path, TEXT.replace("做好今年的工作，要坚持稳中求进，注重实效。\n\n", ""))
    assert "- sec_2__para_1: 做好今年的工作" in format_summary(summary)
    assert [paragraph.id for paragraph in summary.report.sections[1].paragraphs] == ["sec_2__para_2", "sec_2__para_3"]


def test_a_new_section_gets_a_new_id_and_the_others_keep_theirs(tmp_path: Path) -> None:
    cases.bring_in(tmp_path, TEXT)
    inserted = "二、今后五年目标任务\n\n今后五年要实现经济总量翻番，人民生活更加富裕。\n\n三、2024年工作安排"
    report = cases.load(renew(tmp_path, TEXT.replace("二、2024年工作安排", inserted)))
    assert [(section.id, section.heading) for section in report.sections] == [
        ("sec_1", "一、2023年工作回顾"),
        ("sec_4", "二、今后五年目标任务"),
        ("sec_2", "三、2024年工作安排"),
        ("sec_3", "名词解释"),
    ]
    names = sorted(path.name for path in (tmp_path / "data/dongjiang-2024").glob("0*.yml"))
    assert names == ["01-sec_1.yml", "02-sec_4.yml", "03-sec_2.yml", "04-sec_3.yml"]


def test_edits_to_data_leads_and_figures_stay(tmp_path: Path) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    edit(target / "report.yml", "place: 东江市", "place: 东江省东江市\npublished: 2024-01-20")
    edit(target / "report.yml", "  name: 东江市人民政府工作报告\n", "  name: 东江日报\n")
    section = target / "01-sec_1.yml"
    edit(section, "    lead: 农业基础夯实。\n", "")
    edit(section, "    label: 引进企业\n", "    label: 引进企业数\n    key: true\n")
    text = section.read_text(encoding="utf-8")
    begin = text.index("  - id: sec_1__para_4__fig_3")
    section.write_text(text[:begin], encoding="utf-8", newline="\n")
    (target / "记录.txt").write_text("clerk", encoding="utf-8")
    summary = renew(tmp_path, TEXT.replace("增长8.0%", "增长8.1%"))
    report = cases.load(summary)
    assert report.place == "东江省东江市"
    assert report.published is not None
    assert report.source is not None
    assert report.source.name == "东江日报"
    leads = [paragraph.lead for paragraph in report.sections[0].paragraphs if paragraph.lead]
    assert leads == ["工业转型加快。"]
    kept = {figure.label: figure for figure in report.all_figures}
    assert kept["引进企业数"].key
    assert not any(figure.quote == "新增公园6座" for figure in report.all_figures)
    assert (target / "记录.txt").read_text(encoding="utf-8") == "clerk"
    assert "= place: kept 东江省东江市 (the source says 东江市)" in format_summary(summary)


def test_a_glossary_keeps_its_edits_and_follows_the_annex(tmp_path: Path) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    edit(target / "glossary.yml", "    meaning: 谋划一批、开工一批、投产一批。\n", "    meaning: 三个“一批”。\n")
    before = (target / "glossary.yml").read_bytes()
    renew(tmp_path, TEXT)
    assert (target / "glossary.yml").read_bytes() == before
    summary = renew(
        tmp_path, TEXT.replace("1.“两江四岸”：", "1.“三江六岸”：").replace("2.三个", "2.新词：新义。\n\n3.三个")
    )
    assert summary.glossary is not None
    assert [(term.term, term.meaning) for term in summary.glossary.terms] == [
        ("三江六岸", "指东江、西江及其沿岸地区。"),
        ("新词", "新义。"),
        ("三个一批", "谋划一批、开工一批、投产一批。"),
    ]


def test_a_glossary_with_problems_is_mended_first(tmp_path: Path) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    edit(target / "glossary.yml", "paragraph: sec_3__para_2", "paragraph: sec_9__para_2")
    with pytest.raises(ReportError, match=r"glossary\.yml:6: term \"三个一批\": there is no paragraph sec_9__para_2"):
        renew(tmp_path, TEXT)


def test_a_broken_report_is_mended_first(tmp_path: Path) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    edit(target / "01-sec_1.yml", "id: sec_1\n", "id: sec_1\nid: sec_1\n")
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(ReportError, match="mend this first"):
        renew(tmp_path, TEXT)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_a_failure_while_writing_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = cases.bring_in(tmp_path, TEXT).into
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    rename = Path.rename

    def fail(self: Path, other: Path) -> Path:
        if other == target and ".import-" in str(self) and self.name == target.name:
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(ReportError, match="cannot be written"):
        renew(tmp_path, TEXT.replace("林 远", "林 近"))
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_guess_gives_way_to_what_the_source_says(tmp_path: Path) -> None:
    bare = TEXT[TEXT.index("各位代表") :].replace("东江市", "本市")
    assert cases.bring_in(tmp_path, bare).report.body == "（待补）"
    assert renew(tmp_path, TEXT).report.body == "东江市人民政府"


def test_the_first_report_comes_out_as_committed(root: Path, shared: Path, tmp_path: Path) -> None:
    import shutil

    target = tmp_path / "taicang-npc-2025"
    shutil.copytree(root / "data" / "taicang-npc-2025", target)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    import_reports([shared / "reports/taicang-npc-2025.txt"], target, force=True)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


def test_the_figures_of_a_table_are_kept_by_their_rows(tmp_path: Path) -> None:
    text = (cases.CASES / "budget.md").read_text(encoding="utf-8")
    into = cases.bring_in(tmp_path, text, "budget.md").into
    path = into / "01-sec_1.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    # One is accepted, all others are deleted.
    at = next(number for number, line in enumerate(lines) if "label: 新增学位完成" in line)
    start = lines.index("figures:\n")
    own = [line for line in lines[at - 1 : at + 7] if "proposed" not in line]
    path.write_text("".join([*lines[: start + 1], *own]).rstrip() + "\n", encoding="utf-8")
    assert [one.label for one in cases.load(cases.Place(into)).figures] == ["新增学位完成"]
    changed = text.replace("| 12 915 | 4 |", "| 12 916 | 4 |")
    summary = cases.bring_in(tmp_path, changed, "budget.md", force=True)
    report = cases.load(summary)
    assert [one.label for one in report.figures] == ["新增学位完成"]
    # Of the table only the row that changed is looked at anew.
    assert [(one.label, str(one.value)) for one in report.sections[0].figures if one.proposed] == [
        ("帮扶资金计划", "2915"),
        ("帮扶资金完成", "12916"),
    ]
    summary = cases.bring_in(tmp_path, changed.replace("7 700", "7 701"), "budget.md", force=True)
    assert [change.before for change in summary.changes if change.kind == "lost"] == [
        "1　新增学位　个　7 500　7 700　1"
    ]
    assert cases.load(summary).figures == ()
