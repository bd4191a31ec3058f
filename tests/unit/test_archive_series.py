"""How reports hang together: by year, body and place, and which report follows which."""

from pathlib import Path

from archive_project import write_data
from gongbao.archive.series import make_archive
from gongbao.data.load import load_publication
from gongbao.report.problems import Problems
from gongbao.report.report import Name, Names
from small_reports import make_listed_report, publish

PLAN = "关于某市{}年国民经济和社会发展计划执行情况的报告"


def test_one_report_has_no_lists() -> None:
    archive = make_archive(publish(make_listed_report("a-2025", "2025-01-08")))
    assert (archive.index, archive.lists, archive.older, archive.newer) == ("", (), {}, {})


def test_only_what_there_is_a_choice_of_is_listed(tmp_path: Path) -> None:
    archive = make_archive(
        publish(make_listed_report("a-2024", "2024-01-08"), make_listed_report("a-2025", "2025-01-08"))
    )
    assert [[group.path for group in groups] for groups in archive.lists] == [["years/2025.html", "years/2024.html"]]
    (tmp_path / "site.yml").write_text("title: 公报\npublisher: 某市\ndescription: 报告\n", encoding="utf-8")
    write_data(tmp_path)
    publication = load_publication(tmp_path, Problems())
    assert publication
    archive = make_archive(publication)
    assert [[group.path for group in groups] for groups in archive.lists] == [
        ["years/2025.html", "years/2024.html", "years/2023.html"],
        ["bodies/kunshan-npc.html", "bodies/taicang-npc.html", "bodies/taicang-gov.html"],
        ["places/kunshan.html", "places/taicang.html"],
    ]
    assert [len(group.reports) for groups in archive.lists for group in groups] == [3, 3, 3, 3, 3, 3, 3, 6]


def test_a_former_name_is_the_same_body() -> None:
    names = Names(bodies=(Name(id="tc", name="某市人大", former=("某县人大",)),))
    old = make_listed_report("b-1990", "1990-03-01", body="某县人大")
    new = make_listed_report("a-1991", "1991-03-01")
    archive = make_archive(publish(old, new, names=names))
    assert [(group.id, group.name, group.reports) for group in archive.bodies] == [("tc", "某市人大", (new, old))]
    assert archive.older == {"a-1991": old}
    assert archive.newer == {"b-1990": new}


def test_each_series_of_a_body_is_its_own() -> None:
    reports = [
        make_listed_report("a-2022", "2022-01-08"),
        make_listed_report("p-2022", "2022-01-08", PLAN.format(2021)),
        make_listed_report("p-2023", "2023-01-08", PLAN.format(2022)),
        make_listed_report("a-2023", "2023-01-09", "某市人大常委会工作报告"),
        make_listed_report("a-2023-12", "2023-12-28"),
        make_listed_report("b-2024", "2024-01-08", "关于议案办理情况的说明"),
    ]
    archive = make_archive(publish(*reports))
    assert {slug: old.slug for slug, old in archive.older.items()} == {
        "p-2023": "p-2022",
        "a-2023": "a-2022",
        "a-2023-12": "a-2023",
    }
    assert [report.slug for report in archive.list_back(reports[4], 9)] == ["a-2023-12", "a-2023", "a-2022"]
    assert [report.slug for report in archive.list_back(reports[4], 2)] == ["a-2023-12", "a-2023"]


def test_many_reports_of_one_day_are_no_series() -> None:
    archive = make_archive(publish(*(make_listed_report(f"a-{number}", "2025-01-08") for number in range(300))))
    assert archive.older == {}
