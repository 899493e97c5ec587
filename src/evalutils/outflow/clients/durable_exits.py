"""Durable outflow of clients who were followed: left, and not back on benefit within a year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils.contracts.months import DAYS_PER_MONTH
from evalutils.contracts.vocabulary import WORK
from evalutils.dataset.library import Destination
from evalutils.outflow.clients.curve_steps import finished
from evalutils.outflow.clients.departures import lasting_exits
from evalutils.outflow.clients.followed import DURABLE_MONTHS, Window, followed
from evalutils.outflow.clients.incidence import exits_to
from evalutils.result import Balance, Cell, KeyFigure, Result
from evalutils.statistics.proportions import percent_interval

WHOLE_YEAR_DAYS = DURABLE_MONTHS * DAYS_PER_MONTH


def followed_exits(
    spells: pd.DataFrame,
    benefits: pd.DataFrame,
    codelist: Mapping[str, Destination],
    window: Window,
) -> Result:
    """Exits to work that were followed for a whole year, and how many were not back on benefit.

    Parameters
    ----------
    spells, benefits
        Client tables of the contract; without benefits nothing can be said.
    codelist
        Destinations with the kind that each belongs to.
    window
        The period in which clients were followed.

    Returns
    -------
    Result
        One row: to_work (all exits to work), on_benefit (still on benefit, or back on the
        programme before benefit ended), recent (off benefit, followed for less than a year),
        exits (followed for a year), still_out (no benefit in it), share (percent), lower, upper.
    """
    found = lasting_exits(spells, benefits, codelist, window)
    work = found[found["kind"].isin(WORK)]
    off = work["departure"].notna()
    full = work["followed"] >= WHOLE_YEAR_DAYS
    counts = {
        "to_work": len(work),
        "on_benefit": int((~off).sum()),
        "recent": int((off & ~full).sum()),
        "exits": int(full.sum()),
        "still_out": int((full & ~(work["back"] <= WHOLE_YEAR_DAYS)).sum()),
    }
    frame = finished(pd.DataFrame([counts] if len(work) else [], columns=list(counts)))
    frame["group_key"] = f"benefit_not_resumed:{DURABLE_MONTHS}"
    parts = tuple((0, name) for name in ("on_benefit", "recent", "exits"))
    balances = (
        Balance(((0, "to_work"),), parts),
        Balance(((0, "exits"),), ((0, "still_out"),), "remainder"),
        Balance(exits_to(WORK, followed(spells, window), codelist), ((0, "to_work"),), "flow"),
    )
    names: dict[Cell, str] = {(0, name): f"lasting.{name}" for name in counts}
    return Result(
        frame,
        counts=tuple(counts),
        balances=balances if len(work) else (),
        names=names,
        derive=_raw_share,
        key_figures=(
            KeyFigure(
                "outflow.durable_share",
                "share",
                "percent",
                "not back within 12 months / exits to work followed for 12 months, Wilson interval",
                lower="lower",
                upper="upper",
                n="exits",
            ),
        ),
    )


def _raw_share(frame: pd.DataFrame) -> pd.DataFrame:
    stayed, exits = frame["still_out"].astype("float64"), frame["exits"].astype("float64")
    interval = percent_interval(stayed, exits)
    return frame.assign(share=interval.estimate, lower=interval.lower, upper=interval.upper)
