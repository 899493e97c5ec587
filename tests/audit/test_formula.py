"""The language of formulas is small and safe."""

import pytest

from evalutils.audit.formula import FormulaError, parse_formula, parse_formulas
from evalutils.audit.interval import ValueRange, exactly
from evalutils.audit.verdicts import INTERVALS

VALUES = {"a": exactly(6), "b": exactly(3), "c": exactly(2)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", 6),
        ("a + b - c", 7),
        ("100 * b / a", 50),
        ("-(a - b) * c", -6),
        ("sum(a, b, c)", 11),
        ("min(a, b) + max(b, c)", 6),  # 3 + 3
        ("a * 0.5", 3),
    ],
)
def test_formulas_compute(text: str, value: float) -> None:
    assert parse_formula(text).value(VALUES, INTERVALS) == exactly(value)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.real",
        "a ** b",
        "[a, b]",
        "a if b else c",
        "lambda: a",
        "open(a)",
        "sum()",
        "sum(*a)",
        "sum(a, start=b)",
        "'a'",
        "a and b",
        "a <= b <= c",
        "a != b",
        "a in b",
        "3 + 4",
        "True + a",
        "a +",
        "a b",
        "(" * 500 + "a",
        "a := b",
        "a\x00b",
        "1_000j * a",
    ],
)
def test_anything_outside_the_language_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_a_cell_may_hold_several_formulas() -> None:
    formulas = parse_formulas("a + b ; a <= b ; ")
    assert [formula.text for formula in formulas] == ["a + b", "a <= b"]
    assert [formula.comparison for formula in formulas] == ["", "<="]


def test_intervals_hold_every_value_their_parts_allow() -> None:
    share, base = ValueRange(35.5, 36.5), exactly(200)
    part = parse_formula("share * base / 100").value({"share": share, "base": base}, INTERVALS)
    assert (part.low, part.high) == pytest.approx((71, 73))
    quotient = ValueRange(1, 2) / ValueRange(4, 5)
    assert (quotient.low, quotient.high) == pytest.approx((0.2, 0.5))
    with pytest.raises(ZeroDivisionError):
        exactly(1) / ValueRange(-1, 1)
