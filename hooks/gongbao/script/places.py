"""Simplified text and its conversion in, the characters that names of places write in another way out.

A name of the gazetteer (`places.txt`) counts only with what says that it is one: what kind of place follows (村, 水库),
what it belongs to stands before (市, 镇), or a list goes on with it; everyday words are village names, too. Names that
no gazetteer has are known by where the character stands: what ends with 里 and is no room and no time is a lane.
"""

import re
from collections.abc import Iterator
from functools import cache

from gongbao.script.dictionary import read_entries
from gongbao.script.evidence import Finding
from gongbao.script.segmenter import cut, find_kind

# What each character is in names of places, in OpenCC's standard.
FORMS = {
    "里": "里",
    "冲": "沖",
    "涌": "涌",
    "斗": "斗",
    "于": "于",
    "游": "游",
    "占": "占",
    "干": "干",
    "丑": "丑",
    "伙": "伙",
    "荡": "蕩",
}
# Creeks, not springs (涌泉, 涌金).
SOUTHERN = re.compile("涌(?![泉金水溪现动])")
KINDS = (
    "(?:智慧|慢城|铁路|道路|站房|社区|街道|街区|小区|片区|新区|城区|景区|园区|景点|新村|古村|古镇|新城|小镇|公园|广场|花园|校区|水库|水电|电站|抽水|蓄能|煤矿|矿区|机场"
    "|车站|互通|枢纽|立交|隧道|大桥|公路|高速|连接线|支线|快速路|大道|小学|中学|学校|医院|卫生院|幼儿园|工业|产业|智算|物流|污水|垃圾|渗沥"
    "|填埋|商业|文化|历史|旅游|遗址|故居|会址|港口|码头|渔港|流域|河道|河段|段|自然村|行政村|村|镇|乡|县|区|市|旗|街|路|巷|桥|河|湖|江|溪"
    "|沟|塘|坝|堰|渠|港|湾|岛|山|岭|岗|坪|屯|庄|寨|堡|营|铺|站|矿|岸|口|国家|省级|示范|改造|棚户|拆迁|地块|项目|等)"
)
KIND = re.compile(KINDS)
NEXT_KIND = re.compile(f"(?:[两]侧|全?流域|全域|两岸|沿线|沿岸|治理|整治|综合|清淤|治污|黑臭|水环境|水系|{KINDS})")
# What a place belongs to, or what brings one, right before it.
BEFORE = re.compile(
    "(?:[省市州县区镇乡盟旗村]|街道|社区|推[进动]|加快|建设|谋划|启动|建成|开工|完成|实施|做好|抓好|提升|优化|盘活|保护|申报|支持|创建|举办|设立|扩建|拓展|打造|位于|改造|整治|治理|新建|对|和|与|及|至|到|从|在|以|、|“)$"
)
PAUSE = "、，。；：！？“”‘’（）《》—·\\s"
ITEM_BEFORE = re.compile(f"(?:^|[{PAUSE}和与及至])$")
# A lane that goes on with another.
LANES = re.compile("里[、和][\u4e00-\u9fff]{1,3}里[、，。和等]")
END = re.compile(f"$|[{PAUSE}和与及至等]")
# The forms that a name of a place never has; only where one came out is there something to decide.
SUSPECTS = re.compile("[裏裡衝湧鬥醜夥遊佔盪]")
# Villages of surnames, and names of the west where 干 is a sound: what follows says so.
VILLAGES = re.compile(
    "[于余涂游](?=(?:家|各)?[庄屯营寨堡沟洼坨店桥集铺岗楼场坊屋坪冲湾河圩园塘堰坝](?:村|社区|镇|乡|街道|小学|水库|组)"
    "|家[庄屯村店桥堡集沟湾河坝岭营楼塘坪洼务埠寨冲]|[\u4e00-\u9fff]{1,3}(?:村|社区|镇|乡|街道))"
)
VILLAGE_BEFORE = re.compile("[省市县区镇乡旗、，。；“（\\s]")
SOUNDS = re.compile(
    "干(?<![巴涂]尔干)(?<=[尔什亚孜兹吾娜勒帕耶喀乌]干)(?![部警事线流旱涉扰预劲渠燥净活群道校支什细燃实出成到得起涸枯裂面])"
)
# Before 里: what one can be inside of, so that 里 is a place word (屋子里, 一年里).
INSIDE = re.compile(
    "(?:[年月日天夜周季春夏秋冬世间段期时屋家门院房楼城村镇乡校班厂店馆室库车船舱箱柜袋包盒筐碗锅桶笼圈棚窝洞坑井沟水泥土山林森海湖河田地沙雪雨风云雾火夜"
    "手眼嘴口耳脑头心肚骨血梦话书报文章词句歌曲戏剧影画图网群组队营部局处所业界国党生活子场中鼓篮就死封底壶杯盘缸]|领域|区域|过程|困境|心底|教室|天空|石头"
    "|办公室|桃花源|思想感情|节气|学校|街巷|心坎|记忆|目光|岁月|阳光|夜色|细节|环境|社会|世界|故事|历史|时代|市场|系统|范围|条件)$"
)
RUSH = re.compile("[头前向猛直往下上地再敢勇先快后力命能不破要可便就去急猛硬]$")
RUSH_ON = re.compile("[破刺上至向出进到得着了过击撞洒高千百超一新第关顶浪动突抵账减刷]")
FIGHT = re.compile("[争志勇智殴气牛鸡艳法嘴士狠倒酒富敌马罢闯垮私批天地]")
HAN = "\u4e00-\u9fff"
RUN_BEFORE = re.compile(f"[{HAN}]*$")
RUN = re.compile(f"[{HAN}]*")
REACH = 8
SHORT = 2


