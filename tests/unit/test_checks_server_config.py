"""The configuration of servers: what it says."""

from xml.etree import ElementTree as ET

import pytest

from conftest import POLICY
from gongbao.checks.server_config import HEADERS, TEMPLATES, ServerName, make_server_config
from gongbao.report.problems import ReportError
from gongbao.report.report import ScriptTag

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


def test_the_policy_is_that_of_the_design() -> None:
    assert HEADERS["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("server", TEMPLATES)
def test_every_server_has_every_header_and_script(server: ServerName) -> None:
    config = make_server_config(server, SCRIPTS, "/reports/", "C:\\网站\\公报\\")
    for name, value in HEADERS.items():
        assert name in config
        assert value in config
    assert "zh-Hant-HK" in config
    assert "/reports/zh-Hant/404.html" in config
    assert "\\" not in config or server != "nginx" or "C:\\" not in config


@pytest.mark.parametrize("path", ["/", "/reports/"])
def test_the_configuration_of_iis_is_xml(path: str) -> None:
    root = ET.fromstring(make_server_config("iis", SCRIPTS, path, "/srv"))  # noqa: S314  our own
    places = [place.get("path") for place in root]
    assert places[0] == "Default Web Site" + path.rstrip("/")
    assert f"{places[0]}/zh-Hant" in places


@pytest.mark.parametrize(
    ("path", "folder"), [("/a b/", "/srv"), ("reports/", "/srv"), ("/x;y/", "/srv"), ("/", '/srv/"x'), ("/", "")]
)
def test_what_cannot_stand_in_a_configuration_is_refused(path: str, folder: str) -> None:
    with pytest.raises(ReportError, match="example"):
        make_server_config("nginx", SCRIPTS, path, folder)
