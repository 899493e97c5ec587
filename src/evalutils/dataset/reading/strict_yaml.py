"""A strict YAML: what two programs could read in two ways is refused, and what is large or deep.

YAML 1.1 reads ``0100`` as 64, ``1:30`` as 90 and ``no`` as false; YAML 1.2 reads 100 and two
texts. Here a word is a text, a number has digits and at most one point, and all other forms of a
number are refused. So are aliases, with which a few lines can take all memory, and tags.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.composer import Composer

from evalutils.dataset.faults import quoted

# The deepest file of the contract has five levels; a large one has some thousands of values.
MOST_LEVELS, MOST_VALUES = 20, 20_000

_TAG = "tag:yaml.org,2002:"
_UNCLEAR = "!unclear"
# The first form that a word has decides what it is; a word without any is a text.
_FORMS = {
    f"{_TAG}null": re.compile(r"(~|null|Null|NULL)?"),
    f"{_TAG}bool": re.compile(r"true|True|TRUE|false|False|FALSE"),
    # A number of more than 15 digits cannot be kept exactly.
    f"{_TAG}int": re.compile(r"[-+]?(0|[1-9][0-9]{0,14})"),
    f"{_TAG}float": re.compile(r"[-+]?((0|[1-9][0-9]{0,14})\.[0-9]{0,15}|\.[0-9]{1,15})"),
    f"{_TAG}timestamp": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    # What YAML 1.1 or 1.2 takes for a number, or for an order to merge.
    _UNCLEAR: re.compile(
        r"[-+]?(0[xob][0-9a-fA-F_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
        r"|([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?|\.(inf|Inf|INF))"
        r"|\.(nan|NaN|NAN)|<<|="
    ),
}
# Rungs and months are numbers, and parameters have a value per day.
_KEYS = {f"{_TAG}{name}" for name in ("str", "int", "timestamp")} | {_UNCLEAR}


class StrictError(yaml.MarkedYAMLError):
    """The text is refused; the problem is a full sentence that says what to write."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem=problem, problem_mark=mark)


class StrictLoader(Composer, yaml.CSafeLoader):
    """Plain YAML: one document of keys, lists, texts, numbers, days, true, false and null.

    Attributes
    ----------
    refused
        What is wrong with single keys and values, which are then left out or null, so that all of
        it can be told at once.
    """

    def __init__(self, text: str) -> None:
        # The scanner is libyaml's; the composer is that of Python, for `compose_node`.
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)
        self.levels = self.values = 0
        self.refused: list[StrictError] = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Read the next value, unless it is refused for how it is written or where it stands."""
        event: Any = self.peek_event()
        self.levels, self.values = self.levels + 1, self.values + 1
        problem = ""
        if event.anchor is not None:
            problem = "this is an anchor (&) or alias (*). Write the value out."
        elif event.tag is not None:
            problem = f"{quoted(event.tag)} is a tag. Write the value without it."
        elif self.levels > MOST_LEVELS:
            problem = "this is nested too deep to be right. Write it out."
        elif self.values > MOST_VALUES:
            problem = f"the file holds more than {MOST_VALUES} values. Split it."
        if problem:
            raise StrictError(problem, event.start_mark)
        node = super().compose_node(parent, index)
        self.levels -= 1
        return node

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """Say what a word without quotes is; all other scalars are texts."""
        if kind is not yaml.ScalarNode:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        forms = _FORMS.items() if implicit[0] else ()
        return next((tag for tag, form in forms if form.fullmatch(value)), f"{_TAG}str")

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Keys with their values; YAML itself would silently keep the last of two equal keys."""
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag not in _KEYS:
                self._refuse("this key is not a name. Put one word or number before ':'.", key_node)
                continue
            key, value = self.construct_object(key_node), self.construct_object(value_node, deep)
            if key in found and key is not None:
                problem = f"key {quoted(key_node.value)} occurs twice. Keep one of the two."
                self._refuse(problem, key_node)
            found[key] = value
        return found

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """A calendar date."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            problem = f"{quoted(node.value)} is not an existing day. Write dates as 2019-09-30."
            self._refuse(problem, node)

    def construct_unclear(self, node: yaml.ScalarNode) -> None:
        """What is read in more than one way."""
        self._refuse(
            f"{quoted(node.value)} can be read in more than one way. Write a number with digits "
            "and at most one point, e.g. 100 or 0.85; put a text between quotes.",
            node,
        )

    def _refuse(self, problem: str, node: yaml.Node) -> None:
        self.refused.append(StrictError(problem, node.start_mark))


StrictLoader.add_constructor(f"{_TAG}timestamp", StrictLoader.construct_day)
StrictLoader.add_constructor(_UNCLEAR, StrictLoader.construct_unclear)
