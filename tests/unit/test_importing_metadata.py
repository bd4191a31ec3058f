"""The head of a report where its source prints none: guessed and told, given by a person, refused before publishing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import import_cases as cases
from gongbao.cli.commands import main
from gongbao.data.unfinished import list_unfinished
from gongbao.report.report import Speaker

OPTIONS = (
    "--title", "东江市政府工作报告", "--body", "东江市人民政府", "--place", "东江市", "--date", "2024-01-16",
    "--session", "东江市第九届人民代表大会第三次会议", "--speaker", "市长 林远",
)  # fmt: skip


def test_a_report_without_a_head_is_imported_and_its_head_is_left_to_be_filled_in(tmp_path: Path) -> None:
    report = cases.load(cases.bring_in(tmp_path, cases.BODY))
    assert report.unsettled == ("place", "title", "body", "date", "speaker", "source")
    assert (report.printed, report.date.isoformat()) == ((), "2024-01-01")
    told = [problem.message for problem in list_unfinished(report)]
    assert len(told) == 6
    assert any('"date" is a guess of the importer (2024-01-01)' in message for message in told)
    assert any('"place" is not known' in message for message in told)


def test_a_head_is_given_in_one_command(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(cases.BODY, encoding="utf-8")
    into = tmp_path / "data/dongjiang-2024"
    done = CliRunner().invoke(main, ["import", str(tmp_path / "report.txt"), "--into", str(into), *OPTIONS])
    assert done.exit_code == 0, done.output
    report = cases.load(cases.Place(into))
    assert (report.title, report.body, report.place) == ("东江市政府工作报告", "东江市人民政府", "东江市")
    assert (report.date.isoformat(), report.session) == ("2024-01-16", "东江市第九届人民代表大会第三次会议")
    assert report.speaker == Speaker(office="市长", name="林远")
    assert report.unsettled == ("source",)


def test_open_remarks_are_told_with_their_lines(tmp_path: Path) -> None:
    text = cases.HEAD + cases.BODY.replace("二、", "三、")
    report = cases.load(cases.bring_in(tmp_path, text))
    remarks = [problem for problem in list_unfinished(report) if "请核对" in problem.message]
    assert [problem.path.name for problem in remarks] == ["02-sec_2.yml"]
    assert remarks[0].line > 1


def test_the_title_that_a_person_gives_is_the_title(tmp_path: Path) -> None:
    head = cases.HEAD.replace("东江市人民政府工作报告", "一年来的成绩单\n\n向大会的汇报")
    report = cases.bring_in(tmp_path, head + cases.BODY, given=cases.Given(title="一年来的成绩单向大会的汇报")).report
    assert report.title == "一年来的成绩单向大会的汇报"
    assert report.printed == ("title", "occasion", "signature")


def test_a_line_that_is_not_the_title_stays_in_the_text(tmp_path: Path) -> None:
    report = cases.load(cases.bring_in(tmp_path, cases.HEAD + cases.BODY, given=cases.Given(title="工作报告")))
    assert report.title == "工作报告"
    assert "title" not in report.printed
    assert [paragraph.text for paragraph in report.preface] == ["东江市人民政府工作报告"]


@pytest.mark.parametrize(
    ("head", "title", "body", "place", "session"),
    [
        (
            ("关于东江市2023年国民经济和社会发展计划", "执行情况与2024年国民经济和社会发展", "计划草案的报告"),
            "关于东江市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告",
            *("东江市人民政府", "东江市", "东江市第九届人民代表大会第三次会议"),
        ),
        (
            ("政协东江市第九届委员会常务委员会工作报告",),
            *("政协东江市第九届委员会常务委员会工作报告", "政协东江市委员会常务委员会", "东江市"),
            "政协东江市第九届委员会第三次会议",
        ),
        (
            ("国务院关于今年以来预算执行情况的报告",),
            *("国务院关于今年以来预算执行情况的报告", "国务院", None),
            "第十三届全国人民代表大会常务委员会第三十六次会议",
        ),
        (
            ("东江市人民检察院工作报告",),
            *("东江市人民检察院工作报告", "东江市人民检察院", "东江市", "东江市第九届人民代表大会第三次会议"),
        ),
    ],
)
def test_heads_of_other_reports(
    tmp_path: Path, head: tuple[str, ...], title: str, body: str, place: str | None, session: str
) -> None:
    lines = [*head, f"——2024年1月16日在{session}上", "林  远", "各位代表：", cases.BODY]
    report = cases.load(cases.bring_in(tmp_path, "\n\n".join(lines)))
    assert (report.title, report.body, report.place, report.session) == (title, body, place, session)


def test_a_communique_has_a_body_that_issues_it_and_no_speaker(tmp_path: Path) -> None:
    text = (
        "东江市\n\n2023年国民经济和社会发展统计公报[1]\n\n东江市统计局\n\n2024年2月28日\n\n初步核算，平稳。\n\n"
        + cases.BODY
    )
    report = cases.load(cases.bring_in(tmp_path, text))
    assert report.title == "东江市2023年国民经济和社会发展统计公报[1]"
    assert (report.body, report.date.isoformat(), report.speaker) == ("东江市统计局", "2024-02-28", None)
    assert report.printed == ("title", "signature", "dateline")
    assert report.unsettled == ("source",)


def test_a_name_of_three_parts(tmp_path: Path) -> None:
    report = cases.bring_in(tmp_path, cases.HEAD.replace("林远", "叶尔肯·马木提·哈斯木") + cases.BODY).report
    assert report.speaker == Speaker(office="市长", name="叶尔肯·马木提·哈斯木")


def test_text_alone_is_enough(tmp_path: Path) -> None:
    report = cases.load(cases.bring_in(tmp_path, "从前有座山，山里有座庙。\n", "山.txt"))
    assert report.title == "山"
    report = cases.load(cases.bring_in(tmp_path, "东江市人民政府工作报告\n", force=True))
    assert cases.characters(report) == "东江市人民政府工作报告"


def test_a_dry_run_says_what_an_import_says(tmp_path: Path) -> None:
    dry = cases.bring_in(tmp_path, cases.HEAD + cases.BODY, dry_run=True)
    assert not (tmp_path / "data").exists()
    assert dry.report == cases.bring_in(tmp_path, cases.HEAD + cases.BODY).report
