"""The HTML that Material's extensions make for authors in, the same changed in place: nothing of it needs a script out.

Tabs become sections one after another, for what a tab hides is not read, found or printed; the boxes of a task list say
in words whether a task is done; an admonition without a title of its own is named in Chinese; an icon is for the eye.
"""

from lxml import etree
from lxml.html import HtmlElement

# What Python-Markdown names an admonition after its kind, in English.
TITLES = {
    "Note": "说明", "Abstract": "摘要", "Info": "信息", "Tip": "提示", "Success": "已完成", "Question": "问题",
    "Warning": "注意", "Failure": "未完成", "Danger": "警告", "Bug": "差错", "Example": "示例", "Quote": "引文",
}  # fmt: skip
TABS = "div[contains(concat(' ', @class, ' '), ' tabbed-set ')]"
# Of the two forms that pymdownx.tabbed makes: with `alternate_style`, and without.
LABELS = "./div[@class='tabbed-labels']/label | ./label"
PANELS = (
    "./div[@class='tabbed-content']/div[@class='tabbed-block'] | "
    "./div[@class='tabbed-content'][not(./div[@class='tabbed-block'])]"
)
BOX = ".//li[contains(concat(' ', @class, ' '), ' task-list-item ')]//input[@type='checkbox']"
BLOCK_TITLES = ".//p[contains(concat(' ', @class, ' '), ' admonition-title ')] | .//details/summary"
ICONS = ".//span[contains(concat(' ', @class, ' '), ' twemoji ')]/*"


def settle_authoring(root: HtmlElement) -> None:
    """Change what authors wrote with Material's elements so that it reads without a script."""
    for tabs in reversed(root.xpath(f".//{TABS}")):
        open_tabs(tabs)
    for box in root.xpath(BOX):
        word_box(box)
    for title in root.xpath(BLOCK_TITLES):
        title.text = TITLES.get((title.text or "").strip(), title.text)
    for icon in root.xpath(ICONS):
        icon.set("aria-hidden", "true")


def open_tabs(tabs: HtmlElement) -> None:
    """Make a set of tabs a row of sections, each under the title of its tab."""
    labels, panels = tabs.xpath(LABELS), tabs.xpath(PANELS)
    for child in list(tabs):
        tabs.remove(child)
    tabs.attrib.clear()
    tabs.set("class", "tabs")
    for label, panel in zip(labels, panels, strict=True):
        title = label.makeelement("p", {"class": "tab-title", "id": label.get("for")})
        title.text = label.text
        title.extend(label)
        section = etree.SubElement(tabs, "div", {"class": "tab", "role": "group", "aria-labelledby": label.get("for")})
        section.append(title)
        title.tail = panel.text
        section.extend(panel)
        section.tail = "\n"


def word_box(box: HtmlElement) -> None:
    """Put the sign of a task in the place of its box, which nobody can tick, with the words for it."""
    done = box.get("checked") is not None
    sign = box.makeelement("span", {"class": "task", "role": "img", "aria-label": "已完成" if done else "未完成"})
    sign.text = "☑" if done else "☐"
    sign.tail = box.tail
    parent = box.getparent()
    if parent is not None:
        parent.replace(box, sign)
        if parent.tag == "label":
            parent.drop_tag()
