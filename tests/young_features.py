"""A style sheet or a script in, what its oldest readers' browsers do not know and nothing stands in for out."""

import json
from collections.abc import Iterator, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2
import tree_sitter
import tree_sitter_javascript
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

# What follows ECMAScript 2015 in the language, as the grammar names it.
YOUNG_SYNTAX = {
    "async", "await", "await_expression", "**", "**=", "optional_chain", "??", "??=", "||=", "&&=", "class_static_block",
    "field_definition", "private_property_identifier", "import",
}  # fmt: skip
YOUNG_PLACES = {("object", "spread_element"), ("object_pattern", "rest_pattern")}
MEMBER_PLACES = {("member_expression", "property_identifier"), ("new_expression", "identifier")}


@cache
def read_young() -> dict[str, Any]:
    """Return the names of what is young, by kind."""
    data: dict[str, Any] = json.loads((Path(__file__).parent / "compat/young.json").read_text(encoding="utf-8"))
    return data


def list_young_styles(css: str) -> list[str]:
    """Return what a style sheet uses without a fallback, as `line: name`."""
    return list(iter_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def iter_rules(rules: Sequence[Node]) -> Iterator[str]:
    """Give what rules use; a block under @supports is a fallback by itself."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            yield from (f"{rule.source_line}: :{name}" for name in iter_pseudo(rule.prelude, "selectors"))
            yield from iter_declarations(rule.content)
        elif isinstance(rule, AtRule) and rule.lower_at_keyword != "supports":
            if rule.lower_at_keyword in read_young()["at_rules"]:
                yield f"{rule.source_line}: @{rule.lower_at_keyword}"
            if rule.lower_at_keyword == "media":
                yield from iter_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
            elif rule.content:
                yield from iter_declarations(rule.content)


def iter_pseudo(tokens: Sequence[Node], kind: str) -> Iterator[str]:
    """Give the young pseudo-classes and pseudo-elements of a selector, at every depth."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        name = getattr(token, "lower_value", getattr(token, "lower_name", ""))
        if before is not None and before.type == "literal" and before.value == ":" and name in read_young()[kind]:
            yield name
        yield from iter_pseudo(getattr(token, "arguments", ()), kind)


def iter_declarations(content: Sequence[Node]) -> Iterator[str]:
    """Give what the declarations of a rule use; an earlier one of the same property stands in for a later one."""
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declared = [one for one in found if isinstance(one, Declaration)]
    flex = any(one.lower_name == "display" and "flex" in tinycss2.serialize(one.value) for one in declared)
    plain: set[str] = set()
    for one in declared:
        young = [*iter_values(one.lower_name, one.value)]
        # What holds a variable is taken by every browser, and fails only when the variable is filled in.
        stood_in = one.lower_name in plain and "var(" not in tinycss2.serialize(one.value)
        if one.lower_name in read_young()["properties"] and f"-webkit-{one.lower_name}" not in plain:
            yield f"{one.source_line}: {one.lower_name}"
        elif young and not stood_in:
            yield f"{one.source_line}: {one.lower_name}: {young[0]}"
        elif flex and one.lower_name.endswith("gap") and read_young()["flex_gap"]:
            yield f"{one.source_line}: {one.lower_name} in a flex box"
        if not young:
            plain.add(one.lower_name)
    yield from (f"{one.source_line}: @{one.lower_at_keyword}" for one in found if isinstance(one, AtRule))


def iter_values(name: str, tokens: Sequence[Node]) -> Iterator[str]:
    """Give the young keywords and functions of a value."""
    for token in tokens:
        if token.type == "ident" and token.lower_value in read_young()["values"].get(name, ()):
            yield token.lower_value
        elif token.type == "function":
            if token.lower_name in read_young()["functions"]:
                yield f"{token.lower_name}()"
            yield from iter_values(name, token.arguments)


def parse(script: str) -> list[tree_sitter.Node]:
    """Return the nodes of a script in its order."""
    language = tree_sitter.Language(tree_sitter_javascript.language())
    return [*walk(tree_sitter.Parser(language).parse(script.encode()).root_node)]


def list_own_names(script: str) -> set[str]:
    """Return the names of members that a script makes itself."""
    return {
        read(node)
        for node in parse(script)
        if place(node)[0] in ("method_definition", "pair", "class_declaration")
        or node.type.startswith("shorthand_property_identifier")
    }


def list_young_script(script: str, own: Set[str] = frozenset()) -> list[str]:
    """Return what a script uses: syntax after ECMAScript 2015, and young members but for our own, as `line: name`."""
    nodes = parse(script)
    young = set(read_young()["members"]) - own
    return [
        f"{node.start_point.row + 1}: {read(node) or node.type}"
        for node in nodes
        if node.type in YOUNG_SYNTAX
        or node.is_error
        or (node.type == "catch_clause" and not node.child_by_field_name("parameter"))
        or place(node) in YOUNG_PLACES
        or (place(node) in MEMBER_PLACES and read(node) in young)
    ]


def walk(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """Give a node and all under it."""
    yield node
    for child in node.children:
        yield from walk(child)


def place(node: tree_sitter.Node) -> tuple[str, str]:
    """Return what a node stands in, and what it is."""
    return (node.parent.type if node.parent else "", node.type)


def read(node: tree_sitter.Node) -> str:
    """Return the text of a node that has none below it."""
    return node.text.decode() if node.text and not node.children else ""
