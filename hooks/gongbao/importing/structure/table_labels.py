"""A table in, what each of its numbers counts out: the name of its row, then that of its column.

The year that a table speaks of is left out, so that the tables of two years say the same of the same. A name that a
table gives twice (住宅, 一般贸易) goes with the last name above that it gives once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gongbao.importing.structure.labels import VERBS
from gongbao.importing.structure.table_columns import Kind, find_names
from gongbao.importing.structure.table_units import ABSOLUTE, BRACKETS, UNIT_LINE, is_rate, read_unit
from gongbao.report.numbers import NOTE_MARKS
from gongbao.report.spacing import simplify
from gongbao.report.table_lines import YEAR, TableLines, is_quantity

NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．]|\.(?!\d))|[#＃※*＊]+)"
)
OF_WHICH = re.compile("^(?:其中|其 中|#|＃)[：:]?")
TOTAL = re.compile("(?:总|合|小|共)计|总额|合计数")
GENERIC = re.compile("(?:绝对数|金额|数值|数额|数量|指标值|总量|数)")
NUMBER_OF_TABLE = re.compile(
    r"^(?:续|附)?(?:表|专栏)\s*[\d一二三四五六七八九十]{0,3}(?:[-－—–.]\d{1,3})?(?=\D|(?:19|20)\d\d年)"
    r"[\s:：、.．]*"
)
GROWTH = re.compile("比(?!重|例)|较|同比|环比|增|涨|升|降")
YEARS = re.compile(r"(?<![\d\-－—–~～至])((?:19|20)\d\d)年度?")
SUBJECT_ENDS = re.compile("及其|增长速度|增速|情况|构成|一览|明细|(?:预算|决算|执行)?表$")
SPACES = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


class Labels:
    """The names of a table's rows and columns, each read once."""

    def __init__(self, table: TableLines, kinds: Sequence[Kind], year: int | None) -> None:
        """Read a table; `year` is the one that the text around it speaks of."""
        self.table = table
        self.kinds = kinds
        said = next((text for text in table.title if not UNIT_LINE.search(simplify(text))), "")
        caption = NUMBER_OF_TABLE.sub("", said.strip())
        years = set(YEARS.findall(caption))
        self.year = int(years.pop()) if len(years) == 1 else year
        self.theme = self.drop_year(clean(caption))
        self.names = {place: find_names(table, kinds, place) for place, kind in enumerate(kinds) if kind == "number"}
        self.rows = {names: list(self.name_rows(names)) for names in set(self.names.values())}
        self.columns = self.name_columns()

    def make(self, number: int, column: int) -> str:
        """Return what the number in a line and a column counts; nothing if the table does not say it."""
        name, head = self.rows[self.names[column]][number] if self.names[column] else "", self.columns[column]
        if YEAR.fullmatch(name):
            own = "" if name.removesuffix("年") == str(self.year) else f"{name.removesuffix('年')}年"
            return f"{head or self.subject}{own}"
        return join(name, head)

    def make_in_words(self, number: int, column: int, own: str) -> str:
        """Return what a number counts that a sentence in a cell states; `own` is what the sentence says of it."""
        names = find_names(self.table, self.kinds, column)
        if names not in self.rows:
            self.rows[names] = list(self.name_rows(names))
        name = self.rows[names][number]
        if any(letter.isdigit() for letter in own) or own in name:
            # All that such a sentence says beside the number: 增长5%左右.
            verb = re.split(r"\d", own)[0].rstrip(VERBS)
            return join(name, "".join(self.name_heads(column))) + verb
        return join_names((name, own))

    @property
    def subject(self) -> str:
        """What the table is about, as its caption begins."""
        return SUBJECT_ENDS.split(self.theme)[0]

    def name_rows(self, names: Sequence[int]) -> Iterator[str]:
        """Give the name of each line that some columns name; nothing for a total that may be of anything."""
        raw = [join_names(clean(line.texts[at]) for at in names) for line in self.table.lines]
        counts = Counter(raw[self.table.head :])
        above = section = ""
        for number, (name, line) in enumerate(zip(raw, self.table.lines, strict=True)):
            if number < self.table.head or not name or YEAR.fullmatch(name):
                yield name
            elif is_total(name):
                yield f"{self.subject}{name}" if counts[name] == 1 else f"{section}{name}" if section else ""
            elif counts[name] > 1:
                yield f"{above}：{name}" if above else name
            else:
                above = name
                section = section if any(is_quantity(line.texts[column]) for column in line.own) else name
                yield name

    def name_columns(self) -> dict[int, str]:
        """Return what each column of numbers counts; how much something grew, after what grew."""
        own = {column: "".join(self.name_heads(column)) for column in self.names}
        counts = Counter(own.values())
        plain = [column for column in own if not is_rate(simplify("".join(self.table.heads[column])))]
        alone = len(plain) == 1
        named = {column: "" if alone and GENERIC.fullmatch(own[column]) else own[column] for column in plain}
        for column in sorted(own.keys() - named.keys()):
            before = next((other for other in reversed(plain) if other < column), None)
            repeats = GROWTH.match(own[column]) or counts[own[column]] > 1
            of_it = before is not None and repeats and self.names[before] == self.names[column]
            named[column] = f"{named[before] if of_it and before is not None else ''}{own[column]}"
        return named

    def name_heads(self, column: int) -> Iterator[str]:
        """Give what stands over a column, from above, without the year of the table."""
        for text in self.table.heads[column]:
            words = clean(text)
            if YEAR.fullmatch(words):
                words = f"{words.removesuffix('年')}年"
            yield self.drop_year(words)

    def drop_year(self, words: str) -> str:
        """Return words without the year of the table."""
        return re.sub(f"{self.year}年度?", "", words) if self.year else words


def join_names(names: Iterable[str]) -> str:
    """Return the names of a row, from left to right, as one."""
    return "：".join(dict.fromkeys(filter(None, names)))


def join(name: str, head: str) -> str:
    """Return the name of a row with that of a column, what both say said once: 有效专利 + 专利数, 发电量 + 产量."""
    if name[-1:] == head[-1:] and len(head) == 2 and ABSOLUTE.search(head):
        return name
    shared = next((size for size in range(len(head), 1, -1) if name.endswith(head[:size])), 0)
    return f"{name}{head[shared:]}"


def is_total(name: str) -> bool:
    """Tell whether the name of a row is that of a sum."""
    return bool(TOTAL.fullmatch(simplify(name)))


def is_part(text: str) -> bool:
    """Tell whether a row says by its name that it is part of another: set in, numbered below, 其中."""
    return text[:1].isspace() or bool(OF_WHICH.match(text)) or text.startswith(("（", "(")) or text[:1].isdigit()


def clean(text: str) -> str:
    """Return a name without spaces between characters, marks, numbers, units."""
    words = SPACES.sub("", NOTE_MARKS.sub("", text.strip()))
    words = OF_WHICH.sub("", NUMBERED.sub("", OF_WHICH.sub("", words)))
    if unit := read_unit(simplify(words)):
        words = BRACKETS.sub(lambda match: "" if read_unit(simplify(match[0])) else match[0], words).rstrip("%％‰")
        words = re.sub(f"[/／,，:：]{re.escape(unit)}$", "", words)
    return words.strip("：:、，, ")
