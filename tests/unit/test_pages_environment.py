"""Mistakes in a person's templates: told with file and line; those in the package's own stay what they are."""

from pathlib import Path

import jinja2
import pytest

from gongbao.pages.environment import make_marking
from gongbao.report.problems import ReportError


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\n{{ 1 / 0 }}", "main.html:2: ZeroDivisionError: division by zero"),
        ("\n\n{{ a.b }}", "main.html:3: UndefinedError: 'a' is undefined"),
        ("{% block x %}", "main.html:1: TemplateSyntaxError: Unexpected end of template."),
        ("{{ 'a'|nofilter }}", "main.html:1: TemplateAssertionError: No filter named 'nofilter'."),
        ("\n{% include 'part.html' %}", "part.html:1: ZeroDivisionError"),
        ("\n{% include 'none.html' %}", "main.html:2: TemplateNotFound: "),
    ],
)
def test_a_mistake_in_a_template_is_told_with_file_and_line(source: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text(source, encoding="utf-8")
    (tmp_path / "part.html").write_text("{{ 1 / 0 }}", encoding="utf-8")
    environment = make_marking(jinja2.FileSystemLoader(tmp_path))
    with pytest.raises(ReportError) as caught:
        environment.get_template("main.html").render()
    (problem,) = caught.value.problems
    assert str(problem.under(tmp_path)).startswith(message)


def test_an_error_that_no_template_of_a_person_made_stays_what_it_is() -> None:
    environment = make_marking(jinja2.DictLoader({"own": "{{ 1 / 0 }}"}))
    with pytest.raises(ZeroDivisionError):
        environment.get_template("own").render()
