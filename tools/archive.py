"""A number of reports in, an archive of that many out: variants of the project's own report, no two pages alike.

Deterministic: the same number gives the same bytes. A report has 10 section pages and about 8,000 characters.
"""

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

# A mapping of YAML, as PyYAML reads and writes it.
Block = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "data/taicang-npc-2025"
# One body for each place: a report a year, so 1,000 reports are 50 bodies over 20 years.
PLACES = (  # noqa: SIM905  reads better
    "太仓 昆山 常熟 张家港 吴江 江阴 宜兴 溧阳 金坛 扬中 丹阳 句容 靖江 泰兴 兴化 海门 启东 "
    "如皋 东台 大丰 高邮 仪征 邳州 新沂 海安 慈溪 余姚 奉化 义乌 东阳 永康 兰溪 诸暨 嵊州 "
    "上虞 平湖 海宁 桐乡 瑞安 乐清 龙港 温岭 临海 玉环 江山 龙泉 建德 临安 富阳 萧山 "
).split()
SPLIT = {"08-sec_8.yml": ((0, 2), (2, 3), (3, 5))}


def write_archive(folder: Path, count: int) -> None:
    """Write a project with `count` reports into `folder`, ready to be built."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    for name in ("mkdocs.yml", "hooks/site_hooks.py", "data/site.yml", "data/wording.yml"):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    site = folder / "data/site.yml"
    text = site.read_text(encoding="utf-8")
    for switch in ("pdf", "word", "forms"):
        text = text.replace(f"\n{switch}: true", f"\n{switch}: false")
    site.write_text(text, encoding="utf-8", newline="\n")
    sections = read_sections()
    report = yaml.safe_load((SOURCE / "report.yml").read_text(encoding="utf-8"))
    for number in range(count):
        body, year = number % len(PLACES), 2025 - number // len(PLACES)
        slug = f"body{body:02}-{year}" if body else f"taicang-npc-{year}"
        write_report(folder / "data" / slug, report, sections, number)


def read_sections() -> list[Block]:
    """Return the report's sections, the last cut in three so that there are ten."""
    sections = []
    for path in sorted(SOURCE.glob("0*.yml")):
        section = yaml.safe_load(path.read_text(encoding="utf-8"))
        pieces = SPLIT.get(path.name, ((0, len(section["content"])),))
        for start, end in pieces:
            piece = {**section, "content": section["content"][start:end]}
            if len(pieces) > 1 and start:
                piece = {"id": f"{section['id']}_{start}", "label": f"任务之{start}", "content": piece["content"]}
            sections.append(piece)
    return sections


def write_report(folder: Path, report: Block, sections: list[Block], number: int) -> None:
    """Write one variant: sentences in another order and other names and numbers in every paragraph."""
    folder.mkdir(parents=True)
    chance = random.Random(number)  # noqa: S311  a seed, not a secret
    place, year = PLACES[number % len(PLACES)], 2025 - number // len(PLACES)
    names = [f"{position:02}.yml" for position in range(1, len(sections) + 1)]
    for name, section in zip(names, sections, strict=True):
        write_yaml(folder / name, vary_section(section, number, chance, place))
    body = report["body"].replace("太仓", place)
    session = f"{place}市第十七届人民代表大会第{number // len(PLACES) + 1}次会议"
    parts = [
        {**report["parts"][0], "heading": f"{year - 1}年主要工作", "year": year - 1, "sections": names[:7]},
        {**report["parts"][1], "heading": f"{year}年主要任务", "year": year, "sections": names[7:]},
    ]
    dated = {"title": report["title"].replace("太仓", place), "body": body, "date": f"{year}-01-08", "parts": parts}
    if number:
        dated |= {
            "place": report["place"].replace("太仓", place),
            "session": session,
            "occasion": f"——{year}年1月8日在{session}上",
        }
    write_yaml(folder / "report.yml", {**report, **dated})


def vary_section(section: Block, number: int, chance: random.Random, place: str) -> Block:
    """Return a section with every paragraph varied; the first report stays what it is, figures included."""
    if number == 0:
        return section
    content = [{**block, "text": vary_text(block, number, chance, place)} for block in section["content"]]
    varied = {key: value for key, value in section.items() if key != "figures"} | {"content": content}
    figures = section.get("figures", ())[::3] if counts_again(number) else ()
    if figures:
        varied["figures"] = vary_figures(figures, content, chance, place)
    return varied


def vary_text(block: Block, number: int, chance: random.Random, place: str) -> str:
    """Return a paragraph whose later sentences stand in another order, with a number of its own."""
    lead: str = block.get("lead", "")
    sentences = [sentence + "。" for sentence in block["text"][len(lead) :].split("。") if sentence]
    chance.shuffle(sentences)
    return (lead + "".join(sentences)).replace("太仓", place) + f"本段编号{number}之{chance.randrange(10**6)}。"


def counts_again(number: int) -> bool:
    """Tell whether a report counts the same things as its body's other reports: every other body does."""
    return number % len(PLACES) % 2 == 0


def vary_figures(figures: list[Block], content: list[Block], chance: random.Random, place: str) -> list[Block]:
    """Return the figures with other values, and write these into their paragraphs."""
    paragraphs = {block["id"]: block for block in content}
    varied = []
    for figure in figures:
        quote, value = figure["quote"].replace("太仓", place), str(figure["value"])
        paragraph = paragraphs[figure["paragraph"]]
        if quote.count(value) == 1 and paragraph["text"].count(quote) == 1:
            other = int(figure["value"] * chance.uniform(0.6, 1.4)) + 1
            stated = quote.replace(value, str(other))
            paragraph["text"] = paragraph["text"].replace(quote, stated)
            varied.append({**figure, "label": figure["label"].replace("太仓", place), "value": other, "quote": stated})
    # One quote may have held another.
    return [figure for figure in varied if figure["quote"] in paragraphs[figure["paragraph"]]["text"]]


def write_yaml(path: Path, data: Block) -> None:
    """Write YAML as a person would keep it: one paragraph a line."""
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**9)
    path.write_text(
        text.replace(f"date: '{data.get('date')}'", f"date: {data.get('date')}"), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    write_archive(Path(sys.argv[2]), int(sys.argv[1]))
