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
