"""A Word file as an office sends it, made by python-docx: headings, a table, a footnote's text, a tracked change."""

from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEAD = (
    "东江市人民政府工作报告",
    "——2026年1月8日在东江市第十届人民代表大会第五次会议上",
    "东江市市长  林建国",
    "各位代表：",
    "现在，我代表市人民政府，向大会报告工作，请予审议。",
)
ROWS = (("指标", "单位", "2025年"), ("粮食产量", "万吨", "32.5"), ("公路里程", "公里", "2860"))
INSERTED, DELETED = "860万人次", "约800万人次"


def write_office_file(path: Path, growth: str = "5.6") -> None:
    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    document.add_heading("2025年工作回顾", 1)
    document.add_heading("一、稳增长，经济持续回升", 2)
    document.add_paragraph(f"实现地区生产总值1256.8亿元，增长{growth}%。新增发明专利授权320件，干部队伍建设不断加强。")
    tracked = document.add_paragraph("全年接待游客")
    tracked._p.append(make_change("w:ins", "w:t", INSERTED))
    tracked._p.append(make_change("w:del", "w:delText", DELETED))
    tracked.add_run("，比上年增长12%。")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for cells, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.add_heading("二、惠民生，群众生活改善", 2)
    document.add_paragraph("城镇新增就业2.1万人，余下任务按期完成。")
    document.add_paragraph("重点工作进展")
    document.add_paragraph("建成学校12所，新增学位8600个。")
    document.add_heading("2026年工作安排", 1)
    document.add_heading("一、扩大内需", 2)
    document.add_paragraph("地区生产总值增长5%左右，实施项目96个。")
    document.add_paragraph("各位代表！让我们团结奋斗，谱写新篇章！")
    document.save(str(path))


def make_change(kind: str, inside: str, text: str) -> object:
    change, run, words = OxmlElement(kind), OxmlElement("w:r"), OxmlElement(inside)
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "办公室")
    words.text = text
    run.append(words)
    change.append(run)
    return change
