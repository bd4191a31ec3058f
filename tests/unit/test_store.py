"""The store: what is kept is what was kept, another input gives another key, a damaged entry counts as none."""

from pathlib import Path

from gongbao.store import Store, iter_libraries, make_key


def test_what_is_kept_comes_back_and_nothing_else(tmp_path: Path) -> None:
    store = Store(folder=tmp_path / "库")
    key = make_key("report", "a", [b"x", b"y"])
    assert store.fetch(key) is None
    store.keep(key, b"content")
    assert store.fetch(key) == b"content"
    for parts in ([b"xy"], [b"x", b"z"], [b"x"], [b"x", b"y", b""]):
        assert store.fetch(make_key("report", "a", parts)) is None
    assert make_key("report", "b", [b"x", b"y"]).digest == key.digest


def test_a_damaged_entry_counts_as_none(tmp_path: Path) -> None:
    store = Store(folder=tmp_path)
    key = make_key("report", "a", [b"x"])
    store.keep(key, b"content")
    path = tmp_path / key.name
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:10], b"", whole[:-1] + bytes([whole[-1] ^ 1])):
        path.write_bytes(damaged)
        assert store.fetch(key) is None


def test_older_states_go_and_others_stay(tmp_path: Path) -> None:
    store = Store(folder=tmp_path)
    old, new, other = (make_key("report", label, [part]) for label, part in (("a", b"1"), ("a", b"2"), ("b", b"1")))
    kind = make_key("files", "a", [b"1"])
    for key in (old, new, other, kind):
        store.keep(key, b"x")
    store.delete_older([new])
    assert [store.fetch(key) for key in (old, new, other, kind)] == [None, b"x", b"x", b"x"]


def test_nothing_is_kept_where_nothing_can_be_and_that_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(folder=tmp_path / "file")
    store.keep(make_key("report", "a", []), b"x")
    assert store.fetch(make_key("report", "a", [])) is None


def test_the_libraries_are_those_that_the_package_needs() -> None:
    names = {name.removesuffix(".dist-info").rpartition("-")[0].lower().replace("_", "-") for name in iter_libraries()}
    assert {"gongbao", "mkdocs", "jinja2", "markupsafe", "opencc", "lxml"} <= names
    assert "pytest" not in names
