"""The heads of reports as they really vary: what is printed, in which order, and what it says."""

from pathlib import Path

import pytest

import import_cases as cases
from gongbao.importing.manuscript import Passage
from gongbao.importing.structure.title_block import TitleBlock, find_title_block
from gongbao.importing.structure.title_lines import is_salutation

DAY = "2024-01-16"
SESSION = "东江市第九届人民代表大会第三次会议"
TITLE = "政府工作报告"
OCCASION = f"——2024年1月16日在{SESSION}上"


def read(*lines: str, salutation: str = "各位代表：") -> TitleBlock:
    texts = [*lines, salutation, "现在，我代表市人民政府，向大会报告工作，请予审议。", "一、工作回顾", "过去一年很好。"]
    return find_title_block([Passage(text=text, file=Path("x.txt"), line=line) for line, text in enumerate(texts, 1)])


FULL = "title occasion signature"
SPACED = "政 \u00a0府 \u00a0工 \u00a0作 \u00a0报 \u00a0告"
SHORT = "东江省第十二届人大一次会议"
NOTICE = (
    "东府〔2024〕1号",
    "东江市人民政府关于印发政府工作报告的通知",
    "各县人民政府：",
    "现将报告印发给你们，请认真贯彻执行。",
)
PLAN = ("关于东江市2023年国民经济和社会发展", "计划执行情况的报告")
HEADS: list[tuple[tuple[str, ...], str, str, str | None, str | None, str | None]] = [
    ((TITLE, OCCASION, "市长 林远"), FULL, DAY, SESSION, "市长", "林远"),
    ((OCCASION, "东江市人民政府代市长 林远山"), "occasion signature", DAY, SESSION, "东江市人民政府代市长", "林远山"),
    ((SPACED, OCCASION, "省人民政府省长林远"), FULL, DAY, SESSION, "省人民政府省长", "林远"),
    (("市长　林　远", OCCASION), "signature occasion", DAY, SESSION, "市长", "林远"),
    ((TITLE, f"（2024年1月16日在{SESSION}上）", "市长：林远"), FULL, DAY, SESSION, "市长", "林远"),
    ((f"――二〇二四年一月十六日在{SESSION}上", "市长黎子远"), "occasion signature", DAY, SESSION, "市长", "黎子远"),
    ((f"二○二四年一月十六日在{SESSION}上", "市长黎子远"), "occasion signature", DAY, SESSION, "市长", "黎子远"),
    (("2024年1月16日", f"在{SESSION}上", "市长 林远"), "dateline occasion signature", DAY, SESSION, "市长", "林远"),
    (
        ("市长 林远", "2024年1月16日在东江市", "第九届人民代表大会第三次会议上"),
        *("signature dateline occasion", DAY, SESSION, "市长", "林远"),
    ),
    ((TITLE, f"—在{SESSION}上", "市长 林远", "（2024年1月16日）"), f"{FULL} dateline", DAY, SESSION, "市长", "林远"),
    (("（2024年1月16日 林远 ）",), "signature", DAY, None, None, "林远"),
    ((OCCASION, "林远"), "occasion signature", DAY, SESSION, None, "林远"),
    ((OCCASION + "市长林远",), "occasion", DAY, SESSION, "市长", "林远"),
    ((f"（2024年1月16日{SESSION}通过）", "市长 林远"), "occasion signature", DAY, SESSION, "市长", "林远"),
    ((TITLE, f"——2024年1月16日在{SHORT}上", "代省长 艾力·林远"), FULL, DAY, SHORT, "代省长", "艾力·林远"),
    (
        ("东江市人民代表大会常务委员会", "工作报告", OCCASION, "□市人大常委会主任 林远"),
        *(FULL, DAY, SESSION, "市人大常委会主任", "林远"),
    ),
    ((*PLAN, OCCASION), "title occasion", DAY, SESSION, None, None),
    ((*NOTICE, "东江市人民政府", TITLE, OCCASION, "市长 林远"), FULL, DAY, SESSION, "市长", "林远"),
    ((TITLE, "目录", "一、工作回顾", OCCASION, "市长 林远"), "occasion signature", DAY, SESSION, "市长", "林远"),
    ((TITLE, "——2024年1月16日在市九届人大三次会议上", "市长 林远"), FULL, DAY, "市九届人大三次会议", "市长", "林远"),
    ((f"政府工作报告（2024年1月16日在{SESSION}上）", "市长 林远"), "occasion signature", DAY, SESSION, "市长", "林远"),
    ((f"{TITLE}——2024年1月16日在{SESSION}上", "市长 林远"), "occasion signature", DAY, SESSION, "市长", "林远"),
    ((f"{OCCASION} 林远",), "occasion", DAY, SESSION, None, "林远"),
    ((TITLE, "报告人：市长 林远（2024年1月16日）"), "title signature", DAY, None, "市长", "林远"),
    ((TITLE, OCCASION, "东江市人民政府市长", "林远"), FULL, DAY, SESSION, "东江市人民政府市长", "林远"),
    (("2007年《政府工作报告》", OCCASION), "title occasion", DAY, SESSION, None, None),
    (
        (TITLE, "——2024年1月16日在东江市", "第九届人民代表大会", "第三次会议上"),
        *("title dateline occasion", DAY, SESSION, None, None),
    ),
    ((), "", "", None, None, None),
]


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head[1] or "none")
def test_a_head(head: tuple[tuple[str, ...], str, str, str | None, str | None, str | None]) -> None:
    lines, printed, date, session, office, name = head
    block = read(*lines)
    assert " ".join(block.printed) == printed
    assert (block.date.isoformat() if block.date else "") == date
    assert block.session == session
    assert (block.speaker.office if block.speaker else None) == office
    assert (block.speaker.name if block.speaker else None) == name
    assert not block.at_end


