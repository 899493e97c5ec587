"""Formulas over claims: a small safe language of names, numbers, + - * /, sums and comparisons."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, Protocol, Self, TypeVar

from evalutils.contracts.sections import FORMULAS

# What a formula may hold, with its Dutch meaning: the data dictionary shows the same words.
FUNCTIONS = {
    "sum": "De som van alles tussen de haakjes.",
    "min": "Het kleinste van alles tussen de haakjes.",
    "max": "Het grootste van alles tussen de haakjes.",
}
OPERATORS = {"+": "plus", "-": "min", "*": "maal", "/": "gedeeld door"}
COMPARISONS = {
    "<=": "ten hoogste",
    ">=": "ten minste",
    "<": "kleiner dan",
    ">": "groter dan",
    "==": "gelijk aan",
}
SEPARATOR = ";"
# Per example what it says.
EXAMPLES = {
    "lasten - baten": "Het cijfer is het verschil van twee andere.",
    "100 * naar_werk / uitstroom": "Het cijfer is een percentage.",
    "1000 * met_bijstand / inwoners": "Het cijfer is een aantal per 1.000 inwoners.",
    "sum(trede_1, trede_2, trede_3)": "Het cijfer is de som van drie andere.",
    "naar_werk <= uitstroom": "Het ene cijfer is ten hoogste het andere.",
    "a + b ; a <= c": "Twee formules, die allebei moeten kloppen.",
}

_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], str] = dict(
    zip((ast.LtE, ast.GtE, ast.Lt, ast.Gt, ast.Eq), COMPARISONS, strict=True)
)


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
    """A parsed formula."""

    text: str
    names: tuple[str, ...]  # the claims it mentions, in order of appearance
    comparison: str  # ``<=``, ``>=``, ``<``, ``>`` or ``==``; empty when the formula gives a value
    _left: ast.expr
    _right: ast.expr | None

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
        raise FormulaError(
            f"'{text}' is not a formula. Write e.g. 100 * a / b. {FORMULAS}"
        ) from None
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
    match node:
        case ast.Name():
            names[node.id] = None
        case ast.Constant() if type(node.value) in (int, float):
            return
        case ast.BinOp() if type(node.op) in _OPERATORS:
            _collect(node.left, text, names)
            _collect(node.right, text, names)
        case ast.UnaryOp(op=ast.USub()):
            _collect(node.operand, text, names)
        case ast.Call(func=ast.Name(id=function), args=[_, *_], keywords=[]) if (
            function in FUNCTIONS
        ):
            for argument in node.args:
                _collect(argument, text, names)
        case _:
            raise FormulaError(
                f"'{text}': {ast.unparse(node)} is not allowed. "
                f"Use names, numbers, {' '.join(OPERATORS)}, {', '.join(FUNCTIONS)} and one "
                f"comparison. {FORMULAS}"
            )


def _evaluate(node: ast.expr, quantities: Mapping[str, Q], algebra: Algebra[Q]) -> Q:
    match node:
        case ast.Name():
            return quantities[node.id]
        case ast.Constant():
            return algebra.literal(float(str(node.value)))
        case ast.UnaryOp():
            return -_evaluate(node.operand, quantities, algebra)
        case ast.BinOp():
            sides = (_evaluate(side, quantities, algebra) for side in (node.left, node.right))
            combined: Q = _OPERATORS[type(node.op)](*sides)
            return combined
        case ast.Call(func=ast.Name(id=function)):
            parts = [_evaluate(argument, quantities, algebra) for argument in node.args]
            if function == "sum":
                return reduce(operator.add, parts)
            return algebra.smallest(parts) if function == "min" else algebra.largest(parts)
    raise FormulaError(f"{ast.unparse(node)} is not allowed.")
