"""A request in, the same request to the application out, if it comes from the desk's own pages; else a refusal.

A page of any site that the clerk looks at can send requests to 127.0.0.1, and a name of its own can be made to lead
there (DNS rebinding): so the host, the origin and a secret that only the opened address had are asked of every request.
"""

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# Without `same-origin` a browser would send `Origin: null` with the desk's own forms.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
READING = ("GET", "HEAD")
# All files of one report with what is around them; no report of the corpus has a tenth.
LARGEST_REQUEST = 120_000_000


class Guard:
    """The gate before the application: `hosts` are the names it answers to, `token` the secret of the opened address.

    The token in the address becomes a cookie that no other site can send; the address is then shown without it.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        """Keep what every request is held against."""
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on; nothing but HTTP is spoken."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        answer = self._judge(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def _judge(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, or nothing."""
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        refusal = self._find_fault(headers, method)
        if refusal:
            return refuse(*refusal)
        cookie = f"gongbao-desk-{host.rpartition(':')[2]}"
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        if method == "GET" and given and self._knows(given):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(cookie, self._token, httponly=True, samesite="strict")
            return answer
        if self._knows(read_cookie(headers, cookie)):
            return None
        return refuse(403, "请用启动工作台时显示的地址打开（每次启动地址不同）。")

    def _find_fault(self, headers: Headers, method: str) -> tuple[int, str] | None:
        """Return why a request is refused whoever sends it, with the status to say so."""
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or host not in self._hosts:
            return 421, "这里只在本机打开。"
        if not is_from(headers, host, changing=method not in READING):
            return 403, "请求来自其他页面，未予执行。"
        if method not in (*READING, "POST"):
            return 405, "不支持这种请求。"
        if method == "POST" and not 0 <= read_length(headers) <= LARGEST_REQUEST:
            return 413, f"一次最多上传 {LARGEST_REQUEST // 1_000_000} MB。请分开上传，或压缩文件中的图片。"
        return None

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


def refuse(status: int, words: str) -> Response:
    """Return a refusal."""
    return PlainTextResponse(f"{words}\n", status_code=status)
