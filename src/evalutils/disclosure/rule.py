"""The disclosure rule: which counts are small, and how the others are rounded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalutils.disclosure.recovery import Bounds
from evalutils.errors import InputError


@dataclass(frozen=True)
class Rule:
    """When a count may be published.

    Attributes
    ----------
    threshold
        Counts below it are suppressed, in persons.
    rounding
        Other counts are rounded to the nearest multiple, in persons.

    Raises
    ------
    InputError
        When rounding could turn a count from the threshold on into zero.
    """

    threshold: int
    rounding: int

    def __post_init__(self) -> None:
        if not 1 <= self.rounding <= self.threshold:
            raise InputError(
                f"disclosure_rounding is {self.rounding} and disclosure_threshold is "
                f"{self.threshold}. Choose a rounding from 1 up to the threshold."
            )

    @property
    def margin(self) -> int:
        """How far a shown count may lie from the true one, in persons."""
        return self.rounding // 2

    def shown(self, count: float) -> float:
        """The rounded form of a count; halves go up."""
        return float(np.floor(count / self.rounding + 0.5) * self.rounding)

    def bounds(self, count: float) -> Bounds:
        """What a reader knows of a count from its rounded form."""
        shown = self.shown(count)
        low = max(self.threshold, shown - self.margin)
        return Bounds(low, shown + (self.rounding - 1) // 2)
