"""A report's passages and a wish of a person in, the same passages joined, split, moved, of other words or kind out.

Nothing is written here: `passage_lines` puts what changed into the files. A passage keeps its id; one that is new by a
split has a fresh one. Figures follow the words that they quote.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Block, Figure, Paragraph, Picture, Report, Role, Section, Subheading
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines

Key = Literal["content", "preface", "salutation", "opening", "closing", "endnotes"]
# Where a passage of the end can stand, in the order of the text.
End = Literal["content", "closing", "endnotes"]
OUTSIDE: tuple[Key, ...] = ("preface", "opening", "closing", "endnotes")
ENDS: tuple[End, ...] = ("content", "closing", "endnotes")
PARA = re.compile(r"(.*__para_)\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Passages that stand in one list of one file: those of a section, with its figures, or outside the sections."""

    path: Path
    key: Key
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...] = ()
    section: str = ""


Pair = tuple[Stretch, Stretch]


def iter_stretches(report: Report) -> Iterator[Stretch]:
    """Give the stretches of a report, those that are empty, too."""
    for key in OUTSIDE:
        yield Stretch(path=report.path, key=key, blocks=getattr(report, key))
    if report.salutation:
        yield Stretch(path=report.path, key="salutation", blocks=(report.salutation,))
    yield from map(make_stretch, report.sections)


def make_stretch(section: Section) -> Stretch:
    """Return the passages of a section."""
    own = section.path, section.content, section.figures
    return Stretch(path=own[0], key="content", blocks=own[1], figures=own[2], section=section.id)


def find_stretch(report: Report, name: str) -> Stretch:
    """Return the stretch that a passage stands in. Raises ReportError if there is none of that id."""
    found = next((one for one in iter_stretches(report) if any(block.id == name for block in one.blocks)), None)
    if found is None:
        raise refuse(report.path, 0, f"没有 {name} 这一段（请重新打开这一页）")
    return found


def put(report: Report, stretch: Stretch) -> Report:
    """Return a report with the passages of a stretch in their place."""
    if stretch.key != "content":
        own = tuple(block for block in stretch.blocks if isinstance(block, Paragraph))
        value: Any = own[0] if stretch.key == "salutation" else own
        return replace(report, **{stretch.key: value})
    parts = []
    for part in report.parts:
        sections = (
            replace(one, content=stretch.blocks, figures=stretch.figures) if one.id == stretch.section else one
            for one in part.sections
        )
        parts.append(replace(part, sections=tuple(sections)))
    return replace(report, parts=tuple(parts))


def set_lead(stretch: Stretch, name: str, lead: str) -> Stretch:
    """Return the stretch with a paragraph's lead: its first words, or none."""
    paragraph = find_paragraph(stretch, name)
    return exchange(stretch, name, replace(paragraph, lead=lead or None))


def set_role(stretch: Stretch, name: str, role: Role | None) -> Stretch:
    """Return the stretch with what a line at the end is."""
    return exchange(stretch, name, replace(find_paragraph(stretch, name), role=role))


def make_heading(stretch: Stretch, name: str) -> Stretch:
    """Return the stretch with a paragraph made a heading of its section."""
    paragraph = find_paragraph(stretch, name)
    if stretch.key != "content":
        raise refuse(stretch.path, paragraph.line, "各节之外没有标题")
    if any(figure.paragraph == name for figure in stretch.figures):
        raise refuse(stretch.path, paragraph.line, "这一段有数字引用，不能作标题（先删去这些数字）")
    return exchange(stretch, name, Subheading(id=name, heading=paragraph.text, level=3))


def make_plain(stretch: Stretch, name: str) -> Stretch:
    """Return the stretch with a heading made a paragraph."""
    block = find_block(stretch, name)
    if not isinstance(block, Subheading):
        raise refuse(stretch.path, block.line, "这里没有标题")
    return exchange(stretch, name, Paragraph(id=name, text=block.heading))


def join(stretch: Stretch, name: str) -> Stretch:
    """Return the stretch with a paragraph joined to the one right before it."""
    paragraph = find_paragraph(stretch, name)
    place = stretch.blocks.index(paragraph)
    before = stretch.blocks[place - 1] if place else None
    if not isinstance(before, Paragraph):
        raise refuse(stretch.path, paragraph.line, "前面不是段落，不能合并")
    if before.role != paragraph.role:
        raise refuse(stretch.path, paragraph.line, "两段的种类不同（正文、署名、日期……），不能合并（先改成一样）")
    joined = replace(before, text=before.text + paragraph.text)
    figures = tuple(
        replace(figure, paragraph=before.id) if figure.paragraph == name else figure for figure in stretch.figures
    )
    blocks = (*stretch.blocks[: place - 1], joined, *stretch.blocks[place + 1 :])
    return replace(stretch, blocks=blocks, figures=figures)


