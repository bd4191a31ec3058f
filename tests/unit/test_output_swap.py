"""Publishing: the old publication stays whole whatever stops the new one, and nothing foreign is deleted."""

from pathlib import Path

import pytest

from gongbao.output.swap import MARK, publish
from gongbao.report.problems import ReportError
from small_site import make_fill, make_target, read


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return make_target(tmp_path)


def test_the_new_takes_the_place_of_the_old_and_nothing_is_left_beside_it(target: Path) -> None:
    publish(target, make_fill("new"))
    assert read(target) == "new"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_stops_the_work_leaves_the_old_one(target: Path, error: type[BaseException]) -> None:
    def fill(folder: Path) -> None:
        make_fill("half")(folder)
        raise error

    with pytest.raises(error):
        publish(target, fill)
    assert read(target) == "old"
    assert list(target.parent.iterdir()) == [target]


def test_a_kill_between_two_renames_is_mended_by_the_next_build_even_if_that_fails(target: Path) -> None:
    work = target.with_name("site.new")
    work.mkdir()
    (work / MARK).touch()
    target.rename(work / "old")
    with pytest.raises(ValueError, match="no"):
        publish(target, lambda _folder: (_ for _ in ()).throw(ValueError("no")))
    assert read(target) == "old"


def test_a_folder_that_is_no_publication_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "thesis.docx").write_bytes(b"x")
    with pytest.raises(ReportError, match="not a publication of Gongbao"):
        publish(target, make_fill("new"))
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "thesis.docx"]


def test_a_foreign_file_in_a_publication_is_kept(target: Path) -> None:
    (target / "zh-Hant" / "notes.docx").write_bytes(b"x")
    with pytest.raises(ReportError, match=r"zh-Hant/notes\.docx"):
        publish(target, make_fill("new"))
    assert list(target.parent.iterdir()) == [target]
    assert (target / "zh-Hant" / "notes.docx").exists()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_stands_in_the_place_of_the_work_folder_is_left_alone(target: Path, kind: str) -> None:
    place = target.with_name("site.new")
    if kind == "file":
        place.write_bytes(b"x")
    else:
        place.mkdir()
        (place / "thesis.docx").write_bytes(b"x")
    with pytest.raises(ReportError, match="in the way of the build"):
        publish(target, make_fill("new"))
    assert read(target) == "old"
    assert place.exists()


def test_a_target_that_is_a_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_bytes(b"x")
    with pytest.raises(ReportError, match="not a publication of Gongbao"):
        publish(target, make_fill("new"))
    assert target.read_bytes() == b"x"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(ReportError, match="cannot be written"):
        publish(tmp_path / "file" / "site", make_fill("new"))


def test_an_empty_folder_is_a_place_to_publish(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", make_fill("new"))
    assert read(tmp_path / "site") == "new"


def test_a_link_to_the_publication_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "current"
    try:
        link.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    publish(link, make_fill("new"))
    assert link.is_symlink()
    assert read(target) == "new"


def test_two_builds_at_once_do_not_meet(target: Path) -> None:
    def fill(folder: Path) -> None:
        with pytest.raises(ReportError, match="another build is at work"):
            publish(target, make_fill("second"))
        make_fill("first")(folder)

    publish(target, fill)
    assert read(target) == "first"
