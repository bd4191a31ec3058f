"""Mistakes that people make in YAML: a line of a right file in, the wrong line out, with what they are to be told.

Each is made on every line that it fits. `$name` in a message is what the group of that name matched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Template

HEAD = r"^(?P<head>[ -]*(?P<key>title|body|place|session|heading|label|quote|theme): )"
WORDS = HEAD + r"(?P<first>[^\"'“”‘’\[{#:]{3})(?P<rest>[^\"“”#:]*)$"
KEY = r"^(?P<head>[ -]*)(?P<key>[a-z]+): (?P<value>.+)$"
ITEM = r"^  - id: (?P<value>\w+__(?:para|table)_(?:[2-9]|1\d))$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is written for a line that a pattern fits, and the messages; `below` is how far down they point."""

    name: str
    pattern: str
    wrong: str
    english: str
    chinese: str
    below: int = 0

    def make(self, text: str) -> Iterator[tuple[str, int, str, str]]:
        """Give each text with one such mistake in it, the line to be named and the two messages."""
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if match := re.search(self.pattern, line):
                wrong = "\n".join([*lines[:number], match.expand(self.wrong), *lines[number + 1 :]])
                told = match.groupdict()
                english, chinese = (Template(message).substitute(told) for message in (self.english, self.chinese))
                yield wrong, number + 1 + self.below, english, chinese


def begin_with(sign: str) -> Mistake:
    """Return the mistake of a value that begins with a sign of YAML."""
    return Mistake(
        name=f"a value that begins with {sign}",
        pattern=HEAD + r"(?P<value>[^\"'“”‘’\[{#:]{3,12})$",
        wrong=rf"\g<head>{sign}\g<value>",
        english=f'a value cannot begin with "{sign[0]}" (put it in double quotes: "{sign}$value")',
        chinese=f'值不能以“{sign[0]}”开头（请加英文双引号："{sign}$value"）',
    )


def indent(name: str, sign: str, english: str, chinese: str) -> Mistake:
    """Return the mistake of a line that is indented with something else than spaces."""
    return Mistake(
        name=name, pattern="^(?:  )+(?P<rest>[a-z].*)$", wrong=rf"{sign}\g<rest>", english=english, chinese=chinese
    )


def move(name: str, pattern: str, wrong: str, what: str, found: int, expected: int) -> Mistake:
    """Return the mistake of a line that stands too far to the left or to the right."""
    return Mistake(
        name=name,
        pattern=pattern,
        wrong=wrong,
        english=f'"{what}" is indented by {found} (indent it by {expected}, as the lines above that it belongs with)',
        chinese=f"“{what}”前有 {found} 个空格，应为 {expected} 个（与上面同级的各行对齐）",
    )


def write(name: str, pattern: str, wrong: str, key: str, expected: tuple[str, str], found: str, remedy: str) -> Mistake:
    """Return the mistake of a value that its field does not take, though it is plain what was meant."""
    return Mistake(
        name=name,
        pattern=pattern,
        wrong=wrong,
        english=f'"{key}": expected {expected[0]}, found "{found}" (write {remedy})',
        chinese=f'“{key}”：应为{expected[1]}，现为"{found}"（写作 {remedy}）',
    )


COLON = (
    'a full-width colon stands after "$key" (write "$key: ", with an ASCII colon and a space)',
    "“$key”后面是全角冒号（写作 $key: ，用英文冒号，后空一格）",
)
GLUED = ('a space is missing after the colon (write "$key: ")', "冒号后面缺一个空格（写作 $key: ）")
NO_COLON = ('the colon is missing (write "$key: ")', "缺冒号（写作 $key: ）")
QUOTE = (
    "the quotation mark {0} is not closed (write {0} at the end of the value)",
    "引号 {0} 没有收尾（在值的末尾补上 {0}）",
)
CUT = (
    '"#{0}" is cut off as a comment (put the value in double quotes; a comment has two spaces before its # and one after it)',
    "“#{0}”被当作注释截去了（请给这一项的值加英文双引号；若是注释，# 前空两格，后空一格）",
)
DASH = (
    '"{0}" begins no item of a list (write "- id: ")',
    "“{0}”不能作列表一项的开头（写作 - id: ）",
)
SPACE = (
    "a wide or no-break space U+{0} stands at the start of the line (indent with plain spaces)",
    "行首用了全角空格或不换行空格 U+{0}（请改用普通空格缩进）",
)
AFTER = (
    'after "$key:" stands a wide or no-break space U+{0} (write a plain space)',
    "“$key:”后面是全角空格或不换行空格 U+{0}（请改为普通空格）",
)
TAB = ("a tab stands at the start of the line (indent with spaces)", "行首用了制表符（请改用空格缩进）")
INVISIBLE = (
    "an invisible character U+{0} stands here (delete the line and type it again)",
    "这里有看不见的字符 U+{0}（请删去这一行重新输入）",
)
OPEN = ('"{0}" is not closed (write "{1}" at the end of the list)', "“{0}”没有收尾（在末尾补上“{1}”）")
DATE = ("a date", "日期")
LIST = ("a list", "列表")


