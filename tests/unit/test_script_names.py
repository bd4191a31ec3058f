"""Names of people: the frames that make one, and the ordinary words that none of them may touch."""

import pytest

from gongbao.script.converter import Converter, make_converter
from gongbao.script.dictionary import read_entries
from gongbao.script.names import GIVEN, SURNAMES, find_names

FRAMES = (
    "选举{}为市人大常委会主任。",
    "决定任命{}同志为市教育局局长。",
    "免去{}的市监察委员会副主任职务。",
    "由{}主持会议。",
    "经{}提名，会议通过了决定。",
    "副市长{}作了说明。",
    "委员：{}、王建国、李明。",
    "出席会议的有张伟、李娜、{}。",
    "市长 {}",
    "接受{}辞去市人民政府副市长职务的请求。",
    "会议听取了{}主任所作的报告。",
)
NAMES = {
    "于强": "于強",
    "于海田": "于海田",
    "余海波": "余海波",
    "余国强": "余國強",
    "涂海波": "涂海波",
    "游志军": "游志軍",
    "朴永福": "朴永福",
    "党建国": "党建國",
    "种丽": "种麗",
    "后晓东": "后曉東",
    "钟志强": "鍾志強",
    "方志敏": "方志敏",
    "李小里": "李小里",
    "王征": "王征",
}
WORDS = (
    "选举后，于是进行任命。",
    "由党委书记主持，经党中央批准。",
    "任命干部，后来由后勤部门负责。",
    "对于主任会议交办的事项",
    "相对于公路、铁路等交通方式",
    "4万余名职工，其余职工，业余教师",
    "余下的任务，余热利用，种植业，种子",
    "党建工作，干部职工，干劲，后备干部",
    "涂料，涂层，游客，游泳",
    "党政军的组织",
    "干工业、干农业，干必成",
)


@pytest.fixture(scope="module")
def taiwan() -> Converter:
    return make_converter("zh-Hant")


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_makes_a_name(frame: str, taiwan: Converter) -> None:
    start = frame.index("{")
    written = {name: taiwan.convert(frame.format(name))[start : start + len(name)] for name in NAMES}
    assert written == NAMES


@pytest.mark.parametrize("words", WORDS)
def test_ordinary_words_are_no_names(words: str) -> None:
    assert not list(find_names(words))


def test_a_line_of_its_own_is_a_name_only_if_it_is_nothing_else(taiwan: Converter) -> None:
    assert taiwan.convert("余海波") == "余海波"
    assert taiwan.convert("后海") == "後海"
    assert taiwan.convert("干得好") == "幹得好"
    assert taiwan.convert("郁金香") == "鬱金香"


def test_the_list_of_given_names_is_of_single_characters() -> None:
    characters = "".join(read_entries("given_names.txt"))
    assert len(characters) == len(set(characters)) == 1000
    assert all(len(char) == 1 for char in (*GIVEN, *SURNAMES))
