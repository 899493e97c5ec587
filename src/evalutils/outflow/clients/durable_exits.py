"""Durable outflow of clients who were followed: left, and not back on benefit within a year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import WORK
from evalutils.outflow.clients.curve_steps import COUNTS, climbed_shares, finished, steps
from evalutils.outflow.clients.departures import lasting_exits, may_return, places_off_benefit
from evalutils.outflow.clients.followed import (
    DURABLE_MONTHS,
    LISTED_MONTHS,
    Codelist,
    Window,
    passed,
)
from evalutils.outflow.clients.incidence import exits_to
from evalutils.result import Balance, KeyFigure, Result, named, ranged, remainders
from evalutils.statistics.calendar_months import places_at
from evalutils.statistics.proportions import percent_interval
from evalutils.statistics.survival import kaplan_meier

WHOLE_YEAR = float(places_at(DURABLE_MONTHS))
METHOD = "not back within 12 months / exits to work followed for 12 months, Wilson interval"
NEVER_METHOD = "exits to work of clients without any benefit before"
# A month counts as long as so many clients are still followed: the last few decide too much.
FEWEST_FOLLOWED = 10


def followed_exits(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> Result:
    """Exits to work that were followed for a whole year, and how many were not back on benefit.

    Without benefits nothing can be said.

    Returns
    -------
    Result
        One row: to_work (all exits to work), never (without any benefit before), on_benefit
        (still on benefit, or back on the programme before benefit ended), recent (off benefit,
        followed for less than a year), exits (followed for a year), still_out (no benefit in it),
        share (percent), lower, upper.
    """
    found = lasting_exits(spells, benefits, codelist, window)
    work = found[found["kind"].isin(WORK)]
    off = work["departure"].notna() & ~work["never"]
    full = off & (work["followed"] >= WHOLE_YEAR)
    counts = {
        "to_work": len(work),
        "never": int(work["never"].sum()),
        "on_benefit": int(work["departure"].isna().sum()),
        "recent": int((off & ~full).sum()),
        "exits": int(full.sum()),
        "still_out": int((full & ~(work["back"] <= WHOLE_YEAR)).sum()),
    }
    # That nobody left to work is told by no row only where it may be told.
    told = len(work) or (window.fewest > 1 and len(benefits))
    frame = finished([pd.DataFrame([counts])] if told else [], list(counts))
    frame["group_key"] = f"benefit_not_resumed:{DURABLE_MONTHS}"
    parts = tuple((0, name) for name in ("never", "on_benefit", "recent", "exits"))
    balances = (
        Balance(((0, "to_work"),), parts),
        *remainders([0], "exits", "still_out"),
        Balance(exits_to(WORK, codelist), ((0, "to_work"),), "flow"),
    )
    return Result(
        frame,
        counts=tuple(counts),
        balances=balances if told else (),
        names={(0, name): f"lasting.{name}" for name in counts},
        derive=_raw_share,
        key_figures=(
            ranged("outflow.durable_share", "share", "percent", METHOD, "exits"),
            KeyFigure(
                "outflow.never_on_benefit", "never", "person", NEVER_METHOD, None, n="to_work"
            ),
        ),
    )


def _raw_share(frame: pd.DataFrame) -> pd.DataFrame:
    stayed, exits = frame["still_out"].astype("float64"), frame["exits"].astype("float64")
    interval = percent_interval(stayed, exits)
    return frame.assign(share=interval.estimate, lower=interval.lower, upper=interval.upper)


def still_out(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> Result:
    """Share of the exits to work that is still off benefit, by month since leaving it.

    Kaplan-Meier from the day that a client has left both the programme and benefit, up to the
    first day of a new benefit; exits followed for a shorter time count as long as they were. Exits
    to work of clients who never left benefit, or never received it, are not in it.

    Returns
    -------
    Result
        Columns month, clients (who left), at_risk, exits (back since the row before), base,
        effective (clients who, all followed, would give the same standard error), still_out
        (fraction). Only months at which at least ten clients are still followed.

    References
    ----------
    Kaplan and Meier (1958), Journal of the American Statistical Association 53.
    """
    found = may_return(lasting_exits(spells, benefits, codelist, window))
    left = found[found["kind"].isin(WORK)]
    frame = finished([_rows(left, window)] if len(left) else [], ["month", *COUNTS])
    names = named(frame, "clients", "lasting.departures")
    return Result(frame, counts=COUNTS, names=names, derive=_lasting)


def _rows(left: pd.DataFrame, window: Window) -> pd.DataFrame:
    places, back = places_off_benefit(left)
    moments = places_at(LISTED_MONTHS)
    curve = kaplan_meier(places, back, times=moments, cluster=left["client"].to_numpy())
    gone = passed(places[back], moments)
    # The follow-up ends where nobody is at risk any more, whatever the curve says there.
    share = np.where(curve.at_risk > 0, 1 - curve.survival, np.nan)
    rows = steps(LISTED_MONTHS, share, curve.standard_error, curve.at_risk, gone, window)
    return rows[rows["at_risk"] >= FEWEST_FOLLOWED].assign(clients=float(len(left)))


def _lasting(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(still_out=1 - climbed_shares(frame, ["status"])["share"])
