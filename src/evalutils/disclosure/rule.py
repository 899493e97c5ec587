"""The disclosure rule: which counts are small, and how the others are rounded."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

import numpy as np

from evalutils.disclosure.recovery import Bounds
from evalutils.errors import InputError

# What a linear programme leaves beside a whole number.
_NOISE = 1e-6


@dataclass(frozen=True)
class Rule:
    """When a count may be published.

    Attributes
    ----------
    threshold
        Counts below it are suppressed, in persons.
    rounding
        Other counts are rounded to a multiple, in persons: the nearest, or with a key the one
        above or below, as the key has it for that number.
    key
        Of the rounding; empty for none. It is part of no book.

    Raises
    ------
    InputError
        When rounding could turn a count from the threshold on into zero.
    """

    threshold: int
    rounding: int
    key: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if not 1 <= self.rounding <= self.threshold:
            raise InputError(
                f"disclosure_rounding is {self.rounding} and disclosure_threshold is "
                f"{self.threshold}. Choose a rounding from 1 up to the threshold."
            )

    @property
    def margin(self) -> int:
        """How far a shown count may lie from the true one, in persons."""
        return self.rounding - 1 if self.key else self.rounding // 2

    def lift(self, label: str) -> float:
        """What is added to a number, by its label, before it is rounded down.

        Under a key it is a whole number from 0 up to the rounding, each as likely as another, so
        that the rounded form is right on average and nobody without the key knows where it turns.
        """
        if not self.key:
            return self.rounding / 2
        digest = hmac.digest(self.key, label.encode(), "sha256")
        return float(int.from_bytes(digest[:8], "big") % self.rounding)

    def shown(self, count: float, lift: float | None = None) -> float:
        """The rounded form of a count, by default to the nearest; halves go up."""
        lift = self.rounding / 2 if lift is None else lift
        return float(np.floor((count + lift) / self.rounding) * self.rounding)

    def bounds(self, count: float, lift: float | None = None) -> Bounds:
        """What a reader knows of a count from its rounded form."""
        shown = self.shown(count, lift)
        low = max(self.threshold, shown - self.margin)
        return Bounds(low, shown + (self.margin if self.key else (self.rounding - 1) // 2))

    def coarse(self, bounds: Bounds) -> Bounds:
        """Bounds as they may be told: outward, to multiples of the rounding."""
        low = np.floor((bounds.low + _NOISE) / self.rounding) * self.rounding
        high = np.ceil((bounds.high - _NOISE) / self.rounding) * self.rounding
        return Bounds(float(low), float(high))
