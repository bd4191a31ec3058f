"""Names of places: by the gazetteer and its evidence, by their neighbours, and the words that are none."""

import pytest

from gongbao.script.converter import Converter, make_converter
from gongbao.script.places import FORMS, load_places

PLACES = {
    "推进娄里水库建设": "推進婁里水庫建設",
    "黄岗、占里、隆里等景区": "黃崗、占里、隆里等景區",
    "绿荫里、天拖、棉三等片区": "綠蔭里、天拖、棉三等片區",
    "加快老虎冲垃圾场治理": "加快老虎沖垃圾場治理",
    "五嘎冲水库": "五嘎沖水庫",
    "芦苞涌两侧": "蘆苞涌兩側",
    "斗尾、秀屿": "斗尾、秀嶼",
    "推动斗恩高速项目": "推動斗恩高速項目",
    "托什干河": "托什干河",
    "驻沈部队，在沈单位": "駐瀋部隊，在瀋單位",
    "沈大高速公路，沈康高速": "瀋大高速公路，瀋康高速",
    "全省沈阜产业协作": "全省瀋阜產業協作",
    "于家庄村": "于家莊村",
}
WORDS = {
    "在这里，村里的学校里": "在這裡，村裡的學校裡",
    "五年里，寒冬里": "五年裡，寒冬裡",
    "向前冲，往上冲": "向前衝，往上衝",
    "潮头涌，春潮涌": "潮頭湧，春潮湧",
    "敢斗、善斗": "敢鬥、善鬥",
    "偶尔干旱，库尔干渠": "偶爾乾旱，庫爾幹渠",
    "沈从文、沈大伟": "沈從文、沈大偉",
    "滨海旅游公路": "濱海旅遊公路",
    "快于城镇居民": "快於城鎮居民",
    "东西走向": "東西走向",
}


@pytest.fixture(scope="module")
def taiwan() -> Converter:
    return make_converter("zh-Hant")


@pytest.mark.parametrize("source", [*PLACES, *WORDS])
def test_a_name_counts_where_something_says_so(source: str, taiwan: Converter) -> None:
    assert taiwan.convert(source) == (PLACES | WORDS)[source]


def test_the_gazetteer_holds_what_would_come_out_wrong_by_itself() -> None:
    places = load_places()
    assert {"万溪冲", "老虎冲", "孝里"} <= places
    assert not {"和平", "上海", "皇后", "战斗", "滨海旅游"} & places
    assert all(2 <= len(name) <= 5 and not FORMS.keys().isdisjoint(name) for name in places)
