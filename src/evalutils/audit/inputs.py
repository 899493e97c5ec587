"""What a formula is worked out with: the figures that it names, money in one unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evalutils.audit.claims import Claim
from evalutils.audit.formula import Algebra, Formula
from evalutils.audit.interval import ValueRange, exactly, largest, smallest
from evalutils.contracts.units import UNITS

INTERVALS: Algebra[ValueRange] = Algebra(exactly, smallest, largest)


@dataclass(frozen=True)
class Inputs:
    """The figures that a formula names.

    Attributes
    ----------
    ranges
        The values that each may stand for; of a comparison also of the claim that is checked.
    points
        The printed values.
    factor
        How many of the unit of money of the formula one of the claim that is checked is.
    """

    ranges: Mapping[str, ValueRange]
    points: Mapping[str, ValueRange]
    factor: float

    def own(self, value: ValueRange) -> ValueRange:
        """A value of the formula in the unit of the claim that is checked."""
        return value if self.factor == 1 else value / exactly(self.factor)


def inputs_of(claim: Claim, formula: Formula, known: Mapping[str, Claim]) -> Inputs:
    """What a formula of a claim is worked out with.

    Where euros meet thousands or millions, all are brought to euros; else each figure stands as it
    is printed, so that a number in the formula has the unit of its figures.
    """
    named = {name: known[name] for name in formula.names}
    units = (UNITS[item.unit] for item in (claim, *named.values()))
    mixed = len({unit.factor for unit in units if unit.measures.startswith("money")}) > 1
    factors = {
        item.unit: float(UNITS[item.unit].factor if mixed else 1)
        for item in (claim, *named.values())
    }
    ranges = {name: item.input for name, item in named.items()}
    if formula.comparison and claim.name in ranges:
        ranges[claim.name] = claim.reading
    return Inputs(
        {name: _times(ranges[name], factors[item.unit]) for name, item in named.items()},
        {name: _times(exactly(item.value), factors[item.unit]) for name, item in named.items()},
        factors[claim.unit],
    )


def _times(value: ValueRange, factor: float) -> ValueRange:
    return value if factor == 1 else value * exactly(factor)
