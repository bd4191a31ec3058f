"""The text of a PDF as its readers take it out: what `gongbao text` prints, white space and page furniture aside."""

import io
import re
import shutil
import subprocess

import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from gongbao.report.report import ScriptTag
from printing import get_lines, get_pdf, get_report, get_setting

TAGS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


def squeeze(text: str) -> str:
    return "".join(re.sub(r"—\s*\d+\s*—", "", text).split())


def read_with_pypdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def read_with_pdfminer(content: bytes) -> str:
    return extract_text(io.BytesIO(content))


def read_with_poppler(content: bytes) -> str:
    program = shutil.which("pdftotext") or pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, "-enc", "UTF-8", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("read", [read_with_pypdf, read_with_pdfminer, read_with_poppler])
@pytest.mark.parametrize("tag", TAGS)
def test_every_reader_takes_out_the_text_of_the_report(tag: ScriptTag, read) -> None:
    text = "".join(get_lines(tag))
    assert text in squeeze(read(get_pdf(tag)))
    assert text in squeeze(read(get_pdf(tag, "large")))
    section = get_report().sections[1]
    for paragraph in section.paragraphs:
        assert squeeze(get_setting(tag).convert(paragraph.text)) in squeeze(read(get_pdf(tag, section.id)))