def test_a_title_in_front_of_the_occasion_is_known() -> None:
    assert read(f"政府工作报告（2024年1月16日在{SESSION}上）", "市长 林远").title == TITLE


def test_a_letter_spaced_title_is_closed_up() -> None:
    assert read("政 府 工 作 报 告", OCCASION).title == TITLE


def test_a_title_above_other_lines_is_known_though_not_in_the_block() -> None:
    block = read(TITLE, "目录", "一、工作回顾", OCCASION, "市长 林远")
    assert (block.title, block.unprinted_title) == (TITLE, TITLE)


@pytest.mark.parametrize(
    "text",
    ["各位代表：", "各位代表:", "名位代表：", "各位代表、同志们：", "主任、各位副主任、各位委员：", "各位代表！"],
)
def test_a_salutation(text: str) -> None:
    assert is_salutation(text)


@pytest.mark.parametrize(
    "text",
    [
        "各位代表：现在，我代表市人民政府，向大会作政府工作报告，请予审查，并请各位政协委员提出意见。",
        "代表",
        "一、工作",
    ],
)
def test_no_salutation(text: str) -> None:
    assert not is_salutation(text)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("东江市人民代表大会常务委员会工作报告", "东江市人民代表大会常务委员会"),
        ("东江市中级人民法院工作报告", "东江市中级人民法院"),
        ("政府工作报告", "东江市人民政府"),
    ],
)
def test_the_body_that_reports(tmp_path: Path, title: str, body: str) -> None:
    head = cases.HEAD.replace("东江市人民政府工作报告", title)
    assert cases.bring_in(tmp_path, head + cases.BODY).report.body == body


def test_the_congress_is_reported_to_by_the_council(tmp_path: Path) -> None:
    head = cases.HEAD.replace("东江市人民政府", "").replace("东江市第九届人民代表大会", "第十届全国人民代表大会")
    report = cases.bring_in(tmp_path, head + cases.BODY).report
    assert (report.body, report.place, report.session) == ("国务院", None, "第十届全国人民代表大会第三次会议")


def test_a_file_name_gives_what_the_text_does_not(tmp_path: Path) -> None:
    text = cases.HEAD[cases.HEAD.index("各位代表") :] + cases.BODY
    summary = cases.bring_in(tmp_path, text, "东江市政府工作报告（2024年1月16日 林远）.txt")
    report = summary.report
    assert (report.title, report.date.isoformat(), report.printed) == ("东江市政府工作报告", DAY, ())
    assert report.speaker is not None
    assert report.speaker.name == "林远"
    assert report.body == "东江市人民政府"


def test_a_notice_above_the_title_is_a_preface(tmp_path: Path) -> None:
    notice = "东府〔2024〕1号\n\n关于印发政府工作报告的通知\n\n各县人民政府：\n\n现将报告印发给你们，请贯彻执行。\n\n"
    report = cases.load(cases.bring_in(tmp_path, notice + cases.HEAD + cases.BODY))
    assert [paragraph.id for paragraph in report.preface] == [f"preface__para_{number}" for number in range(1, 5)]
    assert cases.characters(report) == "".join((notice + cases.HEAD + cases.BODY).split())
