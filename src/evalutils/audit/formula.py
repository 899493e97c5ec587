"""Formulas over claims: a small safe language of names, numbers, + - * /, sums and comparisons."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar

FUNCTIONS = ("sum", "min", "max")
SEPARATOR = ";"

_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.LtE: "<=",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.Gt: ">",
    ast.Eq: "==",
}


class FormulaError(ValueError):
    """The text is not a formula; the message says what to write."""


class Quantity(Protocol):
    """What a formula can be evaluated over: numbers, intervals, units."""

    def __add__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...
    def __mul__(self, other: Self, /) -> Self: ...
    def __truediv__(self, other: Self, /) -> Self: ...
    def __neg__(self) -> Self: ...


Q = TypeVar("Q", bound=Quantity)


@dataclass(frozen=True)
class Algebra(Generic[Q]):
    """How a formula is evaluated over one kind of quantity.

    `literal` turns a number in the formula into one; the others are what ``min`` and ``max`` are.
    """

    literal: Callable[[float], Q]
    smallest: Callable[[list[Q]], Q]
    largest: Callable[[list[Q]], Q]


@dataclass(frozen=True)
class Formula:
    """A parsed formula.

    Attributes
    ----------
    text
        The formula as written.
    names
        The claims it mentions, in order of appearance.
    comparison
        ``<=``, ``>=``, ``<``, ``>`` or ``==``; empty when the formula gives a value.
    """

    text: str
    names: tuple[str, ...]
    comparison: str
    _left: ast.expr
    _right: ast.expr | None

    def stands_alone(self, name: str) -> tuple[bool, bool]:
        """Whether the left side, and the right side, of a comparison is this claim alone."""
        sides = (self._left, self._right)
        left, right = (isinstance(side, ast.Name) and side.id == name for side in sides)
        return left, right

    def value(self, quantities: Mapping[str, Q], algebra: Algebra[Q]) -> Q:
        """Evaluate the formula, of a comparison its left side."""
        return _evaluate(self._left, quantities, algebra)

    def bound(self, quantities: Mapping[str, Q], algebra: Algebra[Q]) -> Q:
        """Evaluate the right side of a comparison."""
        if self._right is None:
            raise FormulaError(f"'{self.text}' compares nothing.")
        return _evaluate(self._right, quantities, algebra)


def parse_formulas(text: str) -> list[Formula]:
    """Parse one or more formulas separated by semicolons, each as `parse_formula`."""
    return [parse_formula(part) for part in text.split(SEPARATOR) if part.strip()]


def parse_formula(text: str) -> Formula:
    """Parse one formula; a FormulaError when the text is not one of the language."""
    text = text.strip()
    try:
        body = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"'{text}' is not a formula. Write e.g. 100 * a / b.") from None
    left, comparison, right = body, "", None
    if isinstance(body, ast.Compare):
        if len(body.ops) != 1 or type(body.ops[0]) not in _COMPARISONS:
            raise FormulaError(f"'{text}': write one comparison: <=, >=, <, > or ==.")
        left, comparison, right = body.left, _COMPARISONS[type(body.ops[0])], body.comparators[0]
    names: dict[str, None] = {}
    for side in (left, right):
        if side is not None:
            _collect(side, text, names)
    if not names:
        raise FormulaError(f"'{text}' names no claim.")
    return Formula(text, tuple(names), comparison, left, right)


def _collect(node: ast.expr, text: str, names: dict[str, None]) -> None:
    """Walk the tree, refuse everything outside the language, gather the names."""
    if isinstance(node, ast.Name):
        names[node.id] = None
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        _collect(node.left, text, names)
        _collect(node.right, text, names)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        _collect(node.operand, text, names)
    elif _is_call(node):
        for argument in _arguments(node):
            _collect(argument, text, names)
    else:
        raise FormulaError(
            f"'{text}': {ast.unparse(node)} is not allowed. "
            "Use names, numbers, + - * /, sum, min, max and one comparison."
        )


def _is_call(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in FUNCTIONS
        and bool(node.args)
        and not node.keywords
    )


def _arguments(node: ast.expr) -> Sequence[ast.expr]:
    return node.args if isinstance(node, ast.Call) else ()


def _evaluate(node: ast.expr, quantities: Mapping[str, Q], algebra: Algebra[Q]) -> Q:
    if isinstance(node, ast.Name):
        return quantities[node.id]
    if isinstance(node, ast.Constant):
        return algebra.literal(float(str(node.value)))
    if isinstance(node, ast.UnaryOp):
        return -_evaluate(node.operand, quantities, algebra)
    if isinstance(node, ast.BinOp):
        left = _evaluate(node.left, quantities, algebra)
        right = _evaluate(node.right, quantities, algebra)
        return _combine(_OPERATORS[type(node.op)], left, right)
    parts = [_evaluate(argument, quantities, algebra) for argument in _arguments(node)]
    function = (
        node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    )
    if function == "sum":
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        return total
    return algebra.smallest(parts) if function == "min" else algebra.largest(parts)


def _combine(operator: str, left: Q, right: Q) -> Q:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    return left / right
