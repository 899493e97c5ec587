"""What a comparison makes of a figure: the bound that the others set, or both sides of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from evalutils.audit.claims import Claim
from evalutils.audit.formula import Formula
from evalutils.audit.inputs import INTERVALS, Inputs
from evalutils.audit.interval import NOISE, ValueRange, exactly

NOTHING = float("nan")
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Compared(NamedTuple):
    """A comparison, with the numbers that show why it holds or not.

    Attributes
    ----------
    holds
        Whether it can be true for some of the values that the figures allow.
    computed
        What the figure should be, of an equation; the left side where the figure is in none.
    comparison, bound
        How the figure should stand to the bound, and the bound; of a comparison without the figure
        how the left side should stand to the right one. No sign of an equation.
    difference
        How far the figure, or the left side, is over; 0 when it is not.
    tolerance
        How far it may be over through rounding.
    """

    holds: bool
    computed: float
    comparison: str
    bound: float
    difference: float
    tolerance: float


def compare(claim: Claim, formula: Formula, inputs: Inputs) -> Compared:
    """Work out a comparison of the formula language for one figure."""
    sign = formula.comparison
    left, right = _sides(formula, inputs.ranges)
    at_left, at_right = (side.low for side in _sides(formula, inputs.points))
    gap = at_left - at_right
    rising = sign in ("<", "<=") or (sign == "==" and gap > 0)
    room = at_left - left.low + right.high - at_right
    if not rising:
        room = left.high - at_left + at_right - right.low
    over = gap if sign == "==" else max(gap, 0.0) if rising else min(gap, 0.0)
    holds = _holds(left, sign, right)
    if claim.name not in formula.names:
        shown = "" if sign == "==" else sign
        return Compared(holds, at_left, shown, at_right, over, _finite(room))
    slope, root = _solved(claim, formula, inputs)
    sizes = over / slope, _finite(room / abs(slope))
    if sign == "==":
        return Compared(holds, root, "", NOTHING, *sizes)
    shown = sign if slope > 0 else _MIRRORED[sign]
    return Compared(holds, NOTHING, shown if math.isfinite(root) else "", root, *sizes)


def _holds(left: ValueRange, sign: str, right: ValueRange) -> bool:
    return {
        "<=": left.low <= right.high,
        "<": left.low < right.high,
        ">=": left.high >= right.low,
        ">": left.high > right.low,
        "==": left.meets(right),
    }[sign]


def _sides(formula: Formula, values: Mapping[str, ValueRange]) -> tuple[ValueRange, ValueRange]:
    return formula.value(values, INTERVALS), formula.bound(values, INTERVALS)


def _solved(claim: Claim, formula: Formula, inputs: Inputs) -> tuple[float, float]:
    """How fast left minus right rises with the figure, and where it is 0; NaN if not a line."""

    def gap(value: float) -> float:
        values = {**inputs.points, claim.name: exactly(value * inputs.factor)}
        left, right = _sides(formula, values)
        return left.low - right.low

    try:
        start, slope = gap(0.0), gap(1.0) - gap(0.0)
        straight = all(
            math.isclose(gap(x), start + slope * x, rel_tol=NOISE, abs_tol=NOISE)
            for x in (claim.value, 2 * claim.value + 1)
        )
    except ZeroDivisionError:
        return NOTHING, NOTHING
    return (slope, -start / slope) if straight and slope else (NOTHING, NOTHING)


def _finite(width: float) -> float:
    return width if math.isfinite(width) else NOTHING
