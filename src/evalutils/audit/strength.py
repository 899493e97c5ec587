"""How strong a check is, from its formula: never typed beside it."""

from __future__ import annotations

from collections.abc import Mapping

from evalutils.audit.claims import Claim
from evalutils.audit.formula import Formula
from evalutils.audit.inputs import INTERVALS
from evalutils.audit.interval import ValueRange, exactly
from evalutils.contracts.audit_table import BOUND, RECOMPUTED, REPEATED
from evalutils.contracts.units import UNITS

# One amount of what these measure can stand in several units: a year and 12 months.
_CONVERTED = ("time", "money", "money_per_time")


def strength_of(claim: Claim, formula: Formula, known: Mapping[str, Claim]) -> str:
    """An inequality bounds, the same figure elsewhere repeats, and all else recomputes.

    The same amount in another unit is repeated too. A formula of one other figure that changes it
    (100 minus a share) recomputes.
    """
    if formula.comparison not in ("", "=="):
        return BOUND
    others = [name for name in formula.names if name != claim.name]
    if len(others) != 1:
        return RECOMPUTED
    (other,) = others
    try:
        same = _is_equal(formula, claim.name, other)
        multiple = not formula.comparison and _is_multiple(formula, other)
    except ZeroDivisionError:
        return RECOMPUTED
    converted = multiple and _is_converted(claim.unit, known[other].unit)
    return REPEATED if same or converted else RECOMPUTED


def _is_equal(formula: Formula, name: str, other: str) -> bool:
    """Whether the formula says that the two figures are one: ``b``, or ``a / b == 1``."""
    if not formula.comparison:
        return _value(formula, other, 3.0) == 3.0 and _value(formula, other, 7.0) == 7.0
    pairs = ((3.0, 3.0), (7.0, 7.0), (3.0, 7.0))
    closes = []
    for one, two in pairs:
        values = {name: exactly(one), other: exactly(two)}
        left, right = formula.value(values, INTERVALS), formula.bound(values, INTERVALS)
        closes.append(left.meets(right))
    return closes == [True, True, False]


def _is_multiple(formula: Formula, other: str) -> bool:
    once = _value(formula, other, 1.0)
    return once > 0 and _value(formula, other, 2.0) == 2 * once


def _value(formula: Formula, other: str, number: float) -> float:
    values: dict[str, ValueRange] = {other: exactly(number)}
    return formula.value(values, INTERVALS).low


def _is_converted(unit: str, other: str) -> bool:
    measured = UNITS[unit].measures
    return unit != other and measured == UNITS[other].measures and measured in _CONVERTED
