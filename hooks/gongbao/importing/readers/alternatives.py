"""A piece in several forms (mc:AlternateContent) in, the content of the one that says something out."""

from typing import Any

from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import MC, W


def choose(element: Any, ledger: Ledger) -> list[Any]:
    """Return the content of the form that says something: the newest, else the fallback; the others are seen."""
    forms = [*element.findall(f"{MC}Choice"), *element.findall(f"{MC}Fallback")]
    chosen = next((form for form in forms if says_something(form)), forms[0] if forms else None)
    for form in forms:
        if form is not chosen:
            ledger.seen.update(form.iter(f"{W}t", f"{W}delText"))
    return [] if chosen is None else list(chosen)


def says_something(form: Any) -> bool:
    """Tell whether one of the forms of a piece holds words."""
    return any((node.text or "").strip() for node in form.iter(f"{W}t"))
