"""Coming back on benefit after leaving: the first time, and how often."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.dataset.client_days import joined_benefits, nearest_start
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    LEVEL,
    ONE_EVENT,
    cause_steps,
    divided,
    finished,
    listed_shares,
    steps,
)
from evalutils.outflow.clients.departures import FINAL, lasting_exits, may_return, place_after
from evalutils.outflow.clients.followed import (
    LISTED_MONTHS,
    Codelist,
    Floats,
    Window,
    passed,
)
from evalutils.outflow.clients.late_entry import followed_months
from evalutils.result import Result, named, ranged
from evalutils.statistics.calendar_months import places_at
from evalutils.statistics.survival import mean_cumulative_count
from evalutils.statistics.survival.curves import normal_quantile

BACK, PROGRAMME = 1, 2
METHOD = "Aalen-Johansen, log-log interval, errors by client"
MEAN_METHOD = "mean cumulative count, infinitesimal jackknife"
MEAN_COUNTS = ("clients", "at_risk", "returns", "people", "base", "effective")


def reentry(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> Result:
    """Share back on benefit, by month since leaving the programme and benefit.

    Starting the programme again without benefit is a competing event (Aalen-Johansen). Who died,
    reached pension age or moved away cannot come back and does not count. Without benefits nothing
    can be said.

    Returns
    -------
    Result
        Columns month, clients (who left), at_risk, exits (back since the row before), base,
        effective, share (percent), lower, upper.
    """
    left = _left(spells, benefits, codelist, window)
    frame = finished(_first(left, window), ["month", *COUNTS], "month")
    return Result(
        frame,
        counts=COUNTS,
        names=named(frame, "clients", "departures"),
        derive=partial(listed_shares, curve=["status"]),
        key_figures=(ranged("outflow.reentry", "listed", "percent", METHOD, "clients"),),
    )


def _left(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> pd.DataFrame:
    """Departures after which a client can come back, with the place of the next start (again)."""
    found = may_return(lasting_exits(spells, benefits, codelist, window))
    found = found[~found["destination"].isin(FINAL)]
    asked = found[["client_id"]].assign(day=found["departure"])
    row = nearest_start(asked, spells, after=True)
    start = spells["start"].reset_index(drop=True).reindex(row).set_axis(found.index)
    found = found.assign(again=place_after(found["departure"], start))
    return found.assign(again=found["again"].where(found["again"] <= found["followed"]))


def _first(left: pd.DataFrame, window: Window) -> list[pd.DataFrame]:
    """What came first: benefit, the programme without benefit, or the end of the follow-up."""
    if left.empty:
        return []
    back, again = left["back"].fillna(np.inf), left["again"].fillna(np.inf)
    event = np.select([(back <= again) & (back < np.inf), again < np.inf], [BACK, PROGRAMME], 0)
    first = pd.concat([back, again, left["followed"]], axis=1).min(axis=1)
    places = first.to_numpy(dtype=np.float64)
    months = followed_months(window.months, left["followed"].to_numpy(dtype=np.float64))
    whose = left["client"].to_numpy()
    return cause_steps(places, event, months, window, causes=PROGRAMME, client=whose)[:BACK]


def mean_reentries(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> Result:
    """Mean number of times that clients came back on benefit, by month since first leaving.

    A later exit to a destination from which nobody comes back ends the follow-up of a client as a
    terminal event.

    Returns
    -------
    Result
        Columns month, clients (who left), at_risk, returns (since the row before), people (who
        returned since the row before: often fewer than the returns), base, effective, mean (times
        per client), lower, upper.
    """
    left = _left(spells, benefits, codelist, window)
    parts = [_means(left.sort_values("departure"), spells, benefits, window)] if len(left) else []
    frame = finished(parts, ["month", *MEAN_COUNTS], "month")
    return Result(
        frame,
        counts=MEAN_COUNTS,
        names=named(frame, "clients", "departures.clients"),
        derive=_mean,
        key_figures=(ranged("outflow.mean_reentries", "mean", "times", MEAN_METHOD, "clients"),),
    )


def _means(
    left: pd.DataFrame, spells: pd.DataFrame, benefits: pd.DataFrame, window: Window
) -> pd.DataFrame:
    first = left.drop_duplicates("client_id").set_index("client_id")
    final = spells[spells["destination"].isin(FINAL) & (spells["end"] <= pd.Timestamp(window.end))]
    ends = final.groupby("client_id")["end"].max().reindex(first.index)
    last = place_after(first["departure"], ends)
    over = last > 0
    until = np.where(over, last, first["followed"].to_numpy(dtype=np.float64))
    who = first.index.get_indexer(pd.Index(benefits["client_id"]))
    known = who >= 0
    starts = joined_benefits(benefits[known].assign(client_id=who[known]))
    who = starts["client_id"].to_numpy()
    begun = first["departure"].reset_index(drop=True).take(who).set_axis(starts.index)
    back = place_after(begun, starts["start"])
    inside = (back > 0) & (back <= until[who])
    months = followed_months(LISTED_MONTHS, first["followed"].to_numpy(dtype=np.float64))
    who, back, moments = who[inside], back[inside], places_at(months)
    curve = mean_cumulative_count(until, over, who, back, times=moments)
    mean, error, gone = curve.mean, curve.standard_error, passed(back, moments)
    rows = steps(months, mean, error, curve.at_risk, gone, window)
    rows = rows.rename(columns={"exits": "returns"})
    kept = np.isin(months, rows["month"])
    # As many clients as would give this error when events come apart, like a Poisson number.
    rows["effective"] = divided(mean[kept], error[kept] ** 2)
    people = _people(who, back, places_at(rows["month"].tolist()))
    return rows.assign(clients=float(len(first)), people=people)


def _people(who: npt.NDArray[np.integer], back: Floats, moments: Floats) -> list[float]:
    """How many different clients came back in each step."""
    step = np.searchsorted(moments, back, side="left")
    return [float(len(np.unique(who[step == number]))) for number in range(len(moments))]


def _mean(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    returns = frame["returns"].astype("float64")
    climb = (returns / frame["base"].astype("float64")).mask(returns == 0, 0.0)
    # Many returns of a few clients are left out like few returns.
    climb = climb.mask(frame["people"].isna())
    mean = np.cumsum(climb.to_numpy(dtype=np.float64))
    error = np.asarray(np.sqrt(divided(mean, frame["effective"].to_numpy(dtype=np.float64))))
    # Many returns of one client are one event.
    alone = mean * frame["effective"].to_numpy(dtype=np.float64) < ONE_EVENT
    ratio = np.exp(normal_quantile(LEVEL) * np.where(alone, np.nan, divided(error, mean)))
    return frame.assign(mean=mean, lower=mean / ratio, upper=mean * ratio)
