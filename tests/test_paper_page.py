from gongbao.print.paper import list_characters, number_contents, set_page

PAGE = """<html lang="zh-Hans"><head><title>报告</title><link rel="stylesheet" href="../assets/site.css" media="screen">
<script src="x.js" defer></script></head><body><h1 id="sec_1">一</h1>
<a class="of" href="../r/index.html">报告</a> <a href="../r/sec_1.html#sec_1">一</a> <a href="#sec_1">一</a>
<a href="https://example.org/?a=1&amp;b=2">外</a> <a href="../r/sec_2.html#sec_2__para_1">二</a>
<span class="page" data-of="sec_1"></span><img src="sec_1.svg" loading="lazy"></body></html>"""


def test_links_lead_into_the_document_or_online() -> None:
    page = set_page(PAGE, "zh-Hant/r/full.html", "https://gov.example/x/")
    assert '<a class="of" href="https://gov.example/x/zh-Hant/r/index.html">' in page
    assert page.count('<a href="#sec_1">') == 2
    assert '<a href="https://example.org/?a=1&amp;b=2">' in page
    assert '<a href="https://gov.example/x/zh-Hant/r/sec_2.html#sec_2__para_1">' in page


def test_without_an_address_links_out_of_the_document_are_plain_text() -> None:
    page = set_page(PAGE, "r/full.html", "")
    assert '<a class="of">报告</a>' in page
    assert "<a>二</a>" in page
    assert page.count('<a href="#sec_1">') == 2


def test_scripts_and_the_screens_style_are_left_out() -> None:
    page = set_page(PAGE, "r/full.html", "")
    assert "script" not in page
    assert "site.css" not in page
    assert "lazy" not in page
    assert '<link rel="stylesheet" href="../print.css">' in page


def test_contents_are_numbered_as_far_as_known() -> None:
    assert '<span class="page" data-of="sec_1">12</span>' in number_contents(PAGE, {"sec_1": 12})
    assert number_contents(PAGE, {}) == PAGE


def test_characters_are_those_of_the_text() -> None:
    assert list_characters(["<p title='无'>人&amp;大\u3000 \n</p><script>x</script>"]) == set("人&大\u3000 ")
