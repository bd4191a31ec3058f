"""A value in, a classic script that hands it over out: it is pushed onto the global list `gongbaoSearch`."""

import json
from collections.abc import Mapping
from typing import Any


def make_json(value: Any) -> bytes:
    """Return a value as JSON that is also JavaScript: older browsers end a line, and a string with it, at U+2028."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def make_script(content: Mapping[str, Any], **ready: bytes) -> bytes:
    """Return a script that hands over an object; `ready` are further members, already JSON."""
    members = make_json(content)[:-1] + b"".join(f',"{name}":'.encode() + ready[name] for name in ready)
    return b"(self.gongbaoSearch=self.gongbaoSearch||[]).push(" + members + b"});\n"
