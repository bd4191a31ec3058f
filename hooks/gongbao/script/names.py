"""Simplified text and its conversion in, the characters that names of people write in another way out.

A surname that is also a common word (于, 余, 党, 后) is one where the frame around it says so: an election or an office
before, a duty or a title after, a list of names, a line of its own. Each side is weighed; ordinary words weigh against.
The characters of a given name are those that given names use (`given_names.txt`).
"""

import re
from collections.abc import Iterator
from functools import cache

from gongbao.script.dictionary import read_entries
from gongbao.script.evidence import Finding
from gongbao.script.forms import convert_words
from gongbao.script.segmenter import cut, find_kind

# Surnames that are also other words, with their form, in OpenCC's standard.
SURNAMES = {
    **{char: char for char in "于余涂游朴党干种后占"},
    "钟": "鍾",
}
# Those that few people have, and the language needs all the time: they ask for more.
RARE = "干种后党占"
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁任沈姚卢姜崔谭陆汪廖石"
    "贾夏付傅方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃戴莫孔汤范郁钟涂余于游白常武乔赖文樊兰殷施洪翟安倪牛"
    "温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅庄辛管祝左符耿欧甘瞿包司柏宁关苗凌费纪靳盛童欧裴席卫查屈鲍位覃霍翁隋植甄景薄"
    "单朴谷牟褚匡苟柯阮桂闵解卞项桑宫巩阎"
)
# What given names keep, in OpenCC's standard; every other character is what it is by itself.
GIVEN = {char: char for char in "里征斗采余于涂游志后千谷郁朴占范"} | {"冲": "沖"}
PAUSE = "，。、；：！？“”‘’（）()《》…—\\s"
HAN = "[\u4e00-\u9fff]"
OFFICES = (
    "主任|书记|支书|[省市州县区镇乡村部厅局处科司院校所馆社队团站厂店班行组盟旗]长|主席|总理|委员长|秘书长|检察长|审判长|审判员|检察员"
    "|理事长|董事长|会长|总?经理|总?工程师|司令员?|政委|参谋长|教授|院士|厅长|委员|代表|常委|成员|顾问|参事|主编|记者|校长|院长|庭长|巡视员|调研员"
    "|候选人|人选|人员|村民|居民|职工|农民|教师|老师|医生|民警|烈士|战士|同志|模范|演员|作家|画家|学者|专家|律师|法官|检察官|干事|专员|督学|督察"
)
TITLES = f"[副代原]?(?:{OFFICES}|先生|女士|师傅|阿姨|大姐|大妈|大爷|某|氏)"
ACTS = "选举|补选|增选|推选|改选|任命|聘任|聘请|免去|撤销|罢免|接受|同意|提名|推荐|表彰|追授|授予|任免|公推|委派|指定|批准|决定|学习|慰问|感谢|邀请"
STRONG_LEFT = re.compile(f"(?:{ACTS}|{OFFICES}|[：:])[ \u3000\t]*$")
START = re.compile("(?:^|[\n\t\u3000 （(])$")
BY_BEFORE = re.compile("[由经]")
WEAK_LEFT = re.compile("(?:听取了?|[由经以和与及对向请让据受同，。；“—]|(?:选|免|任)了?)$")
STRONG_RIGHT = re.compile(f"(?:为|任|担任|辞去|当选|兼任|代理|连任|同志|{TITLES})")
END_RIGHT = re.compile(
    f"(?:$|[，。、；：！？（）()\\s]|等(?:[0-9０-９一二三四五六七八九十百]|{HAN}{{0,2}}[人名位]|同志|$))"
)
DOES = "主持|出席|提名|指出|强调|介绍|汇报|宣读|宣布|讲话|发言|表示|回答|陪同|率|带领|作了|作报告|作说明|作题为|致辞|所作|受到|荣获|获评|牺牲|当选|辞职"
DOING_RIGHT = re.compile(f"(?:{DOES})")
WEAK_RIGHT = re.compile("(?:代表|说|参加|作|致|的|在|和|与|及|向|等|就|对|被|自|从|受|提)")
LIST_BEFORE = re.compile(f"([{COMMON}]{HAN}{{1,3}})[、 \u3000]+$")
LIST_AFTER = re.compile(f"[、 \u3000]+([{COMMON}]{HAN}{{1,2}})(?![^{PAUSE}等])")
# What the words after a name begin with, the titles among them.
AFTER = (
    "为任担辞当兼代连同主出提指强介说汇宣讲发表回参陪率带作致所荣获牺的在和与及向等就对被自从受"
    "副原书支省市州县区镇乡村部厅局处科司院校所馆社队团站厂店班行组盟旗总委秘检审理董会经工司政教士顾记庭巡调候人居职农老医民烈战模演画学专律法干督先女师阿大某氏"
)
REACH = 8
SHORTEST, LONGEST = 2, 3
# The weight from which a name is believed, and from which it is beyond doubt.
ENOUGH, SURE = 4, 5
STRONG = 3
# Given names that after 于 are where or whom something is for.
NOUNS = "民国家天海江山水春秋林中一东西南北心"
# What 余 is the rest of.
REST = "其剩多业富盈结残有课工公茶年月节0123456789０１２３４５６７８９二三四五六七八九十百千万亿两几"
USUAL = 200


def find_in_names(text: str, converted: str) -> Iterator[Finding]:
    """Give the characters that a name writes otherwise than they came out."""
    for start, end, weight in find_names(text):
        for place, form in enumerate(write_name(text[start:end]), start):
            if form and form != converted[place]:
                yield Finding(place, form, sure=weight >= SURE)