def split(stretch: Stretch, name: str, second: str, taken: Set[str]) -> Stretch:
    """Return the stretch with a paragraph split where some words of it begin, which stand in it once.

    The second half has an id that is not `taken`.
    """
    paragraph = find_paragraph(stretch, name)
    place = paragraph.text.find(second) if second else 0
    if place <= 0 or paragraph.text.count(second) > 1 or stretch.key == "salutation":
        raise refuse(stretch.path, paragraph.line, "请写出后一段开头的几个字（在这一段里只出现一次）")
    fresh = name_fresh(stretch, name, taken)
    head, tail = paragraph.text[:place].rstrip(), paragraph.text[place:]
    lead = paragraph.lead if paragraph.lead and head.startswith(paragraph.lead) else None
    figures = tuple(
        replace(figure, paragraph=fresh) if figure.paragraph == name and figure.quote not in head else figure
        for figure in stretch.figures
    )
    number = stretch.blocks.index(paragraph)
    halves = replace(paragraph, text=head, lead=lead), replace(paragraph, id=fresh, text=tail, lead=None)
    blocks = (*stretch.blocks[:number], *halves, *stretch.blocks[number + 1 :])
    return replace(stretch, blocks=blocks, figures=figures)


def move(report: Report, name: str, to: End) -> tuple[Pair, Pair]:
    """Return two stretches, before and after a passage moves from one to the other: to the end matter, or back.

    The text keeps its order: with a passage goes what follows it, and back what stands before it.
    """
    source = find_stretch(report, name)
    goal = find_end(report, to)
    if source.key not in ENDS or source == goal:
        raise refuse(source.path, 0, "只有正文末尾、结语和文后的段落可以这样移")
    place = [block.id for block in source.blocks].index(name)
    down = ENDS.index(to) > ENDS.index(source.key)
    moved, stay = (
        (source.blocks[place:], source.blocks[:place])
        if down
        else (source.blocks[: place + 1], source.blocks[place + 1 :])
    )
    if not all(isinstance(block, Paragraph) for block in moved):
        raise refuse(source.path, moved[0].line, "后面还有标题、表或图，只有末尾的段落可以移到文末")
    blocks = (*moved, *goal.blocks) if down else (*goal.blocks, *moved)
    pairs = (source, replace(source, blocks=stay)), (goal, replace(goal, blocks=blocks))
    after = put(put(report, pairs[0][1]), pairs[1][1])
    # What stands between, an annex or a heading, would come before what was moved.
    if not stay and source.key == "content":
        raise refuse(source.path, moved[0].line, "这一节不能一段也不留（要撤下整节，用节标题下的“撤下”）")
    if squeeze("".join(iter_lines(report))) != squeeze("".join(iter_lines(after))):
        raise refuse(source.path, moved[0].line, "这样移会改变文字的次序，没有写入")
    return pairs


def find_end(report: Report, key: End) -> Stretch:
    """Return the stretch at the end that a key names; of the text itself the last section of the body."""
    if key == "content":
        return make_stretch((report.body_parts or report.parts)[-1].sections[-1])
    return Stretch(path=report.path, key=key, blocks=getattr(report, key))


def set_picture(stretch: Stretch, name: str, caption: str, alternative: str) -> Stretch:
    """Return the stretch with a picture's caption, and what it shows in words."""
    block = find_block(stretch, name)
    if not isinstance(block, Picture):
        raise refuse(stretch.path, block.line, "这里没有图")
    return exchange(stretch, name, replace(block, caption=caption or None, alternative=alternative or None))


def exchange(stretch: Stretch, name: str, block: Block) -> Stretch:
    """Return the stretch with another block in the place of one."""
    return replace(stretch, blocks=tuple(block if one.id == name else one for one in stretch.blocks))


def find_block(stretch: Stretch, name: str) -> Block:
    """Return a block of a stretch. Raises ReportError if there is none of that id."""
    found = next((block for block in stretch.blocks if block.id == name), None)
    if found is None:
        raise refuse(stretch.path, 0, f"没有 {name} 这一段（请重新打开这一页）")
    return found


def find_paragraph(stretch: Stretch, name: str) -> Paragraph:
    """Return a paragraph of a stretch. Raises ReportError if there is none of that id."""
    block = find_block(stretch, name)
    if not isinstance(block, Paragraph):
        raise refuse(stretch.path, block.line, "这样只能改段落")
    return block


def name_fresh(stretch: Stretch, name: str, taken: Set[str]) -> str:
    """Return an id that nothing has or had."""
    match = PARA.fullmatch(name)
    stem = match[1] if match else f"{stretch.section or stretch.key}__para_"
    used = taken | {block.id for block in stretch.blocks}
    return next(
        f"{stem}{number}" for number in range(len(stretch.blocks) + 1, 100_000) if f"{stem}{number}" not in used
    )


def refuse(path: Path, line: int, message: str) -> ReportError:
    """Return the error that tells why a passage stays as it is."""
    return ReportError([Problem(path=Path("data") / path.parent.name / path.name, line=line, message=message)])
