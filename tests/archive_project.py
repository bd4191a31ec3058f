"""A small archive written as YAML: three bodies in two places, three years, with what a comparison has to find."""

import datetime
from pathlib import Path
from typing import Any

import yaml

YEARS = (2023, 2024, 2025)
BODIES = {
    "taicang-npc": ("太仓市人民代表大会常务委员会", "江苏省太仓市", "太仓市人民代表大会常务委员会工作报告"),
    "taicang-gov": ("太仓市人民政府", "江苏省太仓市", "政府工作报告"),
    "kunshan-npc": ("昆山市人民代表大会常务委员会", "江苏省昆山市", "昆山市人民代表大会常务委员会工作报告"),
}
MEETINGS = {2023: 8, 2024: 11, 2025: 9}
PEOPLE = {2023: 900, 2024: 1000, 2025: 2100}
FINISHED = "听取了专项工作报告，完成了代表大会交付的各项任务。"
GONE = "疫情防控期间，组织代表参加社区值守，慰问医务人员。"
NEW = "建立人大代表经济运行观察点，打造助力新质生产力发展的平台。"


def write_data(data: Path) -> None:
    """Write `data/` but for site.yml."""
    for body in BODIES:
        for year in YEARS:
            write_report(data / f"{body}-{year}", body, year)


def write_report(folder: Path, body: str, year: int) -> None:
    """Write one report: a review of the year before, and a plan."""
    folder.mkdir(parents=True)
    name, place, title = BODIES[body]
    write_yaml(
        folder / "report.yml",
        {
            "title": title,
            "body": name,
            "place": place,
            "date": datetime.date(year, 1, 8),
            "printed": ["title"],
            "opening": [{"id": "opening__para_1", "text": "现在，我向大会报告工作，请予审议。"}],
            "parts": [
                make_part("part_1", "review", f"{year - 1}年工作回顾", year - 1, ["01.yml", "02.yml"]),
                make_part("part_2", "plan", f"{year}年工作安排", year, ["03.yml"]),
            ],
        },
    )
    meetings = f"召开常委会会议{MEETINGS[year]}次，走访代表{PEOPLE[year]}余人次。"
    write_yaml(
        folder / "01.yml",
        {
            "id": "sec_1",
            "heading": "一、监督工作",
            "content": [
                {"id": "sec_1__para_1", "text": f"{name}依法履行职责，{meetings}"},
                {"id": "sec_1__para_2", "text": FINISHED},
            ],
            "figures": [
                make_figure("meetings", "召开常委会会议", MEETINGS[year], "次", f"召开常委会会议{MEETINGS[year]}次"),
                make_figure("people", "走访代表", PEOPLE[year], "人次", f"走访代表{PEOPLE[year]}余人次", "余"),
            ],
        },
    )
    told = NEW if year == YEARS[-1] else GONE
    lead = "加强代表工作。"
    write_yaml(
        folder / "02.yml",
        {
            "id": "sec_2",
            "heading": "二、代表工作",
            "content": [
                {"id": "sec_2__para_1", "text": told},
                {"id": "sec_2__para_2", "lead": lead, "text": f"{lead}{year - 1}年建成代表之家{year - 2010}个。"},
            ],
        },
    )
    target = f"全年召开常委会会议{year - 2015}次。"
    planned = make_figure("planned", "召开常委会会议", year - 2015, "次", target[:-1])
    write_yaml(
        folder / "03.yml",
        {
            "id": "sec_3",
            "content": [{"id": "sec_3__para_1", "text": f"{year}年，{target}"}],
            "figures": [{**planned, "paragraph": "sec_3__para_1"}] if year == YEARS[-1] else [],
        },
    )


def make_part(name: str, kind: str, heading: str, year: int, sections: list[str]) -> dict[str, Any]:
    """Return a part."""
    return {"id": name, "kind": kind, "heading": heading, "year": year, "sections": sections}


def make_figure(
    name: str, label: str, value: int, unit: str, quote: str, qualifier: str | None = None
) -> dict[str, Any]:
    """Return a figure of the first paragraph."""
    figure = {"id": name, "label": label, "value": value, "unit": unit, "quote": quote, "theme": "工作"}
    return {**figure, "paragraph": "sec_1__para_1", **({"qualifier": qualifier} if qualifier else {})}


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    """Write a file."""
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n")
