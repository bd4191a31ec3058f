"""Publishing: the old publication stays whole whatever stops the new one, and nothing foreign is deleted."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.output import swap as swapping
from gongbao.output.manifest import MANIFEST, list_files, list_foreign, write_manifest
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


Rename = Callable[[Path, Path], Path]
FAULTS: dict[str, Callable[[Rename], Rename]] = {}


def fault(lose: Callable[[Rename, Path, Path], Path]) -> Callable[[Rename, Path, Path], Path]:
    FAULTS[lose.__name__] = lambda rename: lambda path, to: lose(rename, path, to)
    return lose


@fault
def done_but_told_as_failed(rename: Rename, path: Path, to: Path) -> Path:
    rename(path, to)
    raise FileNotFoundError(2, "the answer was lost", str(path))


@fault
def told_as_done_but_not_done(_rename: Rename, _path: Path, to: Path) -> Path:
    return to


@fault
def failed(_rename: Rename, path: Path, _to: Path) -> Path:
    raise OSError(5, "the drive is away", str(path))


@pytest.mark.parametrize("exchange", ["none", "lost", "claimed"])
@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("turns", [{0}, {1}, {2}, {0, 1}, {1, 2}, {0, 1, 2}, set(range(9))])
def test_a_network_drive_that_loses_a_rename_leaves_the_old_or_the_new_one(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str, turns: set[int], exchange: str
) -> None:
    rename, swap, turn = Path.rename, swapping.exchange, itertools.count()
    broken = FAULTS[name](rename)

    def lose(path: Path, to: Path) -> Path:
        return (broken if next(turn) in turns else rename)(path, to)

    def lose_exchange(one: Path, other: Path) -> bool:
        return exchange == "claimed" or (exchange == "lost" and swap(one, other) and False)

    before = read(target)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lose)
        patch.setattr(swapping, "exchange", lose_exchange)
        try:
            publish(target, make_fill("new"))
            told = ""
        except ReportError as error:
            told = str(error)
    if not told:
        assert read(target) != before  # what is said to be published is
    if not target.exists():  # the drive is away for good: what was published waits for the next build
        assert told
    publish(target, make_fill("newer"))
    assert not target.with_name("site.new").exists()


def test_what_was_published_survives_a_drive_that_goes_away_between_two_renames(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, turn = Path.rename, itertools.count()
    before = read(target)

    def go_away(path: Path, to: Path) -> Path:
        if next(turn):
            raise OSError(5, "the drive is away", str(path))
        return rename(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(swapping, "exchange", lambda *_: False)
        patch.setattr(Path, "rename", go_away)
        with pytest.raises(ReportError):
            publish(target, make_fill("new"))
    assert not target.exists()

    def fail(_folder: Path) -> None:
        raise ReportError([])

    with pytest.raises(ReportError):
        publish(target, fail)
    assert read(target) == before


def test_what_old_pages_name_is_kept_beside_the_publication_that_follows(target: Path) -> None:
    def fill(name: str) -> Callable[[Path], None]:
        def run(folder: Path) -> None:
            make_fill(name)(folder)
            (folder / MANIFEST).unlink()
            (folder / f"assets/site.{name * 10}.css").write_text(name, encoding="utf-8")
            write_manifest(folder)

        return run

    before = target.with_name("site.before")
    for name in "abc":
        publish(target, fill(name))
    assert list_files(before) == ["assets/site.bbbbbbbbbb.css"]
    assert list_foreign(before) == []
    assert sorted(path.name for path in target.parent.iterdir()) == ["site", "site.before"]
    (before / "own.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match=r"own\.txt"):
        publish(target, fill("d"))
    assert (before / "own.txt").exists()
    assert (target / "index.html").read_text(encoding="utf-8") == "c"


def test_a_disk_that_is_full_while_the_publication_is_replaced(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def add_style(folder: Path) -> None:
        make_fill("new")(folder)
        (folder / MANIFEST).unlink()
        (folder / "assets/site.0123456789.css").write_text("p {}", encoding="utf-8")
        write_manifest(folder)

    publish(target, add_style)
    before = (target / MANIFEST).read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.link", refuse)
        patch.setattr("shutil.copy2", refuse)
        with pytest.raises(ReportError, match="No space left"):
            publish(target, make_fill("newer"))
    assert (target / MANIFEST).read_bytes() == before
    assert not target.with_name("site.new").exists()
