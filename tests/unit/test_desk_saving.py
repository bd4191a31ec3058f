"""What the desk writes is written whole or not at all, never over another's change, and can be undone and redone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.data.text_file import write_whole
from gongbao.desk import saving
from gongbao.desk.project import Project
from gongbao.desk.saving import MOST_KEPT, find_last, find_undone, read_text, redo, replacing, save, undo
from gongbao.report.problems import ReportError

WINDOWS = "# 题头\r\ntitle: 报告\r\n"


@pytest.fixture
def desk(tmp_path: Path) -> Project:
    root = tmp_path / "公 报"
    root.mkdir()
    for name in ("一.yml", "b.yml"):
        (root / name).write_bytes(WINDOWS.encode())
    return Project(root=root)


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return the function after which files of a name cannot be put in place, as one that Word holds."""

    def start(name: str) -> None:
        def replace(self: Path, target: Path) -> Path:
            if target.name == name:
                raise OSError(28, "No space left on device", str(target))
            return Path(self.rename(target))

        monkeypatch.setattr(Path, "replace", replace)

    return start


def change(desk: Project, words: str, *names: str) -> None:
    """Add a line to files as the desk does."""
    known = {desk.root / name: read_text(desk.root / name) for name in names}
    save(desk, {path: f"{text}# {words}\r\n" for path, text in known.items()}, words, known)


def read(desk: Project) -> dict[str, bytes]:
    """Return every file of the project, drafts too."""
    return {path.name: path.read_bytes() for path in desk.root.iterdir() if path.is_file()}


def test_changes_are_undone_and_redone_after_a_restart_to_the_byte(desk: Project) -> None:
    states = [read(desk)]
    for words, names in (("一", ["一.yml"]), ("二", ["一.yml", "b.yml"]), ("三", ["new.yml"])):
        change(desk, words, *names)
        states.append(read(desk))
    for words, state in zip("三二一", reversed(states[:-1]), strict=True):
        assert undo(Project(root=desk.root)) == words
        assert read(desk) == state
    with pytest.raises(ReportError, match="没有可以撤销"):
        undo(desk)
    for words, state in zip("一二三", states[1:], strict=True):
        assert redo(Project(root=desk.root)) == words
        assert read(desk) == state
    with pytest.raises(ReportError, match="没有可以重做"):
        redo(desk)


def test_a_new_change_leaves_nothing_to_redo(desk: Project) -> None:
    change(desk, "一", "一.yml")
    undo(desk)
    assert find_undone(desk)
    change(desk, "二", "b.yml")
    assert find_undone(desk) is None
    assert undo(desk) == "二"


def test_a_change_made_elsewhere_is_never_overwritten(desk: Project) -> None:
    path = desk.root / "一.yml"
    known = {path: read_text(path)}
    path.write_bytes("别人写的\n".encode())
    with pytest.raises(ReportError, match=r"^一.yml: .*别处改动"):
        save(desk, {path: "title: 新\n"}, "题头", known)
    assert read_text(path) == "别人写的\n"
    assert find_last(desk) is None
    change(desk, "一", "一.yml")
    path.write_bytes("又是别人写的\n".encode())
    with pytest.raises(ReportError, match="又改过，不能撤销"):
        undo(desk)
    assert read_text(path) == "又是别人写的\n"


def test_what_is_as_it_was_is_no_step(desk: Project) -> None:
    path = desk.root / "b.yml"
    save(desk, {path: WINDOWS}, "题头", {path: WINDOWS})
    assert find_last(desk) is None


