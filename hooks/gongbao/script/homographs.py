"""Simplified text in, the places out where the characters beside them decide what no dictionary can know.

Measure words after a number (十万只, 三十里), surnames before an office (余主任), Shenyang's lines (沈大高速), what is
made from what (液化制油). A rule says only what the neighbours make certain; the rest is left to a person
(`gongbao review`).
"""

import re
from collections.abc import Iterator

from gongbao.script.evidence import Finding

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
# Characters around 里 where it is a sound of a foreign name (利比里亚, 特里萨).
SOUND_BEFORE = (
    "阿比伯布迪厄恩法菲费弗基吉杰凯克莱勒雷利卢鲁罗洛曼蒙莫穆纳尼诺欧帕佩皮普乔萨塞桑施斯苏索塔泰特托瓦威维沃乌谢辛亚耶"
    "伊尤扎"
)
SOUND_AFTER = "斯亚尼特奇克诺兰娜昂尔森姆茨萨托沃维夫米莫蒙德恩"
# 沈 stands for 瀋陽 beside another place's short name, before what joins places, and after who is there.
SHORT_NAMES = "大丹西四吉海山康辽彰阜本哈白抚铁北环佳长满盘鞍营锦葫朝赤通承京秦"
JOINED = (
    "高速|公路|制造|创新|铁路|高铁|客运|客专|城际|快速|大道|大街|路|线|班列|经济|产业|走廊|协同|合作|一体化?|互学|同城|现代|示范|两市|两地|都市|开发|段"
    "|边界|国家|新区|高新|干线|通道|自主|物流|工业|区域|联盟|对口|欧|俄|[”、]"
)
THERE = (
    "单位|央企|国企|企业|高校|高等|大学|院校|院所|科研|部队|官兵|指战员|投资|召开|举办|举行|落户|筹建|设立|发展|创业|就业|开工|开业|开通|建设"
    "|建立|成立|各|机构|金融|全国|院士|人才|代表|委员|项目|签约|设|建|工作|生活|居住|旅游|消费|参加|考察|调研|注册|生产|经营|期间|的|人员"
)
MATERIALS = "煤油气醇烯烷氢水氧氨化焦炭浆钢铁铝烃物质能电热解氯碱酸纤玉米薯豆秆料"
PRODUCTS = "[油烯烃氢氧氨醇酸碱气浆糖粉肥纸砖板管膜材药储输]|天然气|乙烯|丙烯|燃料|芳烃|甲醇|乙醇|烯烃|航煤|氢气"


def after(words: str, char: str) -> str:
    """Return the pattern of a character with one of the words right before it; each alternative has its own length."""
    return f"{char}(?:{'|'.join(f'(?<={word}{char})' for word in words.split('|'))})"


RULES = (
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
    (rf"沈(?=[{SHORT_NAMES}]{{1,4}}(?:{JOINED}))", "瀋"),
    (rf"沈(?<=[京秦辽哈长大鞍丹吉]沈)(?=[{SHORT_NAMES}]?(?:{JOINED}))", "瀋"),
    (r"沈(?<=[驻赴抵返]沈)(?![家庄村河丘某氏])", "瀋"),
    (rf"沈(?<=[在来入留离]沈)(?={THERE})", "瀋"),
    (rf"制(?<=[{MATERIALS}]制)(?={PRODUCTS})(?!油价|气价|板块|材料价|糖价)", "製"),
    (r"制(?<=[河湖林田路链街片段湾库渠塘警店楼校园所站]长制)(?![定订造作止约衡裁])", "制"),
    (r"尽(?<=应尽)(?=管[护理控辖教])", "盡"),
    (r"尽(?<=应尽)(?=[义责职])", "盡"),
    (r"面(?=业(?:有限|集团|公司|股份|科技|小镇|企业|等|[、，。；]))(?<![全方层界表对局地书当平]面)", "麪"),
    (r"系(?<=[^中核重信轴离偏圆]心系)(?![统列数谱])", "繫"),
    (r"系(?<=[^表感事案友爱隐神抒热]情系)(?![统列数谱])", "繫"),
    (r"系(?<=[^院校厅局部]所系)(?![统列数谱])", "繫"),
    (rf"系(?<=所系)(?=[{PAUSE}])(?<![院校厅局部]所系)", "繫"),
    (
        after(
            "告人|嫌疑人|申请人|当事人|原告|被告|死者|伤者|患者|事故|火灾|案件|该案|本案|房屋|该房|该楼|建筑|经查|查明|据查|核实",
            "系",
        )
        + "(?![统列数谱，。、；：！？”）族])",
        "係",
    ),
    (
        r"系(?<=[，。；：]系|[该均皆确亦又]系)(?=累犯|由|因|属|我|本|其|人为|违法|违章|误|首次|全国|全省|一种|一家|一项)",
        "係",
    ),
    (r"只(?<=首只)(?![有能是要会需剩占够差])", "隻"),
    (r"游(?<=[海江湖]上游)(?=[一-鿿]{2}[”、，。]|大连|威海|青岛|厦门|三亚|上海|中国)", "遊"),
    (
        after("中转|民众|市民|百姓|职工|农民|学生|万人|千人|百人|居民|老人|全家|带你|跟着|一起|快乐|自驾|免费", "游")
        + "(?![泳击弋园])",
        "遊",
    ),
    (r"姜(?=[豉葱蒜]|）豉)", "薑"),
    (r"宝(?=《搜神记)", "寶"),
    (r"干(?=宝《搜神记)", "干"),
    (rf"里(?<=[{SOUND_BEFORE}]里)(?=[亚斯]|[岸]（)", "里"),
)
# The rules of one character and one form are searched for together: what begins with a character is found fast.
MEASURES = tuple(
    (re.compile("|".join(pattern for pattern, other in RULES if (pattern[0], other) == (char, form))), form)
    for char, form in dict.fromkeys((pattern[0], form) for pattern, form in RULES)
)
TITLED = re.compile(f"(?:{'|'.join(f'{name}(?<![{before}]{name})' for name, before in SURNAMES.items())})(?={OFFICE})")


def find_homographs(text: str) -> Iterator[Finding]:
    """Give the places that the characters beside them decide, each with its form in OpenCC's standard."""
    for pattern, form in MEASURES:
        for match in pattern.finditer(text):
            yield Finding(match.start(), form, sure=True)
    for match in TITLED.finditer(text):
        yield Finding(match.start(), match[0], sure=True)