def find_in_places(text: str, converted: str) -> Iterator[Finding]:
    """Give the characters that a name of a place writes otherwise than they came out."""
    for match in SUSPECTS.finditer(converted):
        place = match.start()
        if form := FORMS.get(text[place]):
            yield from judge(text, place, form)
    for match in SOUNDS.finditer(text):
        if converted[match.start()] != "干":
            yield Finding(match.start(), "干", sure=True)
    for match in VILLAGES.finditer(text):
        if is_village(text, match.start()):
            yield Finding(match.start(), match[0], sure=True)


def judge(text: str, place: int, form: str) -> Iterator[Finding]:
    """Give the form of one character if it stands in a name, first by the gazetteer, then by its neighbours."""
    known = find_known(text, place)
    if known:
        yield Finding(place, form, sure=known > 1)
    elif (guess := GUESSES.get(text[place])) and (sure := guess(text, place)) is not None:
        yield Finding(place, form, sure=sure)


def find_known(text: str, place: int) -> int:
    """Return how much says that a name of the gazetteer stands around a place; 0 for nothing."""
    best = 0
    if load_pairs().isdisjoint((text[max(0, place - 1) : place + 1], text[place : place + 2])):
        return best
    for start in range(max(0, place - 4), place + 1):
        for end in range(max(place + 1, start + 2), min(len(text), start + 5) + 1):
            if text[start:end] in load_places():
                best = max(best, weigh(text, start, end))
    return best


