"""Simplified text in, the places out where the neighbours decide a character that no dictionary can know.

Measure words after a number (十万只, 三十里), and names whose characters are also common words (范主任, a list of
names). A rule says only what the characters around make certain; the rest is left to a person (`gongbao review`).
"""

import re
from collections.abc import Iterator

from gongbao.segment import cut

NUMERAL = "0-9０-９二三四五六七八九十百千万亿两几"
HAN = "[\u4e00-\u9fff]"
PAUSE = "，。、；：！？“”‘’（）《》…—\\s"
OFFICE = (
    "[副代]?(?:主任|书记|[省市州县区镇乡村部厅局处司院校所馆社队团站]长|主席|总理|委员长|秘书长|检察长|审判长"
    "|理事长|董事长|会长|司令|政委|参谋长|教授|院士|老师|医生|同志|先生|女士|某)"
)
# Surnames that are also common words, with the characters that must not stand before them (`^`: that alone may), since
# there they belong to another word. 于 is a preposition and 游 ends many words: they are names only after a pause.
SURNAMES = {
    "范": "模示规防典师就风失垂轨同",
    "郁": "抑忧浓馥葱沉阴苍悒",
    "钟": "分秒时点警闹编敲洪刻撞丧晨座",
    "涂": "糊滩喷海围粉生填乱",
    "余": f"其剩多业富盈结残有课工公茶年月节{NUMERAL}",
    "于": f"^{PAUSE}和与请",
    "游": f"^{PAUSE}和与请",
}
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁任沈姚卢姜崔谭陆汪廖石"
    "贾夏付傅方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃戴莫孔汤范郁钟涂余于游"
)
# How names write characters that elsewhere become another.
IN_NAMES = {char: char for char in "范郁涂余于游里征斗岳"}

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
        (r"周(?<=[0-9０-９]周)(?![年岁])", "週"),
    )
)
TITLED = tuple((re.compile(f"{name}(?<![{before}]{name})(?={OFFICE})"), name) for name, before in SURNAMES.items())
# 市长范国强: an office, then a surname, one or two characters, and what can only follow a whole name.
HOLDERS = re.compile(
    f"(?<=主任|书记|[省市州县区镇乡部厅局处院校]长|主席|总理|同志|教授)[范郁钟涂余]"
    f"(?={HAN}{{1,2}}(?:(?![^{PAUSE}在作说])|同志|主持|出席|指出|强调|代表))"
)
NAMES = re.compile(f"(?<![^{PAUSE}])[{COMMON}]{HAN}{{1,2}}(?:[、 \u3000]+[{COMMON}]{HAN}{{1,2}}){{2,}}(?![^{PAUSE}等])")
GAP = re.compile("[、 \u3000]+")
FULL_NAME = 3


def find_places(text: str) -> dict[int, str]:
    """Return the places that the context decides, each with its form in OpenCC's standard."""
    places = {match.start(): form for pattern, form in MEASURES for match in pattern.finditer(text)}
    for pattern, name in TITLED:
        places |= {match.start(): write_name(name) for match in pattern.finditer(text)}
    for match in HOLDERS.finditer(text):
        if is_name(text[match.start() : match.start() + 3]):
            places[match.start()] = write_name(match[0])
    for match in NAMES.finditer(text):
        if all(map(is_name, GAP.split(match[0]))):
            places |= dict(find_in_names(match[0], match.start()))
    return places


def find_in_names(names: str, start: int) -> Iterator[tuple[int, str]]:
    """Give the characters of a list of names that a name writes in its own way."""
    for name in re.finditer(f"{HAN}+", names):
        for offset, char in enumerate(name[0]):
            form = IN_NAMES.get(char, "") if offset else write_name(char)
            if form:
                yield start + name.start() + offset, form


def write_name(surname: str) -> str:
    """Return how a surname is written that elsewhere becomes another character; nothing for any other."""
    return "鍾" if surname == "钟" else IN_NAMES.get(surname, "")


def is_name(item: str) -> bool:
    """Tell whether an item that begins with a surname can be nothing but a name (石油 is a word, 石建国 a name)."""
    words = cut(item)
    return len(words[0]) == 1 or (len(words) == 1 and len(item) == FULL_NAME)