def say(name: str, pattern: str, wrong: str, messages: tuple[str, str], *words: str, below: int = 0) -> Mistake:
    """Return a mistake with messages whose places are filled with the same words."""
    english, chinese = (message.format(*words) if words else message for message in messages)
    return Mistake(name=name, pattern=pattern, wrong=wrong, english=english, chinese=chinese, below=below)


MISTAKES = (
    say("a full-width colon", KEY, r"\g<head>\g<key>：\g<value>", COLON),
    say("a full-width colon and a space", KEY, r"\g<head>\g<key>： \g<value>", COLON),
    say("a full-width colon before a list", r"^(?P<key>content|opening|parts|speaker):$", r"\g<key>：", COLON),
    say("a colon without its space", KEY, r"\g<head>\g<key>:\g<value>", GLUED),
    say("no colon", r"^(?P<key>title|body|place|session|heading): (?P<value>.+)$", r"\g<key> \g<value>", NO_COLON),
    say("no colon before a list", r"^(?P<key>content|opening|speaker):$", r"\g<key>", NO_COLON),
    indent("a tab", "\\t", *TAB),
    indent("wide spaces", "　　", *(message.format("3000") for message in SPACE)),
    indent("no-break spaces", "\u00a0\u00a0", *(message.format("00A0") for message in SPACE)),
    say("a wide space after the colon", KEY, r"\g<head>\g<key>:　\g<value>", AFTER, "3000"),
    say("a no-break space after the colon", KEY, "\\g<head>\\g<key>:\u00a0\\g<value>", AFTER, "00A0"),
    say("a double quote that nothing closes", WORDS, r'\g<head>"\g<first>\g<rest>', QUOTE, '"'),
    say("a single quote that nothing closes", WORDS, r"\g<head>'\g<first>\g<rest>", QUOTE, "'"),
    say(
        "a double quote closed by a Chinese one",
        WORDS,
        r'\g<head>"\g<first>\g<rest>”',
        (
            '" is closed by ”, which YAML does not know (write " at both ends)',
            '" 后面配的是 ”，YAML 不认（两头都写 "）',
        ),
    ),
    say(
        "Chinese quotes in the place of YAML's",
        r"^(?P<head>(?P<key>title|body|place|session): )(?P<value>[^“”#:]+)$",
        r"\g<head>“\g<value>”",
        ('"$key": “…” would be printed as part of the text (delete them)', "“$key”：“…” 会当作正文印出来（请删去）"),
    ),
    say(
        "quotes within quotes",
        WORDS,
        r'\g<head>"\g<first>"\g<rest>"',
        (
            'a " inside the value ends it (write “ ” for quotation marks of the text, or none around it)',
            '值里面的 " 使值提前结束（原文的引号请用“ ”，或去掉外面的 "）',
        ),
    ),
    say(
        "a backslash between double quotes",
        WORDS,
        r'\g<head>"\g<first>\\报\g<rest>"',
        (
            r'"\" and what follows it mean nothing between double quotes (write "\\", or delete it)',
            r"双引号内“\”及其后的字符不合规则（写作 \\，或删去）",
        ),
    ),
    say(
        "a colon and a space in a value",
        HEAD + r"(?P<value>[^\"'“”‘’\[{#:]{3,12})$",
        r"\g<head>甲: \g<value>",
        (
            'a value with ": " in it needs quotes (write $key: "甲: $value", or a full-width colon ：)',
            '值里有英文冒号加空格（写作 $key: "甲: $value"，或改用全角冒号）',
        ),
    ),
    say(
        "a number sign in a title",
        HEAD + r"(?P<first>[^\"'“”‘’\[{#:]{3})(?P<rest>[^\"“”#:]{,9})$",
        r"\g<head>\g<first> #1\g<rest>",
        CUT,
        "1$rest",
    ),
    say(
        "a number sign that stands apart in a title",
        r"^(?P<head>(?P<key>title|session|heading): )(?P<value>[^\"“#:]+)$",
        r"\g<head>\g<value> # 一号",
        CUT,
        " 一号",
    ),
    say(
        "a number sign at the start of a title",
        HEAD + r"(?P<value>[^\"“#:]{3,12})$",
        r"\g<head>#\g<value>",
        CUT,
        "$value",
    ),
    *map(begin_with, ("@", "%", "`", "*", "&", "!", "[一]", "{一}", "- ", "? ")),
    say(
        "an anchor",
        HEAD + r"(?P<value>[^\"'“\[{#:]{3,12})$",
        r"\g<head>&a \g<value>",
        (
            '"&a" is a sign of YAML and not part of the value (put the value in double quotes)',
            "“&a”会被当作 YAML 的记号而丢掉（请给这一项的值加英文双引号）",
        ),
    ),
    say(
        "a text right after |",
        HEAD + r"(?P<value>[^\"'“\[{#:]{3,12})$",
        r"\g<head>|\g<value>",
        (
            'after "|" the text begins on the next line (or delete "|", or put the value in double quotes)',
            "“|”后面的正文要另起一行（或删去“|”，或给值加英文双引号）",
        ),
    ),
    say(
        "a dash that is glued",
        ITEM,
        r"  -id: \g<value>",
        ('a space is missing after the dash (write "- id: ")', "短横后面缺一个空格（写作 - id: ）"),
    ),
    say("a dash of Chinese text", ITEM, r"  — id: \g<value>", DASH, "—"),
    say("a full-width hyphen", ITEM, r"  － id: \g<value>", DASH, "－"),
    say("no dash", ITEM, r"  id: \g<value>", ('the dash is missing (write "- id: ")', "缺短横（写作 - id: ）")),
    say(
        "spaces in the place of a dash",
        ITEM,
        r"    id: \g<value>",
        (
            'the key "id" stands here twice (write "- " before it if it begins another item)',
            "“id”写了两次（若是列表的下一项，前面写“- ”）",
        ),
    ),
    move("an item too far to the right", ITEM, r"   - id: \g<value>", "-", 3, 2),
    move("an item too far to the left", ITEM, r"- id: \g<value>", "-", 0, 2),
    move("a key too far to the right", r"^    (?P<key>lead): (?P<value>.+)$", r"     lead: \g<value>", "lead:", 5, 4),
    move("a key too far to the left", r"^    (?P<key>lead): (?P<value>.+)$", r"   lead: \g<value>", "lead:", 3, 4),
    move("a key under a text", r"^    unit: (?P<value>.+)$", r"      unit: \g<value>", "unit:", 6, 4),
    move("a key at the left indented", r"^(?P<key>heading): (?P<value>.+)$", r" heading: \g<value>", "heading:", 1, 0),
    say(
        "a text that is not indented",
        r"^      (?P<value>\w[^#]*)$",
        r"\g<value>",
        (
            'the text under "text: |-" is not indented (put 6 spaces before it)',
            "“text: |-”下面的正文没有缩进（前面空 6 格）",
        ),
    ),
    say(
        "an item slid into the text above",
        ITEM,
        r"      - id: \g<value>",
        (
            '"- id:" is read as part of the text above it (indent it by less)',
            "“- id:”被读成了上面正文的一部分（请减少缩进）",
        ),
    ),
    say(
        "a line written twice",
        r"^(?P<line>(?P<key>title|body|place|heading|id): .+)$",
        r"\g<line>\n\g<line>",
        ('the key "$key" stands here twice (delete one of them)', "“$key”写了两次（请删去一处）"),
        below=1,
    ),
    say("a bracket that nothing closes", r"^(?P<head>printed: \[[^#\]]*)\]", r"\g<head>", OPEN, "[", "]"),
    say("a brace that nothing closes", r"^(?P<head>salutation: .*)\}$", r"\g<head>", OPEN, "{", "}"),
    say(
        "a bracket closed by a full-width one",
        r"^(?P<head>printed: \[[^#\]]*)\].*",
        r"\g<head>］",
        ('"[" is closed by "］" (write "]")', "“[”后面配的是“］”（写作“]”）"),
    ),
    write(
        "no opening bracket",
        r"^printed: \[title, .*\].*",
        "printed: title, occasion]",
        "printed",
        LIST,
        "title, occasion]",
        "[title, occasion]",
    ),
    write(
        "full-width brackets",
        r"^printed: \[title, .*\].*",
        "printed: ［title，occasion］",
        "printed",
        LIST,
        "［title，occasion］",
        "[title, occasion]",
    ),
    say(
        "a full-width comma in a list",
        r"^printed: \[title, .*\].*",
        "printed: [title，occasion]",
        (
            '"printed": expected one of reference, title, occasion, signature, dateline, found "title，occasion" (write [title, occasion])',
            '“printed”：应为下列之一：reference, title, occasion, signature, dateline，现为"title，occasion"（写作 [title, occasion]）',
        ),
    ),
    say(
        "a full-width comma in a record",
        r"^(?P<head>salutation: \{id: salutation), (?P<rest>.*)$",
        r"\g<head>，\g<rest>",
        (
            'a full-width comma parts nothing between brackets (write ", ")',
            "括号里用了全角逗号（写作英文逗号，后空一格）",
        ),
    ),
    say(
        "a full-width colon in a record",
        r"^(?P<head>salutation: \{)(?P<key>id): (?P<rest>.*)$",
        r"\g<head>\g<key>：\g<rest>",
        COLON,
    ),
    write(
        "a date as it is printed",
        r"^date: (?P<y>\d+)-0(?P<m>\d)-0(?P<d>\d)$",
        r"date: \g<y>年\g<m>月\g<d>日",
        "date",
        DATE,
        "${y}年${m}月${d}日",
        "$y-0$m-0$d",
    ),
    write(
        "a date with slashes",
        r"^date: (?P<y>\d+)-0(?P<m>\d)-0(?P<d>\d)$",
        r"date: \g<y>/\g<m>/\g<d>",
        "date",
        DATE,
        "$y/$m/$d",
        "$y-0$m-0$d",
    ),
    write(
        "a date in full-width digits",
        r"^date: 2025-01-08$",
        "date: ２０２５－０１－０８",
        "date",
        DATE,
        "２０２５－０１－０８",
        "2025-01-08",
    ),
    write(
        "a year in full-width digits",
        r"^    year: 2024$",
        "    year: ２０２４",
        "year",
        ("a whole number", "整数"),
        "２０２４",
        "2024",
    ),
    write(
        "a number between Chinese quotes",
        r"^    value: (?P<value>\d+)$",
        r"    value: “\g<value>”",
        "value",
        ("a number", "数"),
        "“$value”",
        "$value",
    ),
    write(
        "a number with a full-width comma",
        r"^    value: (?P<value>\d+)$",
        r"    value: 1，\g<value>",
        "value",
        ("a number", "数"),
        "1，$value",
        "1$value",
    ),
    say(
        "a second document",
        r"^(?P<line>body: .+)$",
        r"---\n\g<line>",
        (
            'the line "---" begins a second document, and a file holds one (delete the line)',
            "“---”另起了一份文档，而一个文件只能有一份（请删去这一行）",
        ),
    ),
    say(
        "a comment that goes on on the next line",
        r"^(?P<words># 报告.{6})(?P<rest>.+)$",
        r"\g<words>\n\g<rest>",
        (
            "this line is neither a key nor an item (indent it as the text above it, write a key and a colon, or # before a comment)",
            "这一行既不是一项，也不是列表的一条（若是正文，与上面对齐；若是注释，前面写 #；否则写明项名和冒号）",
        ),
        below=1,
    ),
    say(
        "a full-width number sign",
        r"^# (?P<words>报告.*)$",
        r"＃ \g<words>",
        ('a full-width "＃" begins no comment (write "# ")', "全角“＃”不能作注释的开头（写作“# ”）"),
    ),
    say(
        "a byte order mark in the middle",
        r"^(?P<line>(?:body|content|heading):.*)$",
        "\ufeff\\g<line>",
        INVISIBLE,
        "FEFF",
    ),
    say(
        "a key with a space that nobody sees",
        r"^(?P<key>body|place|session): (?P<value>.+)$",
        "\u200b\\g<key>: \\g<value>",
        INVISIBLE,
        "200B",
    ),
    say(
        "a key in full-width letters",
        r"^place: (?P<value>.+)$",
        r"ｐｌａｃｅ: \g<value>",
        ('unknown key "ｐｌａｃｅ" (did you mean "place"?)', "没有“ｐｌａｃｅ”这一项（是否“place”？）"),
    ),
    say(
        "the line ends of an old Mac",
        r"^(?P<line>(?:title|heading): ..)(?P<rest>.+)$",
        "\\g<line>\r\\g<rest>",
        ("control character U+000D (delete it)", "有控制字符 U+000D（请删去）"),
    ),
)
