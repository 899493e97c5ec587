"""Curves as steps of counted exits, so that disclosure control can guard and round them.

A curve of Kaplan and Meier or of Aalen and Johansen rises in steps. A step divided into the exits
in it is a number of clients: those of whom the exits are a share, after allowing for who was
followed for a shorter time. Exits and base are counts; the curve is derived from them, exactly when
nothing is protected, and from the rounded counts otherwise. The standard error goes the same way:
share × (1 - share) / standard error squared is the number of clients who, all followed to the end,
would give the same error (Dorey and Korn 1987, Effective sample sizes for confidence intervals for
survival probabilities, Statistics in Medicine 6, 679-687).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.outflow.clients.followed import LISTED_MONTHS, Floats, Window, passed
from evalutils.outflow.clients.late_entry import since
from evalutils.result import Balance, cells
from evalutils.statistics.calendar_months import months_of, places_at
from evalutils.statistics.survival import cumulative_incidence
from evalutils.statistics.survival.curves import log_log_interval, normal_quantile

Numbers = npt.NDArray[np.floating[Any]]

# Everyone with a day in the period, in the words of the caseload.
_EVERYONE = ("caseload.stock_start", "caseload.inflow")
COUNTS = ("clients", "at_risk", "exits", "base", "effective")
LEVEL = 0.95
# So many events that carry equal weight: an interval rests on one where they are fewer.
ONE_EVENT = 1.5


def steps(
    months: Sequence[int],
    share: Floats,
    error: Floats,
    at_risk: Floats,
    gone: Floats,
    window: Window,
) -> pd.DataFrame:
    """Rows of one curve, a month each, up to where the follow-up reaches.

    From the share that left with its standard error, the clients at risk and the exits so far, all
    at each of the months: columns month, at_risk, exits (since the row before), base, effective. A
    step with fewer exits than the window's `fewest` is taken together with the next. One without
    exits rests on who was at risk.
    """
    kept: list[int] = []
    counted, guarded = 0.0, window.fewest > 1
    for place in range(len(months)):
        if np.isnan(share[place]) or (guarded and at_risk[place] < window.fewest):
            break
        if not guarded or gone[place] - counted >= window.fewest:
            kept.append(place)
            counted = float(gone[place])
    exits = np.diff(gone[kept], prepend=0.0)
    climbed = np.diff(share[kept], prepend=0.0)
    return pd.DataFrame(
        {
            "month": np.array(months, dtype=np.int64)[kept],
            "at_risk": at_risk[kept],
            "exits": exits,
            "base": np.where(exits > 0, divided(exits, climbed), at_risk[kept]),
            "effective": effective_size(share[kept], error[kept]),
            "observed": float(months_of(window.length)),
        }
    )


def divided(top: Numbers, bottom: Numbers) -> Floats:
    """Division that is missing where the bottom is 0."""
    known = np.where(bottom > 0, bottom, np.nan)
    return np.asarray(top / known, dtype=np.float64)


def effective_size(share: Floats, error: Floats) -> Floats:
    """Number of clients that, all followed to the end, would give this standard error."""
    return divided(share * (1 - share), error**2)


def cause_steps(
    places: Floats,
    event: npt.NDArray[np.integer],
    months: Sequence[int],
    window: Window,
    *,
    causes: int,
    client: npt.NDArray[np.intp],
    entry: Floats | None = None,
) -> list[pd.DataFrame]:
    """The steps of each cause (Aalen-Johansen), with all spells in column clients."""
    moments = places_at(months)
    curve = cumulative_incidence(
        places, event, entry=entry, times=moments, causes=causes, cluster=client
    )
    gone = [passed(places[event == cause], moments) for cause in range(1, causes + 1)]
    paths = zip(curve.incidence, curve.standard_error, gone, strict=True)
    return [
        steps(months, share, error, curve.at_risk, left, window).assign(clients=float(len(places)))
        for share, error, left in paths
    ]


def climbed_shares(frame: pd.DataFrame, curve: Sequence[str]) -> pd.DataFrame:
    """Add share, lower and upper (fractions) of who left, from the steps of each curve.

    The months of a curve stand in order; the columns in `curve` together name one.
    """
    frame = frame.copy()
    exits = frame["exits"].astype("float64")
    climb = (exits / frame["base"].astype("float64")).mask(exits == 0, 0.0)
    # After a step that was left out nothing more is known of the curve.
    total = climb.groupby([frame[name] for name in curve], sort=False).transform(
        lambda part: np.cumsum(part.to_numpy())
    )
    frame["share"] = total.astype("float64").clip(upper=1.0)
    frame["events"] = exits.groupby([frame[name] for name in curve], sort=False).cumsum()
    return with_interval(frame)


def with_interval(frame: pd.DataFrame, left: str = "share") -> pd.DataFrame:
    """Add lower and upper of the fractions in share, symmetric in log(-log(share)).

    They are missing where the share that left, of column `left`, rests on one event: on a single
    exit (`events` so far), or on one that decides over all others.
    """
    share = frame["share"].to_numpy(dtype=np.float64)
    known = frame["effective"].to_numpy(dtype=np.float64)
    error = np.sqrt(divided(share * (1 - share), known))
    lower, upper = log_log_interval(share, error, normal_quantile(LEVEL))
    alone = frame["events"].lt(2).to_numpy() | (frame[left].to_numpy() * known < ONE_EVENT)
    return frame.assign(lower=np.where(alone, np.nan, lower), upper=np.where(alone, np.nan, upper))


def listed_shares(frame: pd.DataFrame, curve: Sequence[str]) -> pd.DataFrame:
    """`climbed_shares` in percent, with those at the months of key_figures.csv apart."""
    return with_listed(climbed_shares(frame, curve))


def with_listed(frame: pd.DataFrame) -> pd.DataFrame:
    """Shares in percent, and in column listed those at the months of key_figures.csv."""
    frame = in_percent(frame)
    return frame.assign(listed=frame["share"].where(frame["month"].isin(LISTED_MONTHS)))


def in_percent(frame: pd.DataFrame) -> pd.DataFrame:
    """Fractions with their bounds in percent."""
    frame[["share", "lower", "upper"]] *= 100
    return frame


def everyone_in(frame: pd.DataFrame) -> Iterator[Balance]:
    """The clients of a curve are everyone, or those who were still there at its start."""
    for start in frame["start"].drop_duplicates():
        clients = since("programme.clients", start)
        yield Balance(_EVERYONE, (clients,), "remainder" if start else "flow")


def reached(frame: pd.DataFrame, name: str) -> Iterator[Balance]:
    """The steps of curves up to a month are all who left by then: number `name` of that month."""
    for start, part in frame.groupby("start"):
        for month in LISTED_MONTHS:
            steps_ = cells(part.index[part["month"] <= month], "exits")
            if steps_:
                yield Balance((since(f"{name}@{month}", int(str(start))),), steps_, "flow")


def finished(parts: Iterable[pd.DataFrame], columns: Sequence[str], *key: str) -> pd.DataFrame:
    """The rows of all parts, numbered from 0, with the columns that every result has.

    Without rows it has the columns given. Those in `key` together are the group of a key figure.
    """
    filled = [part for part in parts if len(part)]
    frame = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(columns))
    frame = frame.assign(status="computed", source=None)
    for place, name in enumerate(key):
        text = frame[name].astype("str")
        frame["group_key"] = frame["group_key"] + ":" + text if place else text
    return frame
