from gongbao.print.runs import Run, make_runs


def same(text: str) -> str:
    return text


def held(text: str) -> list[str]:
    return [run["text"] for run in make_runs(text, same) if run.get("hold")]


def test_a_number_stays_with_its_unit() -> None:
    text = "拨付100万元，按GB/T 9704-2012第10条办理，听取报告1000余件——提高8.5个百分点，共计多日。"
    assert held(text) == ["100万元", "GB/T 9704-2012", "第10条", "1000余件——", "8.5个百分点", "多日。"]


def test_the_last_two_characters_stay_together() -> None:
    assert held("推进工作。") == ["工作。"]
    assert held("全年共召开会议9次。") == ["9次。"]


def test_a_long_word_may_part_anywhere() -> None:
    runs = make_runs("见https://www.example.gov.cn/a/b.html。", same)
    assert [run["text"] for run in runs if run.get("part")] == ["https://www.example.gov.cn/a/b.html"]


def test_the_lead_is_bold_and_the_text_is_converted_whole() -> None:
    text = "强化监督。听取报告9次，成效明显。"
    runs = make_runs(text, str.upper, lead="强化监督。")
    assert "".join(run["text"] for run in runs) == text
    assert [run["text"] for run in runs if run.get("bold")] == ["强化监督。"]
    assert make_runs("a" * 30, str.upper) == (Run(text="A" * 30, part=True),)


def test_no_line_ends_with_a_hyphen_which_readers_would_take_out() -> None:
    assert held("规划（2018-2020年）和A-B-3号，确定10-15个项目。") == ["2018-2020年", "A-B-3号", "10-15个", "项目。"]
    assert held("出口增长11 %左右") == ["11 %", "左右"]


def test_a_mark_that_a_line_may_not_begin_with_is_held_with_what_stands_before() -> None:
    assert held("居全国第4位；投资增长7.8%：其中30个——") == ["第4位；", "7.8%：", "30个——"]


def test_a_long_amount_may_part_before_a_unit_of_several_characters_and_nowhere_else() -> None:
    assert held("竣工面积达1304.81万平方米。共计多处。") == ["1304.81万", "平方米", "多处。"]
    assert held("竣工面积达800万平方米，完成2500平方公里。共计多处。") == ["800万平方米", "2500平方公里", "多处。"]
    runs = make_runs("竣工面积达800万平方米，产值1300.6亿元。共计多处。", same, characters=20)
    assert [run["text"] for run in runs if run.get("hold")] == ["800万", "平方米", "1300.6亿元", "多处。"]


def test_marks_keep_their_squares_only_where_pairs_of_them_would_crowd_a_line() -> None:
    crowded = "各城市实施“绿地”、“蓝天”、“碧水”等环保工程，大力发展城市清洁能源，积极推进各项工作。"
    runs = make_runs(crowded, same)
    assert [run["text"] for run in runs if run.get("square")] == ["、", "、"]
    assert "".join(run["text"] for run in runs) == crowded
    few = "各城市实施“绿地”、蓝天和碧水等环保工程，大力发展城市清洁能源，积极推进各项工作，取得新成效。"
    assert not any(run.get("square") for run in make_runs(few, same))
