"""Who may use the desk: the host, the origin, the token and the cookie of every request; what every answer carries."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from gongbao.desk.application import make_application
from gongbao.desk.project import Project

TOKEN = "a-token-of-one-desk"  # noqa: S105 - of a test
BASE = "http://127.0.0.1:8321"
OWN = {"origin": BASE}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "公报 项目"
    (root / "data").mkdir(parents=True)
    (root / "data/site.yml").write_text("secret: 42\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: 公报\n", encoding="utf-8")
    (root / "site").mkdir()
    (root / "site/index.html").write_text("<h1>公报</h1>", encoding="utf-8")
    return root


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    application = make_application(Project(root=folder), token=TOKEN, hosts=frozenset({"127.0.0.1:8321"}))
    with TestClient(application, base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def clerk(stranger: TestClient) -> TestClient:
    assert stranger.get("/", params={"token": TOKEN}).status_code == 303
    return stranger


def test_the_token_in_the_address_becomes_a_cookie_that_no_other_site_can_send(stranger: TestClient) -> None:
    answer = stranger.get("/", params={"token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("query", [{}, {"token": ""}, {"token": "wrong"}, {"token": TOKEN[:-1]}, {"token": "公报"}])
def test_without_the_token_nothing_is_shown(stranger: TestClient, query: dict[str, str]) -> None:
    for path in ("/", "/site/index.html", "/look/css/site.css", "/desk/desk.css", "/reports/x/"):
        answer = stranger.get(path, params=query)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1", "127.0.0.1:80", "localhost:8321", "127.0.0.1:8321.evil"]
)
def test_another_host_is_refused(clerk: TestClient, host: str) -> None:
    assert clerk.get("/", headers={"host": host}).status_code == 421
    assert clerk.get("/", params={"token": TOKEN}, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8322"},
        {"origin": "https://127.0.0.1:8321"},
        OWN | {"sec-fetch-site": "cross-site"},
        OWN | {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_page_changes_nothing(clerk: TestClient, folder: Path, headers: dict[str, str]) -> None:
    files = {"files": ("报告.txt", "东江市人民政府工作报告\n".encode())}
    answer = clerk.post("/import", data={"slug": "x"}, files=files, headers=headers)
    assert answer.status_code == 403
    assert not (folder / ".desk").exists()


def test_a_page_of_another_origin_reads_nothing(clerk: TestClient) -> None:
    assert clerk.get("/", headers={"origin": "http://evil.example"}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_looking_and_posting(clerk: TestClient, method: str) -> None:
    assert clerk.request(method, "/", headers=OWN).status_code == 405


def test_looking_changes_nothing(clerk: TestClient) -> None:
    assert clerk.get("/import").status_code == 405


def test_every_answer_carries_the_policy(clerk: TestClient) -> None:
    for path, headers in (("/", {}), ("/nowhere", {}), ("/site/", {}), ("/", {"host": "evil.example"})):
        answer = clerk.get(path, headers=headers)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/site/../data/site.yml",
        "/site/%2e%2e/data/site.yml",
        "/site/..%2fdata/site.yml",
        "/site/%5c..%5cdata/site.yml",
        "/look/../../../data/site.yml",
        "/desk/%2e%2e/guard.py",
        "/reports/..%2f..%2fdata/",
        "/reports/%2e%2e/",
    ],
)
def test_no_path_leads_out_of_what_is_shown(clerk: TestClient, path: str) -> None:
    answer = clerk.send(httpx2.Request("GET", BASE + path, headers={"cookie": read_cookies(clerk)}))
    assert answer.status_code in {400, 404}
    assert "secret" not in answer.text
    assert "Guard" not in answer.text


def test_a_link_in_the_published_folder_leads_nowhere_else(clerk: TestClient, folder: Path) -> None:
    (folder / "site/out.html").symlink_to(folder / "data/site.yml")
    assert clerk.get("/site/out.html").status_code == 404


def test_too_much_is_refused_before_it_is_read(clerk: TestClient) -> None:
    request = clerk.build_request("POST", "/import", headers=OWN, content=b"x")
    request.headers["content-length"] = "999999999999"
    assert clerk.send(request).status_code == 413
    endless = clerk.build_request("POST", "/import", headers=OWN, content=iter([b"x"]))
    assert clerk.send(endless).status_code == 413


def test_a_cut_off_form_is_refused(clerk: TestClient, folder: Path) -> None:
    kind = {"content-type": "multipart/form-data; boundary=b"}
    part = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n东江市'.encode()
    answer = clerk.post("/import", content=part, headers=OWN | kind)
    assert answer.status_code == 400
    assert "没有传完" in answer.text
    assert not (folder / ".desk").exists()


def test_too_many_files_are_refused(clerk: TestClient) -> None:
    files = [("files", (f"{number}.txt", b"x")) for number in range(30)]
    assert clerk.post("/import", data={"slug": "x"}, files=files, headers=OWN).status_code == 400


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../data/site.yml", "site.yml"),
        ("..\\..\\site.yml", "site.yml"),
        ("CON.txt", "_CON.txt"),
        ("a:b|c?.txt", "a_b_c_.txt"),
        ("报告\u202etxt.docx", "报告_txt.docx"),
        ("..", "文件"),
        ("名" * 300 + ".txt", "名" * 60 + ".txt"),
    ],
)
def test_a_hostile_name_stays_in_its_folder(clerk: TestClient, folder: Path, name: str, kept: str) -> None:
    files = {"files": (name, "东江市人民政府工作报告\n".encode())}
    clerk.post("/import", data={"slug": "UPPER"}, files=files, headers=OWN)
    assert [path.name for path in folder.glob(".desk/incoming/*/*") if path.name != "said.json"] == [kept]
    assert (folder / "data/site.yml").read_text(encoding="utf-8") == "secret: 42\n"


@pytest.mark.parametrize("slug", ["../x", "..", "", "A", "con", "a/b", "a\\b", "search", "x" * 300, "<script>", "报告"])
def test_a_hostile_folder_is_refused(clerk: TestClient, folder: Path, slug: str) -> None:
    files = {"files": ("a.txt", "东江市人民政府工作报告\n".encode())}
    answer = clerk.post("/import", data={"slug": slug}, files=files, headers=OWN)
    assert answer.status_code == 400
    assert "<script>" not in answer.text
    assert sorted(path.name for path in (folder / "data").iterdir()) == ["site.yml"]
    assert not (folder.parent / "x").exists()


def test_hostile_words_are_shown_as_words(clerk: TestClient, folder: Path) -> None:
    report = folder / "data/x-2026"
    report.mkdir()
    (report / "report.yml").write_text("title: <script>alert(1)</script>\n", encoding="utf-8")
    page = clerk.get("/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def read_cookies(client: TestClient) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
