"""Simplified text in, the places out where the neighbours decide a character that no dictionary can know.

Measure words after a number (十万只, 三十里), and names whose characters are also common words (余主任, a list of
names). A rule says only what the characters around make certain; the rest is left to a person (`gongbao review`).
"""

import re
from collections.abc import Iterator

from gongbao.script.segmenter import cut

NUMERAL = "0-9０-９二三四五六七八九十百千万亿两几"
HAN = "[\u4e00-\u9fff]"
PAUSE = "，。、；：！？“”‘’（）《》…—\\s"
OFFICE = (
    "[副代]?(?:主任|书记|支书|[省市州县区镇乡村部厅局处科司院校所馆社队团站厂店班行]长|主席|总理|委员长|秘书长|检察长|审判长"
    "|理事长|董事长|会长|(?:总|副总)?经理|总?工程师|司令|政委|参谋长|教授|院士|老师|师傅|医生|同志|先生|女士"
    "|大姐|大妈|大爷|阿姨|某|氏|家[村庄屯店桥堡集沟湾河坝岭营楼塘坪洼])"
)
# Surnames that are also common words, with the characters that must not stand before them (`^`: that alone may), since
# there they belong to another word. 于 is a preposition and 游 ends many words: they are names only after a pause.
SURNAMES = {
    "涂": "糊滩喷海围粉生填乱",
    "余": f"其剩多业富盈结残有课工公茶年月节{NUMERAL}",
    "于": f"^{PAUSE}和与请",
    "游": f"^{PAUSE}和与请",
}
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁任沈姚卢姜崔谭陆汪廖石"
    "贾夏付傅方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃戴莫孔汤范郁钟涂余于游"
)
# Characters around 里 where it is a sound of a foreign name (利比里亚, 特里萨).
SOUND_BEFORE = (
    "阿比伯布迪厄恩法菲费弗基吉杰凯克莱勒雷利卢鲁罗洛曼蒙莫穆纳尼诺欧帕佩皮普乔萨塞桑施斯苏索塔泰特托瓦威维沃乌谢辛亚耶"
    "伊尤扎"
)
SOUND_AFTER = "斯亚尼特奇克诺兰娜昂尔森姆茨萨托沃维夫米莫蒙德恩"
# Characters that names keep, and that elsewhere become another.
IN_NAMES = "涂余于游里征斗"

MEASURES = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"只(?<=[{NUMERAL}]只)(?![有能是要会需剩占够差])", "隻"),
        (rf"只(?<=[{NUMERAL}][余多]只)(?![有能是要会需剩占够差])", "隻"),
        (rf"里(?<=[{NUMERAL}一]里)(?![面边头])", "里"),
        (rf"里(?<=[{NUMERAL}][余多]里)(?![面边头])", "里"),
        (r"里(?<![村城市县区乡镇校厂家园院屋这那哪心手]里)(?=社区|小区|新村|胡同|居委会)", "里"),
        (rf"斗(?<=[{NUMERAL}半]斗)(?![争志智勇殴士])", "斗"),
        (rf"个(?<=[{NUMERAL}一]个)", "個"),
        (rf"余(?<=[{NUMERAL}]余)", "餘"),
        (rf"出(?<=[{NUMERAL}一这那]出)(?![台现演版口身])(?=[^，。；：！？\n]{{0,6}}[戏剧])", "齣"),
        (rf"里(?<=[{SOUND_BEFORE}]里)(?=[{SOUND_AFTER}])", "里"),
        (r"云(?<![里上智讯为腾华白乌风彩务政企]云)(?=：[“‘]|‘)", "云"),
        (r"周(?<=[0-9０-９]周)(?![年岁])", "週"),
    )
)
TITLED = re.compile(f"(?:{'|'.join(f'{name}(?<![{before}]{name})' for name, before in SURNAMES.items())})(?={OFFICE})")
# These begin with the character, and look behind for what must come before it: to search for a few characters is quick.
# 市长余国强: an office, then a surname, one or two characters, and what can only follow a whole name.
HOLDERS = re.compile(
    f"[涂余于游](?<=(?:主任|书记|[省市州县区镇乡部厅局处院校]长|主席|总理|同志|教授|记者|职工|村民|农民|教师)[涂余于游])"
    f"(?={HAN}{{1,2}}(?:(?![^{PAUSE}在作说])|同志|主持|出席|指出|强调|代表|报道))"
)
NAMES = re.compile(
    f"[{COMMON}](?<![^{PAUSE}][{COMMON}]){HAN}{{1,2}}(?:[、 \u3000]+[{COMMON}]{HAN}{{1,2}}){{2,}}(?![^{PAUSE}等])"
)
GAP = re.compile("[、 \u3000]+")
# One such name by itself, and a common name right beside it in a list.
ITEM = re.compile(f"[{''.join(SURNAMES)}](?<![^{PAUSE}][{''.join(SURNAMES)}]){HAN}{{1,2}}(?![^{PAUSE}等])")
NAME_BEFORE = re.compile(f"(?<![^{PAUSE}])([{COMMON}]{HAN}{{1,2}})[、 \u3000]+$")
NAME_AFTER = re.compile(f"[、 \u3000]+([{COMMON}]{HAN}{{1,2}})(?![^{PAUSE}等])")
FULL_NAME = 3


def find_places(text: str) -> dict[int, str]:
    """Return the places that the context decides, each with its form in OpenCC's standard."""
    places = {match.start(): form for pattern, form in MEASURES for match in pattern.finditer(text)}
    places |= {match.start(): match[0] for match in TITLED.finditer(text)}
    for match in HOLDERS.finditer(text):
        name = text[match.start() : match.start() + FULL_NAME]
        if is_name(name) and (match[0] != "于" or len(cut(name)) == FULL_NAME):
            places[match.start()] = match[0]
    for match in NAMES.finditer(text):
        if all(map(is_name, GAP.split(match[0]))):
            places |= dict(find_in_names(match[0], match.start()))
    for match in ITEM.finditer(text):
        if is_name(match[0]) and is_among_names(text, match):
            places |= dict(find_in_names(match[0], match.start()))
    return places


def is_among_names(text: str, item: re.Match[str]) -> bool:
    """Tell whether a common name stands right before or after an item, or nothing in the item is a word."""
    before = NAME_BEFORE.search(text, max(0, item.start() - 6), item.start())
    after = NAME_AFTER.match(text, item.end())
    beside = any(match and is_name(match[1]) for match in (before, after))
    return beside or (item[0][0] == "于" and len(cut(item[0])) == FULL_NAME)


def find_in_names(names: str, start: int) -> Iterator[tuple[int, str]]:
    """Give the characters of a list of names that a name writes in its own way."""
    for name in re.finditer(f"{HAN}+", names):
        for offset, char in enumerate(name[0]):
            if char in IN_NAMES:
                yield start + name.start() + offset, char


def is_name(item: str) -> bool:
    """Tell whether an item that begins with a surname can be nothing but a name (石油 is a word, 石建国 a name)."""
    words = cut(item)
    return len(words[0]) == 1 or (len(words) == 1 and len(item) == FULL_NAME)
