"""How long exits to work last: the share not back on benefit, month by month."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import WORK
from evalutils.dataset.library import Destination
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    climbed_shares,
    finished,
    steps,
)
from evalutils.outflow.clients.departures import days_off_benefit, lasting_exits
from evalutils.outflow.clients.followed import LISTED_MONTHS, Window, in_days, passed
from evalutils.result import Result, named
from evalutils.statistics.survival import kaplan_meier

# A month counts as long as so many clients are still followed: the last few decide too much.
FEWEST_FOLLOWED = 10


def still_out(
    spells: pd.DataFrame,
    benefits: pd.DataFrame,
    codelist: Mapping[str, Destination],
    window: Window,
) -> Result:
    """Share of the exits to work that is still off benefit, by month since leaving it.

    Kaplan-Meier from the day that a client has left both the programme and benefit, up to the
    first day of a new benefit; exits followed for a shorter time count as long as they were. Exits
    to work of clients who never left benefit are not in it.

    Parameters
    ----------
    spells, benefits, codelist, window
        As for `followed_exits`.

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
    found = lasting_exits(spells, benefits, codelist, window)
    left = found[found["departure"].notna() & found["kind"].isin(WORK)]
    frame = _rows(left, window) if len(left) else pd.DataFrame(columns=["month", *COUNTS])
    frame = finished(frame)
    names = named(frame, "clients", "lasting.departures")
    return Result(frame, counts=COUNTS, names=names, derive=_lasting)


def _rows(left: pd.DataFrame, window: Window) -> pd.DataFrame:
    days, back = days_off_benefit(left)
    moments = in_days(LISTED_MONTHS)
    curve = kaplan_meier(days, back, times=moments)
    gone = passed(days[back], moments)
    # The follow-up ends where nobody is at risk any more, whatever the curve says there.
    share = np.where(curve.at_risk > 0, 1 - curve.survival, np.nan)
    rows = steps(LISTED_MONTHS, share, curve.standard_error, curve.at_risk, gone, window)
    return rows[rows["at_risk"] >= FEWEST_FOLLOWED].assign(clients=float(len(left)))


def _lasting(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(still_out=1 - climbed_shares(frame, ["status"])["share"])
