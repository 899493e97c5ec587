"""The inputs of the model: fixed, a range, low-central-high, a count of a group, or an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import special  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
Shape = Literal["fixed", "uniform", "pert", "beta", "gamma"]
# Jeffreys' prior: half a success and half a failure.
PRIOR = 0.5
TAIL = 0.025


@dataclass(frozen=True)
class Input:
    """One uncertain or fixed number of the model.

    Attributes
    ----------
    name
        Key; the stream of random numbers hangs on it, so that other inputs never change it.
    shape
        ``fixed``; ``uniform`` between low and high; ``pert`` with its mode at central; ``beta``
        for a count of a group; ``gamma`` for an amount with a standard error.
    low, central, high
        Bounds: for beta and gamma those of the central 95%.
    first, second
        Parameters of beta or gamma.
    """

    name: str
    shape: Shape
    low: float
    central: float
    high: float
    first: float = np.nan
    second: float = np.nan

    def draws(self, count: int, seed: int) -> Floats:
        """So many draws; the same seed gives the same draws, whatever other inputs there are."""
        return _drawn(self, count, seed)

    def _draws(self, count: int, seed: int) -> Floats:
        if self.shape == "fixed" or np.isnan(self.central) or self.low == self.high:
            return np.full(count, self.central)
        # Inverse probabilities of one row of uniform numbers: draw i never depends on the count.
        uniform = np.random.default_rng([seed, crc32(self.name.encode())]).random(count)
        if self.shape == "uniform":
            return self.low + (self.high - self.low) * uniform
        if self.shape == "gamma":
            values: Floats = special.gammaincinv(self.first, uniform) * self.second
            return values
        if self.shape == "beta":
            shares: Floats = special.betaincinv(self.first, self.second, uniform)
            return shares
        span = self.high - self.low
        first = 1 + 4 * (self.central - self.low) / span
        pert: Floats = self.low + span * special.betaincinv(first, 6 - first, uniform)
        return pert


def fixed(name: str, value: float) -> Input:
    """A number taken as known."""
    return Input(name, "fixed", value, value, value)


def bounded(name: str, low: float, central: float | None, high: float) -> Input:
    """A range; uniform without a central value, otherwise PERT (Vose 2008)."""
    if low == high:
        return fixed(name, low)
    if central is None:
        return Input(name, "uniform", low, (low + high) / 2, high)
    return Input(name, "pert", low, central, high)


def counted(name: str, count: float, of: float) -> Input:
    """A share of a group as a beta distribution with Jeffreys' prior."""
    first, second = count + PRIOR, max(of - count, 0.0) + PRIOR
    if np.isnan(count) or np.isnan(of) or of == 0:
        return fixed(name, np.nan)
    low, high = special.betaincinv(first, second, [TAIL, 1 - TAIL])
    return Input(name, "beta", float(low), min(count / of, 1.0), float(high), first, second)


def estimated(name: str, mean: float, standard_error: float) -> Input:
    """An amount with a standard error as a gamma distribution."""
    if standard_error == 0 or mean == 0:
        return fixed(name, mean)
    first, second = (mean / standard_error) ** 2, standard_error**2 / mean
    low, high = special.gammaincinv(first, [TAIL, 1 - TAIL]) * second
    return Input(name, "gamma", float(low), mean, float(high), first, second)


def averaged(name: str, mean: float, shortest: float, longest: float, size: float) -> Input:
    """A mean of persons between two bounds: uncertain as a mean is, not as persons differ.

    Persons who lie between bounds around a known mean vary at most by the square root of
    ``(longest - mean) * (mean - shortest)``; over `size` of them that is the standard error of
    the mean. Without a size the mean is taken as known.

    References
    ----------
    Bhatia and Davis (2000), A better bound on the variance, American Mathematical Monthly 107(4).
    """
    if not size >= 1:
        return fixed(name, mean)
    return estimated(name, mean, float(np.sqrt((longest - mean) * (mean - shortest) / size)))


def from_assumption(name: str, value: Any) -> Input:
    """An input of assumptions.yaml: a number or one of the forms of a share."""
    if not isinstance(value, Mapping):
        return fixed(name, float(value))
    if "size" in value:  # a share estimated from clients, with the number that gives its error
        return counted(name, float(value["share"]) * float(value["size"]), float(value["size"]))
    if "count" in value:
        return counted(name, float(value["count"]), float(value["of"]))
    central = value.get("central")
    middle = None if central is None else float(central)
    return bounded(name, float(value["low"]), middle, float(value["high"]))


@lru_cache(maxsize=256)
def _drawn(item: Input, count: int, seed: int) -> Floats:
    """Draws are kept: every result of a page uses the same ones."""
    values = item._draws(count, seed)
    values.flags.writeable = False
    return values
