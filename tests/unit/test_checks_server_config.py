"""The configuration of servers: what it says."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from markupsafe import escape

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
        # That of IIS is XML.
        assert (str(escape(value)) if server == "iis" else value) in config
    assert "zh-Hant-HK" in config
    assert "/reports/zh-Hant/404.html" in config
    assert "\\" not in config or server != "nginx" or "C:\\" not in config


@pytest.mark.parametrize("path", ["/", "/reports/"])
def test_the_configuration_of_iis_is_xml(path: str) -> None:
    root = ET.fromstring(make_server_config("iis", SCRIPTS, path, "/srv"))  # noqa: S314  our own
    places = [place.get("path") for place in root]
    assert places[0] == "Default Web Site" + path.rstrip("/")
    assert f"{places[0]}/zh-Hant" in places


# What the schema of IIS 10 (IIS_schema.xml, IIS_schema_update1709.xml for removeServerHeader) knows of the sections that
# are used here: elements by their path with their attributes, each with a pattern of its values.
BOOL, NAME, ANY = "true|false", r"\S+", ".+"
ENUMS = {
    "cacheControlMode": "NoControl|DisableCache|UseMaxAge|UseExpires",
    "errorMode": "DetailedLocalOnly|Custom|Detailed",
    "existingResponse": "Auto|Replace|PassThrough",
    "responseMode": "File|ExecuteURL|Redirect",
}
IIS: dict[str, dict[str, str]] = {
    "": {},
    "defaultDocument": {"enabled": BOOL},
    "defaultDocument/files": {},
    "defaultDocument/files/clear": {},
    "defaultDocument/files/add": {"value": NAME},
    "directoryBrowse": {"enabled": BOOL},
    "security": {},
    "security/requestFiltering": {"removeServerHeader": BOOL},
    "security/requestFiltering/verbs": {"allowUnlisted": BOOL},
    "security/requestFiltering/verbs/clear": {},
    "security/requestFiltering/verbs/add": {"verb": "[A-Z]+", "allowed": BOOL},
    "urlCompression": {"doStaticCompression": BOOL, "doDynamicCompression": BOOL},
    "staticContent": {},
    "staticContent/clear": {},
    "staticContent/mimeMap": {"fileExtension": r"\.[a-z0-9]*", "mimeType": ANY},
    "staticContent/clientCache": {
        "cacheControlMode": ENUMS["cacheControlMode"],
        "cacheControlMaxAge": r"(\d+\.)?\d\d:\d\d:\d\d",
        "cacheControlCustom": ANY,
    },
    "httpProtocol": {},
    "httpProtocol/customHeaders": {},
    "httpProtocol/customHeaders/clear": {},
    "httpProtocol/customHeaders/add": {"name": NAME, "value": ANY},
    "httpProtocol/customHeaders/remove": {"name": NAME},
    "httpErrors": {"errorMode": ENUMS["errorMode"], "existingResponse": ENUMS["existingResponse"]},
    "httpErrors/remove": {"statusCode": "[4-9][0-9][0-9]"},
    "httpErrors/error": {"statusCode": "[4-9][0-9][0-9]", "path": "/.+", "responseMode": ENUMS["responseMode"]},
}
# Of a collection no two entries may have the same key: IIS then answers 500 to everything.
KEYS = {"mimeMap": "fileExtension", "add": "name", "error": "statusCode"}


def walk_section(element: ET.Element, path: str = "") -> Iterator[tuple[str, ET.Element]]:
    yield path, element
    for child in element:
        yield from walk_section(child, f"{path}/{child.tag}".lstrip("/"))


@pytest.mark.parametrize("path", ["/", "/reports/"])
def test_the_configuration_of_iis_is_in_its_schema(path: str) -> None:
    root = ET.fromstring(make_server_config("iis", SCRIPTS, path, "/srv"))  # noqa: S314  our own
    for section in root.iterfind("location/system.webServer"):
        for place, element in walk_section(section):
            assert place in IIS, place
            assert not element.attrib.keys() - IIS[place].keys(), (place, element.attrib)
            for name, value in element.attrib.items():
                assert re.fullmatch(IIS[place][name], value), (place, name, value)
            for tag, key in KEYS.items():
                keys = [child.get(key) for child in element.findall(tag) if child.get(key)]
                assert len(keys) == len({key.lower() for key in keys}), (place, tag)


@pytest.mark.parametrize(
    ("path", "folder"),
    [("/a b/", "/srv"), ("reports/", "/srv"), ("/x;y/", "/srv"), ("/", '/srv/"x'), ("/", "/srv/$host"), ("/", "")],
)
def test_what_cannot_stand_in_a_configuration_is_refused(path: str, folder: str) -> None:
    with pytest.raises(ReportError, match="example"):
        make_server_config("nginx", SCRIPTS, path, folder)
