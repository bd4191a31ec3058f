"""A report's Akoma Ntoso document imported: the folder of its report again, and nothing where that cannot be."""

import dataclasses
from pathlib import Path

import pytest
from PIL import Image

from editions import make_edition
from full_report import make_everything
from gongbao.data.load import load_report
from gongbao.forms.akoma_ntoso import make_akoma_ntoso
from gongbao.importing.intake import import_reports
from gongbao.importing.summary import format_summary
from gongbao.report.problems import Problems, ReportError
from gongbao.report.report import Block, Paragraph, Part, Picture, Report, Table


def write_document(report: Report, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "报告.xml"
    path.write_bytes(make_akoma_ntoso(make_edition(report)))
    return path


@pytest.fixture(scope="module")
def everything() -> Report:
    """The report that has all, as data holds it: no text has a line break."""
    return dataclasses.replace(make_everything(), parts=tuple(map(join_lines, make_everything().parts)))


def join_lines(part: Part) -> Part:
    sections = [dataclasses.replace(one, content=tuple(map(join_cells, one.content))) for one in part.sections]
    return dataclasses.replace(part, sections=tuple(sections))


def join_cells(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(tuple(str(cell).replace("\n", "") for cell in row) for row in block.rows)
    return dataclasses.replace(block, rows=rows)


def with_picture(report: Report) -> Report:
    """Return a report with a picture in its first section."""
    (part, *parts) = report.parts
    (section, *sections) = part.sections
    picture = Picture(id="sec_1__pic_1", file="pictures/a.png", caption="图1", alternative="图")
    section = dataclasses.replace(section, content=(*section.content, picture))
    return dataclasses.replace(report, parts=(dataclasses.replace(part, sections=(section, *sections)), *parts))


def refuse(files: list[Path], into: Path) -> str:
    with pytest.raises(ReportError) as caught:
        import_reports(files, into)
    (problem,) = caught.value.problems
    assert not into.is_dir()
    return problem.message


def test_a_report_comes_back_as_a_folder(report: Report, everything: Report, tmp_path: Path) -> None:
    salutation = Paragraph(id="salutation", text="各位代表：", lead="各位")
    for one in (report, everything, dataclasses.replace(everything, salutation=salutation)):
        path = write_document(one, tmp_path / "in")
        into = tmp_path / f"data-{id(one)}" / one.slug
        summary = import_reports([path], into)
        assert load_report(into, Problems()) == one
        assert summary.report.slug == one.slug
        said = format_summary(summary)
        assert "Akoma Ntoso" in said
        assert "Lossless" in said


def test_a_picture_comes_from_beside_the_document_or_from_its_publication(everything: Report, tmp_path: Path) -> None:
    pictured = with_picture(everything)
    path = write_document(pictured, tmp_path / "site/downloads/all-2025")
    assert "its picture pictures/a.png is not at hand" in refuse([path], tmp_path / "data/none")
    published = tmp_path / "site/all-2025/picture-a.png"
    published.parent.mkdir()
    Image.new("1", (1, 1)).save(published)
    import_reports([path], tmp_path / "data/published")
    (path.parent / "pictures").mkdir()
    Image.new("1", (2, 2)).save(path.parent / "pictures/a.png")
    import_reports([path], tmp_path / "data/beside")
    for name, size in (("published", (1, 1)), ("beside", (2, 2))):
        with Image.open(tmp_path / "data" / name / "pictures/a.png") as picture:
            assert picture.size == size
    assert load_report(tmp_path / "data/beside", Problems()) == pictured


def test_a_document_is_imported_alone_and_over_nothing(everything: Report, tmp_path: Path) -> None:
    path = write_document(everything, tmp_path)
    (tmp_path / "more.txt").write_text("一、更多", encoding="utf-8")
    assert "import it alone" in refuse([path, tmp_path / "more.txt"], tmp_path / "data/x")
    import_reports([path], tmp_path / "data/x")
    with pytest.raises(ReportError, match="a report is here already"):
        import_reports([path], tmp_path / "data/x", force=True)
    import_reports([path], tmp_path / "data/y", dry_run=True)
    assert not (tmp_path / "data/y").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('eId="sec_1"', 'eId="../../x"', "missing or not what it should be: ../../x"),
        ('gb:file="pictures/a.png"', 'gb:file="../secret.png"', "missing or not what it should be: ../secret.png"),
    ],
)
def test_no_name_leads_out_of_the_folder(everything: Report, tmp_path: Path, old: str, new: str, said: str) -> None:
    path = write_document(with_picture(everything), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(b"secret")
    assert said in refuse([path], tmp_path / "data/x")


def test_any_other_xml_is_told_to_be_no_report(tmp_path: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text("<x/>", encoding="utf-8")
    assert ".xml is not read" in refuse([path], tmp_path / "data/x")