def find_names(text: str) -> Iterator[tuple[int, int, int]]:
    """Give the names of people in which a common word could be read, from start to end, with their weight."""
    last = 0
    places = sorted({match.start() for pattern in load_patterns() for match in pattern.finditer(text)})
    for place in places:
        for start in list_starts(text, place):
            if start < last:
                continue
            for length in (LONGEST, SHORTEST):
                if place < start + length and (weight := weigh(text, start, start + length)) >= ENOUGH:
                    last = start + length
                    yield start, last, weight
                    break


def list_starts(text: str, place: int) -> Iterator[int]:
    """Give where a name may begin that holds a character: before it with a usual surname, or with itself."""
    for start in range(max(0, place - 2), place):
        if text[start] in COMMON and text[place] in GIVEN:
            yield start
    if text[place] in SURNAMES:
        yield place


def write_name(name: str) -> list[str | None]:
    """Return the form of each character that names write in their own way, in OpenCC's standard."""
    return [SURNAMES.get(name[0]), *map(GIVEN.get, name[1:])]


@cache
def load_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds surnames, and what finds the characters within a name: with what can follow a name behind.

    They are two, since each begins with a few characters alone, for which a search is five times as fast.
    """
    given = f"[{re.escape(''.join(load_given()))}]"
    after = f"(?:[{PAUSE}{AFTER}]|$)"
    within = f"[{''.join(GIVEN)}](?:(?<=[{COMMON}].)|(?<=[{COMMON}]..))(?={given}?{after})"
    return re.compile(f"[{''.join(SURNAMES)}](?={given}{{1,2}}{after})"), re.compile(within)


def weigh(text: str, start: int, end: int) -> int:
    """Return how much speaks for a name between start and end; less than nothing where its characters are no name's."""
    name = text[start:end]
    if end > len(text) or len(name) != end - start or not all(char in load_given() for char in name[1:]):
        return -1
    right = weigh_right(text, end)
    if not right:
        return -1
    if name[0] == "余" and start and text[start - 1] in REST:
        return -1
    left = weigh_left(text, start)
    if not left and (right < STRONG or name[0] not in SURNAMES):
        return -1
    if name[0] == "于" and left == 1 and END_RIGHT.match(text, end):
        return -1
    if right == 1 and (not start or text[start - 1] == "\n"):
        left = 1
    if BY_BEFORE.search(text, max(0, start - 1), start) and DOING_RIGHT.match(text, end):
        right = STRONG
    usual = all(char in load_usual() for char in name[1:])
    if is_line(text, start, end) and not is_name_by_itself(name, usual=usual):
        return -1
    weight = left + right + (len(name) == LONGEST) + usual
    if name[0] in RARE:
        weight -= 1
    return weight - weigh_words(text, start, end) if weight >= ENOUGH else weight


def is_name_by_itself(name: str, *, usual: bool) -> bool:
    """Tell whether a line of its own may be a name: 于强 is one, 于民 a piece of a phrase, 后海 a place."""
    if name[0] in RARE:
        return usual and len(name) == LONGEST
    return len(name) == LONGEST or (usual and not (name[0] == "于" and name[1] in NOUNS))


def is_line(text: str, start: int, end: int) -> bool:
    """Tell whether a line holds nothing else."""
    return (not start or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def weigh_left(text: str, start: int) -> int:
    """Return how much what stands before speaks for a name."""
    before = text[max(0, start - REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    if not before or STRONG_LEFT.search(before):
        return 3 if before else 2
    if before[-1] in "、 \u3000":
        if LIST_BEFORE.search(before):
            return 3
        return 1 + (before[-1] != "、")
    if START.search(before):
        return 2
    return int(bool(WEAK_LEFT.search(before)))


def weigh_right(text: str, end: int) -> int:
    """Return how much what stands behind speaks for a name."""
    if STRONG_RIGHT.match(text, end):
        return 3
    if END_RIGHT.match(text, end):
        return 2 + bool(LIST_AFTER.match(text, end))
    if DOING_RIGHT.match(text, end):
        return 2
    return int(bool(WEAK_RIGHT.match(text, end)))


def weigh_words(text: str, start: int, end: int) -> int:
    """Return how much the words of the text speak against a name: one that begins before or ends within it."""
    first = start
    while first > 0 and start - first < REACH and is_native(text[first - 1]):
        first -= 1
    last = end
    while last < len(text) and last - end < REACH and is_native(text[last]):
        last += 1
    against = 0
    for word in cut(text[first:last]):
        after = first + len(word)
        if first < start < after:
            against += 0 if word == "由于" and DOING_RIGHT.match(text, end) else 2 + (after > start + 1)
        elif start <= first < end < after:
            against += 2
        elif first == start and 1 < len(word) < end - start:
            against += 2
        elif first == start and after == end and (len(word) == SHORTEST or not is_person(word)):
            against += 3
        first = after
    return against


def is_person(word: str) -> bool:
    """Tell whether the segmenter knows a word as a person's name, of which no phrase knows better (郁金香 is none)."""
    if word[0] not in SURNAMES or not find_kind(word).startswith("nr"):
        return False
    return convert_words(word, "zh-Hant") == convert_words("\n".join(word), "zh-Hant").replace("\n", "")


def is_native(char: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


@cache
def load_usual() -> frozenset[str]:
    """Return those that most given names use."""
    return frozenset("".join(read_entries("given_names.txt"))[:USUAL])


@cache
def load_given() -> frozenset[str]:
    """Return the characters that given names use."""
    return frozenset("".join(read_entries("given_names.txt"))).union(GIVEN)