def weigh(text: str, start: int, end: int) -> int:
    """Return how much speaks for a name between start and end: its kind, what it belongs to, a list, its length."""
    left = text[max(0, start - REACH) : start]
    kind = bool(KIND.match(text, end))
    before = bool(BEFORE.search(left)) or not left or left[-1] in "，。；\n“"
    framed = bool(ITEM_BEFORE.search(left)) and bool(END.match(text, end))
    whole = stands_alone(text, start, end)
    if not whole:
        return 0
    short = end - start == SHORT
    return (kind and before) * 2 or (framed and not short) * 2 or (kind or (before and not short)) * 1


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no word of the text reaches over the borders of a name."""
    first, words = cut_run(text, start)
    for word in words:
        last = first + len(word)
        if first < start < last or first < end < last:
            return False
        first = last
    return True


def cut_run(text: str, place: int) -> tuple[int, list[str]]:
    """Return the words of the Chinese characters around a place, and where they begin."""
    before = RUN_BEFORE.search(text, max(0, place - 2 * REACH), place)
    first = before.start() if before else place
    run = RUN.match(text, first, place + 2 * REACH)
    return first, cut(run[0]) if run else []


def find_word(text: str, place: int) -> tuple[str, str, str]:
    """Return the word before a place, the word that stands there, and the next."""
    first, words = cut_run(text, place)
    for number, word in enumerate(words):
        if first <= place < first + len(word):
            return words[number - 1] if number else "", word, words[number + 1] if number + 1 < len(words) else ""
        first += len(word)
    return "", text[place], ""


def guess_lane(text: str, place: int) -> bool | None:
    """Judge 里: a lane, a village, a sound; nothing where it says inside."""
    before, word, _ = find_word(text, place)
    if (
        len(word) == SHORT
        and word[1] == "里"
        and word[0] not in "这那哪"
        and len(before) == 1
        and before not in "在至和与到从及为是"
    ):
        before += word[0]
    elif word != "里":
        return None
    kind = bool(KIND.match(text, place + 1)) and text[place + 1] not in "等项地区"
    item = END.match(text, place + 1) is not None
    if not before:
        # 里底、里水: what begins with 里 is a name; 里面 and 里头 are words.
        return bool(re.match(f"里[{HAN}]{{1,2}}(?:{KINDS}|[{PAUSE}])", text[place : place + 8])) or None
    start = place - len(before)
    framed = item and bool(ITEM_BEFORE.search(text[max(0, start - REACH) : start]) or begins_name(text, start))
    if INSIDE.search(before) and not (kind and len(before) > 1) and not (framed and LANES.match(text, place)):
        return None
    if kind or framed or (len(before) == 1 and item):
        return kind or framed
    return False if find_kind(before)[0] in "avizdp" else None


def begins_name(text: str, start: int) -> bool:
    """Tell whether what stands before leads to a name: a verb of projects, a place it belongs to, a list."""
    before = text[max(0, start - REACH) : start]
    return bool(before) and (bool(BEFORE.search(before)) or before[-1] in "，。；：\n“")


def guess_valley(text: str, place: int) -> bool | None:
    """Judge 冲: a valley after a name, before what a place has; nothing where something rushes."""
    before, word, _ = find_word(text, place)
    if word != "冲" or RUSH.search(before) or RUSH_ON.match(text, place + 1):
        return None
    if not before or begins_name(text, place):
        return False if re.match(f"冲[{HAN}]{{1,2}}{KINDS}", text[place : place + REACH]) else None
    if NEXT_KIND.match(text, place + 1):
        return True
    alone = place == len(before) < SHORT
    return False if END.match(text, place + 1) and not alone else None


def guess_creek(text: str, place: int) -> bool | None:
    """Judge 涌: a creek after a name."""
    before, word, _ = find_word(text, place)
    if word != "涌" or not before or before[-1] in "掀头暗奔喷汹翻潮泉腾上不一可将正浪云突回水复稳频齐并纷竞连续热":
        return None
    if NEXT_KIND.match(text, place + 1):
        return True
    return False if END.match(text, place + 1) else None


def guess_dipper(text: str, place: int) -> bool | None:
    """Judge 斗: a name begins or ends with it."""
    if FIGHT.match(text, place + 1):
        return None
    before, word, _ = find_word(text, place)
    if word[0] == "斗" and (begins_name(text, place) or re.match(f"斗[{HAN}]{{1,2}}、", text)):
        return bool(re.match(f"斗[{HAN}]{{1,3}}(?:{KINDS}|[{PAUSE}])", text[place : place + REACH])) or None
    if word == "斗" and before and before[-1] not in "敢善能会勇拼好争相共小大内暗":
        framed = END.match(text, place + 1) and begins_name(text, place - len(before))
        return False if framed or KIND.match(text, place + 1) else None
    return None


GUESSES = {"里": guess_lane, "冲": guess_valley, "涌": guess_creek, "斗": guess_dipper}


def is_village(text: str, place: int) -> bool:
    """Tell whether a surname begins the name of a village: its word does, and the gazetteer or the name says so."""
    first, words = cut_run(text, place)
    for word in words:
        if first == place:
            run = RUN.match(text, place)
            around = run[0] if run else ""
            if around[1] == "家":
                return True
            apart = not place or VILLAGE_BEFORE.search(text[place - 1])
            return bool(apart) and any(around[:end] in load_places() for end in (2, 3, 4))
        first += len(word)
    return False


@cache
def load_pairs() -> frozenset[str]:
    """Return every two characters that stand side by side in the gazetteer, one of them decided by it."""
    return frozenset(
        stem[start : start + 2]
        for stem in load_places()
        for start in range(len(stem) - 1)
        if not FORMS.keys().isdisjoint(stem[start : start + 2])
    )


@cache
def load_places() -> frozenset[str]:
    """Return the names of the gazetteer."""
    return frozenset(read_entries("places.txt"))
