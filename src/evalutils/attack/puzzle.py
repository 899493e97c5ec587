"""What an outsider knows of numbers of persons: bounds of each, and how they hang together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Name = tuple[str, ...]
"""What a number counts, from the evaluation on; equal names are one number."""


class Range(NamedTuple):
    """The lowest and the highest whole number that something can be; `high` may be infinite."""

    low: float
    high: float

    @property
    def values(self) -> float:
        """How many whole numbers lie within it."""
        return self.high - self.low + 1

    def meets(self, other: Range) -> Range:
        """What lies in both; empty when `low` is above `high`."""
        return Range(max(self.low, other.low), min(self.high, other.high))


ANY = Range(0, math.inf)
NOTHING_LEFT = Range(0, 0)


@dataclass(frozen=True)
class Relation:
    """A weighted sum of numbers that lies within bounds.

    Attributes
    ----------
    weights
        Per number how often it counts.
    within
        Where the sum lies.
    assumed
        True when an outsider would guess so: it counts as long as it fits the rest.
    """

    weights: Mapping[Name, float]
    within: Range
    assumed: bool = False


@dataclass(frozen=True)
class SaidRule:
    """What a book says that it does to numbers of persons: hides small ones, rounds others.

    Attributes
    ----------
    threshold
        Smaller ones are hidden.
    base
        Others are rounded to a multiple of it.
    either
        Whether that may be the one above or the one below, and not the nearest.
    """

    threshold: int
    base: int
    either: bool = False

    def shows(self, number: float) -> bool:
        """Whether a number of persons may stand as it is."""
        return number == 0 or (number >= self.threshold and number % self.base == 0)

    def around(self, shown: float) -> Range:
        """The whole numbers that are rounded to a multiple of the base; halves go up."""
        if self.either:
            return Range(shown - self.base + 1, shown + self.base - 1)
        return Range(shown - self.base // 2, shown + (self.base - 1) // 2)


AS_IT_IS = SaidRule(threshold=0, base=1)
"""That of a public evaluation."""


@dataclass
class Puzzle:
    """All that is known of the numbers of a book.

    Attributes
    ----------
    known
        Per number what is published of it alone.
    relations
        How numbers hang together.
    """

    known: dict[Name, Range] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    _rounded: dict[Name, Name] = field(default_factory=dict)

    def know(self, name: Name, within: Range) -> Name:
        """Take in what one place says of a number; gives the name that it then has.

        What cannot be the number that the name stood for is another one. What no number can be is
        a ValueError.
        """
        possible = within.meets(ANY)
        if possible.low > possible.high:
            raise ValueError(f"no number of persons lies within {within}")
        both = self.known.get(name, ANY).meets(within)
        while both.low > both.high:
            name = (*name, "again")
            both = self.known.get(name, ANY).meets(within)
        self.known[name] = both
        return name

    def relate(
        self, weights: Mapping[Name, float], within: Range = NOTHING_LEFT, *, assumed: bool = False
    ) -> None:
        """State that a weighted sum lies within bounds."""
        for name in weights:
            self.known.setdefault(name, ANY)
        given = {name: weight for name, weight in weights.items() if weight}
        if given:
            self.relations.append(Relation(given, within, assumed))

    def equal(self, one: Name, other: Name, *, assumed: bool = True) -> None:
        """State that two names stand for one number."""
        if one != other:
            self.relate({one: 1, other: -1}, assumed=assumed)

    def adds_up(self, whole: Name, parts: Iterable[Name]) -> None:
        """The parts are among the whole, and an outsider takes them to be all of it."""
        weights = {whole: 1.0, **dict.fromkeys(parts, -1.0)}
        if len(weights) > 1:
            self.relate(weights, ANY, assumed=True)
            self.relate(weights, assumed=True)

    def rounded(self, name: Name, rule: SaidRule) -> Name:
        """The name of a number as so many times the base, which its rounded form is."""
        if name not in self._rounded:
            times = self._rounded[name] = ("rounded", *name)
            self.relate({name: 1, times: -rule.base}, rule.around(0))
        return self._rounded[name]
