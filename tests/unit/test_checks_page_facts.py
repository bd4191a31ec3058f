"""What stands on a page: its ids, its addresses, and the files that these lead to."""

from gongbao.checks.page_facts import iter_links
from gongbao.checks.tags import TagReader


def test_addresses_resolve_to_files() -> None:
    def resolve(folder: str, address: str) -> list[tuple[str, str]]:
        return [(link.target, link.anchor) for link in iter_links(folder, [address], "/gb/")]

    assert resolve("zh-Hant/x", "../a.html?q=1#p%31") == [("zh-Hant/a.html", "p1")]
    assert resolve("zh-Hant/x", "../a&#39;b.html#p") == [("zh-Hant/a'b.html", "p")]
    assert resolve("x", "./") == [("x/index.html", "")]
    assert resolve("", "/gb/") == [("index.html", "")]
    assert resolve("x", "tel:0512") == []


def test_ids_and_addresses_are_read_whatever_the_form_of_the_tags() -> None:
    tags = TagReader().read('<A\nID=\'x\' HREF=a.html>t</A><p id="y">id="z"</p><a href="?q#y">u</a>')
    assert [name for tag in tags for name in tag.ids] == ["x", "y"]
    assert [address for tag in tags for address in tag.anchors] == ["?q#y"]
    assert [address for tag in tags for address in tag.addresses] == ["a.html"]
