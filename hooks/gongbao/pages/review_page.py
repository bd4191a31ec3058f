"""The doubts of a conversion in, the list for a person out: as text, and as a page to print."""

import json
from collections.abc import Iterable, Iterator

from gongbao.pages.views import make_environment
from gongbao.report.addresses import make_addresses
from gongbao.report.messages import _
from gongbao.report.problems import Problem
from gongbao.report.report import Report, ScriptTag
from gongbao.report.scripts import SCRIPT_NAMES, script_path
from gongbao.script.review import Doubt, Place, group_doubts


def format_review(doubts: Iterable[Doubt], idle: Iterable[Problem], tag: ScriptTag) -> str:
    """Return the doubts as text: words and form, who disagrees, each place in context, the line for wording.yml."""
    ordered = [doubt for group in group_doubts(doubts) for doubt in group]
    blocks = ["\n".join(iter_lines(doubt, number, tag)) for number, doubt in enumerate(ordered, 1)]
    stale = "\n".join(map(str, idle))
    count = _("{count} to look at; a line pasted under phrases: in data/wording.yml is not asked again")
    count = count.format(count=len(blocks))
    return "\n\n".join(filter(None, (*blocks, stale, count)))


def iter_lines(doubt: Doubt, number: int, tag: ScriptTag) -> Iterator[str]:
    """Give the lines of one doubt."""
    yield f"{number:>3}  {doubt.words} → {doubt.form}   ({describe(doubt)})"
    for place in doubt.places:
        yield f"     {place.report} {place.id}: …{place.before}[{doubt.words}]{place.after}…"
    yield f"     {make_entry(doubt, tag)}"


def describe(doubt: Doubt) -> str:
    """Return why a doubt is listed: the other forms with the converters that write them."""
    others = "; ".join(map(name_other, doubt.others))
    return {
        "inconsistent": _("this report writes it in two forms"),
        "kept": _("left as the source has it; {others}"),
        "evidence": _("decided as a name, with little evidence; {others}"),
        "converters": "{others}",
    }[doubt.kind].format(others=others)


def name_other(other: tuple[str, tuple[str, ...]]) -> str:
    """Return another form with the converters that write it."""
    form, names = other
    return f"{', '.join(names)}: {form}" if names else _("or {form}").format(form=form)


def make_entry(doubt: Doubt, tag: ScriptTag) -> str:
    """Return the line of wording.yml that keeps the form as it is."""
    return f"- {{phrase: {quote(doubt.words)}, {tag}: {quote(doubt.form)}, reason: 复核无误}}"


def quote(words: str) -> str:
    """Return words as YAML takes them."""
    return words if words.isalpha() else json.dumps(words, ensure_ascii=False)


def make_review_page(
    doubts: Iterable[Doubt], idle: Iterable[Problem], reports: Iterable[Report], tag: ScriptTag, base: str = "site/"
) -> str:
    """Return the doubts as a page by itself; `base` leads from it to the published folder that it links."""
    pages = {report.slug: make_addresses(report).pages for report in reports}

    def link(place: Place, script: ScriptTag) -> str:
        page = pages[place.report].get(place.id)
        path = script_path(script, page or f"{place.report}/index.html")
        return f"{base}{path}#{place.id}" if page else f"{base}{path}"

    return (
        make_environment()
        .get_template("review.html")
        .render(
            groups=group_doubts(doubts),
            idle=list(idle),
            tag=tag,
            script=SCRIPT_NAMES[tag],
            link=link,
            entry=lambda doubt: make_entry(doubt, tag),
        )
    )
