"""An HTML element in, what kind of thing it is that a reader does not see out: hidden, deleted, a form field."""

import re
from typing import Any

from gongbao.report.messages import N_

# Elements that hold no text for a reader, and those whose text is part of a picture or a form.
SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object", "rp")
)
FIELDS = frozenset(("select", "textarea", "svg", "math", "canvas", "audio", "video"))
FORM_FIELD = N_("a form field or a drawing")
GONE = {"del": N_("deleted text"), "rt": N_("readings above letters")}
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
RULE_HIDES = re.compile(r"([^{}]+)\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]*\}", re.IGNORECASE)


def tell_absent(element: Any, hidden_classes: frozenset[str]) -> str:
    """Return what kind of thing an element is that a reader does not see; nothing for what is seen."""
    if element.tag in SILENT:
        return "silent"
    if element.tag in GONE:
        return GONE[element.tag]
    if element.tag in FIELDS:
        return FORM_FIELD
    hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))
    named = hidden_classes and hidden_classes & set(element.get("class", "").split())
    return N_("hidden text") if hidden or named else ""


def find_hidden_classes(root: Any) -> frozenset[str]:
    """Return the classes that a page's own style sheets hide on every screen."""
    names: set[str] = set()
    for sheet in root.iter("style"):
        rules = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet.text or "", flags=re.DOTALL)
        for rule in RULE_HIDES.finditer(rules):
            names.update(name[1:] for name in rule[1].replace(" ", "").split(",") if re.fullmatch(r"\.[\w-]+", name))
    return frozenset(names)
