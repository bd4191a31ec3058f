"""The words for units in Chinese reports: those that a number in a sentence may have, and those of tables."""

import re

# The longer one first where one begins like another.
UNITS = (
    "人次|批次|架次|航次|班次|车次|人天|人|户次|户|家次|家|个百分点|个|项|件|次|场|篇|部|条|份|名|位|期|批|座|所|处|台套|台|套|辆|艘|架|张|本|册|只|头|株|支|队|起|宗|例|种|类|项目"
    "|公里|千米|平方公里|平方米|立方米|米|公顷|亩|吨级|吨|千克|公斤|千瓦时|千瓦|兆瓦|吉瓦|度|美元|欧元|日元|元|%|％|‰|个百分点|倍|小时|分钟|天|标箱|标准箱|人民币|斤|户数|平方|学位|床|张床位|岁|对|村|镇|届次"
)
SCALE = "百|千|万|十万|百万|千万|亿|十亿|百亿|千亿|万亿"
OTHERS = (
    "吨标准煤|标准煤|千瓦小时|千伏安|千伏|吨公里|人公里|海里|米|厘米|毫米|微克|毫克|克|升|立方|℃|门|线|块|双|套|箱|尾|羽|幅|桶|枚|片|盒|瓶|束"
    "|点|眼|口|孔|标台|床|席|席位|班级|校|站|点位|社区|乡|县|市|工日|学时|分|港元|英镑|卢布|元|股"
    "|[Kk]Wh|[Mm]Wh|[Gg]Wh|[KMG]W|km2?|m[23²³]?|㎡|㎢|㎥|km²|[GTP]B|TEU"
)
# A unit as a table says it in brackets, in a line over it, in a column of its own: 亿吨标准煤, 元/人, 万吨/年.
NAMED = re.compile(
    rf"(?:{SCALE})?(?:{UNITS}|{OTHERS}){{1,3}}(?:[/／·•每](?:{SCALE})?(?:{UNITS}|{OTHERS}|年|月|日|人|平方公里|百户){{1,2}})?"
)
# What may follow a number in its cell.
BEHIND = re.compile(
    rf"(?P<mid>余|多)?(?P<scale>{SCALE})?(?P<after>余|多)?(?P<unit>(?:{UNITS}|{OTHERS}){{1,2}}(?:/(?:{UNITS}|年|日))?)?(?:左右|以上|以下)?"
)
