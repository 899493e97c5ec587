"""Two groups in the same periods, before and after one of them got the programme."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd

from evalutils.coarse_steps import SIGNIFICANT, coarse_step, coarsely
from evalutils.contracts.effect_tables import AFTER, CONTROL, PROGRAMME
from evalutils.effect.clients.shown_figures import EXACT
from evalutils.frames import day_numbers
from evalutils.result import KeyFigure, Result, named, ranged, remainders
from evalutils.statistics.adjustment.differences_in_differences import (
    Estimate,
    difference_in_differences,
)

COUNTS = ("people", "reached")
METHOD = "difference-in-differences, CR2 by cluster, Bell-McCaffrey degrees of freedom"
JOINT = "joint test of leads, CR2 by cluster, Hotelling T-squared with Pustejovsky-Tipton degrees"
_CHANGED = ("changed", "changed_lower", "changed_upper")
_DRIFTED = ("drifted", "drifted_lower", "drifted_upper")
_ESTIMATED = (*_CHANGED, *_DRIFTED)
_EXACT_P = EXACT.format("before_p")
# How coarse figures of protected people are; see `coarse_step`. Of who is in the smallest group
# and period one moves a share by 1 / n, and each of these figures by no more than that.
_STEPS, _WHOLE = (1, 2, 5, 10, 20), 100


def panel_effects(panel: pd.DataFrame) -> Result:
    """What both groups reached in each period, and how much more the programme's group changed.

    The programme is taken to start in the first period ``after``. Chances are over all people of a
    group in a period, so that a large cluster counts for more.

    Parameters
    ----------
    panel
        Table ``panel`` of the contract.

    Returns
    -------
    Result
        A row per outcome, period and group: outcome, period_start, date, phase, role, people and
        reached (persons), share (percent). On the first row of an outcome: changed (percentage
        points, with _lower and _upper; the bounds missing where a group is one cluster), drifted
        (percentage points by which the programme's group moved away from the other in the periods
        before the start, with bounds; missing with one such period), before_p (of the joint test
        that the groups moved alike in all those periods; missing with two, where it is that of the
        line, and with few clusters) and before_significant (it is below 0.05; of protected people
        alone that), periods_before, and in clusters_programme and clusters_control how many there
        are.
    """
    keys = ["outcome", "period_start", "date", "phase", "role"]
    known = panel.assign(place=pd.factorize(panel["outcome"])[0])
    summed = known.groupby(["place", *keys], sort=True, as_index=False)[[*COUNTS]].sum()
    # In each period the programme stands first.
    summed["order"] = summed["role"].eq(CONTROL)
    frame = summed.sort_values(["place", "period_start", "order"], ignore_index=True)
    frame = frame.drop(columns=["place", "order"]).join(_estimates(panel, frame))
    days = (
        frame["period_start"].dt.strftime("%Y-%m-%d") + "/" + frame["date"].dt.strftime("%Y-%m-%d")
    )
    frame["group_key"] = frame["role"].astype("str") + ":" + days + ":" + frame["outcome"]
    frame["status"] = "computed"
    frame["source"] = frame["outcome"].map(panel.groupby("outcome")["source"].first())
    return Result(
        frame,
        counts=COUNTS,
        balances=remainders(frame.index, *COUNTS),
        names={
            cell: name
            for column in COUNTS
            for cell, name in named(
                frame, column, "panel." + frame["group_key"].astype("str") + f".{column}"
            ).items()
        },
        derive=_derived,
        key_figures=(
            KeyFigure("effect.share_in_period", "share", "percent", "reached / people", n="people"),
            _points("effect.difference_in_differences", _CHANGED),
            _points("effect.difference_before", _DRIFTED),
            KeyFigure("effect.before_differs_p", "before_p", "probability", JOINT, group="outcome"),
        ),
    )


def _points(indicator: str, columns: tuple[str, str, str]) -> KeyFigure:
    value, *ends = columns
    return ranged(indicator, value, "percentage_point", METHOD, ends=(ends[0], ends[1]),
                  group="outcome")  # fmt: skip


def _estimates(panel: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """What is estimated of each outcome, on its first row."""
    names = ("periods_before", "clusters_programme", "clusters_control")
    columns = [*names, *map(EXACT.format, _ESTIMATED), _EXACT_P]
    made = pd.DataFrame(np.nan, frame.index, columns, dtype="float64")
    for outcome, part in panel.groupby("outcome", sort=False):
        found = _estimated(part)
        made.loc[frame.index[frame["outcome"].eq(outcome)][0], list(found)] = list(found.values())
    return made


def _estimated(part: pd.DataFrame) -> dict[Hashable, float]:
    treated = part["role"].eq(PROGRAMME)
    middle = (day_numbers(part["period_start"]) + day_numbers(part["date"])) / 2
    after = part["phase"].eq(AFTER).to_numpy()
    counts = {name: part[name].astype("float64") for name in COUNTS}
    found = difference_in_differences(
        100 * counts["reached"] / counts["people"], treated, middle, float(middle[after].min()),
        part["cluster"], weights=counts["people"],
    )  # fmt: skip
    before = np.unique(middle[~after])
    # From the first to the last period before the start, instead of per day.
    drift = _scaled(found.before, float(np.ptp(before)))
    return {
        "periods_before": float(len(before)),
        "clusters_programme": float(part.loc[treated, "cluster"].nunique()),
        "clusters_control": float(part.loc[~treated, "cluster"].nunique()),
        **dict(zip(map(EXACT.format, _CHANGED), _scaled(found.difference, 1.0), strict=True)),
        **dict(zip(map(EXACT.format, _DRIFTED), drift, strict=True)),
        _EXACT_P: found.before_p,
    }


def _scaled(found: Estimate | None, by: float) -> tuple[float, float, float]:
    if found is None:
        return np.nan, np.nan, np.nan
    return by * found.value, by * found.lower, by * found.upper


def _derived(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares from what is shown, and estimates as coarse as the smallest number asks."""
    counts = frame[[*COUNTS]].astype("float64")
    share = 100 * counts["reached"] / counts["people"].where(counts["people"].gt(0))
    of_outcome = frame["outcome"]
    known = counts.notna().all(axis=1).groupby(of_outcome).transform("all")
    step = coarse_step(counts["people"].groupby(of_outcome).transform("min"), _STEPS, _WHOLE)
    plain = frame["margin"].eq(0)
    made = {"share": share}
    for name in _ESTIMATED:
        # What there is to estimate depends on the periods alone.
        fewest = 2 if name in _DRIFTED else 1
        exact = frame[EXACT.format(name)].astype("float64").where(frame["periods_before"] >= fewest)
        made[name] = exact.where(plain, coarsely(exact, step)).where(known)
    p = frame[_EXACT_P].astype("float64").where(frame["periods_before"].gt(2) & known)
    made |= {
        "before_p": p.where(plain),
        "before_significant": p.lt(SIGNIFICANT).astype("boolean").where(p.notna()),
    }
    return frame.assign(**made).drop(columns=[*map(EXACT.format, _ESTIMATED), _EXACT_P])
