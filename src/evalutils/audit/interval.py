"""Intervals of possible values: a printed number is any number that rounds to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Room for floating-point noise in sums of decimals; far below any printed digit.
NOISE = 1e-9


@dataclass(frozen=True)
class ValueRange:
    """All values from `low` to `high`, both included."""

    low: float
    high: float

    def __add__(self, other: ValueRange) -> ValueRange:
        return ValueRange(self.low + other.low, self.high + other.high)

    def __sub__(self, other: ValueRange) -> ValueRange:
        return ValueRange(self.low - other.high, self.high - other.low)

    def __mul__(self, other: ValueRange) -> ValueRange:
        corners = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return ValueRange(min(corners), max(corners))

    def __truediv__(self, other: ValueRange) -> ValueRange:
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self * ValueRange(1 / other.high, 1 / other.low)

    def __neg__(self) -> ValueRange:
        return ValueRange(-self.high, -self.low)

    def meets(self, other: ValueRange) -> bool:
        """Whether the two have a value in common."""
        scale = NOISE * max(1.0, *(abs(end) for end in self.finite + other.finite), 0.0)
        return self.low <= other.high + scale and other.low <= self.high + scale

    @property
    def finite(self) -> tuple[float, ...]:
        """The ends that are finite."""
        return tuple(end for end in (self.low, self.high) if math.isfinite(end))

    @property
    def half_width(self) -> float:
        """Half the distance between the ends."""
        return (self.high - self.low) / 2


def exactly(value: float) -> ValueRange:
    """The interval of one value."""
    return ValueRange(value, value)


def smallest(parts: list[ValueRange]) -> ValueRange:
    """The interval of the smallest of some values."""
    return ValueRange(min(part.low for part in parts), min(part.high for part in parts))


def largest(parts: list[ValueRange]) -> ValueRange:
    """The interval of the largest of some values."""
    return ValueRange(max(part.low for part in parts), max(part.high for part in parts))


def _times(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b
