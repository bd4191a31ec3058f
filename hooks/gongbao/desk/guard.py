"""A request in, the same request to the application out, if it comes from the desk's own pages; else a refusal.

A page of any site that the clerk looks at can send requests to 127.0.0.1, and a name of its own can be made to lead
there (DNS rebinding): so the host, the origin and a secret that only the opened address had are asked of every request.
"""

import hmac
from http.cookies import CookieError, SimpleCookie
from types import MappingProxyType
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Scope

from gongbao.serving.gate import OWN, READING, Gate, tell

# The desk shows the built pages in frames. Without `same-origin` a browser would send `Origin: null` with its forms.
HEADERS = MappingProxyType(
    {
        **OWN,
        "Content-Security-Policy": f"{OWN['Content-Security-Policy']}; frame-src 'self'",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
# All files of one report with what is around them; no report of the corpus has a tenth.
LARGEST_REQUEST = 120_000_000


class Guard(Gate):
    """The gate before the desk: it also asks for the origin of every form, and for the secret of the opened address.

    The token in the address becomes a cookie that no other site can send; the address is then shown without it.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        """Keep what every request is held against."""
        super().__init__(app, hosts=hosts, methods=(*READING, "POST"), headers=HEADERS)
        self._token = token

    def refuse(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, or nothing."""
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if refusal := super().refuse(scope):
            return refusal
        if not is_from(headers, host, changing=method not in READING):
            return tell(403, "请求来自其他页面，未予执行。")
        if method == "POST" and not 0 <= read_length(headers) <= LARGEST_REQUEST:
            return tell(413, f"一次最多上传 {LARGEST_REQUEST // 1_000_000} MB。请分开上传，或压缩文件中的图片。")
        cookie = f"gongbao-desk-{host.rpartition(':')[2]}"
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        if method == "GET" and given and self._knows(given):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(cookie, self._token, httponly=True, samesite="strict")
            return answer
        if self._knows(read_cookie(headers, cookie)):
            return None
        return tell(403, "请用启动工作台时显示的地址打开（每次启动地址不同）。")

    def _knows(self, secret: str) -> bool:
        return hmac.compare_digest(secret.encode(), self._token.encode())


def is_from(headers: Headers, host: str, *, changing: bool) -> bool:
    """Tell whether a request comes from the desk's own pages, or from nowhere, which may only look."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin != f"http://{host}":
        return False
    if changing:
        return origin is not None and site in (None, "same-origin")
    # A link of another site may be followed to a page, but without the cookie it shows nothing.
    return True


def read_length(headers: Headers) -> int:
    """Return how long a body says it is; -1 if it does not say."""
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() else -1


def read_cookie(headers: Headers, name: str) -> str:
    """Return the value of a cookie, or nothing."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""