@pytest.mark.parametrize("name", ["000002.json", "一.yml", "b.yml"])
def test_a_set_of_files_is_written_whole_or_not_at_all(
    desk: Project, fail: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    first = read(desk)
    change(desk, "一", "一.yml")
    before = read(desk)
    fail(name)
    with pytest.raises(ReportError, match="不能写入"):
        change(desk, "二", "一.yml", "b.yml")
    assert read(desk) == before
    monkeypatch.undo()
    assert undo(desk) == "一"
    assert read(desk) == first


def test_a_desk_that_was_killed_half_way_is_put_right_by_undoing(
    desk: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = read(desk), write_whole

    def die(path: Path, text: str) -> None:
        if path.name == "b.yml":
            raise KeyboardInterrupt
        write(path, text)

    monkeypatch.setattr(saving, "write_whole", die)
    with pytest.raises(KeyboardInterrupt):
        change(desk, "一", "一.yml", "b.yml")
    monkeypatch.undo()
    assert read(desk) != before
    assert undo(Project(root=desk.root)) == "一"
    assert read(desk) == before


def test_a_byte_order_mark_is_no_part_of_the_text_and_comes_back(desk: Project) -> None:
    path = desk.root / "b.yml"
    path.write_bytes(b"\xef\xbb\xbf" + WINDOWS.encode())
    before = read(desk)
    assert read_text(path) == WINDOWS
    change(desk, "一", "b.yml")
    assert read_text(path).startswith("#")
    undo(desk)
    assert read(desk) == before


def test_the_history_is_bounded(desk: Project) -> None:
    for number in range(MOST_KEPT + 5):
        change(desk, str(number), "b.yml")
    assert len(list((desk.own / "history").iterdir())) == MOST_KEPT
    assert undo(desk) == str(MOST_KEPT + 4)


def replace_folder(desk: Project, words: str, *, fail: bool = False) -> None:
    """Replace a folder and another as an import does."""
    one, two = desk.root / "data/x", desk.own / "sources/x"
    with replacing(desk, (one, two), words):
        for folder in (one, two):
            shutil.rmtree(folder, ignore_errors=True)
            (folder / "pictures").mkdir(parents=True)
            (folder / "report.yml").write_text(words, encoding="utf-8")
            (folder / "pictures/a.png").write_bytes(b"\x89PNG\x00\xff" + words.encode())
        if fail:
            raise OSError(28, "No space left on device", str(two))


def read_all(desk: Project) -> dict[str, bytes]:
    """Return every file of the project but those of its history."""
    paths = [path for path in desk.root.rglob("*") if path.is_file() and "history" not in path.parts]
    return {path.relative_to(desk.root).as_posix(): path.read_bytes() for path in paths}


def test_imports_are_undone_and_redone_with_their_pictures(desk: Project) -> None:
    states = [read_all(desk)]
    replace_folder(desk, "导入")
    states.append(read_all(desk))
    change(desk, "改", "data/x/report.yml")
    states.append(read_all(desk))
    replace_folder(desk, "更新")
    states.append(read_all(desk))
    for _again in range(2):
        for words, state in zip(("更新", "改", "导入"), reversed(states[:-1]), strict=True):
            assert undo(Project(root=desk.root)) == words
            assert read_all(desk) == state
        for words, state in zip(("导入", "改", "更新"), states[1:], strict=True):
            assert redo(Project(root=desk.root)) == words
            assert read_all(desk) == state


def test_an_import_is_not_undone_over_another_change(desk: Project) -> None:
    replace_folder(desk, "导入")
    (desk.root / "data/x/report.yml").write_text("别人改的", encoding="utf-8")
    before = read_all(desk)
    with pytest.raises(ReportError, match="文件夹后来又改过，不能撤销"):
        undo(desk)
    assert read_all(desk) == before


def test_an_import_that_fails_puts_all_back_and_leaves_no_step(desk: Project) -> None:
    replace_folder(desk, "导入")
    before = read_all(desk)
    with pytest.raises(OSError, match="No space"):
        replace_folder(desk, "更新", fail=True)
    assert read_all(desk) == before
    assert undo(desk) == "导入"


@pytest.mark.parametrize("name", ["x", "000001.0.kept", "000001.1.kept"])
def test_a_locked_folder_leaves_an_undone_import_whole(
    desk: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    replace_folder(desk, "一")
    replace_folder(desk, "二")
    before, rename = read_all(desk), Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if name in (Path(target).name, self.name.replace("000002", "000001")):
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ReportError, match="不能写入"):
        undo(desk)
    monkeypatch.undo()
    assert read_all(desk) == before
    assert undo(desk) == "二"
    assert undo(desk) == "一"


def test_an_undone_import_that_was_cut_off_goes_on(desk: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_all(desk)
    replace_folder(desk, "一")
    rename, done = Path.rename, []

    def die(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", die)
    with pytest.raises(KeyboardInterrupt):
        undo(desk)
    monkeypatch.undo()
    assert undo(Project(root=desk.root)) == "一"
    assert read_all(desk) == before
