"""Measured builds in, Markdown out: a table for each size, what a second script costs, how the cost grows."""

import math
import re
from collections.abc import Mapping
from pathlib import Path

from bench_run import MEGABYTE, Cost

# Costs by number of reports and then by build.
Results = Mapping[int, Mapping[str, Cost]]

BASE, ONE_SCRIPT = "gongbao", "gongbao-one-script"
HEAD = "| build | runs | CPU s | wall s | memory MB | files | MB | CPU ÷ Gongbao | wall ÷ Gongbao |"


def make_tables(results: Results, names: Mapping[str, str]) -> str:
    """Return the tables of all sizes and what follows from them; `names` gives the name of a build."""
    tables = [make_table(count, costs, names) for count, costs in results.items()]
    return "\n\n".join([*tables, *make_growth(results, names)])


def make_table(count: int, costs: Mapping[str, Cost], names: Mapping[str, str]) -> str:
    """Return the table of one size."""
    base = costs[BASE]
    lines = [f"### {count:,} report{'' if count == 1 else 's'}", "", HEAD, "|---" + "|---:" * 8 + "|"]
    lines += [format_row(names[key], cost, base) for key, cost in costs.items()]
    if ONE_SCRIPT in costs:
        more = (costs[ONE_SCRIPT].beside or base).cpu / costs[ONE_SCRIPT].cpu - 1
        lines += ["", f"The second script costs {more:+.0%} of the build in one script."]
    return "\n".join(lines)


def format_row(name: str, cost: Cost, base: Cost) -> str:
    """Return the row of one build; `base` is what it is compared with if nothing was measured beside it."""
    base = cost.beside or base
    cells = [
        name,
        str(cost.runs),
        f"{cost.cpu:.2f}",
        f"{cost.wall:.2f}",
        f"{cost.memory / MEGABYTE:.0f}",
        f"{cost.files:,}",
        f"{cost.size / MEGABYTE:.1f}",
        f"{cost.cpu / base.cpu:.2f}",
        f"{cost.wall / base.wall:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def make_growth(results: Results, names: Mapping[str, str]) -> list[str]:
    """Return a section with the growth between the two largest sizes, for the builds that were run at both."""
    if len(results) < 2:  # noqa: PLR2004  growth lies between two
        return []
    small, large = sorted(results)[-2:]
    lines = [
        f"### Growth from {small:,} to {large:,} reports",
        "",
        "The exponent *e* of cost ∝ reports^*e*: 1 is linear, 2 the square.",
        "",
        "| build | CPU | memory | files | bytes |",
        "|---|---:|---:|---:|---:|",
    ]
    for key, after in results[large].items():
        if before := results[small].get(key):
            measures: list[tuple[float, float]] = [(before.cpu, after.cpu), (before.memory, after.memory)]
            measures += [(before.files, after.files), (before.size, after.size)]
            exponents = (f"{math.log(new / old) / math.log(large / small):.2f}" for old, new in measures)
            lines.append(f"| {names[key]} | {' | '.join(exponents)} |")
    return ["\n".join(lines)]


def make_beside(real: Results, generated: Results, names: Mapping[str, str]) -> str:
    """Return a section that sets the builds of as many generated reports beside those of real ones."""
    lines = [
        "### Beside as many generated reports",
        "",
        "| build | CPU s, real | generated | CPU ÷ Gongbao, real | generated |",
        "|---" + "|---:" * 4 + "|",
    ]
    for count, costs in real.items():
        others = generated.get(count, {})
        for key in (key for key in costs if key in others):
            pair = [costs[key], others[key]]
            bases = [(one.beside or own[BASE]).cpu for one, own in zip(pair, (costs, others), strict=True)]
            ratios = [one.cpu / base for one, base in zip(pair, bases, strict=True)]
            cells = [*(f"{one.cpu:.2f}" for one in pair), *(f"{ratio:.2f}" for ratio in ratios)]
            lines.append(f"| {names[key]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def write_section(path: Path, heading: str, body: str) -> None:
    """Put a section of this heading into a Markdown file in the place of the old one, or at the end; others stay."""
    text = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n"
    section = f"## {heading}\n\n{body}\n"
    old = re.compile(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    if old.search(text):
        text = old.sub(lambda match: section + ("\n" if match.end() < len(text) else ""), text)
    else:
        text = f"{text}\n{section}"
    path.write_text(text, encoding="utf-8", newline="\n")
