"""Ids of bodies and places: given, or a folder's own stem, or a hash of the name."""

import pytest

from gongbao.data.authorities import body_stem, hash_name, make_ids, place_stem
from gongbao.report.report import Name


@pytest.mark.parametrize(
    ("slug", "body", "place"),
    [
        ("taicang-npc-2025", "taicang-npc", "taicang"),
        ("taicang-npc-2025-2", "taicang-npc", "taicang"),
        ("taicang-2025", "taicang", "taicang"),
        ("taicang-npc", "", ""),
        ("2025-taicang", "", ""),
    ],
)
def test_a_folder_says_whose_report_it_is(slug: str, body: str, place: str) -> None:
    assert body_stem(slug) == body
    assert place_stem(slug) == place


def test_an_id_is_given_or_the_bodys_own_stem_or_a_hash_of_its_name() -> None:
    given = [Name(id="tc", name="太仓", former=("太仓县",))]
    stems = {"太仓": ["taicang"], "昆山": ["kunshan"], "常熟": ["a"], "吴江": ["a"], "江阴": ["b", "c"], "宜兴": [""]}
    ids = make_ids(stems, given)
    assert ids == {
        "太仓": "tc",
        "昆山": "kunshan",
        **{name: hash_name(name) for name in ("常熟", "吴江", "江阴", "宜兴")},
    }
    assert all(name.isascii() and name.isalnum() for name in ids.values())
    # The order in which names come changes nothing, nor does a name that keeps to itself.
    assert make_ids(dict(reversed(stems.items())), given) == ids
    assert make_ids({"昆山": ["kunshan"]}, [Name(id="Kunshan", name="别的")])["昆山"] == hash_name("昆山")
