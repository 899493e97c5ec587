"""Units of formulas: persons are not added to euros."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from evalutils.audit.formula import Algebra
from evalutils.contracts.units import UNITS, Measures


class UnitError(ValueError):
    """A formula adds or compares quantities of different units."""


@dataclass(frozen=True)
class Dimension:
    """Powers of the base units; None for a bare number, which fits anywhere when added.

    Of a figure that no formula computed `scale` says on which scale it is: percentages do not add
    to rates per 1,000, nor persons to households. What is computed fits on any scale.
    """

    powers: tuple[tuple[str, int], ...] | None
    scale: str = ""

    def __add__(self, other: Dimension) -> Dimension:
        return _same(self, other)

    def __sub__(self, other: Dimension) -> Dimension:
        return _same(self, other)

    def __mul__(self, other: Dimension) -> Dimension:
        return _product(self, other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return _product(self, other, -1)

    def __neg__(self) -> Dimension:
        return self

    def __str__(self) -> str:
        powers = self.powers or ()
        if self.scale:
            return self.scale
        return " * ".join(name if power == 1 else f"{name}^{power}" for name, power in powers) or (
            "number"
        )

    def fits(self, other: Dimension) -> bool:
        """Whether the two may be added or compared."""
        if self.powers is None or other.powers is None:
            return True
        scales = {self.scale, other.scale} - {""}
        return self.powers == other.powers and len(scales) < 2


NUMBER = Dimension(None)
_DIMENSIONS: dict[Measures, Dimension] = {
    "persons": Dimension((("person", 1),)),
    "money": Dimension((("EUR", 1),)),
    "time": Dimension((("time", 1),)),
    "money_per_time": Dimension((("EUR", 1), ("time", -1))),
    "share": Dimension(()),
    "ratio": Dimension(()),
    "any": NUMBER,
}
ALGEBRA: Algebra[Dimension] = Algebra(
    literal=lambda _: NUMBER,
    smallest=lambda parts: _all_same(parts),
    largest=lambda parts: _all_same(parts),
)


def dimension_of(unit: str) -> Dimension:
    """The dimension of a unit of the contract."""
    known = UNITS[unit]
    return replace(_DIMENSIONS.get(known.measures, Dimension(((unit, 1),))), scale=known.scale)


def _same(left: Dimension, right: Dimension) -> Dimension:
    if not left.fits(right):
        raise UnitError(f"{left} and {right}")
    known, other = (right, left) if left.powers is None else (left, right)
    return replace(known, scale=known.scale or other.scale)


def _all_same(parts: list[Dimension]) -> Dimension:
    return reduce(_same, parts)


def _product(left: Dimension, right: Dimension, sign: int) -> Dimension:
    if left.powers is None and right.powers is None:
        return NUMBER
    powers = dict(left.powers or ())
    for name, power in right.powers or ():
        powers[name] = powers.get(name, 0) + sign * power
    return Dimension(tuple(sorted((name, power) for name, power in powers.items() if power)))
