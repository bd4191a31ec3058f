"""A request in, the same request to an application out, if it is meant for this server and asks for a plain path.

A page of any site that a person looks at can send requests to 127.0.0.1, and a name of its own can be made to lead
there (DNS rebinding): so the host is held against those that the server was opened for. Every answer, a refusal too,
bears the publication's own policy, so that what a page does here it does on the web server.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gongbao.checks.server_config import HEADERS
from gongbao.report.messages import _

READING = ("GET", "HEAD")
# A browser heeds no Strict-Transport-Security that came without TLS.
OWN = MappingProxyType(
    {
        **{name: value for name, value in HEADERS.items() if name != "Strict-Transport-Security"},
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
)
FIRST_SIGN, DELETE = 0x20, 0x7F


class Gate:
    """The gate before an application: it answers to `hosts` (`127.0.0.1:8000`) and to `methods`.

    `headers` go with every answer, in the place of what the application says there.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str],
        methods: Sequence[str] = READING,
        headers: Mapping[str, str] = OWN,
    ) -> None:
        """Keep what every request is held against."""
        self._app, self._hosts, self._methods, self._headers = app, hosts, methods, headers

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
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await (self.refuse(scope) or self._app)(scope, receive, send_guarded)

    def refuse(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further, or nothing."""
        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return tell(421, _("This server answers on this machine alone."))
        if scope["method"] not in self._methods:
            return tell(405, _("This server does not do that."))
        if not is_plain(scope.get("raw_path") or scope["path"].encode()):
            return tell(400, _("This is no address of a page."))
        return None


def is_plain(raw: bytes) -> bool:
    """Tell whether a path, as it was sent, names something below a root: UTF-8, no controls, no way up, no backslash.

    A `%2F` or `%5C` is refused like the sign it stands for, and so is what is still coded after it was decoded once.
    """
    if b"%2f" in raw.lower():
        return False
    try:
        path = unquote_to_bytes(raw.partition(b"?")[0]).decode()
    except UnicodeDecodeError:
        return False
    if not path.startswith("/") or "\\" in path or any(ord(sign) < FIRST_SIGN or ord(sign) == DELETE for sign in path):
        return False
    folders = path.split("/")[1:]
    return ".." not in folders and "." not in folders and "" not in folders[:-1]


def tell(status: int, words: str) -> Response:
    """Return an answer of plain words."""
    return PlainTextResponse(f"{words}\n", status_code=status)
