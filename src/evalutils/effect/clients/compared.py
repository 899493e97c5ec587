"""Who are compared: clients of two arms who began in the period, each with the first time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.contracts.client_groups import TOGETHER, UNKNOWN_GROUP
from evalutils.contracts.effect_tables import CONTROL, EFFECT_MONTHS, PROGRAMME
from evalutils.contracts.spans import Span
from evalutils.contracts.tables import grouping_columns
from evalutils.dataset.codelists import Destination, codes_of_work
from evalutils.statistics.adjustment.augmented import Effect, augmented_effect
from evalutils.statistics.adjustment.covariates import Covariates, covariates_of
from evalutils.statistics.adjustment.propensity import (
    Mask,
    Overlap,
    overlap,
    propensity,
    target_weights,
)
from evalutils.statistics.adjustment.weighted_curves import WeightedCurves, weighted_curves
from evalutils.statistics.calendar_months import elapsed, months_of, places_at

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

HORIZONS = EFFECT_MONTHS
ARMS = (CONTROL, PROGRAMME)
WORK, ELSEWHERE = 1, 2
UNKNOWN = "unknown"
DRAWS = 400
# With fewer exits to work in an arm no model of them can be fitted; with fewer people still
# followed at a horizon nothing is said of it.
FEWEST_EXITS, FEWEST_FOLLOWED = 5, 10
# First ages of the groups that are made of years of birth.
AGE, AGES = "age", {"under_27": 0, "27_44": 27, "45_54": 45, "55_and_over": 55}


@dataclass(frozen=True)
class BothArms:
    """The clients of both arms, a position each, shape (n,).

    Attributes
    ----------
    columns
        Groups that each client was in at the start, by their name.
    treated
        Who is in the programme.
    duration
        Place in calendar months of the exit or of the end of follow-up; see `elapsed`.
    event
        0 = still there when last seen, 1 = left to work, 2 = left elsewhere.
    could
        Place in calendar months up to which each could be followed, whatever became of them.
    unclear
        Who left for an unknown destination.
    fewest
        Smallest number of persons that may be shown; 1 where numbers are not protected.
    dated
        Whether the file says when the groups were measured, which is then not after the start; of
        protected clients whether it does so of any. Ages need no day.
    """

    columns: Mapping[str, npt.NDArray[np.object_]]
    treated: Mask
    duration: Whole
    event: Whole
    could: Whole
    unclear: Mask
    fewest: int = 1
    dated: bool = True

    @property
    def people(self) -> int:
        """How many clients there are."""
        return len(self.treated)

    def arm(self, name: str) -> Mask:
        """Who is in an arm."""
        return self.treated if name == PROGRAMME else ~self.treated

    @cached_property
    def covariates(self) -> Covariates:
        """The groups as cells of people who are alike."""
        return covariates_of(self.columns, self.people)

    def in_levels(self, arm: str) -> Floats:
        """How many clients of an arm are in each group, as `covariates` names them."""
        inside = self.covariates.counted(self.arm(arm).astype(np.float64))
        return np.asarray((inside @ self.covariates.indicators).round())

    def staying(self, arm: str, month: int) -> int:
        """How many clients of an arm are still there after so many months, and followed so long."""
        place = places_at(month)
        later = (self.duration > place) | ((self.duration == place) & (self.event == 0))
        return int((self.arm(arm) & later).sum())

    @cached_property
    def overlap(self) -> Overlap:
        """Whether there are comparable clients in both arms."""
        return overlap(self.covariates, self.treated)

    @cached_property
    def weights(self) -> Floats:
        """With which the clients of the control arm stand for those of the programme."""
        share = propensity(self.covariates, self.treated)[self.covariates.cell]
        return target_weights(share, self.treated, "treated")

    @cached_property
    def refused(self) -> str:
        """Why nothing is estimated: ``empty``, ``alone``, ``apart``, ``few``, or nothing.

        Alone: of some group there are people in one arm only. Apart: of some combination of groups
        there are, and others tell nothing of it; where numbers are protected that is few. Few: too
        few people of a group, where numbers are protected, or too few that count in an arm.
        """
        if not self.people or self.treated.all() or not self.treated.any():
            return "empty"
        smallest = min(float(self.in_levels(arm).min(initial=np.inf)) for arm in ARMS)
        if self.fewest > 1 and smallest < self.fewest:
            return "few"
        if self.overlap.alone:
            return "alone"
        if len(self.overlap.apart):
            return "few" if self.fewest > 1 else "apart"
        exits = [(self.event[self.arm(arm)] == WORK).sum() for arm in ARMS]
        small = self.overlap.effective.min() < FEWEST_FOLLOWED
        return "few" if small or min(exits) < FEWEST_EXITS else ""

    @property
    def apart(self) -> tuple[str, str, int]:
        """Columns and groups, joined, of most clients like whom there is nobody; how many in all.

        Only where that is why nothing is estimated.
        """
        if self.refused != "apart":
            return "", "", 0
        inside = self.covariates.counted(self.treated.astype(np.float64))[self.overlap.apart]
        has = self.covariates.indicators[self.overlap.apart[inside.argmax()]] > 0
        of_them = [name for name, own in zip(self.covariates.names, has, strict=True) if own]
        columns, levels = (TOGETHER.join(part) for part in zip(*of_them, strict=True))
        return columns, levels, int(inside.sum())

    @cached_property
    def horizons(self) -> tuple[int, ...]:
        """The months up to which enough clients of both arms could be followed, with enough exits.

        Who left earlier counts too: of these it is known. Where nobody, or everybody, of an arm
        left to work there is no spread to tell how sure a difference is.
        """
        return () if self.refused else tuple(filter(self._enough, HORIZONS))

    def _enough(self, month: int) -> bool:
        place, fewest = places_at(month), max(FEWEST_EXITS, self.fewest)
        work = (self.event == WORK) & (self.duration <= place)
        known = (self.could >= place) | (self.event > 0) & (self.duration <= place)
        return all(
            (self.could[own] >= place).sum() >= FEWEST_FOLLOWED
            and min(work[own].sum(), (known & ~work)[own].sum()) >= fewest
            for own in map(self.arm, ARMS)
        )

    @cached_property
    def effect(self) -> Effect:
        """The doubly robust effect on the clients of the programme, at each of the horizons."""
        places = places_at(self.horizons).astype(np.int64).tolist()
        return augmented_effect(self.covariates, self.treated, self.duration, self.event, places)

    @cached_property
    def unadjusted(self) -> Effect:
        """The same without regard to who is in which arm."""
        places = places_at(self.horizons).astype(np.int64).tolist()
        nothing = covariates_of({}, self.people)
        return augmented_effect(nothing, self.treated, self.duration, self.event, places)

    @cached_property
    def curves(self) -> WeightedCurves:
        """Weighted curves of leaving to work by month, up to the last of the horizons."""
        months = range(1, max(self.horizons) + 1)
        places = places_at(months).astype(np.int64).tolist()
        given = (self.covariates, self.treated, self.duration, self.event)
        return weighted_curves(*given, places, draws=DRAWS)

    @property
    def restricted_months(self) -> tuple[Floats, Floats, Floats]:
        """Mean months until any exit with its bounds: control, programme, and their difference."""
        found = self.curves
        return (
            months_of(found.restricted_mean),
            months_of(found.restricted_lower),
            months_of(found.restricted_upper),
        )


def compared(
    arms: pd.DataFrame, codelist: Mapping[str, Destination], period: Span, fewest: int = 1
) -> BothArms:
    """The clients of both arms as seen within a period.

    Parameters
    ----------
    arms
        Table ``spells`` with both arms; each client counts once, with the first spell that began in
        the period: who began earlier and is still there is not like who begins.
    codelist
        Destinations with the kind that each belongs to.
    period
        Who is still there on its last day is followed up to then.
    fewest
        As of `BothArms`.
    """
    first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
    rows = arms[arms["arm"].notna() & arms["start"].between(first, last)]
    rows = rows.sort_values("start", kind="stable").drop_duplicates("client_id")
    left = rows["end"].notna() & (rows["end"] <= last)
    work = rows["destination"].isin(codes_of_work(codelist))
    told = rows["groups_date"].notna()
    dated = bool(told.any() if fewest > 1 else told.all())
    return BothArms(
        {name: _filled(values) for name, values in _groups(rows).items()},
        rows["arm"].eq(PROGRAMME).to_numpy(dtype=bool),
        elapsed(rows["start"], rows["end"].where(left, last)).astype(np.int64),
        np.where(left, np.where(work, WORK, ELSEWHERE), 0),
        elapsed(rows["start"], last).astype(np.int64),
        (left & rows["destination"].eq(UNKNOWN)).to_numpy(dtype=bool),
        fewest,
        dated or not grouping_columns("spells", rows),
    )


def _groups(rows: pd.DataFrame) -> dict[str, pd.Series[str]]:
    """The grouping columns, and ages where the file has only years of birth."""
    found = {name: rows[name] for name in grouping_columns("spells", rows)}
    if rows["birth_year"].notna().any() and not any("age" in name.split("_") for name in found):
        years = (rows["start"].dt.year - rows["birth_year"]).astype("float64")
        place = np.searchsorted([*AGES.values()], years, side="right") - 1
        names = pd.Series(np.array([*AGES])[place.clip(0)], rows.index)
        found[AGE] = names.where(years.notna())
    return found


def _filled(values: pd.Series[str]) -> npt.NDArray[np.object_]:
    return values.fillna(UNKNOWN_GROUP).astype(str).to_numpy(dtype=object)
