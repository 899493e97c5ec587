"""Variances by the infinitesimal jackknife: the squared influence of every spell, summed.

The influence of a spell is the derivative of an estimate to the weight of that spell. While a spell
is at risk it depends on its entry only, and after its exit it follows the curve, so that the sum
over all spells needs a few running totals per time and no table of spells by times.

With hazard h and n at risk at a time, S the survival and F the incidence, the influences V on S and
U on F of one spell move from one time to the next as

    V' = V (1 - h) - S dh,    U' = U + V h_k + S dh_k,    dh_k = (left for k - at risk * h_k) / n
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.survival.arguments import Floats
from evalutils.statistics.survival.clusters import between
from evalutils.statistics.survival.risk_table import Leavers, RiskTable


def _from_start(steps: Floats, start: float = 0.0) -> Floats:
    """Running totals with the value before the first time in front, shape (T + 1,)."""
    return np.concatenate([[start], start + np.cumsum(steps)])


@dataclass(frozen=True)
class Influence:
    """Running totals for the variances of one set of spells.

    Attributes
    ----------
    table
        The counts.
    exits, survival
        Hazard of any exit, shape (T,), and survival with its start, shape (T + 1,).
    drift
        Influence of being at risk on the logarithm of survival, shape (T + 1,).
    scaled
        Per leaver the influence on survival after its exit, as part of survival.
    """

    table: RiskTable
    exits: Floats
    survival: Floats
    drift: Floats
    scaled: Floats

    @classmethod
    def of(cls, table: RiskTable, exits: Floats, survival: Floats) -> Influence:
        """Start from counts, the hazard of any exit and the survival with its start."""
        left = table.at_risk * (1 - exits)
        # Where everybody leaves, survival is 0 and no single spell can change it.
        each = np.divide(1.0, left, out=np.zeros_like(left), where=left > 0)
        drift = _from_start(exits * each)
        leavers = table.leavers
        out = leavers.exit
        before = drift[out] - _at_entry(drift, leavers)
        scaled = (before - ((leavers.code > 0) - exits[out]) * each[out]) * (left[out] > 0)
        return cls(table, exits, survival, drift, scaled)

    def of_survival(self) -> Floats:
        """Variance of survival at every time, shape (T,)."""
        drift = self.drift[1:]
        entry = self._drift_at_entry()
        waiting = drift**2 * self._present() - 2 * drift * self._present(entry)
        waiting += self._present(entry, entry)
        return np.maximum(self.survival[1:] ** 2 * (self._left_squares() + waiting), 0.0)

    def of_incidence(self, hazard: Floats, incidence: Floats, cause: int) -> Floats:
        """Variance of the incidence of one cause at every time, shape (T,).

        Its hazard has shape (T,), and its incidence, with its start, (T + 1,).
        """
        steps, unit, slope = self._slope(hazard)
        total = self._left(steps, self._own(steps, hazard, incidence, slope, unit, cause))
        total += self._waiting(incidence, slope)
        return np.maximum(total, 0.0)

    def between_survival(self, codes: npt.NDArray[np.intp]) -> Floats:
        """What clients with several spells add to the variance of survival, of shape (T,).

        `codes` is the client of each leaver of the table, which are spells one by one.
        """
        ones = np.ones(len(codes))
        entry = _at_entry(self.drift, self.table.leavers) * ones
        paths = (self.drift[1:] * self.survival[1:], self.survival[1:])
        gone = (np.zeros(len(codes)), self.scaled)
        return between(paths, (ones, -entry), gone, self.table.leavers, codes)

    def between_incidence(
        self, hazard: Floats, incidence: Floats, cause: int, codes: npt.NDArray[np.intp]
    ) -> Floats:
        """The same for the incidence of one cause."""
        steps, unit, slope = self._slope(hazard)
        leavers, ones = self.table.leavers, np.ones(len(codes))
        own = self._own(steps, hazard, incidence, slope, unit, cause)
        start = _at_entry(slope - self.drift * incidence, leavers) * ones
        waiting = (ones, -_at_entry(self.drift, leavers) * ones, -start)
        level = incidence[leavers.exit + 1]
        gone = (np.zeros(len(codes)), self.scaled, own - self.scaled * level)
        paths = (slope[1:], incidence[1:], np.ones(len(incidence) - 1))
        return between(paths, waiting, gone, leavers, codes)

    def _slope(self, hazard: Floats) -> tuple[Floats, Floats, Floats]:
        """Steps of the incidence, one over who is at risk, and the influence of being at risk."""
        steps = self.survival[:-1] * hazard
        at_risk = self.table.at_risk
        unit = np.divide(1.0, at_risk, out=np.zeros_like(steps), where=at_risk > 0)
        return steps, unit, _from_start(steps * (self.drift[:-1] - unit))

    def _own(
        self,
        steps: Floats,
        hazard: Floats,
        incidence: Floats,
        slope: Floats,
        unit: Floats,
        cause: int,
    ) -> Floats:
        """Influence of every leaver at its exit."""
        leavers, out = self.table.leavers, self.table.leavers.exit
        since = self.drift[out] - _at_entry(self.drift, leavers)
        own = slope[out] - _at_entry(slope, leavers)
        own -= _at_entry(self.drift, leavers) * (incidence[out] - _at_entry(incidence, leavers))
        own += since * steps[out]
        own += self.survival[out] * unit[out] * ((leavers.code == cause) - hazard[out])
        return own

    def _left(self, steps: Floats, own: Floats) -> Floats:
        """Squared influence of those who left, at every time."""
        squares = self._left_squares()
        earlier = np.concatenate([[0.0], squares[:-1]])
        products = np.cumsum(self._per_time(own * self.scaled) + steps * earlier)
        crossed = np.concatenate([[0.0], products[:-1]])
        return np.cumsum(self._per_time(own**2) + 2 * steps * crossed + steps**2 * earlier)

    def _waiting(self, incidence: Floats, slope: Floats) -> Floats:
        """Squared influence of those still at risk, at every time."""
        level, climbed = incidence[1:], slope[1:]
        if self.table.leavers.entry is None:
            return climbed**2 * self._present()
        drift = self._drift_at_entry()
        offset = slope - self.drift * incidence
        start = offset[self.table.leavers.entry]
        return (
            climbed**2 * self._present()
            + level**2 * self._present(drift, drift)
            + self._present(start, start)
            - 2 * climbed * level * self._present(drift)
            - 2 * climbed * self._present(start)
            + 2 * level * self._present(start, drift)
        )

    def _drift_at_entry(self) -> Floats:
        return np.asarray(_at_entry(self.drift, self.table.leavers), dtype=np.float64)

    def _present(self, *factors: Floats) -> Floats:
        """Squared weights, times the factors, of those at risk after every time."""
        leavers = self.table.leavers
        length = len(self.table.times)
        if leavers.entry is None:
            if factors:
                return np.zeros(length)
            gone = _counted(leavers.exit, leavers.square_weight, length)
            return np.cumsum(gone[::-1])[::-1] - gone
        values = leavers.square_weight * np.prod(factors, axis=0)
        entered = _counted(leavers.entry, values, length)
        return np.cumsum(entered - _counted(leavers.exit, values, length))

    def _left_squares(self) -> Floats:
        return np.cumsum(self._per_time(self.scaled**2))

    def _per_time(self, values: Floats) -> Floats:
        """Sum of values times squared weights of those who leave at every time."""
        leavers = self.table.leavers
        weighted = leavers.square_weight * values
        return _counted(leavers.exit, weighted, len(self.table.times))


def _counted(index: npt.NDArray[np.intp], values: Floats, length: int) -> Floats:
    """Sum of the values per index."""
    sums: Floats = np.bincount(index, values, minlength=length).astype(np.float64, copy=False)
    return sums


def _at_entry(path: Floats, leavers: Leavers) -> Floats | np.float64:
    """A path with its start, as it stood when each leaver came under observation."""
    values: npt.NDArray[np.float64] = path[0 if leavers.entry is None else leavers.entry]
    return values
