"""The address of a publication: which one a publication can stand at."""

import pytest

from gongbao.checks.inspection import is_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.gov.cn/reports/", True),
        ("https://www.example.gov.cn:8443/", True),
        ("http://localhost:8000/", True),
        ("https://[::1]/a/", True),
        ("https://政务.cn/公报/", True),
        ("https://[::1/", False),
        ("https://a.gov.cn:99999/", False),
        ("https://a.gov.cn:x/", False),
        ("https://a b/", False),
        ("https://a.gov.cn/\n", False),
        ("https:///a/", False),
        ("https://user@a.gov.cn/", False),
        ("https://a.gov.cn/?a=b", False),
        ("ftp://a.gov.cn/", False),
        ("javascript:x", False),
    ],
)
def test_an_address_is_told_from_what_is_none(address: str, expected: bool) -> None:  # noqa: FBT001
    assert is_address(address) is expected
