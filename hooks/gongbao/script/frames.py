"""A text and the borders of what may be a name in, how much what stands around them speaks for one out.

Before a name stands an election or an office, behind it a duty or a title; names stand in lists, after a colon, on a
line of their own. What merely may stand beside a name counts for little.
"""

import re

# The usual surnames.
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁任沈姚卢姜崔谭陆汪廖石"
    "贾夏付傅方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃戴莫孔汤范郁钟涂余于游白常武乔赖文樊兰殷施洪翟安倪牛"
    "温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅庄辛管祝左符耿欧甘瞿包司柏宁关苗凌费纪靳盛童欧裴席卫查屈鲍位覃霍翁隋植甄景薄"
    "单朴谷牟褚匡苟柯阮桂闵解卞项桑宫巩阎"
)
PAUSE = "，。、；：！？“”‘’（）()《》…—\\s"
HAN = "[\u4e00-\u9fff]"
OFFICES = (
    "主任|书记|支书|[省市州县区镇乡村部厅局处科司院校所馆社队团站厂店班行组盟旗]长|主席|总理|委员长|秘书长|检察长|审判长|审判员|检察员"
    "|理事长|董事长|会长|总?经理|总?工程师|司令员?|政委|参谋长|教授|院士|厅长|委员|代表|常委|成员|顾问|参事|主编|记者|校长|院长|庭长|巡视员|调研员"
    "|候选人|人选|人员|村民|居民|职工|农民|教师|老师|医生|民警|烈士|战士|同志|模范|演员|作家|画家|学者|专家|律师|法官|检察官|干事|专员|督学|督察"
)
TITLES = f"[副代原]?(?:{OFFICES}|先生|女士|师傅|阿姨|大姐|大妈|大爷|某|氏)"
ACTS = (
    "选举|补选|增选|推选|改选|任命|聘任|聘请|免去|撤销|罢免|接受|同意|提名|推荐|表彰|追授|授予|任免|公推|委派|指定|批准|决定|学习|慰问"
    "|感谢|邀请"
)
DOES = (
    "主持|出席|提名|指出|强调|介绍|汇报|宣读|宣布|讲话|发言|表示|回答|陪同|率|带领|作了|作报告|作说明|作题为|致辞|所作|受到|荣获|获评|牺牲"
    "|当选|辞职|颁发|进行|一起|一同|前往|赴|会见|看望|慰问|深入|调研|考察|履职|就职|宣誓|检查|巡查|走访"
)
STRONG_LEFT = re.compile(f"(?:{ACTS}|{OFFICES}|[：:])[ \u3000\t]*$")
START = re.compile("(?:^|[\n\t\u3000 （(])$")
WEAK_LEFT = re.compile("(?:听取了?|[由经以和与及对向请让据受同，。；“—]|(?:选|免|任)了?)$")
STRONG_RIGHT = re.compile(f"(?:为|任|担任|辞去|当选|兼任|代理|连任|同志|{TITLES})")
END_RIGHT = re.compile(
    f"(?:$|[，。、；：！？（）()\\s]|等(?:[0-9０-９一二三四五六七八九十百]|{HAN}{{0,2}}[人名位]|同志|$))"
)
DOING_RIGHT = re.compile(f"(?:{DOES})")
WEAK_RIGHT = re.compile("(?:代表|说|参加|作|致|的|在|和|与|及|向|等|就|对|被|自|从|受|提)")
LIST_BEFORE = re.compile(f"([{COMMON}]{HAN}{{1,3}})[、 \u3000]+$")
LIST_AFTER = re.compile(f"[、 \u3000]+([{COMMON}]{HAN}{{1,2}})(?![^{PAUSE}等])")
# What the words after a name begin with, the titles among them.
AFTER = (
    "为任担辞当兼代连同主出提指强介说汇宣讲发表回参陪率带作致所荣获牺的在和与及向等就对被自从受颁进一前赴见看慰深履检巡走"
    "副原书支省市州县区镇乡村部厅局处科司院校所馆社队团站厂店班行组盟旗总委秘检审理董会经工司政教士顾记庭巡调候人居职农老医民烈战模演画学专律法干督先女师阿大某氏"
)
REACH = 8
NOTHING, LITTLE, MUCH, STRONG = range(4)


def weigh_frame(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how much what stands before, and what stands behind, speaks for a name between start and end."""
    right, left = weigh_right(text, end), weigh_left(text, start)
    if right == LITTLE and (not start or text[start - 1] == "\n"):
        # The start of a sentence is only that of a line where nothing follows but a name.
        left = LITTLE
    if start and text[start - 1] in "由经" and DOING_RIGHT.match(text, end):
        right = STRONG
    return left, right


def weigh_left(text: str, start: int) -> int:
    """Return how much what stands before speaks for a name."""
    before = text[max(0, start - REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    if not before or STRONG_LEFT.search(before):
        return STRONG if before else MUCH
    if before[-1] in "、 \u3000":
        if LIST_BEFORE.search(before):
            return STRONG
        return LITTLE if before[-1] == "、" else MUCH
    if START.search(before):
        return MUCH
    return int(bool(WEAK_LEFT.search(before)))


def weigh_right(text: str, end: int) -> int:
    """Return how much what stands behind speaks for a name."""
    if STRONG_RIGHT.match(text, end):
        return STRONG
    if END_RIGHT.match(text, end):
        return STRONG if LIST_AFTER.match(text, end) else MUCH
    if DOING_RIGHT.match(text, end):
        return MUCH
    return int(bool(WEAK_RIGHT.match(text, end)))
